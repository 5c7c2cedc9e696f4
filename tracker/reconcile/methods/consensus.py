"""`consensus`: the greatest number that fresh, credible voices jointly reach.

A running toll counts whom one has found so far, so a low number from the morning is no
evidence against a higher one at night: it is a minimum that keeps its floor and loses its
ceiling. Each voice therefore weighs by what it is, by its reliability and by how fresh its
claim is, and the best number is the greatest one which at least a set share of the weight
that takes a position says has been reached. "At least 50" takes no position on 57. One
voice alone, however high, does not move it; nor does a crowd of old low figures hold it
down. A party to the attack has no weight.

Age is counted to the newest standing claim of the count, never to the clock. The parameters
are few, the same for every incident, and argued in docs/methods.md.
"""

import math
from bisect import bisect_left
from itertools import accumulate
from typing import NamedTuple

from tracker.model.choices import Kind, Reliability
from tracker.model.stamps import HOUR_US
from tracker.reconcile.estimate import NO_NUMBER, Estimate, Standing, nothing_usable
from tracker.reconcile.standing import Voiced

HALF_LIFE_HOURS = 12
"""After so many hours behind the newest standing claim, a claim weighs half."""
BEST_SHARE = 0.20
"""Share of the weight that must say a number has been reached for it to be the best."""
LOW_SHARE = 0.98
"""Share of the weight that says the low number has been reached."""
OPEN_ROOM = 0.20
"""An open-ended claim takes no position on numbers up to so much above its floor."""
ROUNDING_ROOM = 0.02
"""Any other claim takes none on numbers up to so much above its own: it may be rounded."""
DISPUTED_FACTOR = 0.3
"""What is left of a claim's weight when it is contested."""
PASSES_ON = 0.4
"""Weight of a voice that passes figures on rather than counting."""
LEAST_SHARE_TOLD = 0.01
"""Shares below this are told as less than it."""
MOST_HALF_LIVES = 1000.0
"""Age beyond which a weight falls no further; it keeps an undated claim above nothing."""
KIND_WEIGHT = {
    Kind.HOSPITAL: 1.0,
    Kind.CORONER: 1.0,
    Kind.HEALTH_AUTHORITY: 1.0,
    Kind.JUDICIARY: 1.0,
    Kind.GOVERNMENT: 1.0,
    Kind.POLICE: 1.0,
    Kind.CIVIL_DEFENCE: 1.0,
    Kind.MONITOR: 1.0,
    Kind.UN_AGENCY: 1.0,
    Kind.NGO: 1.0,
    Kind.LOCAL_OFFICIAL: 0.7,
    Kind.SECURITY_FORCE: 0.7,
    Kind.MILITARY: 0.7,
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


class Weighed(NamedTuple):
    """A standing claim with its say."""

    value: int
    weight: float
    contradicts_above: float
    """It speaks against every number greater than this one."""
    voiced: Voiced


def consensus(standing: Standing) -> Estimate:
    """Best, low and high by weight of fresh credible voices; finite whenever one has a number.

    Where only parties give numbers there is no best, and low to high is what they say.
    """
    weighed = _weighed(standing)
    if not weighed:
        return _parties_only(standing)
    high = max(max(one.value, one.voiced.high or 0) for one in weighed)
    if len(weighed) == 1:
        (only,) = weighed
        rule = "the only credible voice with a number"
        return _resting_on(standing, (only.value, only.value, high), rule, weighed)
    best, reaching, share = _best(weighed)
    rule = (
        f"the greatest number that at least {BEST_SHARE:.0%} of the fresh weight says was "
        f"reached: {reaching} of {len(weighed)} voices, {share:.0%}"
    )
    return _resting_on(standing, (_low(weighed), best, high), rule, weighed)


def _best(weighed: list[Weighed]) -> tuple[int, int, float]:
    """The best number, how many voices reach it, and their share of the weight that takes a
    position on it. Takes the claims greatest first.

    The weight against a number is summed up from the lowest ceiling, never found by
    subtraction: beside one fresh claim all old weights are too small for that.
    """
    by_ceiling = sorted(weighed, key=_lowest_ceiling_first)
    ceilings = [one.contradicts_above for one in by_ceiling]
    against = [0.0, *accumulate(one.weight for one in by_ceiling)]
    reached, reaching = 0.0, 0
    while True:
        number = weighed[reaching].value
        while reaching < len(weighed) and weighed[reaching].value == number:
            reached += weighed[reaching].weight
            reaching += 1
        share = reached / (reached + against[bisect_left(ceilings, number)])
        if share >= BEST_SHARE or reaching == len(weighed):
            return number, reaching, share


def _low(weighed: list[Weighed]) -> int:
    """The greatest number that nearly all of the weight says was reached."""
    total = sum(one.weight for one in weighed)
    reached = 0.0
    for one in weighed:
        reached += one.weight
        if reached >= LOW_SHARE * total:
            return one.value
    return weighed[-1].value


def weight_of(voiced: Voiced, newest_us: int, factor: float = 1.0) -> float:
    """How much one claim says: kind × reliability × freshness × factor.

    `newest_us`: when the newest standing claim of the count was said. A claim that nobody
    dated is as old as any. `factor`: DISPUTED_FACTOR for a contested claim, else 1.
    """
    by = voiced.by
    hours = (newest_us - voiced.said_us) / HOUR_US
    weight = KIND_WEIGHT.get(by.kind, PASSES_ON) * RELIABILITY_FACTOR[by.reliability]
    half_lives = min(hours / HALF_LIFE_HOURS, MOST_HALF_LIVES)
    return weight * math.exp2(-half_lives) * factor


def _weighed(standing: Standing) -> list[Weighed]:
    """Claims with a number that are not a party's, greatest value first."""
    usable = [one for one in standing.claims if not one.by.is_party and one.value is not None]
    if not usable:
        return []
    newest_us = usable[-1].said_us
    weighed = [_say_of(one, newest_us, standing) for one in usable]
    if len(weighed) > 1:
        weighed.sort(key=_greatest_first)
    return weighed


def _say_of(one: Voiced, newest_us: int, standing: Standing) -> Weighed:
    value = one.value or 0
    factor = DISPUTED_FACTOR if one.claim.id in standing.disputed else 1.0
    high = one.claim.figure.high
    ceiling = value * (1 + OPEN_ROOM) if high is None else high * (1 + ROUNDING_ROOM)
    return Weighed(value, weight_of(one, newest_us, factor), ceiling, one)


def _greatest_first(one: Weighed) -> tuple[int, int]:
    return -one.value, -one.voiced.said_us


def _lowest_ceiling_first(one: Weighed) -> float:
    return one.contradicts_above


def _resting_on(
    standing: Standing, figures: tuple[int, int, int], rule: str, weighed: list[Weighed]
) -> Estimate:
    low, best, high = figures
    used = tuple(one.voiced.claim.id for one in weighed if one.value == best)
    contested = standing.contests(used)
    return Estimate(low, best, high, rule, standing, _why_not, used, contested)


def _why_not(estimate: Estimate, one: Voiced) -> str:
    """What is questionable about a claim, and where it lies beside the best number."""
    value, best = one.value, estimate.best
    if value is None:
        return NO_NUMBER
    doubt = estimate.standing.why_questionable(one)
    if one.by.is_party or best is None:
        return doubt or "another number"
    if value < best:
        place = "lower: a minimum that others have passed"
    else:
        weights = {each.voiced.claim.id: each.weight for each in _weighed(estimate.standing)}
        share = weights[one.claim.id] / sum(weights.values())
        told = f"{share:.0%}" if share >= LEAST_SHARE_TOLD else f"less than {LEAST_SHARE_TOLD:.0%}"
        place = f"higher, with {told} of the fresh weight"
    return f"{doubt}; {place}" if doubt else place


def _parties_only(standing: Standing) -> Estimate:
    """No credible voice has a number: what the parties say is shown as low and high alone."""
    values = [value for one in standing.claims if (value := one.value) is not None]
    if not values:
        return nothing_usable(standing, "no standing claim has a number")
    rule = "only a party's claim gives a number, so there is no best"
    return Estimate(min(values), None, max(values), rule, standing, _why_not, disputed=True)
