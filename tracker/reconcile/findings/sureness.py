"""Whether one claim was surely said before another, as far as their stamps go; and whether two
numbers are more than a rounding apart."""

from tracker.model.stamps import HOUR_US, Precision, Stamp
from tracker.reconcile.standing import Voiced

UNKNOWN_OFFSET_HOURS = 12
"""So far a time of day without an offset may lie from the one it is taken for."""
ROUNDING = 0.02
"""Numbers this share apart, or one apart, may be one number worded twice: 50 and "more than 50",
53,000 and 53,537. The same share as in `consensus`."""


def surely_before(before: Voiced, after: Voiced, zone: str) -> bool:
    """True when the whole of one claim's stamp lies before the other's best-known moment."""
    known = before.claim.asserted_at or before.claim.published_at
    if known is None:
        return False
    doubt = _doubt_us(known) + _doubt_us(after.claim.asserted_at or after.claim.published_at)
    return known.ends_us(zone) + doubt <= after.said_us


def differ(one: int, other: int) -> bool:
    """True when two numbers are more than a rounding apart.

    >>> differ(7000, 7001), differ(53000, 53537), differ(316, 295)
    (False, False, True)
    """
    return abs(one - other) > max(1, ROUNDING * max(one, other))


def _doubt_us(known: Stamp | None) -> int:
    if known is None or known.precision is not Precision.MINUTE or known.offset_minutes is not None:
        return 0
    return UNKNOWN_OFFSET_HOURS * HOUR_US
