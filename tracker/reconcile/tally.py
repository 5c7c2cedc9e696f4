"""What the series of one incident amount to: each by itself, by voice, and all together.

Numbers of steps are added up; numbers of people never are.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

from tracker.model.claim import Count, RecordedClaim
from tracker.reconcile.events import Event, Voiced
from tracker.reconcile.lags import Lags, lags_of
from tracker.reconcile.revisions import Revisions, statistics
from tracker.reconcile.series import Series, series_in
from tracker.reconcile.timeline import Change, last_heard_us
from tracker.reconcile.unfolding import Unfolding

NEAR_PERCENT = 10
"""How near to the latest figure is near, of the percentages there are statistics for."""


@dataclass(frozen=True, slots=True)
class VoiceSeries:
    """One voice's series in one count."""

    voice: str
    count: Count
    steps: Series
    passed_over: tuple[RecordedClaim, ...]
    """Its claims in the count that were no step: older by their dates than what already stood,
    or without a number; in the order in which they became public."""
    revisions: Revisions
    lags: Lags


class Nearing(NamedTuple):
    """How long series took to come within 10 % of their latest figure for good."""

    series: int
    """Series with more than one step of which that is known."""
    median_us: float | None
    """Over those; None without one."""
    censored: int
    """Series with more than one step of which it is too early to say, left out of the median."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What several series amount to."""

    series: int
    steps: int
    changes: Mapping[Change, int]
    reasons: Mapping[str, int]
    """As in `Revisions`."""
    nearing: Nearing
    lags: Lags


@dataclass(frozen=True, slots=True)
class IncidentRevisions:
    """The series of one incident with what they amount to."""

    series: tuple[VoiceSeries, ...]
    """By count, and within it the most talkative voice first."""
    by_voice: Mapping[str, Tally]
    """The voice with the most steps first."""
    whole: Tally

    def of(self, count: Count) -> tuple[VoiceSeries, ...]:
        """The series of one count."""
        return tuple(one for one in self.series if one.count == count)


def incident_revisions(
    unfolding: Unfolding, rows: Mapping[str, RecordedClaim], zone: str
) -> IncidentRevisions:
    """Everything about how the voices of an incident moved. `rows` of the incident by id,
    `zone` the incident's."""
    every = [
        one
        for count, events in unfolding.events.items()
        for one in _of_count(count, events, rows, zone)
    ]
    claims = _claims_by_voice(unfolding)
    series: dict[str, list[VoiceSeries]] = {}
    for one in every:
        series.setdefault(one.voice, []).append(one)
    tallies = {voice: _tally(some, claims[voice], rows, zone) for voice, some in series.items()}
    by_voice = dict(sorted(tallies.items(), key=lambda item: (-item[1].steps, item[0])))
    said = [claim for some in claims.values() for claim in some]
    return IncidentRevisions(tuple(every), by_voice, _tally(every, said, rows, zone))


def _of_count(
    count: Count, events: Sequence[Event], rows: Mapping[str, RecordedClaim], zone: str
) -> list[VoiceSeries]:
    until_us = last_heard_us(count, tuple(events))
    said: dict[str, list[RecordedClaim]] = {}
    for event in events:
        if isinstance(event, Voiced):
            said.setdefault(event.by.voice, []).append(event.claim)
    told = []
    for voice, steps in series_in(events, rows).items():
        moved = {step.claim.id for step in steps}
        passed_over = tuple(claim for claim in said[voice] if claim.id not in moved)
        revisions, lags = statistics(steps, until_us), lags_of(said[voice], rows, zone)
        told.append(VoiceSeries(voice, count, steps, passed_over, revisions, lags))
    return sorted(told, key=lambda one: (-len(one.steps), one.steps[0].at_us, one.voice))


def _claims_by_voice(unfolding: Unfolding) -> dict[str, list[RecordedClaim]]:
    by_voice: dict[str, list[RecordedClaim]] = {}
    for events in unfolding.events.values():
        for event in events:
            if isinstance(event, Voiced):
                by_voice.setdefault(event.by.voice, []).append(event.claim)
    return by_voice


def _tally(
    series: Sequence[VoiceSeries],
    claims: Sequence[RecordedClaim],
    rows: Mapping[str, RecordedClaim],
    zone: str,
) -> Tally:
    changes: Counter[Change] = Counter(step.change for one in series for step in one.steps)
    reasons: Counter[str] = Counter()
    for one in series:
        reasons.update(one.revisions.reasons)
    return Tally(
        series=len(series),
        steps=sum(len(one.steps) for one in series),
        changes={change: changes[change] for change in Change},
        reasons=dict(reasons),
        nearing=_nearing([one.revisions for one in series]),
        lags=lags_of(claims, rows, zone),
    )


def _nearing(several: Sequence[Revisions]) -> Nearing:
    near = [
        within
        for revisions in several
        if revisions.steps > 1
        for within in revisions.within
        if within.percent == NEAR_PERCENT
    ]
    took = [one.took_us for one in near if one.took_us is not None and not one.is_censored]
    return Nearing(len(took), median(took) if took else None, len(near) - len(took))
