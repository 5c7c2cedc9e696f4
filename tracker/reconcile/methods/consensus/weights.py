"""What a claim has to say: its weight by kind, reliability and freshness, and its room.

Everything that could be tuned stands here, the same for every incident; docs/methods.md
argues each value and shows how little the result depends on it.
"""

import math
from operator import itemgetter
from typing import NamedTuple

from tracker.model.choices import Kind, Reliability
from tracker.model.stamps import DAY_US, HOUR_US
from tracker.reconcile.estimate import Standing
from tracker.reconcile.standing import Voiced
from tracker.reconcile.voices import COUNTING_KINDS


class Parameters(NamedTuple):
    """What the consensus is tuned by."""

    half_life_hours: float = 12
    """After so many hours behind the newest standing claim, a claim weighs half."""
    lone_share: float = 0.25
    """Share of the weight with which one voice alone carries a number."""
    joint_share: float = 0.15
    """Share with which two or more voices together carry a number."""
    low_share: float = 0.9
    """Share of the weight that says the low number has been reached, ages counted half."""
    near_room: float = 0.15
    """What is near: an open-ended claim takes no position on numbers up to so much above its
    floor, and numbers up to so much below the best one stay within low and high."""
    rounding_room: float = 0.02
    """Any other claim takes none on numbers up to so much above its own: it may be rounded."""
    open_say: float = 0.3
    """What is left of an open-ended claim's weight where the low number is asked for."""
    disputed_factor: float = 0.3
    """What is left of a claim's weight when it is contested."""
    given_up_factor: float = 0.1
    """What is left when the claim repeats a number that its source has given up since."""


PARAMETERS = Parameters()
CURRENT_DAYS = 7
"""A claim further behind the newest standing claim belongs to no camp and moves no low number."""
PASSES_ON = 0.4
"""Weight of a voice that passes figures on rather than counting."""
KIND_WEIGHT = {
    **dict.fromkeys(COUNTING_KINDS, 1.0),
    Kind.LOCAL_OFFICIAL: 0.7,
    Kind.SECURITY_FORCE: 0.7,
    Kind.MILITARY: 0.7,
    Kind.INTELLIGENCE: 0.7,
    Kind.NEWS_AGENCY: 0.6,
}
"""Bodies that count weigh 1, officials near the count 0.7, wire agencies 0.6; every other kind
weighs PASSES_ON."""
RELIABILITY_FACTOR = {
    Reliability.A: 1.2,
    Reliability.B: 1.1,
    Reliability.C: 1.0,
    Reliability.F: 0.8,
    Reliability.D: 0.3,
    Reliability.E: 0.3,
}
_MOST_HALF_LIVES = 1000.0
"""Age beyond which a weight falls no further; it keeps an undated claim above nothing."""
STANDING_WEIGHT = {
    (kind, reliability): KIND_WEIGHT.get(kind, PASSES_ON) * factor
    for kind in Kind
    for reliability, factor in RELIABILITY_FACTOR.items()
}
"""Kind × reliability: what a voice weighs, whatever it says and whenever."""


_CURRENT_US = CURRENT_DAYS * DAY_US


class Weighed(NamedTuple):
    """A standing claim with its say."""

    value: int
    """Its stated number: it says that this has been reached, unless it is only a ceiling."""
    weight: float
    """Kind × reliability × freshness, less what doubt takes away."""
    lasting_weight: float
    """The same with its age counted half: what it has to say about the low number."""
    contradicts_above: float
    """It speaks against every number greater than this one."""
    is_current: bool
    """At most CURRENT_DAYS behind the newest standing claim that has a number."""
    voiced: Voiced

    @property
    def is_ceiling(self) -> bool:
        """True where it says only what was not passed: no evidence that anything was reached."""
        return self.voiced.claim.figure.low is None


def weighed(standing: Standing, parameters: Parameters = PARAMETERS) -> list[Weighed]:
    """Claims with a number that are not a party's, greatest value first, newest first among
    equals. Ages are counted to the newest of them, never to the clock; a claim that nobody
    dated is as old as any."""
    usable = [one for one in standing.claims if one.value is not None and not one.by.is_party]
    if not usable:
        return []
    newest_us = usable[-1].said_us
    half_life_us = parameters.half_life_hours * HOUR_US
    doubted = standing.disputed or standing.given_up
    open_ceiling, closed_ceiling = 1 + parameters.near_room, 1 + parameters.rounding_room
    exp2, most = math.exp2, _MOST_HALF_LIVES
    found: list[Weighed] = []
    for one in usable:
        by, high, value = one.by, one.claim.figure.high, one.value or 0
        base = STANDING_WEIGHT[by.kind, by.reliability]
        if doubted:
            base *= _doubt(one, standing, parameters)
        age_us = newest_us - one.said_us
        half_lives = age_us / half_life_us
        half_fresh = exp2(-(half_lives if half_lives < most else most) / 2)
        weight = base * half_fresh * half_fresh
        if high is None:
            say, ceiling = base * half_fresh * parameters.open_say, value * open_ceiling
        else:
            say, ceiling = base * half_fresh, high * closed_ceiling
        fields = value, weight, say, ceiling, age_us <= _CURRENT_US, one
        found.append(_new(Weighed, fields))
    if len(found) > 1:
        found.reverse()
        found.sort(key=_VALUE, reverse=True)
    return found


def _doubt(one: Voiced, standing: Standing, parameters: Parameters) -> float:
    factor = parameters.disputed_factor if one.claim.id in standing.disputed else 1.0
    if one.claim.id in standing.given_up:
        factor *= parameters.given_up_factor
    return factor


_new = tuple.__new__
"""Makes a named tuple of its fields at half the cost: there is one for every claim and step."""
_VALUE = itemgetter(0)
