"""What `consensus` made of one claim: its weight, and its share of all the weight."""

from tracker.reconcile.estimate import NO_NUMBER, Estimate
from tracker.reconcile.methods.ages import age_told
from tracker.reconcile.methods.consensus import DISPUTED_FACTOR, weight_of
from tracker.reconcile.standing import Voiced


def weight_told(estimate: Estimate, one: Voiced) -> str:
    """Its weight, what that is of all the weight there is, and how old it is."""
    standing = estimate.standing
    if one.value is None:
        return f"no weight: {NO_NUMBER}"
    if one.by.is_party:
        return "no weight: a party's claim"
    usable = [each for each in standing.claims if not each.by.is_party and each.value is not None]
    newest_us = usable[-1].said_us

    def weight(each: Voiced) -> float:
        factor = DISPUTED_FACTOR if each.claim.id in standing.disputed else 1.0
        return weight_of(each, newest_us, factor)

    share = weight(one) / sum(weight(each) for each in usable)
    return f"weight {weight(one):.2g}, {share:.1%} of all; {age_told(standing, one)}"
