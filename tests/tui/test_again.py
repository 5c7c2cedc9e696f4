"""What could not be read is said and read again, what can be no path ends nothing, and what is
asked twice, or too early, is done once and whole."""

import sqlite3
from dataclasses import replace

from textual.events import Paste

from tests.tui.conftest import opened, run
from tests.tui.test_articles import ARTICLE, drafts_of, recorded
from tests.tui.test_trouble import SHORT_MS, add_elsewhere
from tracker.importing.faults import Fault
from tracker.importing.headers import FileKind
from tracker.importing.report import FileReport, ImportReport
from tracker.tui.import_rows import summary
from tracker.tui.widgets.grid import NOT_READ, Grid


def test_what_could_not_be_read_does_not_say_that_it_is_being_read(own_ledger: str) -> None:
    async def scene() -> None:
        async with opened(own_ledger, busy_timeout_ms=SHORT_MS) as ui:
            other = sqlite3.connect(own_ledger)
            other.execute("BEGIN EXCLUSIVE")
            for screen in ("3", "5"):
                await ui.press(screen)
                assert NOT_READ in ui.screen
            other.rollback()
            other.close()
            await ui.press("ctrl+r")
            assert "Not verified yet" in ui.screen
            assert len(ui.desk.only(Grid, "entries").rows) == 924
            await ui.press("3")
            await ui.until("Measured in")

    run(scene)


def test_a_line_that_can_be_no_path_ends_nothing_and_a_sentence_is_an_article(
    own_ledger: str,
) -> None:
    lines = {"~nosuchuser/x.csv": "no file", "a\0b.csv": "no file", "\ud800.csv": "no file"}
    sentence = "At least 44 people were killed in Qamishli, the hospital said."

    async def scene() -> None:
        async with opened(own_ledger) as ui:
            await ui.press("4")
            for line, told in {**lines, "x" * 400: "xxx"}.items():
                await ui.fill("import-path", line)
                await ui.press("enter")
                assert told in ui.lines[4], line
            await ui.fill("import-path", "")
            ui.app.screen.query_one("#import-path").post_message(Paste(sentence))
            await ui.until("Where does this article come from?")

    run(scene)


def test_a_dry_run_that_skips_the_refused_says_that_enter_records_the_others() -> None:
    refused = Fault("rows.csv", 3, "killed", "sevral", "cannot read it")
    file = FileReport(
        file="rows.csv", kind=FileKind.CLAIMS, rows=2, recorded=0, already_known=0, revised=0,
        refused=1, held_back=1, errors=(refused,), remarks=(),
    )  # fmt: skip
    report = ImportReport(files=(file,), size=924, root="", stored=False)

    skips = summary(report, dry_run=True, stops=False)
    stops = summary(report, dry_run=True, stops=True)

    assert skips.endswith("Enter records all but the refused, Esc leaves no trace.")
    assert "Nothing would be recorded while a row is refused" in stops


def test_a_key_that_is_pressed_twice_opens_one_form(sample_ledger: str) -> None:
    async def scene() -> None:
        async with opened(sample_ledger) as ui:
            ui.desk.action_add_incident()
            ui.desk.action_add_incident()
            await ui.settled()
            assert len(ui.app.screen_stack) == 2

    run(scene)


def test_no_draft_is_lost_of_those_that_were_accepted_quickly_right_before_all_are_recorded(
    own_ledger: str,
) -> None:
    async def scene() -> None:
        async with opened(own_ledger, incident="qamishli-2016", size=(110, 40)) as ui:
            dialog = await drafts_of(ui, ARTICLE, "--published-at 2016-08-05 --via Wire")
            dialog.action_accept()
            dialog.action_accept()
            dialog.action_skip()
            dialog.action_accept()
            dialog.action_record()
            await ui.settled()
            assert sorted(dialog.reviewed.accepted) == [0, 1, 3]
            assert ui.app.screen is ui.desk
            assert len(recorded(own_ledger)) == 3

    run(scene)


def test_a_claim_that_another_program_has_just_added_stands_under_a_root_that_holds_it(
    own_ledger: str,
) -> None:
    async def scene() -> None:
        async with opened(own_ledger, incident="qamishli-2016", size=(100, 50)) as ui:
            add_elsewhere(own_ledger, 57)
            ui.desk.ask(replace(ui.desk.view, sort="entry"))
            await ui.settled()
            await ui.press("home", "v")
            entry = next(line for line in ui.lines if " of 92" in line)
            assert "925 of 925" in entry

    run(scene)
