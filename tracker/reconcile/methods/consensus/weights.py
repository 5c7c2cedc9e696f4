"""What a claim has to say: its weight by kind, reliability and freshness, and its room.

Everything that could be tuned stands here, the same for every incident; docs/methods.md
argues each value and shows how little the result depends on it.
"""

import math
from bisect import bisect_left
from operator import itemgetter
from typing import NamedTuple

from tracker.model.choices import Kind, Reliability
from tracker.model.stamps import DAY_US, HOUR_US
from tracker.reconcile.estimate import Standing
from tracker.reconcile.moments import UNDATED_US
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
    """What is left of a claim's weight when a credible voice contests it."""
    given_up_factor: float = 0.1
    """What is left when the claim repeats a number that its source has given up."""
    far_times: float = 3
    """Numbers so many times apart are no two moments of one toll: how many bodies count them
    decides there, and not who spoke last."""


PARAMETERS = Parameters()
CURRENT_DAYS = 7
"""A claim further behind the newest exact count moves no low number, and one further behind the
newest claim belongs to no camp."""
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
_NOTHING_US = 2 * UNDATED_US
_NEVER_US = -UNDATED_US
_MOST_AHEAD_US = 200 * DAY_US
"""What passes figures on counts as no fresher than so long after the newest count: years would
leave nothing to tell the counts before them apart by."""
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
    base: float
    """Kind × reliability, less what doubt takes away; whatever its age."""
    weight: float
    """The same × freshness: what it has to say for its number."""
    against: float
    """What it has to say against greater numbers: its weight, except that an open-ended claim
    is no fresher than the newest claim above it, and one that passes figures on no fresher
    than the newest count above it."""
    lasting_weight: float
    """What it has to say about the low number: like `against`, with its age counted half."""
    contradicts_above: float
    """It speaks against every number greater than this one."""
    is_current: bool
    """At most CURRENT_DAYS behind the newest exact number of a body that counts."""
    is_ceiling: bool
    """True where it says only what was not passed: no evidence that anything was reached."""
    is_questionable: bool
    """Reliability D or E, or contested by a credible voice."""
    voiced: Voiced


def reachers_of(claims: list[Weighed]) -> list[Weighed]:
    """Those that say that a number was reached: all but the ceilings, in the same order."""
    return [one for one in claims if not one.is_ceiling]


def weighed(standing: Standing, parameters: Parameters = PARAMETERS) -> list[Weighed]:
    """Claims with a number that are not a party's, greatest value first, newest first among
    equals. Ages are counted to the newest of them, never to the clock; a claim that nobody
    dated is as old as any."""
    usable = [
        one for one in reversed(standing.claims) if one.value is not None and not one.by.is_party
    ]
    if not usable:
        return []
    newest_us, is_alone = usable[0].said_us, len(usable) == 1
    if not is_alone:
        newest_us = min(newest_us, _newest_count_us(usable) + _MOST_AHEAD_US)
        usable.sort(key=_STATED, reverse=True)
    current_us = (newest_us if is_alone else _newest_exact_us(usable)) - _CURRENT_US
    doubted, is_doubtful = standing.doubted, bool(standing.doubted or standing.given_up)
    half_life_us = parameters.half_life_hours * HOUR_US
    open_ceiling, closed_ceiling = 1 + parameters.near_room, 1 + parameters.rounding_room
    exp2, above = math.exp2, Above()
    found: list[Weighed] = []
    for one in usable:
        claim, by, _, said_us, _, stated, _ = one
        value, high, is_ceiling = stated or 0, claim.figure.high, claim.figure.low is None
        counts, base = by.kind in COUNTING_KINDS, STANDING_WEIGHT[by.kind, by.reliability]
        if is_doubtful:
            base *= _doubt(one, standing, parameters)
        half_lives = (newest_us - said_us) / half_life_us
        if not 0 <= half_lives <= _MOST_HALF_LIVES:
            half_lives = 0.0 if half_lives < 0 else _MOST_HALF_LIVES
        half_fresh = exp2(-half_lives / 2)
        weight = against = base * half_fresh * half_fresh
        ceiling = value * open_ceiling if high is None else high * closed_ceiling
        if not (counts or is_alone) and (heard_us := above.newest_us(ceiling, high)) < said_us:
            half_lives = max(0.0, (newest_us - heard_us) / half_life_us)
            half_fresh = exp2(-min(half_lives, _MOST_HALF_LIVES) / 2)
            against = base * half_fresh * half_fresh
        lasting = base * half_fresh * (parameters.open_say if high is None else 1)
        is_current = said_us >= current_us
        is_questionable = by.is_doubtful or claim.id in doubted
        above.add(one, is_questionable=is_questionable)
        fields = (
            value, base, weight, against, lasting, ceiling,
            is_current, is_ceiling, is_questionable, one,
        )  # fmt: skip
        found.append(_new(Weighed, fields))
    return found


def _newest_count_us(claims: list[Voiced]) -> int:
    """When the newest claim of a body that counts was said; never where there is none. Takes
    the claims newest first."""
    return next((one.said_us for one in claims if one.by.kind in COUNTING_KINDS), _NEVER_US)


def _newest_exact_us(claims: list[Voiced]) -> int:
    """When the newest exact number of a body that counts was said; of any voice where none
    counts, and of the newest claim where none is exact: "at least 5" makes no count old."""
    exact = [one for one in claims if one.high is not None] or claims
    counts = [
        one.said_us for one in exact if one.by.kind in COUNTING_KINDS and not one.by.is_doubtful
    ]
    return max(counts or [one.said_us for one in exact])


class Above:
    """The moments of the claims so far, which lie above the next one. Not frozen: it is filled
    from the greatest number down, in one pass."""

    def __init__(self) -> None:
        self._negated: list[int] = []
        self._newest_us: list[int] = []
        self._newest_count_us: list[int] = []

    def add(self, one: Voiced, *, is_questionable: bool) -> None:
        """Takes a claim with a number, no greater than those before; one that is questionable
        makes nothing newer."""
        newest = self._newest_us[-1] if self._negated else _NOTHING_US
        newest_count = self._newest_count_us[-1] if self._negated else _NOTHING_US
        if not is_questionable:
            newest = max(newest, one.said_us)
            if one.by.kind in COUNTING_KINDS:
                newest_count = max(newest_count, one.said_us)
        self._negated.append(-(one.value or 0))
        self._newest_us.append(newest)
        self._newest_count_us.append(newest_count)

    def newest_us(self, ceiling: float, high: int | None) -> int:
        """When the newest claim above a ceiling was said; for an exact number only what bodies
        that count have said. Later than everything where there is none."""
        so_many = bisect_left(self._negated, -ceiling)
        if not so_many:
            return _NEVER_US
        newest = (self._newest_us if high is None else self._newest_count_us)[so_many - 1]
        return _NEVER_US if newest == _NOTHING_US else newest


def _doubt(one: Voiced, standing: Standing, parameters: Parameters) -> float:
    factor = parameters.disputed_factor if one.claim.id in standing.doubted else 1.0
    if one.claim.id in standing.given_up:
        factor *= parameters.given_up_factor
    return factor


_new = tuple.__new__
"""Makes a named tuple of its fields at half the cost: there is one for every claim and step."""
_STATED = itemgetter(Voiced._fields.index("value"))
