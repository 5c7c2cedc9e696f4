"""Sources, import and ledger: what they show, and what their keys do."""

import asyncio
from pathlib import Path

from textual.events import Paste

from tests.tui.conftest import ROOT, opened, run
from tests.tui.test_forms import entries
from tracker.importing import ImportReport, Outcome, RowOutcomes
from tracker.importing.report import Tally
from tracker.model import Incident
from tracker.tui.dialogs.dialog import Dialog
from tracker.tui.import_rows import import_rows
from tracker.tui.panes.importing import READING_S

ROWS = """\
incident,source,metric,figure,asserted_at
paris-2015,Example desk,killed,130,2015-11-20
paris-2015,Example desk,killed,sevral,2015-11-21
"""


def test_sources_come_with_their_record(sample_ledger: str) -> None:
    async def scene() -> None:
        async with opened(sample_ledger, size=(100, 40)) as ui:
            await ui.press("3")
            await ui.until("Measured in 6 counts of 2 incidents")
            assert "0.25" in ui.screen
            await ui.press("/")
            await ui.type("coroner")
            assert "Clark County coroner" in ui.screen
            assert "Syrian Observatory" not in ui.screen

    run(scene)


def test_a_dry_run_records_nothing_and_enter_records(own_ledger: str, tmp_path: Path) -> None:
    file = tmp_path / "new rows.csv"
    file.write_text(ROWS.split("paris-2015,Example desk,killed,sevral", maxsplit=1)[0])

    async def scene() -> None:
        before = entries(own_ledger)
        async with opened(own_ledger, size=(100, 30)) as ui:
            await ui.press("4")
            await ui.fill("import-path", f"'{file}'")
            await ui.press("enter")
            await ui.until("Dry run: 1 new, 0 already known, 0 refused")
            assert entries(own_ledger) == before
            await asyncio.sleep(READING_S)
            await ui.press("enter")
            await ui.until(f"{before + 2} entries")
            assert "Recorded: 1 new" in ui.screen
        assert entries(own_ledger) == before + 2

    run(scene)


def test_a_refused_row_is_named_with_its_line_and_reason(own_ledger: str, tmp_path: Path) -> None:
    file = tmp_path / "bad.csv"
    file.write_text(ROWS)

    async def scene() -> None:
        before = entries(own_ledger)
        async with opened(own_ledger, size=(100, 30)) as ui:
            await ui.press("4")
            await ui.fill("import-path", str(file))
            await ui.press("enter")
            await ui.until("Nothing would be recorded while a row is refused")
            assert "'sevral' is not a word I know" in " ".join(ui.screen.split())
            await ui.press("enter")
            await ui.until("Nothing would be recorded while a row is refused")
        assert entries(own_ledger) == before

    run(scene)


def test_a_dry_run_says_what_each_row_would_do(own_ledger: str, tmp_path: Path) -> None:
    kept = (ROOT / "sample_data" / "qamishli-2016.csv").read_text("utf-8").splitlines()
    refs = [line.split(",")[0] for line in kept]
    changed = kept[7].replace("At least 31,31", "At least 32,32")
    new = kept[7].replace(refs[7], "never-seen")
    file = tmp_path / "rows.csv"
    file.write_text("\n".join((kept[0], kept[1], changed, new)) + "\n", "utf-8")

    async def scene() -> None:
        before = entries(own_ledger)
        async with opened(own_ledger, size=(120, 30)) as ui:
            await ui.press("4")
            await ui.fill("import-path", str(file))
            await ui.press("enter")
            await ui.until("Dry run: 2 new, 1 already known, 0 refused")
            told = [line.split()[:4] for line in ui.lines]
            assert ["revises", "rows.csv", "3", "qamishli-2016,"] in told
            assert ["new", "rows.csv", "4", "qamishli-2016,"] in told
            assert ["already", "known", "rows.csv", "2"] in told
        assert entries(own_ledger) == before

    run(scene)


def test_a_big_dry_run_lists_some_rows_of_each_kind_and_counts_the_others() -> None:
    outcomes = RowOutcomes(most=2)
    for line in range(2, 7):
        outcomes.note(
            Tally("big.csv"), line, Outcome.NEW, Incident(slug=f"slug-{line}", title="A title")
        )
    report = ImportReport(files=(), size=0, root="", stored=False)

    rows = import_rows(report, outcomes)

    assert [tuple(rows.cells(place)) for place in range(len(rows))] == [
        ("new", "big.csv", "2", "incident slug-2: A title"),
        ("new", "big.csv", "3", "incident slug-3: A title"),
        ("new", "", "", "and 3 more; tracker import --dry-run counts them as well"),
    ]


def test_pasted_rows_are_dry_run_and_escape_leaves_no_trace(own_ledger: str) -> None:
    async def scene() -> None:
        before = entries(own_ledger)
        async with opened(own_ledger, size=(100, 30)) as ui:
            await ui.press("4")
            line = ui.app.screen.query_one("#import-path")
            line.post_message(Paste(ROWS))
            await ui.until("1 new, 0 already known, 1 refused")
            await ui.press("escape")
            assert ui.desk.pane == "import"
            await ui.press("enter")
            await ui.until("name a file, or paste rows")
        assert entries(own_ledger) == before

    run(scene)


def test_the_ledger_lists_every_entry_and_verifies(sample_ledger: str) -> None:
    async def scene() -> None:
        async with opened(sample_ledger, size=(100, 30)) as ui:
            await ui.press("5")
            await ui.until("sri-lanka-2019, director-general")
            await ui.press("V")
            await ui.until("The ledger is whole: 924 entries")
            await ui.press("G")
            await ui.until("incident")
            await ui.press("enter")
            await ui.until("Entry 1")
            assert isinstance(ui.app.screen, Dialog)

    run(scene)


def test_a_claim_that_cannot_be_seen_is_not_acted_on(own_ledger: str) -> None:
    async def scene() -> None:
        async with opened(own_ledger, incident="qamishli-2016") as ui:
            # On the lists r and x act on the incident or source in sight.
            for screen, *keys in (("1", "x", "["), ("3", "["), ("5", "r", "x", "[")):
                await ui.press(screen, *keys)
                assert not isinstance(ui.app.screen, Dialog), screen
                assert not ui.desk.view.is_past
            await ui.press("ctrl+p")
            await ui.type("claim by claim")
            await ui.press("enter")
            await ui.until("1. Eligible")
            assert ui.desk.pane == "timeline", "the palette goes where an action works"

    run(scene)


def test_damage_is_found_from_the_ledger_screen(own_ledger: str) -> None:
    import sqlite3

    connection = sqlite3.connect(own_ledger)
    for (name,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')
    connection.execute("UPDATE claim SET low = 1 WHERE seq = 900")
    connection.commit()
    connection.close()

    async def scene() -> None:
        async with opened(own_ledger, size=(100, 30)) as ui:
            await ui.press("5", "V")
            await ui.until("THE LEDGER IS NOT SOUND")

    run(scene)
