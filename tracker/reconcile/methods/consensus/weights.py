"""What a claim has to say: its weight by kind, reliability and freshness, and its room.

Everything that could be tuned stands here, the same for every incident; docs/methods.md
argues each value and shows how little the result depends on it.
"""

from dataclasses import dataclass
from math import exp2
from operator import attrgetter
from typing import Any

from tracker.figures import Qualifier
from tracker.model.choices import Kind, Reliability
from tracker.model.making import in_the_making
from tracker.model.stamps import DAY_US, HOUR_US
from tracker.reconcile.estimate import Standing
from tracker.reconcile.events import Voiced
from tracker.reconcile.moments import UNDATED_US
from tracker.reconcile.voices import COUNTING_KINDS


@dataclass(frozen=True, slots=True)
class Parameters:
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


UNCOUNTED = frozenset({Qualifier.VAGUE, Qualifier.NONE_REPORTED})
"""Words like "dozens" and "no deaths reported" are no count, whoever says them."""
_CURRENT_US = CURRENT_DAYS * DAY_US


@dataclass(frozen=True, slots=True)
class Weighed:
    """A standing claim with its say. Not a tuple, whose fields take three times as long to read:
    each is read a dozen times at every step."""

    value: int
    """Its stated number: it says that this has been reached, unless it is only a ceiling."""
    base: float
    """Kind × reliability, less what doubt takes away; whatever its age."""
    weight: float
    """The same × freshness: what it has to say for its number."""
    against: float
    """What it has to say against greater numbers: its weight, except that an open-ended claim
    of a voice that passes figures on is no fresher than the newest claim above it, and an exact
    number of such a voice no fresher than the newest count above it."""
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
    high: int | None
    """Most its figure allows; None where it sets no ceiling."""
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
    newest_us, current_us = usable[0].said_us, usable[-1].said_us
    if newest_us - current_us > _CURRENT_US:
        newest_us, current_us = _reckoned_from(usable)
    usable.sort(key=_STATED, reverse=True)
    open_ceiling, closed_ceiling = 1 + parameters.near_room, 1 + parameters.rounding_room
    doubted, is_doubtful = standing.doubted, bool(standing.doubted or standing.given_up)
    half_life_us = parameters.half_life_hours * HOUR_US
    above_us = count_above_us = _NOTHING_US
    found: list[Weighed] = []
    for one in usable:
        claim, own_us, value = one.claim, one.said_us, one.value or 0
        figure, by, high = claim.figure, one.by, claim.figure.high
        base, is_questionable = STANDING_WEIGHT[by.kind, by.reliability], by.is_doubtful
        if is_doubtful:
            base *= _doubt(one, standing, parameters)
            is_questionable = is_questionable or claim.id in doubted
        said_us = own_us
        half_lives = (newest_us - own_us) / half_life_us
        half_fresh = (
            exp2(half_lives / -2)
            if 0 <= half_lives <= _MOST_HALF_LIVES
            else _half_fresh(half_lives)
        )
        weight = against = base * half_fresh * half_fresh
        if by.counts and figure.qualifier not in UNCOUNTED:
            if said_us > count_above_us and not is_questionable:
                count_above_us = said_us
        else:
            held_us = above_us if high is None else count_above_us
            if _NOTHING_US < held_us < said_us:
                said_us = held_us
                half_fresh = _half_fresh((newest_us - held_us) / half_life_us)
                against = base * half_fresh * half_fresh
        if said_us > above_us and not is_questionable:
            above_us = said_us
        draft: Any = _WEIGHED()
        if high is None:
            draft.lasting_weight = base * half_fresh * parameters.open_say
            draft.contradicts_above = value * open_ceiling
        else:
            draft.lasting_weight = base * half_fresh
            draft.contradicts_above = high * closed_ceiling
        draft.value, draft.base, draft.weight, draft.against = value, base, weight, against
        draft.is_current, draft.is_ceiling = own_us >= current_us, figure.low is None
        draft.is_questionable, draft.high, draft.voiced = is_questionable, high, one
        draft.__class__ = Weighed
        found.append(draft)
    return found


def _half_fresh(half_lives: float) -> float:
    """What is left of a weight after so many half-lives, its age counted half: that of the
    newest claim at most, and never nothing."""
    if not 0 <= half_lives <= _MOST_HALF_LIVES:
        half_lives = 0.0 if half_lives < 0 else _MOST_HALF_LIVES
    return exp2(half_lives / -2)


def _reckoned_from(claims: list[Voiced]) -> tuple[int, int]:
    """The moment from which ages are counted, and the one from which a claim is current. Takes
    the claims newest first.

    Current is counted from the newest exact number of a body that counts; of any voice where
    none counts, and from the newest claim where none is exact: "at least 5" makes no count old.
    """
    newest_us = claims[0].said_us
    count_us = exact_us = None
    for one in claims:
        is_exact = one.claim.figure.high is not None
        if is_exact and exact_us is None:
            exact_us = one.said_us
        if one.by.counts:
            count_us = one.said_us if count_us is None else count_us
            if is_exact and not one.by.is_doubtful:
                exact_us = one.said_us
                break
    if count_us is not None:
        newest_us = min(newest_us, count_us + _MOST_AHEAD_US)
    return newest_us, (claims[0].said_us if exact_us is None else exact_us) - _CURRENT_US


def _doubt(one: Voiced, standing: Standing, parameters: Parameters) -> float:
    factor = parameters.disputed_factor if one.claim.id in standing.doubted else 1.0
    if one.claim.id in standing.given_up:
        factor *= parameters.given_up_factor
    return factor


_WEIGHED = in_the_making(Weighed)
_STATED = attrgetter("value")
