"""Keys, palette, themes, state, copies and exports."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.tui.conftest import opened, run
from tracker.reports.safe import FSI, PDI
from tracker.tui.dialogs.dialog import Dialog
from tracker.tui.keys import KEYS, PANE_KEYS
from tracker.tui.state import Kept, read_state, write_state
from tracker.tui.widgets.foot import MOST_KEYS

ROOT = Path(__file__).parents[2]


def test_help_lists_the_keys_searches_them_and_runs_one(sample_ledger: str) -> None:
    async def scene() -> None:
        async with opened(sample_ledger, incident="qamishli-2016") as ui:
            await ui.press("?")
            assert "As of the change before" in ui.screen
            await ui.type("change before")
            assert "Palette" not in ui.screen
            assert "the same: tracker show qamishli-2016 --as-of T" in ui.screen
            await ui.press("enter")
            assert not isinstance(ui.app.screen, Dialog)
            assert ui.desk.view.is_past

    run(scene)


def test_the_palette_names_the_command_of_every_action(sample_ledger: str) -> None:
    async def scene() -> None:
        async with opened(sample_ledger, incident="qamishli-2016", size=(120, 40)) as ui:
            await ui.press("ctrl+p")
            await ui.type("claim by claim")
            assert "tracker why qamishli-2016 killed" in ui.screen
            await ui.press("enter")
            await ui.until("1. Eligible")

    run(scene)


def test_a_theme_is_chosen_in_the_palette(sample_ledger: str) -> None:
    async def scene() -> None:
        async with opened(sample_ledger, incident="qamishli-2016") as ui:
            await ui.press("ctrl+p")
            await ui.type("high contrast")
            await ui.press("enter")
            assert ui.app.theme == "tracker-contrast"

    run(scene)


def test_f1_says_what_the_pane_means(sample_ledger: str) -> None:
    async def scene() -> None:
        async with opened(sample_ledger, incident="qamishli-2016") as ui:
            await ui.press("f1")
            await ui.until("● is used by the estimate")

    run(scene)


def test_the_footer_names_at_most_seven_keys() -> None:
    assert all(len(keys) <= MOST_KEYS for keys in PANE_KEYS.values())


def test_every_key_stands_in_the_documents() -> None:
    page = (ROOT / "docs" / "screens.md").read_text("utf-8")
    missing = [key.sign for key in KEYS if f"| `{key.sign}` |" not in page]
    assert missing == []


def test_the_place_is_kept_but_never_the_moment(own_ledger: str, tmp_path: Path) -> None:
    state = tmp_path / "state" / "ui.json"

    async def scene() -> None:
        async with opened(own_ledger, incident="beirut-2020", state=state) as ui:
            await ui.press("s", "[", "ctrl+p")
            await ui.type("high contrast")
            await ui.press("enter", "q")
        assert "as_of" not in state.read_text()
        async with opened(own_ledger, state=state) as ui:
            assert "LATEST" in ui.lines[0]
            assert "Beirut port explosion" in ui.lines[0]
            assert ui.desk.pane == "timeline"
            assert ui.desk.view.sort == "entry"
            assert ui.app.theme == "tracker-contrast"

    run(scene)


def test_what_was_kept_of_another_ledger_is_not_taken(tmp_path: Path) -> None:
    path = tmp_path / "ui.json"
    write_state(path, Kept(ledger=str(tmp_path / "one.db"), incident="a", theme="tracker-day"))

    kept, remark = read_state(path, str(tmp_path / "two.db"))

    assert (kept.incident, kept.theme, remark) == ("", "tracker-day", "")


@pytest.mark.parametrize("text", ["", "[]", "{", '{"screen": 3}', "\x00"])
def test_a_state_that_cannot_be_read_is_said_and_passed_over(tmp_path: Path, text: str) -> None:
    path = tmp_path / "ui.json"
    path.write_text(text)

    kept, remark = read_state(path, "ledger.db")

    assert kept.screen == "incidents"
    assert "cannot be read" in remark


@pytest.mark.parametrize(
    "kept",
    [
        Kept(screen="map", sort="grade", order="victims"),  # Of a later version.
        Kept(screen="timeline", incident="gone", words="--no"),
    ],
    ids=["words unknown here", "an incident that is gone"],
)
def test_what_was_kept_and_means_nothing_now_does_not_keep_the_ui_from_opening(
    own_ledger: str, tmp_path: Path, kept: Kept
) -> None:
    state = tmp_path / "ui.json"
    write_state(state, replace(kept, ledger=own_ledger))

    async def scene() -> None:
        async with opened(own_ledger, state=state) as ui:
            assert "Beirut port explosion" in ui.lines[0]
            await ui.press("1", "s", "s")
            assert ui.desk.incident_order == "when"

    run(scene)


def test_a_citation_is_sent_as_it_is_in_the_data(sample_ledger: str) -> None:
    async def scene() -> None:
        async with opened(sample_ledger, incident="qamishli-2016") as ui:
            await ui.press("/")
            await ui.type("أكثر")
            await ui.press("enter", "y")
            await ui.until("Sent a citation")
            assert "أكثر من 57" in ui.app.clipboard
            assert FSI not in ui.app.clipboard
            assert PDI not in ui.app.clipboard
            await ui.press("Y")
            shape = json.loads(ui.app.clipboard)
            assert shape["figure"] == "أكثر من 57"

    run(scene)


async def exported(where: str, *paths: Path, keys: tuple[str, ...] = ()) -> None:
    """Opens the UI, presses keys and writes what is seen to each of the files."""
    async with opened(where, incident="qamishli-2016", size=(100, 30)) as ui:
        await ui.press(*keys)
        for path in paths:
            await ui.press("e")
            await ui.fill("path", str(path))
            await ui.press("enter")
            await ui.until("Written:")
            assert path.exists()
            ui.app.clear_notifications()


def test_the_view_is_written_as_text_csv_json_and_picture(
    sample_ledger: str, tmp_path: Path
) -> None:
    async def scene() -> None:
        endings = ("txt", "csv", "json", "svg")
        paths = [tmp_path / f"view.{ending}" for ending in endings]
        await exported(sample_ledger, *paths, keys=("[",))

    run(scene)

    assert "PAST VIEW" in (tmp_path / "view.txt").read_text()
    assert FSI not in (tmp_path / "view.txt").read_text()
    rows = list(csv.DictReader((tmp_path / "view.csv").read_text("utf-8").splitlines()))
    assert {row["metric"] for row in rows} == {"killed"}
    assert json.loads((tmp_path / "view.json").read_text())["as_of"] == "2016-07-29T21:00:00Z"
    svg = (tmp_path / "view.svg").read_text().replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert "killed" in svg
    for outside in ("http", "@font-face", "url(//", "@import", "href"):
        assert outside not in svg, "whoever opens a picture must not be seen by another server"


def test_an_export_never_writes_over_a_file(sample_ledger: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.txt"
    path.write_text("mine")

    async def scene() -> None:
        async with opened(sample_ledger, incident="qamishli-2016") as ui:
            await ui.press("e")
            await ui.fill("path", str(path))
            await ui.press("enter")
            await ui.until("is there already")

    run(scene)
    assert path.read_text() == "mine"


@pytest.mark.parametrize("pane", ["1", "3", "5"])
def test_other_lists_are_written_as_they_stand(
    sample_ledger: str, tmp_path: Path, pane: str
) -> None:
    async def scene() -> None:
        await exported(sample_ledger, tmp_path / "list.csv", keys=(pane,))

    run(scene)
    rows = list(csv.reader((tmp_path / "list.csv").read_text("utf-8").splitlines()))
    assert len(rows) == {"1": 7, "3": 394, "5": 924}[pane] + 1
