"""Numbers of foreign files: kept as published, never rounded in silence."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.importing.faults import RowError
from tracker.importing.profiles.numbers import DISORDER, FRACTION, read_bounds, read_wording

CELLS = [
    ("12", "12", "", "", "a whole number"),
    ("12.0", "12", "", "", "as a program writes one in a column with gaps"),
    ("1.000", "1.000", "", "", "may be a thousand, so it is left to the reader of words"),
    ("40+", "40+", "", "", "words are left to the reader of words"),
    ("7.5", "7.5", "7", "8", "a fraction, rounded outward"),
    (".25", ".25", "0", "1", "a fraction of one"),
]


@pytest.mark.parametrize(("cell", "wording", "low", "high", "why"), CELLS)
def test_a_figure_is_kept_as_published(
    cell: str, wording: str, low: str, high: str, why: str
) -> None:
    reading = read_wording("dead", cell, takes_fractions=True)

    assert reading[:3] == (wording, low, high), why
    assert (reading.oddity == FRACTION) is bool(low)


BOUNDS = [
    (("4", "4", "4"), ("4", "", ""), "all the same is one exact number"),
    (("3", "4", "5"), ("best 4 (low 3, high 5)", "3", "5"), "best stands in the wording"),
    (("3", "", "5"), ("", "3", "5"), "two ends without a best"),
    (("5", "", "5"), ("5", "", ""), "two ends that are one number"),
    (("3", "", ""), ("", "3", ""), "a floor alone sets no ceiling"),
    (("5", "5", ""), ("best 5 (low 5)", "5", ""), "a floor and a best set no ceiling either"),
    (("", "5", "5"), ("best 5 (high 5)", "", "5"), "nor a ceiling and a best a floor"),
    (("", "", "5"), ("", "", "5"), "a ceiling alone sets no floor"),
    (("9", "8", "5"), ("best 8 (low 9, high 5)", "5", "9"), "all three upside down"),
    (("3", "8", "5"), ("best 8 (low 3, high 5)", "3", "8"), "best above high"),
    (("9", "", "7"), ("low 9, high 7", "7", "9"), "two ends upside down"),
    (("1,200", "1300.0", "1400"), ("best 1300 (low 1200, high 1400)", "1200", "1400"), "spelt"),
]


@pytest.mark.parametrize(("cells", "expected", "why"), BOUNDS)
def test_low_best_and_high_make_wording_and_bounds(
    cells: tuple[str, str, str], expected: tuple[str, str, str], why: str
) -> None:
    low, best, high = zip(("low", "best", "high"), cells, strict=True)
    reading = read_bounds(low, best, high, takes_fractions=False)

    assert reading[:3] == expected, why


@pytest.mark.parametrize("cell", ["-5", "−5", "- 5", "-99", "-1.0"])
def test_a_number_below_nobody_is_refused_and_may_be_a_sentinel(cell: str) -> None:
    with pytest.raises(RowError, match="name it under blank"):
        read_wording("dead", cell, takes_fractions=False)
    with pytest.raises(RowError, match="name it under blank"):
        read_bounds(("low", cell), ("best", ""), ("high", "3"), takes_fractions=False)


NUMBERS = st.integers(0, 10_000)


@settings(max_examples=60)
@given(low=NUMBERS, best=NUMBERS, high=NUMBERS)
def test_every_published_number_lies_within_the_bounds_and_stands_in_the_wording(
    low: int, best: int, high: int
) -> None:
    reading = read_bounds(
        ("low", str(low)), ("best", str(best)), ("high", str(high)), takes_fractions=False
    )

    if low == best == high:
        assert reading == (str(best), "", "", "")
        return
    floor, ceiling = int(reading.low), int(reading.high)
    assert (floor, ceiling) == (min(low, best, high), max(low, best, high))
    assert reading.wording == f"best {best} (low {low}, high {high})"
    assert (reading.oddity == DISORDER) is not (low <= best <= high)
