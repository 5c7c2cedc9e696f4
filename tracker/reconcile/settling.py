"""When a figure came near to where it ended, and stayed there."""

from collections.abc import Sequence
from typing import NamedTuple

from tracker.model.stamps import DAY_US
from tracker.reconcile.revision import Revision, Span

PERCENTS = (0, 10, 20)
LEAST_HELD_US = DAY_US
"""A figure that has held for less may still move, however fast it came there. A day: tolls are
told daily once the first hours are over."""


class Within(NamedTuple):
    """When a series came within some percent of its latest figure for good."""

    percent: int
    at_us: int | None
    """From then on every figure was that near, µs since 1970 UTC; None when the latest figure
    is withdrawn or there never was one."""
    took_us: int | None
    """µs from the first figure of the series to then."""
    held_us: int | None
    """µs from then to the last thing that became public about the count."""

    @property
    def is_censored(self) -> bool:
        """True while it is too early to say that it stayed: it has held for less than a day, or
        for less than it took to get there, by the time of the last thing that was said about
        the count. Also true of a withdrawn figure, which has not settled at all. Nothing here
        depends on the clock."""
        if self.held_us is None or self.took_us is None:
            return True
        return self.held_us < max(LEAST_HELD_US, self.took_us)


def within_of_latest(revisions: Sequence[Revision], observed_until_us: int) -> tuple[Within, ...]:
    """One for each of PERCENTS. `observed_until_us`: the last public moment of the count."""
    return tuple(_within(percent, revisions, observed_until_us) for percent in PERCENTS)


def is_near(span: Span, target: Span, percent: int) -> bool:
    """True when each end lies within that percent of the target's, ends included.

    >>> is_near(Span(90, 90), Span(100, 100), 10), is_near(Span(1, 1), Span(0, 0), 20)
    (True, False)
    """
    return all(
        abs(end - goal) * 100 <= percent * goal for end, goal in zip(span, target, strict=True)
    )


def _within(percent: int, revisions: Sequence[Revision], until_us: int) -> Within:
    latest = revisions[-1].span if revisions else None
    if latest is None:
        return Within(percent, None, None, None)
    at_us = revisions[-1].at_us
    for revision in reversed(revisions):
        span = revision.span
        if span is None or not is_near(span, latest, percent):
            break
        at_us = revision.at_us
    return Within(percent, at_us, at_us - revisions[0].at_us, until_us - at_us)
