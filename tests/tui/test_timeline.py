"""The timeline: what it shows of an incident, and how its keys go through time."""

import re
import time
from pathlib import Path

import pytest

from tests.tui.conftest import SAMPLES, opened, run
from tracker import clock
from tracker.figures import Figure
from tracker.importing import import_files
from tracker.ledger import Ledger, seal
from tracker.model import Claim, Metric, instant, stamp
from tracker.tui.dialogs.dialog import Dialog


def test_the_list_names_every_incident_with_its_killed(sample_ledger: str) -> None:
    async def scene() -> None:
        async with opened(sample_ledger) as ui:
            await ui.until("57     67")
            assert "Qamishli bombing" in ui.screen
            assert "924 entries" in ui.lines[-1]

    run(scene)


def test_enter_opens_an_incident_with_chart_and_claims(sample_ledger: str) -> None:
    async def scene() -> None:
        async with opened(sample_ledger) as ui:
            await ui.press("j", "j", "j", "j", "j", "enter")
            assert ui.lines[0].startswith(" LATEST")
            assert ui.lines[1].strip().startswith("killed 57 (48–67), disputed")
            assert "▼" in ui.screen
            assert "Akeed Ibr" in ui.screen

    run(scene)


def test_a_step_back_is_a_past_view_and_says_so(sample_ledger: str) -> None:
    async def scene() -> None:
        async with opened(sample_ledger, incident="qamishli-2016") as ui:
            await ui.press("[", "[")
            assert ui.lines[0].startswith(" PAST VIEW: public by the end of 2016-07-28 EEST")
            assert ui.lines[1].strip().startswith("killed 57 (30–67)")
            await ui.press("]", "]")
            assert ui.lines[0].startswith(" LATEST")

    run(scene)


def test_steps_stop_at_the_first_change(sample_ledger: str) -> None:
    async def scene() -> None:
        async with opened(sample_ledger, incident="sri-lanka-2019") as ui:
            await ui.press(*["["] * 17)
            assert ui.desk.shown is not None
            assert ui.desk.view.as_of_us == ui.desk.shown.timeline[0].at_us

    run(scene)


def test_days_are_those_of_the_incidents_zone(sample_ledger: str) -> None:
    async def scene() -> None:
        async with opened(sample_ledger, incident="sri-lanka-2019", as_of="2019-04-24T12:00") as ui:
            assert "2019-04-24 12:00 +05:30" in ui.lines[0]
            await ui.press("{")
            assert "the end of 2019-04-23 +05:30" in ui.lines[0]
            await ui.press("}", "}")
            assert "the end of 2019-04-25 +05:30" in ui.lines[0]
            await ui.press("t")
            assert "LATEST" in ui.lines[0]

    run(scene)


def test_the_chart_keeps_its_scale_in_the_past(sample_ledger: str) -> None:
    async def scene() -> None:
        async with opened(sample_ledger, incident="sri-lanka-2019", size=(80, 30)) as ui:
            latest = [line[:5] for line in ui.lines[2:14]]
            dates = [line for line in ui.lines if "2019-04-21   " in line]
            await ui.press("[", "[", "[")
            assert [line[:5] for line in ui.lines[2:14]] == latest
            assert [line for line in ui.lines if "2019-04-21   " in line] == dates

    run(scene)


def test_c_goes_through_the_counts_and_n_through_the_voices(sample_ledger: str) -> None:
    async def scene() -> None:
        async with opened(sample_ledger, incident="qamishli-2016") as ui:
            await ui.press("c")
            assert ui.lines[1].strip().startswith("killed: civilians 49 (44–49)")
            await ui.press("C", "n")
            assert "═ SANA" in ui.screen
            await ui.press("p")
            assert "═ SANA" not in ui.screen

    run(scene)


def test_zooming_shows_part_of_the_time_and_zooming_out_all_of_it(sample_ledger: str) -> None:
    async def scene() -> None:
        async with opened(sample_ledger, incident="beirut-2020") as ui:
            await ui.press("+")
            assert "2020-08-05" not in ui.screen
            await ui.press("-")
            assert "2020-08-05" in ui.screen
            assert ui.desk.view.window is None

    run(scene)


def test_u_takes_back_a_change_of_view(sample_ledger: str) -> None:
    async def scene() -> None:
        async with opened(sample_ledger, incident="qamishli-2016") as ui:
            await ui.press("[", "c", "u", "u")
            assert ui.lines[0].startswith(" LATEST")
            assert ui.lines[1].strip().startswith("killed 57")

    run(scene)


@pytest.mark.parametrize("size", [(59, 24), (80, 15)])
def test_too_small_a_window_says_so_plainly(sample_ledger: str, size: tuple[int, int]) -> None:
    async def scene() -> None:
        async with opened(sample_ledger, incident="qamishli-2016", size=size) as ui:
            assert "needs 60 columns and 16 lines" in ui.screen
            assert "killed" not in ui.screen

    run(scene)


def test_one_pane_fills_the_screen_and_gives_it_back(sample_ledger: str) -> None:
    async def scene() -> None:
        async with opened(sample_ledger, incident="qamishli-2016") as ui:
            await ui.press("z")
            assert "┤" not in ui.screen
            assert "LATEST" in ui.lines[0]
            await ui.press("escape")
            assert "┤" in ui.screen

    run(scene)


@pytest.mark.parametrize(("width", "panes"), [(80, 1), (100, 2), (140, 3)])
def test_panes_stand_side_by_side_where_there_is_room(
    sample_ledger: str, width: int, panes: int
) -> None:
    async def scene() -> None:
        async with opened(sample_ledger, incident="qamishli-2016", size=(width, 40)) as ui:
            shown = ui.desk.is_there("incidents"), ui.desk.is_there("beside")
            assert 1 + sum(shown) == panes

    run(scene)


@pytest.fixture(scope="module")
def two_nights(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """A ledger of Las Vegas to which one claim came a second later, and the moment between."""
    place = str(tmp_path_factory.mktemp("nights") / "ledger.db")
    files = [one for one in SAMPLES if Path(one).stem in ("incidents", "sources", "las-vegas-2017")]
    ledger = Ledger.open(place)
    import_files(ledger, files)
    between = clock.now_us() + 1_000
    time.sleep(0.01)
    late = Claim(
        incident="las-vegas-2017", source="clark-county-coroner", metric=Metric.KILLED,
        figure=Figure.given(61, 61, wording="61"), published_at=stamp("2019-01-05"),
    )  # fmt: skip
    with ledger.writing() as writer:
        writer.append([seal(late)])
    ledger.close()
    return place, instant(between)


def test_k_shows_what_the_ledger_knew_by_a_moment_and_says_so(two_nights: tuple[str, str]) -> None:
    where, between = two_nights

    async def scene() -> None:
        async with opened(where, incident="las-vegas-2017", size=(100, 30)) as ui:
            latest = ui.lines[1].split()[1]
            assert latest == "61"
            await ui.press("K")
            await ui.fill("date", between)
            assert "→ what was recorded here by" in ui.screen
            await ui.press("enter")
            assert ui.lines[0].startswith(" PAST VIEW: recorded by 20")
            assert "killed 59 (20–60)" in ui.lines[1]
            await ui.press("[")
            assert "PAST VIEW: public by" in ui.lines[0]
            assert "recorded by 20" in ui.lines[0]
            await ui.press("w")
            assert isinstance(ui.app.screen, Dialog)
            assert "--known-at 20" in ui.app.screen.keys
            await ui.press("escape", "escape")
            assert ui.lines[0].startswith(" PAST VIEW: recorded by 20")
            await ui.press("escape")
            assert ui.lines[0].startswith(" LATEST")
            assert ui.lines[1].split()[1] == "61"

    run(scene)


def test_both_moments_stand_whole_in_the_narrowest_window(two_nights: tuple[str, str]) -> None:
    where, between = two_nights

    async def scene() -> None:
        async with opened(
            where, incident="las-vegas-2017", size=(60, 16),
            as_of="2017-10-02T10:00", known_at=between,
        ) as ui:  # fmt: skip
            first = ui.lines[0]
            assert first.startswith(" PAST: public 2017-10-02 10:00, recorded 20")
            assert re.search(r"recorded \d{4}-\d\d-\d\d \d\d:\d\d$", first)
            await ui.press("t")
            assert ui.lines[0].startswith(" LATEST")

    run(scene)


def test_a_moment_at_which_it_was_not_recorded_yet_is_said_and_the_view_stays(
    two_nights: tuple[str, str],
) -> None:
    async def scene() -> None:
        async with opened(two_nights[0], incident="las-vegas-2017", size=(100, 30)) as ui:
            await ui.press("K")
            await ui.fill("date", "2001-01-01")
            await ui.press("enter")
            await ui.until("no incident")
            await ui.press("[")
            assert "PAST VIEW: public by" in ui.lines[0]

    run(scene)


def test_keys_pressed_before_anything_is_shown_have_their_effect_in_order(
    sample_ledger: str,
) -> None:
    async def scene() -> None:
        early = ("[", "c", "1", "2", "w")
        async with opened(sample_ledger, incident="qamishli-2016", early=early) as ui:
            await ui.until("Why: killed: civilians")
            assert ui.desk.view.is_past
            assert ui.desk.pane == "timeline"
        async with opened(sample_ledger, early=("j", "j", "enter", "]", "[")) as ui:
            await ui.until("PAST VIEW")
            assert ui.desk.view.incident == "las-vegas-2017"

    run(scene)


def test_a_key_pressed_early_that_ends_it_does_so_at_once(sample_ledger: str) -> None:
    async def scene() -> None:
        async with opened(sample_ledger, early=("[", "q")) as ui:
            assert not ui.app.is_running

    run(scene)
