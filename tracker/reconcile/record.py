"""The source record: how voices' early figures compare with where tolls settled.

Over all incidents of a ledger, one snapshot at a time. It says how a voice has done where it
can be measured, how often that was, and that it is too seldom where it is; it changes no
estimate and no reliability.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from statistics import median
from typing import NamedTuple

from tracker.model.choices import Metric
from tracker.model.claim import Count, RecordedClaim
from tracker.model.snapshot import Snapshot
from tracker.model.stamps import DAY_US
from tracker.reconcile.events import Event
from tracker.reconcile.revision import Revision, Span
from tracker.reconcile.series import series_in
from tracker.reconcile.standing import state_after
from tracker.reconcile.timeline import Change, standing_of
from tracker.reconcile.unfolding import unfold
from tracker.reconcile.yardstick import LEAST_LATER_US, is_right, ratio, yardstick_without

TOLLS = frozenset({Metric.KILLED, Metric.INJURED, Metric.CASUALTIES})
"""Metrics that run towards a final toll. The missing, detained and displaced go both ways by
nature: a fall is no correction there."""
EARLY_US = 2 * DAY_US
"""A figure is early while its count has been public for no longer than this: the time in which
figures are published before anybody can have counted all."""
FEWEST_COUNTS = 5
FEWEST_INCIDENTS = 2
"""Measured less often, a voice gets no ratio and no share, only its cases: the counts of one
incident rise and fall together."""


class LeftOut(StrEnum):
    """Why a voice is not measured in a count in which it gave a number."""

    LATE = "late"
    """It first spoke when the figure was no longer early, so it knew what others had said."""
    ALONE = "alone"
    """Nobody else, parties aside, stands by a number at the end: it would be measured against
    itself."""
    YOUNG = "young"
    """The others said nothing a day or more after its first figure: no time to settle."""


class Told(NamedTuple):
    """What is kept of one step of a series: not its claim, so that the records of a whole
    ledger fit into memory."""

    at_us: int
    span: Span | None
    change: Change
    by: int

    @classmethod
    def of(cls, step: Revision) -> "Told":
        """A step without its claim; by 0 where there are not two numbers to compare."""
        return cls(step.at_us, step.span, step.change, step.by or 0)


@dataclass(frozen=True, slots=True)
class Case:
    """One voice's early figures in one count, measured."""

    incident: str
    count: Count
    steps: tuple[Told, ...]
    """The steps of the voice's series, oldest first."""
    early_until_us: int
    """Figures up to then are early, inclusive, µs since 1970 UTC."""
    settled: Span
    """Where all the others ended."""
    others: int
    """Voices that stand by a number there."""

    @property
    def early(self) -> tuple[Span, ...]:
        """The voice's figures in the early time, oldest first; there is at least one."""
        early = (step for step in self.steps if step.at_us <= self.early_until_us)
        return tuple(step.span for step in early if step.span is not None)

    @property
    def is_lowered(self) -> bool:
        """True when the voice itself later lowered its figure, at least once."""
        return any(one.change is Change.LOWERED or one.by < 0 for one in self.steps)

    @property
    def is_raised(self) -> bool:
        """True when the voice itself later raised its figure, at least once."""
        return any(one.change is Change.RAISED or one.by > 0 for one in self.steps)

    @property
    def is_withdrawn(self) -> bool:
        """True when a figure of it was later withdrawn, whoever did it."""
        return any(one.change is Change.WITHDRAWN for one in self.steps)

    @property
    def is_off(self) -> bool:
        """True when the first figure was more than 10 % away from where the toll settled."""
        return not is_right(self.early[0], self.settled)

    @property
    def corrected_us(self) -> int | None:
        """Of one that was off: µs from the first figure until the voice's own was within 10 %
        of where the toll settled, for good. None when it never was, as far as the record goes,
        and for one that was not off."""
        corrected_us: int | None = None
        for step in reversed(self.steps) if self.is_off else ():
            if step.span is None or not is_right(step.span, self.settled):
                break
            corrected_us = step.at_us - self.steps[0].at_us
        return corrected_us

    @property
    def first_ratio(self) -> float:
        """The first figure as a multiple of where the toll settled."""
        return ratio(self.early[0], self.settled)

    @property
    def early_ratio(self) -> float:
        """The median early figure as a multiple of where the toll settled."""
        return median(ratio(one, self.settled) for one in self.early)


@dataclass(frozen=True, slots=True)
class Record:
    """How one voice has done."""

    voice: str
    cases: tuple[Case, ...]
    """In the order of the snapshots."""
    left_out: Mapping[LeftOut, int]
    """Counts in which it gave a number and is not measured, by why."""

    @property
    def incidents(self) -> int:
        """Incidents in which it is measured."""
        return len({case.incident for case in self.cases})

    @property
    def is_enough(self) -> bool:
        """True when it was measured often enough for a ratio or a share to mean anything."""
        return len(self.cases) >= FEWEST_COUNTS and self.incidents >= FEWEST_INCIDENTS

    @property
    def first_ratio(self) -> float | None:
        """Median over the cases; None when they are too few."""
        return self._median(case.first_ratio for case in self.cases)

    @property
    def early_ratio(self) -> float | None:
        """Median over the cases; None when they are too few."""
        return self._median(case.early_ratio for case in self.cases)

    @property
    def lowered(self) -> int:
        """Cases in which the voice itself later lowered its figure."""
        return sum(case.is_lowered for case in self.cases)

    @property
    def raised(self) -> int:
        """Cases in which the voice itself later raised its figure."""
        return sum(case.is_raised for case in self.cases)

    @property
    def off(self) -> int:
        """Cases whose first figure was off."""
        return sum(case.is_off for case in self.cases)

    @property
    def withdrawn(self) -> int:
        """Cases in which a figure of it was later withdrawn, whoever did it."""
        return sum(case.is_withdrawn for case in self.cases)

    @property
    def corrected(self) -> int:
        """Cases off at first that the voice came to correct."""
        return sum(case.corrected_us is not None for case in self.cases)

    @property
    def correct_us(self) -> float | None:
        """Median time until a figure that was off was corrected, those that never were counting
        as endless; None when the cases are too few, none was off, or half of those that were or
        more were never corrected."""
        took = [_or_endless(case.corrected_us) for case in self.cases if case.is_off]
        middle = self._median(took)
        return None if middle is None or middle == float("inf") else middle

    def _median(self, numbers: Iterable[float]) -> float | None:
        told = list(numbers)
        return median(told) if told and self.is_enough else None


def source_records(snapshots: Iterable[Snapshot]) -> dict[str, Record]:
    """Voice → its record over the snapshots, one of each incident, for every voice that gave a
    number of some toll; the most often measured first."""
    cases: dict[str, list[Case]] = {}
    left_out: dict[str, Counter[LeftOut]] = {}
    for snapshot in snapshots:
        for voice, told in _measured(snapshot):
            if isinstance(told, Case):
                cases.setdefault(voice, []).append(told)
            else:
                left_out.setdefault(voice, Counter())[told] += 1
    records = [
        Record(voice, tuple(cases.get(voice, ())), dict(left_out.get(voice, {})))
        for voice in {*cases, *left_out}
    ]
    records.sort(key=lambda one: (-len(one.cases), -one.incidents, one.voice))
    return {one.voice: one for one in records}


def _measured(snapshot: Snapshot) -> Iterator[tuple[str, Case | LeftOut]]:
    rows = {row.id: row for row in snapshot.claims}
    for count, events in unfold(snapshot).events.items():
        if count.metric in TOLLS:
            yield from _measured_in(snapshot.incident.slug, count, events, rows)


def _measured_in(
    incident: str,
    count: Count,
    events: tuple[Event, ...],
    rows: Mapping[str, RecordedClaim],
) -> Iterator[tuple[str, Case | LeftOut]]:
    series = series_in(events, rows)
    if not series:
        return
    early_until_us = min(steps[0].at_us for steps in series.values()) + EARLY_US
    standing = standing_of(count, state_after(events))
    for voice, steps in series.items():
        if steps[0].at_us > early_until_us:
            yield voice, LeftOut.LATE
            continue
        settled = yardstick_without(voice, standing)
        if settled is None:
            yield voice, LeftOut.ALONE
        elif settled.newest_us - steps[0].at_us < LEAST_LATER_US:
            yield voice, LeftOut.YOUNG
        else:
            told = tuple(map(Told.of, steps))
            yield (
                voice,
                Case(incident, count, told, early_until_us, settled.span, settled.voices),
            )


def _or_endless(us: int | None) -> float:
    return float("inf") if us is None else us
