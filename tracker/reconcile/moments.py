"""When a claim became public, and when it speaks for: instants in µs since 1970 UTC.

The rules are those of the design page, under *Time*; they are restated in docs/methods.md.
"""

from functools import lru_cache

from tracker.model.claim import Claim, RecordedClaim
from tracker.model.stamps import MINUTE_US, Precision, Stamp

UNDATED_US = -(1 << 62)
"""Sorts before every real instant: a claim that nobody dated comes first."""


_MINUTE, _DAY = Precision.MINUTE, Precision.DAY


def public_us(claim: RecordedClaim, zone: str) -> int:
    """The moment from which a claim is public, itself inclusive.

    From `published_at`, else from the end of `asserted_at`; a stamp without a time of day
    counts from the end of its day, month or year in the zone. Without both, from the moment
    of recording.
    """
    known = claim.published_at or claim.asserted_at
    return known.ends_us(zone) if known else claim.recorded_us


def said_us(claim: Claim, zone: str) -> int:
    """The best-known moment for which a claim speaks; UNDATED_US when it bears no stamp.

    The asserted time of day; else the published one if it bears the same written date; else
    the start of the asserted day. A month or a year counts as its end. Where only the
    publication is dated, that stands in. Never after the publication: what is printed on
    25 January and bears only the year cannot speak for December.
    """
    asserted, published = claim.asserted_at, claim.published_at
    if asserted is None:
        return UNDATED_US if published is None else _best_known_us(published, zone)
    if published is None:
        return _best_known_us(asserted, zone)
    if asserted.precision is _MINUTE:
        return min(asserted.begins_us(zone), published.ends_us(zone))
    if asserted.precision is _DAY:
        if published.has_time and published.written_date == asserted.text:
            return published.begins_us(zone)
        return min(asserted.begins_us(zone), published.ends_us(zone))
    return min(asserted.ends_us(zone), _best_known_us(published, zone))


def said_and_public_us(claim: RecordedClaim, zone: str) -> tuple[int, int]:
    """`said_us` and `public_us` of one claim, at once where both stamps are the same."""
    known = claim.asserted_at
    if known is None or known is not claim.published_at:
        return said_us(claim, zone), public_us(claim, zone)
    if known.offset_minutes is not None:
        at_us = known.local_us - known.offset_minutes * MINUTE_US
        return at_us, at_us
    return _moments_of(known, zone)


@lru_cache(maxsize=8_192)
def _moments_of(known: Stamp, zone: str) -> tuple[int, int]:
    return _best_known_us(known, zone), known.ends_us(zone)


def _best_known_us(known: Stamp, zone: str) -> int:
    if known.precision is _MINUTE or known.precision is _DAY:
        return known.begins_us(zone)
    return known.ends_us(zone)
