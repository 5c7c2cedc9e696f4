"""`range`: least and greatest value over the standing claims. After Iraq Body Count, Airwars."""

from tracker.reconcile.estimate import Estimate, Standing, nothing_usable, unless_questionable
from tracker.reconcile.events import Voiced


def spread(standing: Standing) -> Estimate:
    """From the least to the greatest value of the claims that are not a party's; no best."""
    usable = [one for one in standing.claims if one.value is not None and not one.by.is_party]
    if not usable:
        return nothing_usable(standing, "no standing claim with a number that is not a party's")
    values = [value for one in usable for value in values_of(one)]
    used = tuple(one.claim.id for one in usable)
    return Estimate(
        min(values),
        None,
        max(values),
        _rule(len(usable)),
        standing,
        unless_questionable("not used"),
        used,
        standing.contests(used),
    )


def _rule(voices: int) -> str:
    if voices == 1:
        return "the only voice with a number that is not a party's"
    return f"from the least to the greatest value of {voices} voices, parties left out"


def values_of(voiced: Voiced) -> tuple[int, ...]:
    """A claim's stated numbers: one, or both ends of a range; () for none."""
    low, high = voiced.low, voiced.high
    if low is None or high is None or low == high:
        value = voiced.value
        return () if value is None else (value,)
    return (low, high)


def spread_told(_estimate: Estimate, one: Voiced) -> str:
    """Its value or values, and that a party has no say."""
    if one.by.is_party:
        return "left out: a party's claim"
    values = values_of(one)
    return " and ".join(f"{value:,}" for value in values) or "no value"
