"""Recording from the UI: what was understood, what it would do, and that it is done."""

from pathlib import Path

from tests.tui.conftest import opened, run
from tests.tui.driving import Driven
from tracker.ledger import Ledger
from tracker.tui.dialogs.dialog import Dialog


def entries(where: str) -> int:
    """Number of entries in a ledger."""
    ledger = Ledger.open(where, create=False)
    try:
        return ledger.head().size
    finally:
        ledger.close()


async def preview(ui: Driven, words: str) -> None:
    """Waits until the preview says so."""
    await ui.until(words)


def test_what_is_typed_is_said_back_while_it_is_typed(own_ledger: str) -> None:
    async def scene() -> None:
        async with opened(own_ledger, incident="qamishli-2016", size=(100, 34)) as ui:
            await ui.press("a")
            await ui.fill("field-figure", "at least 40")
            await ui.fill("field-asserted_at", "2016-07")
            assert "→ 40 or more" in ui.screen
            assert "→ July 2016, month only" in ui.screen
            await ui.fill("field-figure", "sevral dozen")
            assert "'sevral' is not a word I know" in " ".join(ui.screen.split())

    run(scene)


def test_a_preview_says_what_the_estimate_would_become_and_records_nothing(own_ledger: str) -> None:
    async def scene() -> None:
        before = entries(own_ledger)
        async with opened(own_ledger, incident="qamishli-2016", size=(110, 34)) as ui:
            await ui.press("a")
            await ui.fill("field-source", "Example clinic")
            await ui.fill("field-figure", "at least 40")
            await ui.fill("field-asserted_at", "2016-08-03")
            await ui.until("killed: low 48, best 57, high 67, disputed →")
            assert "new source example-clinic" in ui.screen
            await ui.press("escape")
        assert entries(own_ledger) == before

    run(scene)


def test_a_claim_that_is_added_changes_the_estimate_on_screen(own_ledger: str) -> None:
    async def scene() -> None:
        before = entries(own_ledger)
        async with opened(own_ledger, incident="las-vegas-2017", size=(110, 34)) as ui:
            await ui.press("a")
            await ui.fill("field-source", "Clark County coroner")
            await ui.fill("field-figure", "61")
            await ui.fill("field-asserted_at", "2019-01-05")
            await ui.press("ctrl+s")
            await ui.until(f"{before + 1} entries")
            assert not isinstance(ui.app.screen, Dialog)
            assert "61" in ui.lines[1]
        assert entries(own_ledger) == before + 1

    run(scene)


def test_a_correction_asks_for_a_reason(own_ledger: str) -> None:
    async def scene() -> None:
        before = entries(own_ledger)
        async with opened(own_ledger, incident="qamishli-2016", size=(110, 34)) as ui:
            await ui.press("r")
            assert "required" in ui.screen
            await ui.fill("field-figure", "52")
            await ui.until("Not yet: reason: a correct needs a reason")
            await ui.press("ctrl+s")
            assert isinstance(ui.app.screen, Dialog)
            await ui.fill("field-reason", "misread")
            await ui.until("→ 52")
            await ui.press("ctrl+s")
            await ui.until(f"{before + 1} entries")

    run(scene)


def test_what_the_estimate_becomes_is_seen_in_the_smallest_windows(own_ledger: str) -> None:
    async def scene() -> None:
        for size in ((60, 16), (80, 24)):
            async with opened(own_ledger, incident="qamishli-2016", size=size) as ui:
                await ui.press("r")
                await ui.fill("field-figure", "at least 70")
                await ui.fill("field-reason", "misread the page")
                await ui.until("killed: low 48, best 57, high 67, disputed →")
                assert "Esc leaves" in ui.screen

    run(scene)


def test_a_new_wording_takes_the_old_bounds_away(own_ledger: str) -> None:
    async def scene() -> None:
        async with opened(own_ledger, incident="qamishli-2016", size=(110, 34)) as ui:
            await ui.press("r")
            assert "kept unread beside low and high" in ui.screen
            await ui.fill("field-figure", "at least 52")
            assert "→ 52 or more" in ui.screen

    run(scene)


def test_a_claim_can_be_retracted_voided_or_disputed(own_ledger: str) -> None:
    async def scene() -> None:
        before = entries(own_ledger)
        async with opened(own_ledger, incident="qamishli-2016", size=(110, 34)) as ui:
            await ui.press("j", "x", "enter")
            await ui.fill("field-asserted_at", "2016-08-05")
            await ui.press("ctrl+s")
            await ui.until(f"{before + 1} entries")
            await ui.press("j", "j", "x", "j", "enter")
            await ui.fill("field-reason", "of another bombing")
            await ui.press("ctrl+s")
            await ui.until(f"{before + 2} entries")
            await ui.press("j", "j", "x", "j", "j", "enter")
            await ui.fill("field-source", "Asayish")
            await ui.press("ctrl+s")
            await ui.until(f"{before + 3} entries")
        ledger = Ledger.open(own_ledger)
        acts = [row.act.value for row in ledger.snapshot("qamishli-2016").claims[-3:]]
        ledger.close()
        assert acts == ["retract", "void", "dispute"]

    run(scene)


def test_nothing_can_be_recorded_where_it_was_opened_to_look_only(own_ledger: str) -> None:
    async def scene() -> None:
        async with opened(own_ledger, incident="qamishli-2016", read_only=True) as ui:
            for key in ("a", "r", "x"):
                await ui.press(key)
                assert not isinstance(ui.app.screen, Dialog)
            assert "--read-only" in ui.screen
            assert "read-only" in ui.lines[-1]

    run(scene)


def test_undo_never_deletes_what_was_recorded_but_offers_a_correction(own_ledger: str) -> None:
    async def scene() -> None:
        before = entries(own_ledger)
        async with opened(own_ledger, incident="las-vegas-2017", size=(110, 34)) as ui:
            await ui.press("x", "j", "enter")
            await ui.fill("field-reason", "a test")
            await ui.press("ctrl+s")
            await ui.until(f"{before + 1} entries")
            await ui.press("u")
            await ui.until("Nothing recorded is ever deleted")
        assert entries(own_ledger) == before + 1

    run(scene)


def test_another_programs_entries_appear_without_losing_ones_place(own_ledger: str) -> None:
    async def scene() -> None:
        async with opened(own_ledger, incident="qamishli-2016", size=(110, 34)) as ui:
            await ui.press("j", "j", "j", "[")
            key, moment = ui.claims.key, ui.desk.view.as_of_us
            async with opened(own_ledger, incident="qamishli-2016", size=(110, 34)) as other:
                size = entries(own_ledger)
                await other.press("x", "j", "enter")
                await other.fill("field-reason", "a test")
                await other.press("ctrl+s")
                await other.until(f"{size + 1} entries")
            await ui.until(f"{size + 1} entries")
            assert (ui.claims.key, ui.desk.view.as_of_us) == (key, moment)
            assert ui.desk.focused_id() == "claims"

    run(scene)


def test_the_ledger_file_is_untouched_by_looking(own_ledger: str) -> None:
    async def scene() -> None:
        before = Path(own_ledger).read_bytes()
        async with opened(own_ledger, incident="qamishli-2016", read_only=True) as ui:
            await ui.press("[", "]", "c", "n", "w", "escape", "M", "escape")
        assert Path(own_ledger).read_bytes() == before

    run(scene)
