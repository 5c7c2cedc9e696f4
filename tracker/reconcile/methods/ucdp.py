"""`ucdp`: best, low and high estimates. After the definitions of UCDP GED."""

from tracker.model.choices import Reliability
from tracker.reconcile.estimate import Estimate, Standing, nothing_usable, unless_questionable
from tracker.reconcile.methods.spread import values_of

TIERS = (
    Reliability.A,
    Reliability.B,
    Reliability.C,
    Reliability.F,
)
"""Most reliable first. F comes last of the usable: it says only that nobody could judge."""


def ucdp(standing: Standing) -> Estimate:
    """Best: the value of the most reliable voice, the lower of a tie. Low and high: the least
    and greatest value of the voices that are not questionable. Low ≤ best ≤ high."""
    usable = [
        one
        for one in standing.claims
        if one.value is not None and not standing.is_questionable(one)
    ]
    if not usable:
        return nothing_usable(standing, "no reliable voice has a standing number")
    tier = min(TIERS.index(one.by.reliability) for one in usable)
    in_tier = [one for one in usable if TIERS.index(one.by.reliability) == tier]
    best = min(value for one in in_tier if (value := one.value) is not None)
    values = [value for one in usable for value in values_of(one)]
    used = tuple(one.claim.id for one in usable)
    return Estimate(
        min(values),
        best,
        max(values),
        f"the lowest value of the most reliable voices (reliability {TIERS[tier].value}), "
        f"between the least and the greatest of {len(usable)}",
        standing,
        unless_questionable("not reliable"),
        used,
    )
