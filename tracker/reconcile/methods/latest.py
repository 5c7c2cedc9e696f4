"""`latest`: the newest standing claim of a voice that is not questionable. Common practice."""

from tracker.reconcile.estimate import Estimate, Standing, from_claim, nothing_usable
from tracker.reconcile.methods.ages import age_told
from tracker.reconcile.standing import Voiced


def latest(standing: Standing) -> Estimate:
    """The interval of the newest claim that has a number and is not questionable."""
    for one in reversed(standing.claims):
        if one.value is not None and not standing.is_questionable(one):
            rule = "the newest claim of a voice that is not questionable"
            return from_claim(standing, one, rule, "older")
    return nothing_usable(standing, "no standing claim of a voice that is not questionable")


def latest_told(estimate: Estimate, one: Voiced) -> str:
    """How far behind the newest standing claim it was said."""
    return age_told(estimate.standing, one)
