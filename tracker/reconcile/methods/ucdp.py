"""`ucdp`: best, low and high estimates. After the definitions of UCDP GED."""

from tracker.model.choices import Reliability
from tracker.reconcile.estimate import Estimate, Standing, nothing_usable, unless_questionable
from tracker.reconcile.events import Voiced
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
        _rule(len(in_tier), len(usable), TIERS[tier]),
        standing,
        unless_questionable("not reliable"),
        used,
    )


def _rule(in_tier: int, usable: int, tier: Reliability) -> str:
    if usable == 1:
        return f"the only reliable voice (reliability {tier.value})"
    most = (
        f"the lowest number of the {in_tier} most reliable voices"
        if in_tier > 1
        else "the number of the most reliable voice"
    )
    return (
        f"best is {most} (reliability {tier.value}); low and high are the least and the "
        f"greatest of all {usable} that are not questionable"
    )


def ucdp_told(estimate: Estimate, one: Voiced) -> str:
    """Its reliability, and whether it may set the ends."""
    letter = one.by.reliability.value
    if one.value is None or estimate.standing.is_questionable(one):
        return f"reliability {letter}, no say"
    return f"reliability {letter}"
