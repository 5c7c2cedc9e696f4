"""What the consensus made of one claim: why it is not used, and what it weighs."""

from tracker.reconcile.estimate import NO_NUMBER, Estimate, Standing
from tracker.reconcile.events import Voiced
from tracker.reconcile.methods.ages import age_told
from tracker.reconcile.methods.consensus.numbers import best_of
from tracker.reconcile.methods.consensus.sentence import has_won
from tracker.reconcile.methods.consensus.weights import (
    PARAMETERS,
    Parameters,
    reachers_of,
    weighed,
)
from tracker.reconcile.methods.consensus.words import doubt_of, percent


def why_not(estimate: Estimate, one: Voiced, parameters: Parameters = PARAMETERS) -> str:
    """What is questionable about a claim, and where it lies beside the best number."""
    value, best = one.value, estimate.best
    if value is None:
        return NO_NUMBER
    doubt = doubt_of(estimate.standing, one)
    if one.by.is_party or best is None:
        return doubt or "another number"
    place = _place(estimate, one, best, parameters)
    return f"{doubt}; {place}" if doubt else place


def _place(estimate: Estimate, one: Voiced, best: int, parameters: Parameters) -> str:
    low, high, value = one.low, one.high, one.value or 0
    if not estimate.standing.about.metric.accumulates:
        share = percent(_share_of(estimate, one, parameters))
        return f"{'lower' if value < best else 'higher'}, with {share} of the fresh weight"
    if low is None and high is not None and high >= best:
        return "a ceiling: no evidence that anything was reached"
    share = percent(_share_of(estimate, one, parameters))
    if value >= best:
        apart = ", in another camp" if _in_another_camp(estimate, one, best) else ""
        return f"higher{apart}, with {share} of the fresh weight"
    if _in_another_camp(estimate, one, best):
        return "lower, in another camp"
    if low is None:
        return "a ceiling, which others say is passed"
    if high is None or high >= best:
        return "lower, and it leaves room for the number"
    if _is_outvoted(estimate, value, parameters):
        return "lower: far below the counts of two bodies or more"
    if one.said_us < _newest_used_us(estimate):
        return "lower: a minimum that others have passed"
    return f"lower, with {share} of the fresh weight against the number"


def _is_outvoted(estimate: Estimate, value: int, parameters: Parameters) -> bool:
    claims = weighed(estimate.standing, parameters)
    reachers = reachers_of(claims)
    if not reachers:
        return False
    best = best_of(claims, reachers, parameters)
    return value * parameters.far_times < best.carried and has_won(claims, best, parameters)


def _newest_used_us(estimate: Estimate) -> int:
    used = frozenset(estimate.used)
    return max(one.said_us for one in estimate.standing.claims if one.claim.id in used)


def _in_another_camp(estimate: Estimate, one: Voiced, best: int) -> bool:
    return any(one in camp.claims and not camp.low <= best <= camp.high for camp in estimate.camps)


def weight_told(estimate: Estimate, one: Voiced) -> str:
    """Its weight, what that is of all the weight there is, and how old it is."""
    if one.value is None:
        return f"no weight: {NO_NUMBER}"
    if one.by.is_party:
        return "no weight: a party's claim"
    weights = _weights(estimate.standing, PARAMETERS)
    weight = weights[one.claim.id]
    told = f"weight {weight:.2g}, {weight / sum(weights.values()):.1%} of all"
    return f"{told}; {age_told(estimate.standing, one)}"


def _share_of(estimate: Estimate, one: Voiced, parameters: Parameters) -> float:
    weights = _weights(estimate.standing, parameters)
    return weights[one.claim.id] / sum(weights.values())


def _weights(standing: Standing, parameters: Parameters) -> dict[str, float]:
    return {one.voiced.claim.id: one.weight for one in weighed(standing, parameters)}
