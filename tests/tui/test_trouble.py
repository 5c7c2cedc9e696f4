"""What goes wrong around it at night: others write, hold the lock, replace the file; a finger
slips. Nothing is recorded unread, and no place and no text is lost."""

import gc
import shutil
import sqlite3
from pathlib import Path
from threading import Event
from typing import Any

from textual.events import Key
from textual.widgets import Input

from tests.ledger.builders import record
from tests.tui.conftest import opened, run
from tests.tui.driving import Driven
from tests.tui.test_forms import entries
from tracker.figures import Figure
from tracker.ledger import Head, Ledger, seal
from tracker.model import Claim, Incident, Metric, stamp
from tracker.tui.actions.ledger_reading import SAY_AGAIN_S
from tracker.tui.desk_state import NO_INCIDENT, NO_TOTAL_YET
from tracker.tui.dialogs.form import GIVE_UP, WORKING
from tracker.tui.garbage import THRESHOLDS
from tracker.tui.panes.importing import READING_S, TOO_SOON
from tracker.tui.rows import IncidentRows
from tracker.tui.state import Kept, write_state
from tracker.tui.widgets.grid import Grid
from tracker.tui.widgets.report import Report

SHORT_MS = 50


def add_elsewhere(place: str, number: int) -> None:
    """Another program records a claim."""
    claim = Claim(
        incident="qamishli-2016", source="syrian-state-tv", metric=Metric.KILLED,
        figure=Figure.given(number, number, wording=str(number)), published_at=stamp("2016-08-09"),
    )  # fmt: skip
    ledger = Ledger.open(place)
    with ledger.writing() as writer:
        writer.append([seal(claim)])
    ledger.close()


async def look(ui: Driven, times: int = 1) -> None:
    """What the watch does every two seconds."""
    for _ in range(times):
        ui.desk.look_again()
        await ui.settled()


def remarks(ui: Driven) -> list[str]:
    """What lies over the screen."""
    return [one.message for one in ui.app._notifications]


def test_others_entries_move_neither_the_cursor_nor_what_is_read(own_ledger: str) -> None:
    async def scene() -> None:
        async with opened(own_ledger, incident="qamishli-2016", size=(140, 24)) as ui:
            findings = ui.desk.only(Report, "findings")
            findings.scroll_to(0, 5, animate=False, immediate=True)
            await ui.press("5")
            grid = ui.desk.only(Grid, "entries")
            grid.place = 24
            await ui.settled()
            entry = grid.key
            add_elsewhere(own_ledger, 57)
            await look(ui)
            assert "925 entries" in ui.screen
            assert (grid.key, grid.place) == (entry, 25)
            assert findings.scroll_offset.y == 5

    run(scene)


def incidents(count: int, *more: str) -> list[Incident]:
    """So many incidents, named by number, and some by name."""
    slugs = [*(f"i-{number:03}" for number in range(count)), *more]
    return [Incident(slug=slug, title=slug[::-1], timezone="UTC") for slug in slugs]


def test_the_list_keeps_its_place_beyond_its_first_page(tmp_path: Path) -> None:
    place, state = str(tmp_path / "many.db"), tmp_path / "ui.json"
    ledger = Ledger.open(place)
    record(ledger, *incidents(600))
    write_state(state, Kept(ledger=place, incident="i-589"))

    async def scene() -> None:
        async with opened(place, state=state) as ui:
            grid = ui.desk.only(Grid, "incidents")
            assert (grid.key, ui.desk.view.incident) == ("i-589", "i-589")
            record(ledger, *incidents(0, "a", "b", "c"))
            await look(ui)
            assert (grid.key, grid.place) == ("i-589", 592)
            await ui.press("s")
            assert (grid.key, grid.place) == ("i-589", 593)

    run(scene)
    ledger.close()


def test_what_is_recorded_while_the_list_is_read_is_read_the_next_time(own_ledger: str) -> None:
    async def scene() -> None:
        async with opened(own_ledger) as ui:
            archive, read = ui.desk.archive, ui.desk.archive.incidents

            def overtaken(*asked: Any) -> IncidentRows:
                archive.incidents = read  # type: ignore[method-assign]
                rows = read(*asked)
                with Ledger.open(own_ledger).writing() as writer:
                    writer.append([seal(one) for one in incidents(0, "z-last")])
                return rows

            archive.incidents = overtaken  # type: ignore[assignment, method-assign]
            await ui.press("ctrl+r")
            await look(ui)
            rows = ui.desk.only(Grid, "incidents").rows
            assert rows.place_of("z-last") == 7

    run(scene)


def test_the_watch_asks_no_second_time_before_it_was_answered(own_ledger: str) -> None:
    async def scene() -> None:
        async with opened(own_ledger) as ui:
            answer, asked, head = Event(), [], ui.desk.archive.head

            def slow() -> Head:
                asked.append(1)
                answer.wait(30)
                return head()

            ui.desk.archive.head = slow  # type: ignore[method-assign]
            for _ in range(3):
                ui.desk.look_again()
                await ui.pilot.pause()
            answer.set()
            await ui.settled()
            assert len(asked) == 1

    run(scene)


def test_a_ledger_whose_file_was_replaced_is_not_read_or_written_as_if_it_were_the_same(
    own_ledger: str, tmp_path: Path
) -> None:
    async def scene() -> None:
        async with opened(own_ledger, incident="qamishli-2016", size=(100, 34)) as ui:
            await ui.press("a")
            await ui.fill("field-source", "Example desk")
            await ui.fill("field-figure", "61")
            other = tmp_path / "other.db"
            shutil.copy(own_ledger, other)
            other.replace(own_ledger)
            await look(ui, times=2)
            said = [one for one in remarks(ui) if "is not the file that was opened" in one]
            assert len(said) == 1, "said once, and not again while it is looked at"
            before = entries(own_ledger)
            await ui.press("ctrl+s")
            assert "Not yet: " in ui.screen
            assert ui.app.screen.query_one("#field-figure", Input).value == "61"
            assert entries(own_ledger) == before

    assert SAY_AGAIN_S > 2
    run(scene)


def test_a_lock_held_by_another_ends_nothing_and_loses_no_text(own_ledger: str) -> None:
    async def scene() -> None:
        more = {"incident": "qamishli-2016", "size": (100, 34), "busy_timeout_ms": SHORT_MS}
        async with opened(own_ledger, **more) as ui:  # type: ignore[arg-type]
            other = sqlite3.connect(own_ledger)
            other.execute("BEGIN EXCLUSIVE")
            listed = ui.desk.only(Grid, "incidents").rows
            assert isinstance(listed, IncidentRows)
            listed.headlines.clear()
            ui.desk._read_headlines(listed, ("qamishli-2016",), "consensus")
            await ui.press("ctrl+r")
            assert ui.app.is_running
            assert any("another program has been writing" in one for one in remarks(ui))
            await ui.press("a")
            await ui.fill("field-source", "Example desk")
            await ui.fill("field-figure", "61")
            await ui.press("ctrl+s")
            await ui.until("Not yet: ")
            other.rollback()
            await ui.press("ctrl+s")
            await ui.until("926 entries")
            await ui.press("5")
            for lock, told in (("IMMEDIATE", "NOT ALL COULD BE"), ("EXCLUSIVE", "nothing was ver")):
                other.execute(f"BEGIN {lock}")
                await ui.press("V")
                await ui.until(told)
                other.rollback()
            other.close()

    run(scene)


def test_rows_that_are_read_when_it_has_ended_are_nobodys(sample_ledger: str) -> None:
    async def scene() -> None:
        before = gc.get_threshold()
        async with opened(sample_ledger) as ui:
            desk, listed = ui.desk, ui.desk.only(Grid, "incidents").rows
            assert gc.get_threshold() == THRESHOLDS
        assert gc.get_threshold() == before
        assert isinstance(listed, IncidentRows)
        desk._read_headlines(listed, ("qamishli-2016",), "consensus")
        desk._read_pages(listed, (0,))

    run(scene)


def test_a_filter_is_said_as_long_as_it_leaves_rows_out(sample_ledger: str) -> None:
    async def scene() -> None:
        async with opened(sample_ledger, incident="qamishli-2016") as ui:
            await ui.press("slash")
            await ui.fill("filter-words", "kurdish [red]")
            await ui.press("enter")
            assert ui.lines[-1].startswith(" / kurdish [red]")
            await ui.press("escape")
            assert "kurdish" not in ui.lines[-1]
            await ui.press("1", "slash")
            await ui.fill("filter-words", "qamish")
            await ui.press("enter")
            assert ui.lines[-1].startswith(" / qamish")
            await ui.press("escape")
            assert "qamish" not in ui.lines[-1]
            assert "Sri Lanka" in ui.screen
            await ui.press("3", "slash")
            await ui.fill("filter-words", "nobody of that name")
            assert "No source fits." in ui.screen
            assert ui.desk.only(Report, "record").report is None

    run(scene)


def test_an_empty_ledger_does_not_say_that_it_is_being_read(tmp_path: Path) -> None:
    place = str(tmp_path / "empty.db")
    Ledger.open(place).close()

    async def scene() -> None:
        async with opened(place) as ui:
            await ui.press("3")
            assert "No source is recorded yet." in ui.screen
            await ui.press("5")
            assert "Nothing is recorded yet." in "\n".join(ui.lines[2:])
            await ui.press("y", "1", "S")
            said = {str(one.message) for one in ui.app._notifications}
            assert said == {NO_INCIDENT, "Incidents stand in one order only; s chooses by what."}

    run(scene)


def test_keys_about_a_count_say_where_there_is_none(tmp_path: Path) -> None:
    place = str(tmp_path / "one.db")
    ledger = Ledger.open(place)
    record(ledger, *incidents(1))
    ledger.close()

    async def scene() -> None:
        async with opened(place, incident="i-000") as ui:
            for key in ("[", "{", "c", "n", "m", "+", "w"):
                ui.app.clear_notifications()
                await ui.press(key)
                assert remarks(ui) == [NO_TOTAL_YET], key

    run(scene)


def test_enter_that_bounces_records_nothing(own_ledger: str, tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    file.write_text("incident,source,metric,figure\nparis-2015,Example desk,killed,130\n")

    async def scene() -> None:
        before = entries(own_ledger)
        async with opened(own_ledger) as ui:
            await ui.press("4")
            await ui.fill("import-path", str(file))
            await ui.press("enter", "enter", "enter")
            assert TOO_SOON.strip() in " ".join(ui.screen.split())
        assert entries(own_ledger) == before

    assert READING_S > 0.5
    run(scene)


def test_a_form_on_a_small_screen_shows_all_and_gives_nothing_up_at_once(own_ledger: str) -> None:
    async def scene() -> None:
        async with opened(own_ledger, incident="qamishli-2016") as ui:
            await ui.press("r")
            await ui.fill("field-figure", "at least 60")
            await ui.fill("field-reason", "misread")
            await ui.until("best 60")
            assert "asserted 3 August" not in ui.screen
            await ui.press("pagedown")
            assert "asserted 3 August" in ui.screen
            ui.app.screen.query_one("#field-figure", Input).value = "at least 61"
            await ui.pilot.pause()
            assert WORKING in ui.screen
            assert "best 60" not in ui.screen
            await ui.settled()
            await ui.press("escape")
            assert GIVE_UP in ui.screen
            assert ui.app.screen.query_one("#field-figure", Input).value == "at least 61"
            await ui.press("escape")
            assert ui.lines[0].startswith(" LATEST")
            await ui.press("M")
            assert "101: a party's claim." in ui.screen
            await ui.press("escape", "3")
            await ui.until("Measured in")
            below = ui.lines[[one.startswith("▔") for one in ui.lines].index(True) + 1 :]
            assert next(one for one in below if one.strip()).startswith(" Syrian Observatory for")

    run(scene)


async def burst(ui: Driven, *keys: str) -> None:
    """Keys that arrive at once, as on a slow line."""
    for key in keys:
        ui.app.post_message(Key(key, key if len(key) == 1 else None))
    await ui.settled()


def test_what_arrives_in_a_burst_lands_where_it_was_meant(sample_ledger: str) -> None:
    async def scene() -> None:
        async with opened(sample_ledger, incident="qamishli-2016") as ui:
            await burst(ui, "slash", "q", "a", "m")
            assert ui.app.screen.query_one("#filter-words", Input).value == "qam"
            await ui.press("slash", "escape", "a")
            await burst(ui, "b", "c", "tab", "tab", "4", "0")
            texts = {name: text for name, text in ui.app.screen.texts.items() if text}  # type: ignore[attr-defined]
            assert (texts["source"], texts["figure"]) == ("bc", "40")

    run(scene)


def test_a_figure_put_right_in_a_burst_is_the_one_that_was_typed(own_ledger: str) -> None:
    async def scene() -> None:
        async with opened(own_ledger, incident="qamishli-2016") as ui:
            await ui.press("a")
            await burst(ui, "b", "tab", "tab", "6", "7", "backspace", "backspace", "5", "4")
            figure = ui.app.screen.query_one("#field-figure", Input)
            assert figure.value == "54"
            await burst(ui, "home", "1", "end", "0", "ctrl+u", "5", "left", "4")
            assert figure.value == "45"
            await burst(ui, "end", "backspace", "backspace", "9", "1", "ctrl+s")
            recorded = Ledger.open(Path(own_ledger), create=False).snapshot("qamishli-2016").claims
            assert [one.figure.low for one in recorded if one.source == "b"] == [91]

    run(scene)
