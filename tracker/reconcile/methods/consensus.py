"""`consensus`: the greatest number that fresh, credible voices jointly reach.

A running toll counts whom one has found so far, so a low number from the morning is no
evidence against a higher one at night: it is a minimum that keeps its floor and loses its
ceiling. Each voice therefore weighs by what it is, by its reliability and by how fresh its
claim is, and the best number is the greatest one which at least a set share of that weight
says has been reached. One voice alone, however high, does not move it; nor does a crowd of
old low figures hold it down. A party to the attack has no weight.

Age is counted to the newest standing claim of the count, never to the clock. The parameters
are few, the same for every incident, and argued in docs/methods.md.
"""

import math
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
DISPUTED_FACTOR = 0.3
"""What is left of a claim's weight when it is contested."""
PASSES_ON = 0.4
"""Weight of a voice that passes figures on rather than counting."""
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
    voiced: Voiced


def consensus(standing: Standing) -> Estimate:
    """Best, low and high by weight of fresh credible voices; finite whenever one has a number.

    Where only parties give numbers there is no best, and low to high is what they say.
    """
    weighed = _weighed(standing)
    if not weighed:
        return _parties_only(standing)
    total = sum(one.weight for one in weighed)
    reached = 0.0
    best = low = weighed[-1].value
    reaching, found = 0, False
    for place, one in enumerate(weighed):
        reached += one.weight
        if not found and reached >= BEST_SHARE * total:
            best, reaching, found = one.value, place + 1, True
        if reached >= LOW_SHARE * total:
            low = one.value
            break
    high = max(weighed[0].value, weighed[0].voiced.high or 0)
    return _explained(standing, weighed, total, low, best, high, reaching)


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
    usable = [
        (value, one)
        for one in standing.claims
        if not one.by.is_party and (value := one.value) is not None
    ]
    if not usable:
        return []
    newest_us = usable[-1][1].said_us
    disputed = standing.disputed
    weighed = [
        Weighed(
            value,
            weight_of(one, newest_us, DISPUTED_FACTOR if one.claim.id in disputed else 1.0),
            one,
        )
        for value, one in usable
    ]
    if len(weighed) > 1:
        weighed.sort(key=_greatest_first)
    return weighed


def _greatest_first(one: Weighed) -> tuple[int, int]:
    return -one.value, -one.voiced.said_us


def _explained(
    standing: Standing,
    weighed: list[Weighed],
    total: float,
    low: int,
    best: int,
    high: int,
    reaching: int,
) -> Estimate:
    while reaching < len(weighed) and weighed[reaching].value == best:
        reaching += 1
    carriers = [one for one in weighed[:reaching] if one.value == best]
    if len(weighed) == 1:
        rule = f"the only credible voice with a number: {weighed[0].voiced.by.voice}"
    else:
        share = sum(one.weight for one in weighed[:reaching]) / total
        rule = (
            f"the greatest number that at least {BEST_SHARE:.0%} of the fresh weight reaches: "
            f"{reaching} of {len(weighed)} voices, {share:.0%}"
        )
    used = tuple(one.voiced.claim.id for one in carriers)
    return Estimate(low, best, high, rule, standing, _why_not, used, standing.contests(used))


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
        place = f"higher, with {share:.0%} of the fresh weight"
    return f"{doubt}; {place}" if doubt else place


def _parties_only(standing: Standing) -> Estimate:
    """No credible voice has a number: what the parties say is shown as low and high alone."""
    values = [value for one in standing.claims if (value := one.value) is not None]
    if not values:
        return nothing_usable(standing, "no standing claim has a number")
    rule = "only a party's claim gives a number, so there is no best"
    return Estimate(min(values), None, max(values), rule, standing, _why_not, disputed=True)
