"""Which commits' dates are held for wrong."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.importing.vintages.commit_order import told_dates
from tracker.model import stamp

NOW_US = stamp("2022-03-31T00:00+00:00").begins_us("UTC")


def wrong(*days: int) -> list[int]:
    """Those of some days of March 2022, in order of their commits, that are held for wrong."""
    told = told_dates([stamp(f"2022-03-{day:02}T10:00+00:00") for day in days], NOW_US)
    return [day for day, why in zip(days, told, strict=True) if why]


ORDERS = [
    ((1, 2, 3), []),
    ((1, 20, 3, 4), [20]),  # one clock that ran ahead
    ((1, 20, 3), [3]),  # one of two: the later commit
    ((5, 1, 2, 6), [5]),
    ((1, 5, 6, 2, 7), [2]),  # one that was slow
    ((1, 5, 6, 2, 3, 4), [5, 6]),
    ((1, 31), [31]),  # still to come
    ((31, 1, 2), [31]),
]


@pytest.mark.parametrize(("days", "held"), ORDERS)
def test_the_fewest_dates_are_held_for_wrong(days: tuple[int, ...], held: list[int]) -> None:
    assert wrong(*days) == held


@given(st.lists(st.integers(1, 30), max_size=8))
def test_what_is_left_is_in_order_and_no_more_could_be(days: list[int]) -> None:
    told = told_dates([stamp(f"2022-03-{day:02}T10:00+00:00") for day in days], NOW_US)
    left = [day for day, why in zip(days, told, strict=True) if not why]

    assert all(one < other for one, other in pairwise(left))
    more = combinations(days, len(left) + 1)
    assert not any(all(one < other for one, other in pairwise(some)) for some in more)
