"""Dates in words or in local order, to canonical text.

Zone and time of day are split off, a date in numbers is put in order, and python-dateutil
reads what is left, twice, with two different defaults: what differs between the readings
was not in the text.
"""

import re
from datetime import datetime
from enum import StrEnum

from dateutil.parser import ParserError
from dateutil.parser import parse as parse_date

from tracker.errors import StampError, shown

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = re.compile(
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?",
    re.ASCII,
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_TIME = re.compile(
    r"(?<![\d:.+-])(?:at\s+)?(\d{1,2})[:h](\d\d)(:\d\d(?:\.\d{1,6})?)?(?!\d)\s*(am|pm)?(?![a-z])",
    re.ASCII,
)
_CLOCK_WITHOUT_MINUTES = re.compile(r"(?<!\d)\d{1,2}\s*(?:am|pm|h|hrs|hours|o'clock)\b", re.ASCII)
_ZONE = re.compile(r"(?:(?:utc|gmt)\s*)?([+-])(\d{1,2})(?::?(\d\d))?|utc|gmt|z", re.ASCII)
_NUMBERS = re.compile(r"(\d{1,4})\s*[-/. ]\s*(\d{1,2})(?:\s*[-/. ]\s*(\d{1,4}))?", re.ASCII)
_MONTH_AND_YEAR = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{4})", re.ASCII)
_WORD = re.compile(r"[^\W\d_]+")
_RELATIVE = re.compile(
    r"today|yesterday|tomorrow|now|ago|last|next|this|morning|noon|afternoon|evening|night|"
    r"midnight|weeks?|months?|years?|days?|hours?|early|late",
    re.ASCII,
)
_FILLERS = frozenset(("of", "on", "the", "st", "nd", "rd", "th"))
_LEFT_OUT = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b|\b(?:the|of|on)\b|,", re.ASCII)
_DEFAULTS = (datetime(2000, 1, 1, 1, 1, 1, 1), datetime(2004, 2, 2, 2, 2, 2, 2))  # noqa: DTZ001
"""Both leap years, so that 29 February is never refused for the default's sake."""

ORDER_ADVICE = ", or give --dayfirst or --monthfirst"
"""How the refusal of an ambiguous date ends; only an import has these options."""


class DateOrder(StrEnum):
    """Which comes first in a date written in numbers with the year last."""

    DAY_FIRST = "dayfirst"
    MONTH_FIRST = "monthfirst"


def worded_date(text: str, lower: str, order: DateOrder | None) -> str:
    """The canonical text of a date that is not ISO.

    lower: the date in small letters. text: as given, for messages. Raises StampError.
    """
    lower = re.sub(r"\b([ap])\.m\.?", r"\1m", lower)
    if re.fullmatch(r"[\d,]+(?:\.\d*)?", lower) and len(lower) != 4:
        raise StampError(text, "it is a number, not a date")
    clock, offset, rest = _split_clock(text, lower)
    _check_words(text, rest)
    weekday, rest = _split_weekday(text, rest)
    rest = " ".join(_LEFT_OUT.sub(" ", rest).split())
    day = _date_in_order(text, rest, order)
    read = _read_twice(text, f"{day} {clock}" if clock else day, has_clock=bool(clock))
    if weekday and len(read) < 10:
        raise StampError(text, "it names a weekday without the day of the month")
    if weekday and _WEEKDAYS[datetime.fromisoformat(read[:10]).weekday()] != weekday:
        raise StampError(text, f"{read[:10]} is not a {weekday.title()}")
    return read + offset


def _split_clock(text: str, lower: str) -> tuple[str, str, str]:
    """The time of day, the offset in canonical form, and what is left: the date."""
    if " to " in lower or len(_TIME.findall(lower)) > 1:
        raise StampError(text, "it gives more than one time")
    match = _TIME.search(lower)
    if match is None:
        if re.search(r"\d:\d", lower):
            raise StampError(text, "its time of day cannot be read", "write it as 16:43")
        if _CLOCK_WITHOUT_MINUTES.search(lower):
            raise StampError(text, "it gives an hour without minutes", "write it as 16:00")
        return "", "", lower
    hour, minute, second, half = match.groups()
    clock = f"{hour}:{minute}{second or ''}{' ' + half if half else ''}"
    after = lower[match.end() :].lstrip()
    zone = _ZONE.match(after)
    offset = ""
    if zone and (zone.end() == len(after) or not after[zone.end()].isalnum()):
        offset, after = offset_from(zone.group()), after[zone.end() :]
    return clock, offset, f"{lower[: match.start()].rstrip(' ,t')} {after.lstrip(' ,')}".strip()


def offset_from(zone: str) -> str:
    """The canonical offset of a zone in small letters: `gmt`, `z`, `+8`, `utc+0530`."""
    match = _ZONE.fullmatch(zone)
    if match is None or match[1] is None:
        return "+00:00"
    return f"{match[1]}{int(match[2]):02}:{match[3] or '00'}"


def _check_words(text: str, rest: str) -> None:
    for word in _WORD.findall(rest):
        if word in _FILLERS or _MONTH.fullmatch(word) or _weekday(word):
            continue
        if _RELATIVE.fullmatch(word):
            raise StampError(text, f"{word!r} depends on the day it was written")
        if re.search(rf"\b{word.upper()}\b", text) and 2 <= len(word) <= 5:
            problem = f"{word.upper()} may mean several time zones or none"
            raise StampError(text, problem, "write the offset, as in +05:30")
        raise StampError(text, f"{shown(word)} is not a word I know in a date")
    if re.search(r"[^\w\s,./-]", rest):
        raise StampError(text, "it holds signs that no date has")


def _weekday(word: str) -> str:
    if len(word) < 3:
        return ""
    return next((name for name in _WEEKDAYS if name == word or name.startswith(word)), "")


def _split_weekday(text: str, rest: str) -> tuple[str, str]:
    named = [word for word in _WORD.findall(rest) if _weekday(word)]
    if len(named) > 1:
        raise StampError(text, "it names more than one weekday")
    if not named:
        return "", rest
    return _weekday(named[0]), re.sub(rf"\b{named[0]}\b\.?,?", " ", rest)


def _date_in_order(text: str, rest: str, order: DateOrder | None) -> str:
    """The date with numbers put as year, month, day; one with a month's name as it is."""
    if any(month in rest for month in _MONTHS):
        if not re.search(r"(?<!\d)\d{4}(?!\d)", rest):
            raise StampError(text, "it does not say the year in four digits")
        return rest.replace(".", " ")
    if not rest:
        raise StampError(text, "it gives no date")
    if match := _MONTH_AND_YEAR.fullmatch(rest):
        return f"{match[2]}-{int(match[1]):02}"
    match = _NUMBERS.fullmatch(rest)
    if match is None:
        raise StampError(text, "it is not a date I can read")
    first, second, third = match[1], match[2], match[3]
    if len(first) == 4:
        return f"{first}-{int(second):02}" + (f"-{int(third):02}" if third else "")
    if third is None or len(third) != 4 or len(first) > 2:
        raise StampError(text, "it does not say the year in four digits")
    day, month = _day_and_month(text, int(first), int(second), order)
    return f"{third}-{month:02}-{day:02}"


def _day_and_month(text: str, first: int, second: int, order: DateOrder | None) -> tuple[int, int]:
    if first > 12 and second > 12:
        raise StampError(text, f"neither {first} nor {second} is a month")
    if first > 12 or (second <= 12 and (order is DateOrder.DAY_FIRST or first == second)):
        if order is DateOrder.MONTH_FIRST and first != second:
            raise StampError(text, f"{first} is not a month, and the month was said to come first")
        return first, second
    if second > 12 and order is DateOrder.DAY_FIRST:
        raise StampError(text, f"{second} is not a month, and the day was said to come first")
    if second <= 12 and order is None:
        advice = f"write it as 2016-07-27{ORDER_ADVICE}"
        raise StampError(text, "the day and the month may be either way round", advice)
    return second, first


def _read_twice(text: str, date_text: str, *, has_clock: bool) -> str:
    """The canonical text of what both readings agree on."""
    try:
        one, two = (parse_date(date_text, default=default) for default in _DEFAULTS)
    except (ParserError, OverflowError, ValueError, TypeError) as problem:
        plain = str(problem).split(":")[0].lower() if "range" in str(problem) else ""
        raise StampError(text, plain or "it is not a date I can read") from None
    if one.year != two.year or f"{one.year:04}" not in date_text:
        raise StampError(text, "it is not a date I can read")
    if (one.hour == two.hour) != has_clock:
        raise StampError(text, "its time of day cannot be read", "write it as 16:43")
    if one.month != two.month:
        return _without_clock(text, f"{one.year:04}", has_clock=has_clock)
    if one.day != two.day:
        return _without_clock(text, f"{one.year:04}-{one.month:02}", has_clock=has_clock)
    return one.strftime(f"{one.year:04}-%m-%d") + (_clock(one, two) if has_clock else "")


def _without_clock(text: str, read: str, *, has_clock: bool) -> str:
    if has_clock:
        raise StampError(text, "it gives a time of day without the day")
    return read


def _clock(one: datetime, two: datetime) -> str:
    if one.second != two.second:
        return f"T{one:%H:%M}"
    fraction = f".{one.microsecond:06}".rstrip("0") if one.microsecond else ""
    return f"T{one:%H:%M:%S}{fraction}"
