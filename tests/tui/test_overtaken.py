"""What a worker brings late, and keys pressed before it: never shown, or recorded, as another's."""

import asyncio
from dataclasses import replace
from pathlib import Path
from threading import Event

from textual.events import MouseDown

from tests.tui.conftest import PATIENCE_S, opened, run
from tests.tui.driving import QUIET_S, Driven
from tests.tui.test_articles import ARTICLE, drafts_of
from tests.tui.test_forms import entries
from tests.tui.test_trouble import add_elsewhere
from tracker.extract import extract
from tracker.tui.app import TrackerApp
from tracker.tui.beside import around
from tracker.tui.dialogs.form import FormDialog
from tracker.tui.messages import IncidentsRead, LedgerRead, ViewRead
from tracker.tui.opening import Opening
from tracker.tui.panes.importing import READING_S, ImportPane
from tracker.tui.reviewed import _commits_to
from tracker.tui.rows import NOT_YET, IncidentRows
from tracker.tui.view import View
from tracker.tui.widgets.grid import Grid
from tracker.typed.understood import people_between

ROW = "incident,source,killed,asserted_at\nqamishli-2016,test-source,{},2016-08-30\n"


def test_enter_never_records_a_line_that_was_typed_during_the_dry_run_of_another(
    own_ledger: str, tmp_path: Path
) -> None:
    first, other = tmp_path / "first.csv", tmp_path / "other.csv"
    first.write_text(ROW.format(71))
    other.write_text(ROW.format(72))

    async def scene() -> None:
        async with opened(own_ledger, incident="qamishli-2016") as ui:
            before = entries(own_ledger)
            await ui.press("4")
            pane = ui.desk.query_one(ImportPane)
            await ui.fill("import-path", str(first))
            pane.dry_run()
            await ui.fill("import-path", str(other))
            await asyncio.sleep(READING_S)
            await ui.press("enter")
            assert entries(own_ledger) == before

    run(scene)


def test_a_click_on_a_row_of_a_dry_run_or_a_file_that_changed_since_records_nothing(
    own_ledger: str, tmp_path: Path
) -> None:
    file = tmp_path / "rows.csv"
    file.write_text(ROW.format(71))

    async def scene() -> None:
        async with opened(own_ledger, incident="qamishli-2016") as ui:
            before = entries(own_ledger)
            await ui.press("4")
            await ui.fill("import-path", str(file))
            await ui.press("enter")
            await ui.until("Dry run: 1 new")
            await asyncio.sleep(READING_S)
            await ui.pilot.click("#import-rows", offset=(3, 1))
            await ui.settled()
            assert entries(own_ledger) == before
            file.write_text(ROW.format(171))
            await ui.press("enter")
            await ui.until("a file has changed since it was read")
            assert entries(own_ledger) == before

    run(scene)


def test_a_form_and_a_file_are_about_what_is_shown_and_not_what_is_still_read(
    sample_ledger: str,
) -> None:
    async def scene() -> None:
        async with opened(sample_ledger, incident="qamishli-2016") as ui:
            ui.desk.view = View(incident="paris-2015", as_of_us=0, mark_us=0)
            assert ui.desk.name_of_view() == "qamishli-2016"
            ui.desk.action_difference()
            assert ui.app.screen is ui.desk, "the mark is of another incident"
            ui.desk.action_add()
            await ui.settled()
            form = ui.app.screen
            assert isinstance(form, FormDialog)
            assert form.form.title == "Add a claim to qamishli-2016"

    run(scene)


def test_an_older_reading_of_the_same_view_does_not_take_the_newer_ones_place(
    own_ledger: str,
) -> None:
    async def scene() -> None:
        async with opened(own_ledger, incident="qamishli-2016") as ui:
            shown, view = ui.desk.shown, ui.desk.view
            assert shown is not None
            late = ViewRead(view, shown, around(shown))
            add_elsewhere(own_ledger, 99)
            ui.desk.look_again()
            await ui.settled()
            newer = ui.desk.shown
            ui.desk.post_message(late)
            await ui.settled()
            assert ui.desk.shown is newer

    run(scene)


def test_the_list_shows_the_figures_of_one_method(sample_ledger: str) -> None:
    async def scene() -> None:
        async with opened(sample_ledger, size=(120, 40)) as ui:
            desk = ui.desk
            desk.ask(replace(desk.view, method="range"))
            await ui.settled()
            rows = desk.only(Grid, "incidents").rows
            slugs = [rows.key(place) for place in range(len(rows))]
            told = [tuple(rows.cells(place) or ())[1:4] for place in range(len(rows))]
            found = desk.archive.headlines(slugs, "range")
            assert told == [tuple(found[slug]) for slug in slugs]

    run(scene)


def test_figures_by_another_method_never_stand_beside_those_of_the_one_in_view(
    sample_ledger: str,
) -> None:
    async def scene() -> None:
        async with opened(sample_ledger, size=(120, 40)) as ui:
            desk, rows = ui.desk, ui.desk.only(Grid, "incidents").rows
            assert isinstance(rows, IncidentRows)
            before = figures(rows)
            desk.figures_by("range")
            assert set(figures(rows)) == {(NOT_YET,) * 3}
            await ui.settled()
            by_range = figures(rows)
            assert by_range != before
            slug = rows.key(0)
            rows.take({slug: before[0]}, "consensus")
            assert figures(rows) == by_range, "what a worker brings that was still at the other"

    run(scene)


def figures(rows: IncidentRows) -> list[tuple[str, ...]]:
    """Low, best and high of every row."""
    return [tuple(rows.cells(place) or ())[1:4] for place in range(len(rows))]


def test_a_reading_of_the_ledger_under_other_words_does_not_undo_a_filter(
    sample_ledger: str,
) -> None:
    async def scene() -> None:
        async with opened(sample_ledger, size=(120, 40)) as ui:
            desk = ui.desk
            assert desk.head is not None
            every = desk.archive.incidents((), "slug")
            desk.incident_words = "qamishli"
            desk.list_incidents()
            await ui.settled()
            desk.post_message(LedgerRead(desk.head, every))
            await ui.settled()
            assert len(desk.only(Grid, "incidents").rows) < len(every)
            desk.post_message(IncidentsRead(every))
            await ui.settled()
            assert len(desk.only(Grid, "incidents").rows) < len(every)

    run(scene)


def test_answers_that_are_being_recorded_stay_and_old_ones_are_not_shown_as_new(
    own_ledger: str,
) -> None:
    async def scene() -> None:
        async with opened(own_ledger, incident="qamishli-2016", size=(110, 40)) as ui:
            dialog = await drafts_of(ui, ARTICLE, "--published-at 2016-08-05 --via Wire")
            await ui.press("a")
            await ui.until("1 accepted; recording them would do this:")
            late = dialog.Previewed(dialog.reviewed, None, "late", True)
            dialog.query_one(Grid).place = 0
            await ui.press("s")
            dialog.post_message(late)
            await ui.settled()
            assert "Nothing is accepted" in ui.screen
            assert "late" not in ui.screen
            dialog._is_recording = True
            dialog.query_one(Grid).place = 0
            await ui.press("a", "s", "e")
            assert not dialog.reviewed.accepted
            assert ui.app.screen is dialog

    run(scene)


def test_a_draft_whose_bounds_were_taken_away_commits_to_what_is_recorded_of_it() -> None:
    (draft,) = extract("No casualties were reported.")
    row = {"figure": "nobody", "metric": "killed", "low": "", "high": ""}
    said = replace(draft, metric="killed", figure="nobody", is_read=False)

    assert _commits_to(row, said) == people_between(0, 0)


def test_a_figure_is_not_copied_with_the_root_of_a_ledger_that_it_was_not_read_of(
    own_ledger: str,
) -> None:
    async def scene() -> None:
        async with opened(own_ledger, incident="qamishli-2016") as ui:
            add_elsewhere(own_ledger, 99)
            ui.desk.head = ui.desk.archive.head()
            await ui.press("y", "Y", "e")
            assert ui.app.screen is ui.desk
            assert {one.message for one in ui.app._notifications} == {
                "The ledger has grown and is being read; once more in a moment."
            }
            ui.desk.look_again()
            ui.desk.action_reload()
            await ui.settled()
            await ui.press("Y")
            assert any("JSON" in one.message for one in ui.app._notifications)

    run(scene)


def test_a_row_that_is_still_to_be_read_cannot_be_chosen(sample_ledger: str) -> None:
    async def scene() -> None:
        async with opened(sample_ledger) as ui:
            desk, unread = ui.desk, Event()
            for pane, name in (("5", "entries"), ("1", "incidents")):
                await ui.press(pane)
                grid = desk.only(Grid, name)
                grid.rows._pages.clear()  # type: ignore[attr-defined]
                grid.rows.read = lambda _: unread.wait(30)  # type: ignore[assignment, method-assign]
                grid.action_choose()
                await ui.pilot.pause()
                assert ui.app.screen is desk
                assert desk.pane == name.replace("entries", "ledger")
            unread.set()
            await ui.settled()

    run(scene)


def test_moments_counts_and_marks_of_one_incident_are_not_asked_of_another(
    sample_ledger: str,
) -> None:
    other = View(incident="sri-lanka-2019")

    async def scene() -> None:
        async with opened(sample_ledger, incident="qamishli-2016", size=(160, 45)) as ui:
            desk, estimates = ui.desk, ui.desk.only(Grid, "estimates")
            desk.view = other
            desk.action_step(-1)
            desk.action_day(-1)
            desk.action_next_count(1)
            desk.action_next_voice(1)
            desk.action_mark()
            desk.action_go_to_date()
            desk.open_count(estimates.Chosen(estimates, estimates.key))
            assert desk.view == other
            assert ui.app.screen is desk
            desk.view = desk.seen
            desk.open_count(estimates.Chosen(estimates, "a count of an incident before"))
            assert desk.view == desk.seen

    run(scene)


def test_a_click_before_anything_is_shown_opens_nothing_else_than_what_is_shown(
    sample_ledger: str,
) -> None:
    async def scene() -> None:
        app = TrackerApp(Opening(where=sample_ledger))
        async with asyncio.timeout(PATIENCE_S), app.run_test(size=(120, 40)) as pilot:
            ui, desk, may_read = Driven(app, pilot), app.desk, Event()
            whole, grid = desk.archive.whole, desk.only(Grid, "incidents")
            desk.archive.whole = lambda *asked: may_read.wait(30) and whole(*asked)  # type: ignore
            while not len(grid.rows):
                await asyncio.sleep(QUIET_S)
            row = grid.region.y + 3
            for _ in range(2):  # As a terminal tells it; a pilot's click passes the app by.
                app.post_message(MouseDown(None, 3, row, 0, 0, 1, False, False, False, 3, row))
                await pilot.pause()
            may_read.set()
            await ui.settled()
            assert (desk.pane, grid.key) == ("incidents", desk.view.incident)

    run(scene)
