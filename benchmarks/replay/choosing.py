"""Is the consensus tuned to an incident? Parameters chosen without it, and shaken."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product
from typing import Any, NamedTuple

from benchmarks.replay.scoring import Answer, Moments, Score, answers, means, moments_of, scored
from benchmarks.replay.series import LEAST_CLAIMS, Series, incidents_of
from tracker.model.stamps import HOUR_US
from tracker.reconcile.events import Event, PublicAct, Voiced
from tracker.reconcile.methods.consensus import PARAMETERS, Parameters, consensus

GRID: dict[str, tuple[float, ...]] = {
    "half_life_hours": (12, 8, 18),
    "lone_share": (0.25, 0.2, 0.33),
    "joint_share": (0.15, 0.1, 0.2),
}
"""What may be chosen, the values in use first: of equals the first is taken."""
SENSITIVITY: dict[str, tuple[float, ...]] = {
    "half_life_hours": (8, 10, 12, 14, 18),
    "lone_share": (0.2, 0.25, 0.3, 0.4),
    "joint_share": (0.1, 0.125, 0.15, 0.175, 0.2),
    "low_share": (0.8, 0.85, 0.9, 0.95),
    "near_room": (0.1, 0.15, 0.2, 0.25),
    "rounding_room": (0, 0.01, 0.02, 0.05),
    "open_say": (0.1, 0.2, 0.3, 0.5),
    "disputed_factor": (0.1, 0.3, 0.5),
    "given_up_factor": (0.03, 0.1, 0.3),
    "far_times": (2, 3, 5),
}
"""Values around those in use, one parameter at a time."""
DROPPED_VOICES = 0.15
JITTER_HOURS = 6.0


class LeftOut(NamedTuple):
    """One incident, scored with parameters chosen on all the others."""

    incident: str
    chosen: Parameters
    score: Score
    as_set: Score
    """With the parameters in use."""
    latest: Score


class Shaken(NamedTuple):
    """One perturbed copy of the incidents."""

    consensus: Score
    latest: Score
    range: Score


def answer_with(parameters: Parameters) -> Answer:
    """The consensus under those parameters."""
    return lambda standing: consensus(standing, parameters).figures


def leave_one_out(moments: Sequence[Moments]) -> Iterator[LeftOut]:
    """For each incident, the parameters of the grid with the least regret on the others, and
    the scores on the one left out."""
    candidates = [
        _with(**dict(zip(GRID, values, strict=True))) for values in product(*GRID.values())
    ]
    told = {each: scored(answer_with(each), moments) for each in candidates}
    latest = scored(answers()[0]["latest"], moments)
    for incident in incidents_of([one.series for one in moments]):
        left = [place for place, one in enumerate(moments) if one.series.slug == incident]
        kept = [place for place in range(len(moments)) if place not in left]
        if not kept:
            return
        chosen = min(
            candidates, key=lambda each: round(means(told[each][place] for place in kept).regret, 9)
        )
        yield LeftOut(
            incident,
            chosen,
            *(
                means(some[place] for place in left)
                for some in (told[chosen], told[PARAMETERS], latest)
            ),
        )


def sensitivity(moments: Sequence[Moments]) -> Iterator[tuple[str, float, Score]]:
    """The score for each value of each parameter, the others as they are in use."""
    for name, values in SENSITIVITY.items():
        for value in values:
            yield name, value, means(scored(answer_with(_with(**{name: value})), moments))


def shaken(series: Sequence[Series], copies: int, seed: int = 2016) -> Iterator[Shaken]:
    """Copies of the incidents in which one incident is left out, every voice falls silent with
    DROPPED_VOICES, and every claim comes up to JITTER_HOURS earlier or later."""
    chance = random.Random(seed)
    known, _ = answers()
    for _ in range(copies):
        gone = chance.choice(incidents_of(series))
        kept = [_shaken(one, chance) for one in series if one.slug != gone]
        moments = moments_of(one for one in kept if one.claims >= LEAST_CLAIMS)
        if moments:
            names = ("consensus", "latest", "range")
            yield Shaken(*(means(scored(known[name], moments)) for name in names))


def _shaken(one: Series, chance: random.Random) -> Series:
    voices = sorted({event.by.voice for event in one.events if isinstance(event, Voiced)})
    silent = {voice for voice in voices if chance.random() < DROPPED_VOICES}
    events = sorted(
        (
            _moved(event, round(chance.uniform(-JITTER_HOURS, JITTER_HOURS) * HOUR_US))
            for event in one.events
            if isinstance(event, PublicAct) or event.by.voice not in silent
        ),
        key=lambda event: (event.public_us, event.rank, event.claim.seq),
    )
    first = next(
        (place for place, event in enumerate(events) if isinstance(event, Voiced)), len(events)
    )
    claims = sum(1 for event in events if isinstance(event, Voiced))
    return replace(one, events=tuple(events[first:]), claims=claims)


def _moved(event: Event, by_us: int) -> Event:
    """A claim said and published so much later; an act stays where it is."""
    if isinstance(event, PublicAct):
        return event
    said, published, seq = event.order
    return replace(
        event,
        public_us=event.public_us + by_us,
        said_us=said + by_us,
        order=(said + by_us, published + by_us, seq),
    )


def _with(**values: Any) -> Parameters:
    return replace(PARAMETERS, **values)
