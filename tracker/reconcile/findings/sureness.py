"""Whether one claim was surely said before another, as far as their stamps go; and whether two
numbers are more than a rounding apart."""

from tracker.figures import Figure
from tracker.model.stamps import HOUR_US, Precision, Stamp
from tracker.reconcile.events import Voiced

UNKNOWN_OFFSET_HOURS = 12
"""So far apart may be what two times of day are taken for, of which one bears no offset."""
ROUNDING = 0.02
"""Numbers this share apart, or one apart, may be one number worded twice, where one of them is
loosely worded: 50 and "more than 50", 53,000 and 53,537. The same share as in `consensus`."""
ROUND = 100
"""A multiple of this is loosely worded even where it claims to be exact."""


def surely_before(before: Voiced, after: Voiced, zone: str) -> bool:
    """True when the whole of one claim's stamp, as far as it lies before its publication, lies
    before the other's best-known moment; of a month or a year, which counts as its end, before
    its beginning. Never of two claims of one instant. Where a time of day bears no offset, half
    a day must lie between them, unless one voice wrote both without: by one clock."""
    known, later = _stamp_of(before), _stamp_of(after)
    if known is None:
        return False
    since = after.said_us
    if later is not None and later.precision in (Precision.MONTH, Precision.YEAR):
        since = later.begins_us(zone)
    ends = min(known.ends_us(zone), before.public_us)
    one_voice = before.by.voice == after.by.voice
    if _has_no_offset(known) != _has_no_offset(later) or (_has_no_offset(known) and not one_voice):
        ends += UNKNOWN_OFFSET_HOURS * HOUR_US
    # The end of a day is no longer of that day; a time of day is an instant of its own.
    return ends < since if known.has_time else ends <= since


def differ(one: Figure, other: Figure) -> bool:
    """True when two figures state numbers that are more than one wording of the same. False
    where either states none.

    >>> figure = Figure.given
    >>> differ(figure(7000, 7000), figure(7001, None)), differ(figure(50, None), figure(49, 49))
    (False, False)
    >>> differ(figure(7, 7), figure(8, 8)), differ(figure(316, 316), figure(312, 312))
    (True, True)
    """
    if one.value is None or other.value is None or one.value == other.value:
        return False
    gap, greater = abs(one.value - other.value), max(one.value, other.value)
    is_loose = any(told.low != told.high or (told.value or 0) % ROUND == 0 for told in (one, other))
    return not is_loose or gap > max(1, ROUNDING * greater)


def _stamp_of(one: Voiced) -> Stamp | None:
    return one.claim.asserted_at or one.claim.published_at


def _has_no_offset(known: Stamp | None) -> bool:
    return known is not None and known.has_time and known.offset_minutes is None
