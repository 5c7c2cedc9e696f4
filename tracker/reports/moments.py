"""Moments for people: in the incident's zone, with the zone said, never finer than known."""

from datetime import UTC, datetime, time, timedelta
from functools import lru_cache

from tracker.model.claim import RecordedClaim
from tracker.model.stamps import Stamp, zone_named

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST_US, _LAST_US = -62_135_500_000_000_000, 253_402_200_000_000_000
"""What a calendar with years 1 to 9999 can show in every zone."""


@lru_cache(maxsize=4_096)
def local(us: int, zone: str) -> datetime:
    """An instant (µs since 1970 UTC) by the clocks of a zone; the calendar's ends stop it."""
    within = min(max(us, _FIRST_US), _LAST_US)
    return (_EPOCH + timedelta(microseconds=within)).astimezone(zone_named(zone))


def moment_text(us: int, zone: str) -> str:
    """An instant to the minute, with the zone's abbreviation or offset.

    >>> moment_text(1469637785000000, "Asia/Damascus")
    '2016-07-27 19:43 EEST'
    """
    at = local(us, zone)
    return f"{at.isoformat(' ', 'minutes')[:16]} {zone_text(at)}"


def limit_text(us: int, zone: str) -> str:
    """An instant up to which something is kept: midnight is the end of the day before.

    >>> limit_text(1469653200000000, "Asia/Damascus")
    'the end of 2016-07-27 EEST'
    """
    at = local(us, zone)
    if at.time() == time():
        before = local(us - 1, zone)
        return f"the end of {before.date().isoformat()} {zone_text(before)}"
    wall = at.isoformat(" ", "seconds")[:19]
    return f"{wall.removesuffix(':00')} {zone_text(at)}"


def option_text(us: int, zone: str, *, as_date: bool = True) -> str:
    """An instant up to which something is kept, as `--as-of` takes it: a date where it is the
    end of one in that zone, else a time with its offset, to the second where it has seconds.

    as_date: False for a view of what was known in the past, whose zone may be another than the
    one in which a date is read now.

    >>> option_text(1469653200000000, "Asia/Damascus")
    '2016-07-27'
    >>> option_text(1469637785000000, "Asia/Damascus")
    '2016-07-27T19:43:05+03:00'
    """
    at = local(us, zone)
    if as_date and at.time() == time():
        return local(us - 1, zone).date().isoformat()
    return at.isoformat(timespec="minutes" if at.time() == time(at.hour, at.minute) else "auto")


def zone_text(at: datetime) -> str:
    """What a zone calls itself at a moment: `EEST`, or its offset where it has none."""
    name = at.strftime("%Z")
    if name[:1] not in "+-":
        return name
    return f"{name[:3]}:{name[3:5]}" if len(name) > 3 else name


def stamp_text(known: Stamp, zone: str) -> str:
    """A stamp as exactly as it is known: a time of day in the zone, else as written."""
    return moment_text(known.begins_us(zone), zone) if known.has_time else known.text


def said_text(row: RecordedClaim, zone: str) -> str:
    """When a claim was said, else when it was published, else that nobody dated it."""
    if row.asserted_at is not None:
        return f"said {stamp_text(row.asserted_at, zone)}"
    if row.published_at is not None:
        return f"published {stamp_text(row.published_at, zone)}"
    return "undated"
