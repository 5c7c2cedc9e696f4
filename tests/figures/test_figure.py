"""The values refuse to exist when they make no sense."""

import pytest

from tracker.figures import Figure, FigureError, Part, Qualifier

MOST = 10**16 - 1


@pytest.mark.parametrize(
    ("low", "high", "problem"),
    [
        (50, 40, "above the ceiling"),
        (-1, None, "negative"),
        (None, -1, "negative"),
        (MOST + 1, None, "more than 16 digits"),
        (None, MOST + 1, "more than 16 digits"),
    ],
)
def test_a_figure_with_impossible_bounds_cannot_exist(
    low: int | None, high: int | None, problem: str
) -> None:
    with pytest.raises(FigureError, match=problem):
        Figure(low, high, Qualifier.RANGE)
    with pytest.raises(FigureError, match=problem):
        Part(low, high, "children")


def test_a_figure_with_a_part_above_its_whole_cannot_exist() -> None:
    with pytest.raises(FigureError, match="'13 children' is a part above its whole of 12"):
        Figure(12, 12, Qualifier.EXACT, parts=(Part(13, 13, "children"),))


def test_a_part_of_an_open_whole_may_be_any_number() -> None:
    figure = Figure(12, None, Qualifier.AT_LEAST, parts=(Part(13, 13, "children"),))

    assert figure.parts[0].low == 13


def test_a_part_of_no_known_group_cannot_exist() -> None:
    with pytest.raises(FigureError, match="'soldiers' is not a group I know"):
        Part(3, 3, "soldiers")


def test_a_part_without_any_bound_cannot_exist() -> None:
    with pytest.raises(FigureError, match="neither a floor nor a ceiling"):
        Part(None, None, "children")


@pytest.mark.parametrize(
    ("low", "high", "value", "is_bounded"),
    [(40, 50, 40, True), (40, None, 40, True), (None, 50, 50, True), (None, None, None, False)],
)
def test_the_value_is_the_floor_or_else_the_ceiling(
    low: int | None, high: int | None, value: int | None, is_bounded: bool
) -> None:
    figure = Figure(low, high, Qualifier.RANGE)

    assert figure.value == value
    assert figure.is_bounded is is_bounded


@pytest.mark.parametrize(
    ("low", "high", "qualifier"),
    [
        (40, 40, Qualifier.EXACT),
        (0, 0, Qualifier.EXACT),
        (40, None, Qualifier.AT_LEAST),
        (None, 40, Qualifier.UP_TO),
        (40, 50, Qualifier.RANGE),
        (None, None, Qualifier.UNKNOWN),
    ],
)
def test_given_bounds_alone_decide_the_qualifier(
    low: int | None, high: int | None, qualifier: Qualifier
) -> None:
    figure = Figure.given(low, high, "reached up to 108")

    assert (figure.low, figure.high, figure.qualifier) == (low, high, qualifier)
    assert figure.wording == "reached up to 108"


def test_two_figures_that_commit_to_the_same_are_equal_however_worded() -> None:
    nine = Figure(9, 9, Qualifier.EXACT, "nine")

    assert nine == Figure(9, 9, Qualifier.EXACT, "9")
    assert nine != Figure(9, 9, Qualifier.APPROXIMATE, "nine")
