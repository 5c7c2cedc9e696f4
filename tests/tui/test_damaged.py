"""An incident that is damaged is refused in its place, and the others go on being shown."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.ledger.builders import tampered
from tests.tui.conftest import opened, run
from tests.tui.driving import Driven
from tracker.errors import UnsoundError
from tracker.tui.app import TrackerApp
from tracker.tui.archive import Archive
from tracker.tui.desk_state import UNSHOWN
from tracker.tui.dialogs.saving import Save
from tracker.tui.exporting import list_file
from tracker.tui.reports_of import entry_report
from tracker.tui.rows import UNREADABLE, ListedRows
from tracker.tui.state import Kept, ledger_name, write_state
from tracker.tui.widgets.grid import Grid
from tracker.tui.widgets.report import Report

FIRST, NEXT = "beirut-2020", "kahramanmaras-2023"
CLAIM = (
    "UPDATE entry SET content = '{}' WHERE seq = "
    f"(SELECT min(seq) FROM claim WHERE incident = '{FIRST}')"
)
ZONE = f"UPDATE incident SET timezone = 'Nowhere/X' WHERE slug = '{FIRST}'"
REFUSED = "the ledger holds a row that this program did not write"


@pytest.fixture
def damaged(own_ledger: str) -> str:
    """A ledger whose first incident has a claim that is none."""
    tampered(Path(own_ledger), CLAIM)
    return own_ledger


def shows_nothing(ui: Driven) -> bool:
    """Whether no pane shows a row of any incident."""
    return not any(len(ui.desk.only(Grid, name).rows) for name in ("claims", "estimates"))


def remarks(ui: Driven) -> list[str]:
    """What was said in the corner."""
    return [str(one.message) for one in ui.app._notifications]


def figures_of(ui: Driven) -> dict[str, tuple[str, ...]]:
    """Low, best and high in the list, by slug."""
    rows = ui.desk.only(Grid, "incidents").rows
    return {rows.key(at): tuple((rows.cells(at) or ())[1:4]) for at in range(len(rows))}


def test_the_ui_does_not_end_where_the_first_incident_is_damaged(damaged: str) -> None:
    async def scene() -> TrackerApp:
        async with opened(damaged, size=(80, 24)) as ui:
            figures = figures_of(ui)
            assert figures.pop(FIRST) == (UNREADABLE,) * 3
            assert not any("…" in one or UNREADABLE in one for one in figures.values())
            await ui.press("enter")
            assert REFUSED in ui.screen
            assert "tracker verify lists what is wrong" in " ".join(ui.screen.split())
            await ui.press("1", "j", "enter")
            assert "59,488" in ui.lines[1]
            assert ui.desk.view.incident == NEXT
            await ui.press("u")
            assert "There is no earlier view." in remarks(ui)
        return ui.app

    async def whole() -> None:
        assert (await scene()).refusal is None

    run(whole)


@pytest.mark.parametrize("sql", [CLAIM, ZONE], ids=["a claim", "its own row"])
def test_one_that_was_asked_for_by_name_is_refused_where_it_would_stand(
    own_ledger: str, sql: str
) -> None:
    tampered(Path(own_ledger), sql)

    async def scene() -> None:
        async with opened(own_ledger, incident=FIRST, size=(120, 30)) as ui:
            assert REFUSED in ui.screen
            assert len(figures_of(ui)) == 7, "the others are listed"
            assert FIRST in ui.lines[0]
            assert ui.desk.only(Report, "findings").report is not None

    run(scene)


def test_what_was_shown_before_does_not_stand_as_if_it_were_of_a_damaged_incident(
    damaged: str,
) -> None:
    async def scene() -> None:
        async with opened(damaged, incident=NEXT, size=(120, 30)) as ui:
            assert not shows_nothing(ui)
            await ui.press("1", "k")
            await ui.until("CANNOT BE SHOWN")
            assert shows_nothing(ui)
            assert "59,488" not in ui.lines[1]
            await ui.press("2")
            for key in ("w", "[", "a", "y"):
                ui.app.clear_notifications()
                await ui.press(key)
                assert ui.app.screen is ui.desk, key
                assert UNSHOWN in remarks(ui), key
            await ui.press("ctrl+r")
            assert shows_nothing(ui)
            assert "CANNOT BE SHOWN" in ui.lines[0]
            await ui.press("1", "j")
            await ui.until("LATEST")
            assert not shows_nothing(ui)
            assert "No total is public." not in ui.screen

    run(scene)


def test_the_incident_of_last_time_is_refused_and_not_another_shown_for_it(
    damaged: str, tmp_path: Path
) -> None:
    state = tmp_path / "ui.json"
    write_state(state, Kept(ledger=ledger_name(damaged), screen="timeline", incident=FIRST))

    async def scene() -> None:
        async with opened(damaged, state=state) as ui:
            assert ui.desk.view.incident == FIRST
            assert REFUSED in ui.screen

    run(scene)


def test_records_that_cannot_be_worked_out_are_not_said_to_be_worked_out(damaged: str) -> None:
    async def scene() -> None:
        async with opened(damaged, size=(120, 30)) as ui:
            await ui.press("3")
            await ui.until("Its record cannot be worked out")
            assert "being worked out" not in ui.screen
            cells = ui.desk.only(Grid, "sources").rows.cells(0) or ()
            assert cells[4:6] == (UNREADABLE, UNREADABLE)

    run(scene)


def damaged_list(where: str) -> str:
    """The list of incidents of a damaged ledger as a file."""
    archive = Archive(where)
    rows = archive.incidents((), "slug")
    rows.method = "latest"
    try:
        return list_file(".csv", ("incident",), rows, partial(archive.complete, rows))
    finally:
        archive.close()


def list_with_a_gap(_: str) -> str:
    """A list of which a part could not be read."""
    return list_file(".csv", ("incident",), ListedRows(("one",), lambda _: (UNREADABLE,)))


@pytest.mark.parametrize("make", [damaged_list, list_with_a_gap])
def test_a_list_without_all_its_figures_is_no_file(
    damaged: str, make: Callable[[str], str]
) -> None:
    with pytest.raises(UnsoundError):
        make(damaged)


OF_LAST = "WHERE seq = (SELECT max(seq) FROM claim)"
ENTRY = f"UPDATE entry SET content = {{}} {OF_LAST}"


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        (ENTRY.format("'{}'"), UNREADABLE),
        (ENTRY.format("x'ff00'"), UNREADABLE),
        (ENTRY.format("'[]'"), UNREADABLE),
        (f"UPDATE entry SET kind = 'zebra' {OF_LAST}", UNREADABLE),
        ("DELETE FROM entry WHERE seq = 924", UNREADABLE),
        (f"DELETE FROM claim {OF_LAST}", "sri-lanka-2019"),
    ],
    ids=["empty", "not text", "a list", "kind", "missing", "no claim"],
)
def test_an_entry_that_is_damaged_or_missing_is_told_in_its_place(
    own_ledger: str, sql: str, told: str
) -> None:
    tampered(Path(own_ledger), sql)
    archive = Archive(own_ledger)
    rows = archive.entries()
    rows.read(0)

    assert [rows.key(place) for place in range(3)] == ["924", "923", "922"]
    assert told in (rows.cells(0) or ())[4]
    assert "sri-lanka-2019" in (rows.cells(1) or ())[4]
    with pytest.raises(UnsoundError, match=REFUSED):
        entry_report(archive, 924, "latest")
    archive.close()


def test_a_screen_of_entries_and_its_export_outlive_a_damaged_one(own_ledger: str) -> None:
    tampered(Path(own_ledger), ENTRY.format("'{}'"))

    async def scene() -> None:
        async with opened(own_ledger, incident="sri-lanka-2019") as ui:
            await ui.press("5", "enter")
            await ui.until(REFUSED)
            await ui.press("escape", "3", "e")
            assert isinstance(ui.app.screen, Save), "no other list is damaged"

    run(scene)


def test_a_title_that_is_no_text_keeps_the_list_from_nothing(own_ledger: str) -> None:
    tampered(Path(own_ledger), f"UPDATE incident SET title = x'ff' WHERE slug = '{FIRST}'")
    archive = Archive(own_ledger)

    rows = archive.incidents((), "title", FIRST)

    assert len(rows) == 7
    assert UNREADABLE in (rows.cells(rows.place_of(FIRST) or 0) or ())
    archive.close()
