"""The step chart: to scale from 0, labels whole, falls and withdrawals marked, low before high."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import a_claim, a_snapshot, an_act
from tracker.model import Act, Count, Metric, Population
from tracker.model.stamps import DAY_US, HOUR_US
from tracker.reconcile import Estimate, Standing, Step, dossier
from tracker.reconcile.estimate import nothing_usable
from tracker.reconcile.timeline import Change, change_between
from tracker.reports.chart import step_chart
from tracker.reports.chart_axes import columns_for, scale_for

START_US = 1_469_577_600_000_000
NONE = (None, None, None)
KILLED = Count(Metric.KILLED, Population.ALL, "")
Figures = tuple[int | None, int | None, int | None]
COUNTS = st.integers(0, 70_000)


def an_estimate(figures: Figures) -> Estimate:
    low, best, high = figures
    nothing = nothing_usable(Standing(KILLED, ()), "by hand")
    return nothing._replace(low=low, best=best, high=high)


def a_timeline(*figures: int | Figures, every_us: int = HOUR_US) -> list[Step]:
    """Steps at equal intervals from 27 July 2016 on; a number alone is low, best and high."""
    triples = [(one, one, one) if isinstance(one, int) else one for one in figures]
    changes = [Change.FIRST, *(change_between(one, other) for one, other in pairwise(triples))]
    return [
        Step(START_US + place * every_us, an_estimate(triple), change, ())
        for place, (triple, change) in enumerate(zip(triples, changes, strict=True))
    ]


def labels(lines: list[str]) -> list[str]:
    return [found[1] for line in lines if (found := re.match(r" *([\d,]+) ┤", line))]


def test_a_rise_and_a_fall_are_drawn_as_steps() -> None:
    lines = step_chart(a_timeline(10, 40, 20), 44, 9)

    assert lines == [
        "40 ┤                  ┌─────────────────┐",
        "30 ┤                  │                 │",
        "20 ┤                  │                 ▼───",
        "10 ┤──────────────────┘",
        " 0 ┤",
        "   └┬───────────────────────────────────┬───",
        "    07-27 00:00                  07-27 02:00",
        "2016, times in UTC; time to scale",
    ]


def test_a_fall_bears_a_mark_and_a_withdrawal_another() -> None:
    fall = "".join(step_chart(a_timeline(40, 20), 60, 12))
    gone = "".join(step_chart(a_timeline(40, NONE), 60, 12))
    rise = "".join(step_chart(a_timeline(20, 40), 60, 12))

    assert (fall.count("▼"), fall.count("✕")) == (1, 0)
    assert (gone.count("▼"), gone.count("✕")) == (0, 1)
    assert (rise.count("▼"), rise.count("✕")) == (0, 0)


def test_after_a_withdrawal_there_is_no_line_until_a_new_figure() -> None:
    lines = step_chart(a_timeline(40, NONE, 40), 60, 12)

    top = next(line for line in lines if line.lstrip().startswith("40"))
    assert re.search(r"─✕ +─", top)


def test_the_band_lies_between_low_and_high_and_not_where_one_is_unknown() -> None:
    known = step_chart(a_timeline((20, 30, 40), (20, 30, 40)), 60, 14)
    unknown = step_chart(a_timeline((20, 30, None)), 60, 14)

    assert "░" in "".join(known)
    assert "░" not in "".join(unknown)
    assert "░" not in known[-4]


def test_ascii_is_ascii() -> None:
    lines = step_chart(a_timeline((5, 10, 20), 40, 20, NONE), 60, 12, ascii_only=True)

    assert all(line.isascii() for line in lines)
    assert "v" in "".join(lines)
    assert "x" in "".join(lines)


def test_a_toll_corrected_years_later_keeps_its_first_day_legible_and_says_so() -> None:
    hours = a_timeline(10, 20, 30, 40, 50, 60)
    late = [*hours, hours[-1]._replace(at_us=START_US + 1_300 * DAY_US)]

    lines = step_chart(late, 80, 12, zone="Asia/Damascus")

    assert lines[-1] == "2016 to 2020, times in Asia/Damascus; steps in order, time not to scale"
    assert "2020-02-17" in lines[-2]


def test_evenly_spread_steps_are_to_scale_with_the_time_of_day() -> None:
    lines = step_chart(a_timeline(10, 20, 30), 80, 12, zone="Asia/Damascus")

    assert lines[-1] == "2016, times in Asia/Damascus; time to scale"
    assert "07-27 03:00" in lines[-2]


@pytest.mark.parametrize("width", [40, 53, 80, 120])
@pytest.mark.parametrize("height", [8, 12, 20])
@given(
    figures=st.lists(COUNTS, min_size=1, max_size=400),
    every_us=st.sampled_from([1, HOUR_US, 400 * DAY_US]),
)
def test_any_timeline_fits_with_whole_labels_from_nought(
    width: int, height: int, figures: list[int], every_us: int
) -> None:
    lines = step_chart(a_timeline(*figures, every_us=every_us), width, height)

    assert 0 < len(lines) <= height
    assert all(len(line) <= width for line in lines)
    numbers = [int(label.replace(",", "")) for label in labels(lines)]
    assert numbers == sorted(numbers, reverse=True)
    assert numbers[-1] == 0
    assert numbers[0] >= max(figures)
    steps = {one - other for one, other in pairwise(numbers)}
    assert len(steps) == 1
    for date in re.findall(r"[-\d: ]{8,}", lines[-2]):
        assert re.fullmatch(r"(\d{4}-\d\d-\d\d|\d\d-\d\d \d\d:\d\d| )+", date)


def test_spans_of_four_magnitudes_and_of_no_height_are_drawn() -> None:
    assert labels(step_chart(a_timeline(2, 60_000), 80, 12))[0] == "60,000"
    assert labels(step_chart(a_timeline(0), 80, 12))[-1] == "0"


def test_nothing_to_draw_and_no_room_give_no_lines() -> None:
    assert step_chart([], 80, 12) == []
    assert step_chart(a_timeline(NONE), 80, 12) == []
    assert step_chart(a_timeline(5), 10, 12) == []
    assert step_chart(a_timeline(5), 80, 4) == []


@given(st.integers(0, 10**7), st.integers(3, 40))
def test_the_greatest_value_stands_on_the_scale(most: int, rows: int) -> None:
    scale = scale_for(most, rows)

    assert scale.top <= rows
    assert 0 <= scale.row(most) <= scale.top
    assert scale.tick * scale.ticks >= most
    assert scale.row(0) == 0


@given(st.lists(st.integers(0, 10**15), min_size=1, max_size=50), st.integers(10, 120))
def test_later_moments_never_stand_left_of_earlier_ones(moments: list[int], width: int) -> None:
    columns, _ = columns_for(sorted(moments), width)

    assert columns == sorted(columns)
    assert all(0 <= column < width for column in columns)


def test_a_timeline_of_real_claims_can_be_drawn() -> None:
    rows = (
        a_claim(1, low=359, said="2019-04-24"),
        an_act(Act.RETRACT, ("c1",), seq=2, said="2019-04-25"),
        a_claim(3, low=253, said="2019-04-26"),
    )

    lines = step_chart(dossier(a_snapshot(*rows)).timeline(KILLED), 80, 12)

    assert "✕" in "".join(lines)
