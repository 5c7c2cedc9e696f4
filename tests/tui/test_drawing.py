"""The chart as cells: what is drawn where, and that no number is ever half there."""

from dataclasses import replace
from itertools import groupby

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tracker.model.stamps import DAY_US
from tracker.tui.drawing import Chart, Dot, Ink, Level, Window, laid_out, plotted
from tracker.tui.drawing.plotting import Plot

DAY = 1_469_577_600_000_000
"""27 July 2016, UTC."""


def levels(*values: int | None, spread: int = 0, apart_us: int = DAY_US) -> tuple[Level, ...]:
    """A level a day with those numbers; None is withdrawn."""
    return tuple(
        Level(DAY + place * apart_us, value and value - spread, value, value and value + spread)
        for place, value in enumerate(values)
    )


def drawn(chart: Chart, width: int = 60, height: int = 16, *, colour: bool = False) -> Plot:
    return plotted(chart, width, height, colour=colour)


def axis_of(text: str) -> list[str]:
    """The labels of the count, from the top down."""
    return [line.split("┤")[0].strip() for line in text.split("\n") if "┤" in line]


def labels_in(plot: Plot) -> list[str]:
    """Every run of label cells."""
    return [
        "".join(cell.character for cell in some)
        for line in plot.lines
        for is_label, some in groupby(line, key=lambda cell: cell.ink is Ink.LABEL)
        if is_label
    ]


def test_a_rise_is_a_step_up_and_a_fall_is_marked() -> None:
    text = drawn(Chart(estimate=levels(10, 40, 30))).text

    assert text.count("▼") == 1
    assert "┏" in text
    assert "┛" in text


def test_a_withdrawal_ends_the_line() -> None:
    text = drawn(Chart(estimate=levels(10, None, 30))).text

    assert text.count("✕") == 1
    gap = next(line for line in text.split("\n") if "✕" in line)
    assert not gap.split("✕")[1].strip().startswith("━")


def test_voices_differ_from_the_estimate_by_the_weight_of_their_line() -> None:
    text = drawn(Chart(estimate=levels(40, 50), voice=levels(10, 20), voice_name="SANA")).text

    assert "━" in text
    assert "═" in text


def test_without_colour_the_band_is_a_shade_and_with_colour_a_tint() -> None:
    chart = Chart(estimate=levels(40, 50, spread=10))

    assert "░" in drawn(chart).text
    assert "░" not in drawn(chart, colour=True).text


def test_the_count_begins_at_nought() -> None:
    text = drawn(Chart(estimate=levels(400, 410))).text

    assert axis_of(text)[-1] == "0"


def test_nothing_is_drawn_after_the_as_of_and_the_scale_stays() -> None:
    whole = Chart(estimate=levels(10, 40, 90))
    past = Chart(estimate=whole.estimate, as_of_us=DAY + DAY_US)

    assert axis_of(drawn(past).text) == axis_of(drawn(whole).text)
    assert "90" not in "".join(labels_in(drawn(past)))
    assert "▲" in drawn(past).text


def test_one_claim_is_a_line_to_the_edge_with_its_number() -> None:
    plot = drawn(Chart(estimate=levels(57)))

    assert "━" * 20 in plot.text
    assert labels_in(plot) == ["57"]


def test_years_of_silence_leave_the_first_days_apart() -> None:
    spoken = (*levels(10, 20, 30, 40, 50, 60), Level(DAY + 2_000 * DAY_US, 65, 65, 65))
    plot = drawn(Chart(estimate=spoken))

    assert "steps in order, time not to scale" in plot.caption
    assert plot.text.count("┏") >= 5


def test_five_thousand_claims_are_drawn_in_the_room_there_is() -> None:
    many = levels(*(place % 700 for place in range(5_000)), apart_us=DAY_US // 24)
    dots = tuple(Dot(level.at_us, 300) for level in many)
    plot = drawn(Chart(estimate=many, dots=dots), 100, 30)

    assert {len(line) for line in plot.lines} == {100}


def test_small_numbers_beside_huge_ones_keep_their_labels() -> None:
    plot = drawn(Chart(estimate=levels(3, 40, 900, 59_488)), 100, 20)

    assert "59,488" in labels_in(plot)
    assert "3" in labels_in(plot)


def test_a_number_that_is_reached_in_the_end_is_said_before_the_step() -> None:
    plot = drawn(Chart(estimate=levels(1_000, 60_000)), 40, 12)

    assert "60,000" in labels_in(plot)


def test_a_claim_above_the_scale_is_pointed_at() -> None:
    plot = drawn(Chart(estimate=levels(40, 50), dots=(Dot(DAY + DAY_US, 100_000),)))

    assert "↑" in plot.text


def test_zooming_shows_what_held_when_the_window_begins() -> None:
    window = Window(DAY + DAY_US * 3 // 2, DAY + 3 * DAY_US)
    chart = Chart(estimate=levels(10, 40, 90, 95), window=window)

    assert "10" not in labels_in(drawn(chart))
    assert "40" in labels_in(drawn(chart))


@pytest.mark.parametrize(("width", "height"), [(10, 20), (60, 4), (1, 1), (0, 0)])
def test_where_there_is_no_room_there_is_no_chart(width: int, height: int) -> None:
    assert drawn(Chart(estimate=levels(10, 40)), width, height).lines == ()


def test_without_a_number_there_is_no_chart() -> None:
    assert drawn(Chart(estimate=levels(None, None))).lines == ()
    assert drawn(Chart()).lines == ()


NUMBERS = st.one_of(st.none(), st.integers(0, 99_999))


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    """Charts with anything in them that a dossier may hold."""
    moments = sorted(draw(st.sets(st.integers(0, 5_000), min_size=1, max_size=12)))
    told = []
    for moment in moments:
        ends = sorted(draw(st.tuples(st.integers(0, 9_999), st.integers(0, 9_999))))
        value = draw(st.one_of(st.none(), st.integers(ends[0], ends[1])))
        low, high = (draw(st.sampled_from((None, end))) for end in ends)
        told.append(Level(DAY + moment * DAY_US // 7, low, value, high))
    as_of = draw(st.one_of(st.none(), st.sampled_from([one.at_us for one in told])))
    dots = tuple(Dot(level.at_us, draw(st.integers(0, 9_999))) for level in told[::2])
    return Chart(
        estimate=tuple(told), voice=tuple(told[::3]), voice_name="v", dots=dots, as_of_us=as_of
    )


@settings(max_examples=60, deadline=None)
@example(
    chart=Chart(
        estimate=(Level(DAY, None, 251, None), Level(DAY + DAY_US, None, 13, 34)),
        as_of_us=DAY + DAY_US,
    ),
    width=21,
    height=15,
    colour=False,
)
@given(charts(), st.integers(20, 140), st.integers(7, 40), st.booleans())
def test_every_label_is_a_whole_number_of_the_data(
    chart: Chart, width: int, height: int, colour: bool
) -> None:
    plot = plotted(chart, width, height, colour=colour)

    texts = {level.text for level in (*chart.estimate, *chart.voice)}
    assert set(labels_in(plot)) <= texts
    assert all(len(line) == width for line in plot.lines)
    assert len(plot.lines) <= height


@settings(max_examples=40, deadline=None)
@given(charts(), st.integers(30, 120), st.integers(8, 30))
def test_a_past_view_is_the_left_part_of_the_whole(chart: Chart, width: int, height: int) -> None:
    past = plotted(chart, width, height, colour=True)
    whole = plotted(replace(chart, as_of_us=None), width, height, colour=True)

    column = next((line.index(one) for line in past.lines for one in line if one[0] == "▲"), width)
    for now, then in zip(whole.lines[:-2], past.lines[:-2], strict=True):
        for one, other in zip(now[:column], then[:column], strict=True):
            assert Ink.LABEL in (one.ink, other.ink) or one == other


def test_another_moment_lays_nothing_out_anew() -> None:
    chart = Chart(estimate=levels(10, 40, 90))

    assert laid_out(chart, 60, 16) is laid_out(replace(chart, as_of_us=DAY, mark_us=DAY), 60, 16)
    assert laid_out(chart, 60, 16) is not laid_out(chart, 61, 16)
