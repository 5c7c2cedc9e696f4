"""How the estimate of one count moved: its value after each moment that brought something."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from operator import is_
from types import MappingProxyType
from typing import NamedTuple

from tracker.model.choices import Act
from tracker.model.claim import Count
from tracker.reconcile.estimate import Estimate, Method, Standing
from tracker.reconcile.events import Event, Voiced
from tracker.reconcile.given_up import repeats_what_was_given_up
from tracker.reconcile.standing import CountState, replay


class Change(StrEnum):
    """What one step did to a series or a timeline."""

    FIRST = "first"
    """The first figure there was."""
    RAISED = "raised"
    LOWERED = "lowered"
    WIDENED = "widened"
    NARROWED = "narrowed"
    REAFFIRMED = "reaffirmed"
    """The figure is the same, and somebody says so. Of a timeline: a claim came that the
    estimate rests on, or that reaches its number without passing its high."""
    HELD = "held"
    """Of a timeline: the figure is the same, and what came does not say it: a dispute, a
    withdrawal that leaves others, a lower number, a party's."""
    WITHDRAWN = "withdrawn"
    """There was a figure and now there is none."""
    UNMOVED = "unmoved"
    """Of a timeline: nothing that stands changed. What became public never stood, such as a
    reprint of an older figure, or ended what no longer did; it confirms nothing."""
    RESTATED = "restated"
    """Of a series: the same asserted time, published again with another number."""


_FIRST, _UNMOVED, _HELD, _WITHDRAWN = Change.FIRST, Change.UNMOVED, Change.HELD, Change.WITHDRAWN
_RAISED, _LOWERED, _REAFFIRMED = Change.RAISED, Change.LOWERED, Change.REAFFIRMED
_WIDENED, _NARROWED = Change.WIDENED, Change.NARROWED
"""Looked up once: until Python 3.12 an enumeration's own look-up takes as long as ten of a name."""


class Step(NamedTuple):
    """The estimate from one moment on."""

    at_us: int
    """From this instant on, inclusive, µs since 1970 UTC."""
    estimate: Estimate
    change: Change
    """Against the step before."""
    causes: tuple[Event, ...]
    """What became public at that moment, in order of entry."""

    @property
    def cause(self) -> Event:
        """The event to name first: one the estimate rests on, else a retraction, else the last."""
        used = self.estimate.used
        for event in reversed(self.causes):
            if isinstance(event, Voiced) and event.claim.id in used:
                return event
        for event in reversed(self.causes):
            if event.claim.act is Act.RETRACT:
                return event
        return self.causes[-1]


def steps(count: Count, events: tuple[Event, ...], method: Method) -> Iterator[Step]:
    """The timeline of one count by one method, a step for every moment, oldest first.

    Moments at which nothing was ever estimated yet, because no claim had a number, give no
    step. The estimate changes only when something becomes public, never because time passes.
    """
    last: tuple[int | None, int | None, int | None] = _NO_FIGURES
    began, is_silent, stood = False, True, None
    for at_us, state, causes in replay(events):
        standing = standing_of(count, state)
        is_unmoved = stood is not None and _is_same(stood, standing)
        stood = standing
        estimate = method(standing)
        figures: Figures = estimate[:3]
        has_figures = figures != _NO_FIGURES
        if not began:
            if not has_figures:
                continue
            began, change = True, _FIRST
        elif is_unmoved:
            change = _UNMOVED
        elif not has_figures:
            change = _HELD if is_silent else _WITHDRAWN
        elif figures != last:
            change = change_between(last, figures)
        else:
            change = _REAFFIRMED if _is_said_again(estimate, causes) else _HELD
        is_silent = not has_figures
        if has_figures:
            last = figures
        yield _new(Step, (at_us, estimate, change, causes))


def _is_said_again(estimate: Estimate, causes: tuple[Event, ...]) -> bool:
    """True when one of what became public says the estimate's number."""
    return any(isinstance(event, Voiced) and _says(event, estimate) for event in causes)


def _says(one: Voiced, estimate: Estimate) -> bool:
    """True for a claim that the estimate rests on, and for one that stands, is no party's and
    gives a number from its best to its high. Of those who may come back a greater number says
    something else."""
    if one.claim.id in estimate.used:
        return True
    best, high, low = estimate.best, estimate.high, one.low
    if best is None or low is None or one.by.is_party or low < best:
        return False
    if (high is not None and low > high) or not estimate.standing.about.metric.accumulates:
        return False
    return any(other is one for other in estimate.standing.claims)


def last_heard_us(count: Count, events: tuple[Event, ...]) -> int:
    """The last moment at which what stands changed, or somebody repeated it, µs since 1970 UTC.
    `events` of the count, at least one."""
    heard_us, stood = events[0].public_us, None
    for at_us, state, _ in replay(events):
        standing = standing_of(count, state)
        if stood is None or not _is_same(stood, standing):
            heard_us, stood = at_us, standing
    return heard_us


def _is_same(before: Standing, after: Standing) -> bool:
    """True when the same claims stand, marked alike; a claim that repeats another is another."""
    return (
        len(before.claims) == len(after.claims)
        and all(map(is_, before.claims, after.claims))
        and before[2:] == after[2:]
    )


def standing_of(count: Count, state: CountState) -> Standing:
    """What a method is given: the standing claims of a state, contested ones and echoes marked."""
    stand = state.standing()
    since = _since(stand, state) if state.since else _NEVER
    if not state.disputed and not state.given_up:
        return _new(Standing, (count, stand, _NONE, _NONE, _NONE, since))
    disputed = frozenset(one.claim.id for one in stand if state.is_disputed(one))
    doubted = frozenset(one.claim.id for one in stand if state.is_doubted(one))
    return Standing(count, stand, disputed, _given_up(stand, state), doubted, since)


def _given_up(stand: tuple[Voiced, ...], state: CountState) -> frozenset[str]:
    if not state.given_up:
        return _NONE
    counted = [one.value for one in stand if one.value is not None and one.by.counts]
    most = max(counted, default=-1)
    return frozenset(one.claim.id for one in stand if repeats_what_was_given_up(one, most, state))


def _since(stand: tuple[Voiced, ...], state: CountState) -> Mapping[str, int]:
    since = state.since
    return {one.claim.id: since[one.by.voice] for one in stand if one.by.voice in since}


_NONE: frozenset[str] = frozenset()
_NEVER: Mapping[str, int] = MappingProxyType({})
_new = tuple.__new__
"""Makes a named tuple of its fields at half the cost: a timeline makes three at every step."""
Figures = tuple[int | None, int | None, int | None]
_NO_FIGURES: Figures = (None, None, None)


def change_between(before: Figures, after: Figures) -> Change:
    """What happened from one low, best, high to the next; the best number decides, then the ends.

    >>> change_between((44, 44, 44), (52, 52, 52)).value
    'raised'
    >>> change_between((44, 48, 60), (46, 48, 57)).value
    'narrowed'
    """
    if before == after:
        return _REAFFIRMED
    was, now = before[1], after[1]
    if was is not None and now is not None and was != now:
        return _RAISED if now > was else _LOWERED
    return _change_of_ends(before, after)


def _change_of_ends(before: Figures, after: Figures) -> Change:
    floor_was, floor_now = _floor(before), _floor(after)
    ceiling_was, ceiling_now = _ceiling(before), _ceiling(after)
    if floor_now <= floor_was and ceiling_now >= ceiling_was:
        return _WIDENED
    if floor_now >= floor_was and ceiling_now <= ceiling_was:
        return _NARROWED
    return _RAISED if floor_now > floor_was else _LOWERED


def _floor(figures: Figures) -> float:
    return float("-inf") if figures[0] is None else figures[0]


def _ceiling(figures: Figures) -> float:
    return float("inf") if figures[2] is None else figures[2]
