"""`priority`: the first kind of source, in a fixed order, that has a claim. After EM-DAT."""

from collections.abc import Mapping
from functools import partial

from tracker.model.choices import Kind
from tracker.reconcile.estimate import (
    NO_NUMBER,
    Estimate,
    Standing,
    from_claim,
    nothing_usable,
)
from tracker.reconcile.events import Voiced

ORDER = (
    Kind.JUDICIARY,
    Kind.CORONER,
    Kind.HEALTH_AUTHORITY,
    Kind.HOSPITAL,
    Kind.CIVIL_DEFENCE,
    Kind.GOVERNMENT,
    Kind.POLICE,
    Kind.MONITOR,
    Kind.UN_AGENCY,
    Kind.NGO,
    Kind.NEWS_AGENCY,
    Kind.MEDIA,
    Kind.LOCAL_OFFICIAL,
    Kind.SECURITY_FORCE,
    Kind.MILITARY,
    Kind.INTELLIGENCE,
    Kind.STATE_MEDIA,
    Kind.EYEWITNESS,
    Kind.REFERENCE,
    Kind.SOCIAL_MEDIA,
    Kind.UNKNOWN,
    Kind.ARMED_GROUP,
    Kind.ARMED_GROUP_MEDIA,
)
_RANK = {kind: rank for rank, kind in enumerate(ORDER)}


def priority(standing: Standing, *, order: tuple[Kind, ...] = ORDER) -> Estimate:
    """The newest claim of the first kind in the order that has one with a number."""
    rank = _RANK if order is ORDER else {kind: place for place, kind in enumerate(order)}
    usable = [one for one in standing.claims if one.value is not None and one.by.kind in rank]
    if not usable:
        return nothing_usable(standing, "no standing claim of a kind in the order has a number")
    first = min(rank[one.by.kind] for one in usable)
    chosen = [one for one in usable if rank[one.by.kind] == first][-1]
    kind = order[first].value.replace("_", " ")
    several = sum(1 for one in usable if rank[one.by.kind] == first)
    newest = f", the newest of {several}" if several > 1 else ""
    rule = f"the first kind of source in the order that gives a number: {kind}{newest}"
    estimate = from_claim(standing, chosen, rule, "a kind further down the order, or older")
    return estimate._replace(why_not=partial(_why_not, kind=order[first], rank=rank))


def _why_not(_estimate: Estimate, one: Voiced, *, kind: Kind, rank: Mapping[Kind, int]) -> str:
    if one.value is None:
        return NO_NUMBER
    if one.by.kind is kind:
        return "of the same kind, and older"
    return "a kind further down the order" if one.by.kind in rank else "a kind not in the order"


def priority_told(_estimate: Estimate, one: Voiced, *, order: tuple[Kind, ...] = ORDER) -> str:
    """Its kind, and where that stands in the order."""
    kind = one.by.kind
    words = kind.value.replace("_", " ")
    if kind not in order:
        return f"{words}, not in the order"
    return f"{words}, {order.index(kind) + 1} of {len(order)} in the order"
