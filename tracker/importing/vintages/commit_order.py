"""Commits whose dates contradict their order, or are still to come.

A branch is in the order in which its commits were made; their dates are those of the clocks of
whoever made them. Where the two disagree one date is wrong, and nothing says which. Held for
wrong are as few as possible, so that one clock that ran ahead takes away one version and not all
that follow; of two that contradict each other alone, the later commit.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import takewhile

from tracker.model import Stamp

_COMES = "what it changed comes with the next version"


def told_dates(dates: Sequence[Stamp], now_us: int) -> list[str]:
    """For each date, oldest commit first, why nothing can be published then; '' where it can.

    now_us: when they are read; a commit of a later time was not made then.
    """
    moments = [one.ends_us("UTC") for one in dates]
    past = [at for at, moment in enumerate(moments) if moment <= now_us]
    kept = set(_in_order(past, moments))
    return [
        "" if at in kept else _why(at, dates, moments, sorted(kept), now_us)
        for at in range(len(dates))
    ]


def _in_order(places: Sequence[int], moments: Sequence[int]) -> Iterator[int]:
    """The most of those places whose moments grow; of several such choices that with the earliest
    places."""
    before = _longest([moments[at] for at in places])
    after = _longest([-moments[at] for at in reversed(places)])[::-1]
    length, last_us = 0, None
    for at, up_to, from_here in zip(places, before, after, strict=True):
        is_on_the_way = up_to == length + 1 and up_to + from_here - 1 == max(before)
        if is_on_the_way and (last_us is None or moments[at] > last_us):
            length, last_us = up_to, moments[at]
            yield at


def _longest(values: Sequence[int]) -> list[int]:
    """For each value, how many grow one after the other up to it, at most."""
    ends: list[int] = []
    lengths = []
    for value in values:
        length = bisect_left(ends, value)
        ends[length : length + 1] = [value]
        lengths.append(length + 1)
    return lengths


def _why(
    at: int, dates: Sequence[Stamp], moments: Sequence[int], kept: Sequence[int], now_us: int
) -> str:
    told = f"its commit is dated {dates[at].text}"
    if moments[at] > now_us:
        return f"{told}, which is still to come; {_COMES}"
    earlier = list(takewhile(lambda one: one < at, kept))
    if earlier and moments[earlier[-1]] >= moments[at]:
        return f"{told}, but follows one dated {dates[earlier[-1]].text}; {_COMES}"
    return f"{told}, but one dated {dates[kept[len(earlier)]].text} follows it; {_COMES}"
