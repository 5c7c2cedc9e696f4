"""Times as they were written: local text, offset and precision, nothing invented.

A stamp's canonical text is one of `2016`, `2016-07`, `2016-07-27` and
`2016-07-27T16:43[:05[.123456]][+08:00]`. The text is what the ledger keeps and hashes;
the instants below are worked out on reading, in the incident's zone where the stamp has
no offset, so that a zone put right later puts every such time right with it.
"""

import re
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tracker.errors import ClaimError, StampError

SECOND_US = 1_000_000
DAY_US = 86_400 * SECOND_US
HOUR_US = 3_600 * SECOND_US
MINUTE_US = 60 * SECOND_US
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
"""Their names in order. The calendar module's would follow the machine's language."""
_EPOCH_DAY = date(1970, 1, 1).toordinal()
_EPOCH = datetime(1970, 1, 1)
_CANONICAL = re.compile(
    r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?P<offset>[+-]\d\d:\d\d)?)?)?)?",
    re.ASCII,
)
_OFFSET = re.compile(r"[+-]\d\d:\d\d", re.ASCII)
_new = tuple.__new__
_REST_OF_A_DATE = {4: "-01-01", 7: "-01"}
FIRST_YEAR = "0001"
LAST_YEAR = 9998
_LAST_YEAR = str(LAST_YEAR)
LAST_US = 253_402_300_799_999_999
"""The last instant that can be written: the end of the year 9999."""
_CYCLE_DAYS = 146_097
"""Of 400 years, after which the calendar repeats."""
LAST_HOUR = "23"
MOST_OFFSET_MINUTES = 18 * 60


class Precision(StrEnum):
    """How exactly a stamp is known. No stamp at all is None, never a precision."""

    MINUTE = "minute"
    """A time of day is given, to the minute or better."""
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


_PRECISION = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}
"""By the length of the text without its offset; anything longer has a time of day."""


_MINUTE, _DAY = Precision.MINUTE, Precision.DAY
"""Looked up once: until Python 3.12 an enumeration's own look-up takes as long as ten of a name."""


class Stamp(NamedTuple):
    """One time as written. Make one with `stamp`, which checks the text."""

    text: str
    """Canonical ISO text as given: local, with its offset where one was given."""
    precision: Precision
    """The finest part that was given."""
    local_us: int
    """Start of the stamp by the wall clock it was written by, in µs since 1970 of that clock."""
    offset_minutes: int | None
    """Minutes east of UTC as written; None where no offset was given."""

    @property
    def moment(self) -> tuple[Precision, int, bool]:
        """What stamps of one moment share however they are written: 10:00Z, 10:00:00+00:00 and
        12:00+02:00 of a day. One without an offset shares it with others without."""
        offset = self.offset_minutes
        return self.precision, self.local_us - (offset or 0) * MINUTE_US, offset is None

    @property
    def has_time(self) -> bool:
        """True when a time of day is given."""
        return self.precision is _MINUTE

    @property
    def written_date(self) -> str:
        """The date as written, `YYYY-MM-DD`; shorter for a month or a year."""
        return self.text[:10]

    def begins_us(self, zone: str) -> int:
        """First instant of the stamp, µs since 1970 UTC; naive times are read in `zone`."""
        if self.offset_minutes is not None:
            return self.local_us - self.offset_minutes * MINUTE_US
        return _local_to_utc_us(self.local_us, zone)

    def ends_us(self, zone: str) -> int:
        """End of the stamp, µs since 1970 UTC: the instant itself for a time of day,
        else the start of the day, month or year after it in `zone`."""
        if self.precision is _MINUTE:
            return self.begins_us(zone)
        if self.precision is _DAY:
            return _local_to_utc_us(self.local_us + DAY_US, zone)
        return _local_to_utc_us(_next_local_us(self), zone)


def is_same_moment(one: Stamp | None, other: Stamp | None) -> bool:
    """Whether two times are of one moment, or neither is given.

    >>> is_same_moment(stamp("2016-07-27T10:00+00:00"), stamp("2016-07-27T12:00:00+02:00"))
    True
    >>> is_same_moment(stamp("2016-07-27"), stamp("2016-07-27T00:00"))
    False
    """
    return (one and one.moment) == (other and other.moment)


def stamp(text: str) -> Stamp:
    """The stamp a canonical text stands for. Raises StampError for any other text.

    >>> stamp("2023-02").precision
    <Precision.MONTH: 'month'>
    >>> stamp("2016-07-27T16:43:05+08:00").offset_minutes
    480
    """
    if text[16:17] == ":" and (known := _to_the_second(text)) is not None:
        return known
    return _of_any_precision(text)


def _to_the_second(text: str) -> Stamp | None:
    """The stamp of a text like 2016-07-27T16:43:05+08:00, as clocks write it; None for any
    other text, good or bad. Read in parts that come again and again: whole texts do not."""
    try:
        seconds_us, offset_minutes = _seconds_and_offset(text[16:])
        local_us = _day_us(text[:10]) + _CLOCK_US[text[10:16]] + seconds_us
    except (KeyError, ValueError, StampError):
        return None
    return _new(Stamp, (text, _MINUTE, local_us, offset_minutes))


@lru_cache(maxsize=1_024)
def _day_us(text: str) -> int:
    """Start of a date like 2016-07-27. Raises ValueError for what is no date we take."""
    if text[:4] > _LAST_YEAR or text[4:8:3] != "--":
        raise ValueError(text)
    return _wall_us(datetime.fromisoformat(f"{text}T00:00"))


_SECONDS_US = {f":{second:02}": second * SECOND_US for second in range(60)}
_CLOCK_US = {f"T{hour:02}:{minute:02}": hour * HOUR_US + minute * MINUTE_US
             for hour in range(24) for minute in range(60)}  # fmt: skip
"""Times of day as written. Looked up they cost half of what reading them as a date would."""


@lru_cache(maxsize=1_024)
def _seconds_and_offset(text: str) -> tuple[int, int | None]:
    """Of a text like :05+08:00 the seconds, in µs, and the minutes east; None without an offset.
    Raises KeyError and ValueError for what is none."""
    seconds_us, offset = _SECONDS_US[text[:3]], text[3:]
    if not offset:
        return seconds_us, None
    if _OFFSET.fullmatch(offset) is None:
        raise ValueError(offset)
    return seconds_us, _offset_minutes(offset, offset)


@lru_cache(maxsize=8_192)
def _of_any_precision(text: str) -> Stamp:
    match = _CANONICAL.fullmatch(text)
    if match is None:
        raise StampError(text, "it is not an ISO date or time")
    if text[11:13] > LAST_HOUR:  # Newer Pythons read 24:00 as the next day.
        raise StampError(text, f"hour must be in 0..{LAST_HOUR}")
    if text < FIRST_YEAR:
        raise StampError(text, f"the year must lie between 1 and {LAST_YEAR}")
    offset = match[1]
    wall = text[: -len(offset)] if offset else text
    try:
        local = datetime.fromisoformat(wall + _REST_OF_A_DATE.get(len(wall), ""))
    except ValueError as problem:
        raise StampError(text, str(problem)) from None
    if local.year > LAST_YEAR:
        raise StampError(text, f"the year must lie between 1 and {LAST_YEAR}")
    precision = _PRECISION.get(len(wall), _MINUTE)
    return Stamp(text, precision, _wall_us(local), _offset_minutes(text, offset))


def instant(us: int) -> str:
    """An instant in ISO 8601, UTC, with seconds, and with microseconds only where there are any.

    The first hours of the year 1, as they are written east of Greenwich, are of the year 0 in UTC.

    >>> instant(1469637785000000), instant(-62135647200000000)
    ('2016-07-27T16:43:05Z', '0000-12-31T10:00:00Z')
    """
    try:
        return (_EPOCH + timedelta(microseconds=us)).isoformat() + "Z"
    except OverflowError:  # A year that Python does not know.
        later = _EPOCH + timedelta(microseconds=us, days=_CYCLE_DAYS)
        return f"{later.year - 400:04}{later.isoformat()[4:]}Z"


@lru_cache(maxsize=1_024)
def zone_named(name: str) -> ZoneInfo:
    """The time zone of that IANA name. Raises ClaimError when there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ClaimError(
            f"{name!r} is not a time zone I know; write one like Asia/Damascus or UTC"
        ) from None


def _offset_minutes(text: str, offset: str | None) -> int | None:
    if offset is None:
        return None
    hours, minutes = int(offset[1:3]), int(offset[4:6])
    if minutes > 59 or hours * 60 + minutes > MOST_OFFSET_MINUTES:
        raise StampError(text, f"{offset} is not an offset from UTC")
    return (hours * 60 + minutes) * (-1 if offset[0] == "-" else 1)


def _wall_us(local: datetime) -> int:
    since = local - _EPOCH
    return (since.days * 86_400 + since.seconds) * SECOND_US + since.microseconds


def _next_local_us(known: Stamp) -> int:
    """Wall clock start of the month or year after a stamp with no more than that."""
    year, month = int(known.text[:4]), int(known.text[5:7] or 12)
    return _wall_us(datetime(year + month // 12, month % 12 + 1, 1))


@lru_cache(maxsize=8_192)
def _local_to_utc_us(local_us: int, zone: str) -> int:
    """A wall clock time in a zone as UTC. Where a clock change makes it ambiguous the earlier
    instant is meant; where it skips the time, the moment of the change or later."""
    days, rest = divmod(local_us, DAY_US)
    day = date.fromordinal(days + _EPOCH_DAY)
    seconds = rest // SECOND_US
    local = datetime(day.year, day.month, day.day, tzinfo=zone_named(zone)) + timedelta(
        seconds=seconds
    )
    offset = local.utcoffset()
    return local_us - (offset // timedelta(microseconds=1) if offset else 0)
