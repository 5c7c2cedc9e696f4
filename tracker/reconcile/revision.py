"""One step of a series or a timeline: what it did, by how much, after how long, because of what."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tracker.model.claim import RecordedClaim
from tracker.reconcile.reasons import NOTHING_TO_EXPLAIN, UNEXPLAINED, Why, why
from tracker.reconcile.timeline import Change, Figures, Step

SAME = frozenset({Change.REAFFIRMED, Change.HELD, Change.UNMOVED})
"""Changes after which the figure is what it was."""
STILL = SAME | {Change.FIRST}
"""Changes that move nothing."""


class Span(NamedTuple):
    """What a figure says as one number or two: both ends alike, except for a range."""

    low: int
    high: int


class Revision(NamedTuple):
    """One step, with its figure before and after."""

    at_us: int
    """From this instant on, inclusive, µs since 1970 UTC."""
    claim: RecordedClaim
    """The row that caused it."""
    change: Change
    before: Figures | None
    """Low, best and high of the last figure there was; None for the first."""
    after: Figures | None
    """Low, best and high from now on; None when withdrawn."""
    stood_us: int | None
    """How long the figure before had stood, by when the two became public. None for the first,
    after a withdrawal, and where both became public in the same moment, as they do when only
    their date is known."""
    why: Why

    @property
    def by(self) -> int | None:
        """What the number rose by, negative where it fell. None where there is not one number
        before and one after that can be compared: for a range, a ceiling against a floor, the
        first figure and a withdrawal."""
        return self._moved(1) if self._is_of_one_kind else None

    @property
    def by_low(self) -> int | None:
        """What the low end rose by; None where it was or is open."""
        return self._moved(0)

    @property
    def by_high(self) -> int | None:
        """What the high end rose by; None where it was or is open."""
        return self._moved(2)

    @property
    def span(self) -> Span | None:
        """The number, or the two of a range; None when withdrawn."""
        return None if self.after is None else span_of(self.after)

    @property
    def _is_of_one_kind(self) -> bool:
        return (
            self.before is not None
            and self.after is not None
            and comparable(self.before, self.after)
        )

    def _moved(self, place: int) -> int | None:
        if self.before is None or self.after is None:
            return None
        was, now = self.before[place], self.after[place]
        return None if was is None or now is None else now - was


def comparable(before: Figures, after: Figures) -> bool:
    """True unless one has only a ceiling and the other does not: "up to 50" and "40" state
    numbers of two kinds, and the second is no fall.

    >>> comparable((None, 50, 50), (40, 40, 40)), comparable((40, 40, None), (52, 52, 52))
    (False, True)
    """
    return (before[0] is None) == (after[0] is None)


def span_of(figures: Figures) -> Span:
    """The one number of a figure, or the two ends of a range; one of the three is known.

    >>> span_of((44, 52, 60)), span_of((30, None, 40)), span_of((None, 50, 50))
    (Span(low=52, high=52), Span(low=30, high=40), Span(low=50, high=50))
    """
    low, best, high = figures
    if best is not None:
        return Span(best, best)
    least, most = low if low is not None else high, high if high is not None else low
    if least is None or most is None:
        raise ValueError("a figure without any number has no span")
    return Span(least, most)


def revisions_in(
    timeline: Sequence[Step], rows: Mapping[str, RecordedClaim]
) -> tuple[Revision, ...]:
    """The revisions of an estimate, one a step of its timeline. `rows` of the incident by id."""
    told: list[Revision] = []
    last: Figures | None = None
    since_us: int | None = None
    rested_on: tuple[str, ...] = ()
    for step in timeline:
        figures = step.estimate.figures
        after = None if figures == (None, None, None) else figures
        stood_us, claim = stood(since_us, step.at_us), step.cause.claim
        reason = reason_for(step.change, _explaining(step, rested_on), rows)
        told.append(Revision(step.at_us, claim, step.change, last, after, stood_us, reason))
        if step.change not in SAME or since_us is None:
            since_us = None if after is None else step.at_us
        last, rested_on = after or last, step.estimate.used
    return tuple(told)


def reason_for(
    change: Change, causes: Iterable[RecordedClaim], rows: Mapping[str, RecordedClaim]
) -> Why:
    """The first reason that the causes give; without any, that the change is unexplained, if
    it is one that needs explaining."""
    return why(causes, rows) or (NOTHING_TO_EXPLAIN if change in STILL else UNEXPLAINED)


def _explaining(step: Step, rested_on: tuple[str, ...]) -> Iterator[RecordedClaim]:
    """The rows that may say why an estimate moved: the cause; then, of the same moment, what
    else it rests on now, and the retractions that ended what it had rested on."""
    yield step.cause.claim
    if step.change in STILL:
        return
    used = step.estimate.used
    for event in step.causes:
        if event.claim.id in used or not event.ends.isdisjoint(rested_on):
            yield event.claim


def stood(since_us: int | None, until_us: int) -> int | None:
    """µs between two moments; None where nothing stood or the moments are the same."""
    return None if since_us is None or since_us == until_us else until_us - since_us
