"""`latest`: the newest standing claim of a voice that is not questionable. Common practice."""

from tracker.reconcile.estimate import (
    Estimate,
    Standing,
    as_claimed,
    nothing_usable,
    unless_questionable,
)
from tracker.reconcile.events import Voiced
from tracker.reconcile.methods.ages import age_told


def latest(standing: Standing) -> Estimate:
    """The interval of the newest claim that has a number and is not questionable."""
    for one in reversed(standing.claims):
        if one.value is not None and not standing.is_questionable(one):
            return as_claimed(standing, one, _RULE, _OLDER, (one.claim.id,))
    return nothing_usable(standing, "no standing claim of a voice that is not questionable")


def latest_told(estimate: Estimate, one: Voiced) -> str:
    """How far behind the newest standing claim it was said."""
    return age_told(estimate.standing, one)


_RULE = "the newest claim of a voice that is not questionable"
_OLDER = unless_questionable("older")
