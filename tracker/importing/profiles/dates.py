"""Times of a foreign file to the text a canonical one would have."""

import re
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from tracker.errors import StampError
from tracker.importing.dates import read_stamp
from tracker.importing.faults import RowError
from tracker.importing.profiles.profile import DateRule, without_point
from tracker.importing.profiles.row import RowReader
from tracker.model import MONTHS

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LONGEST_EPOCH = 11
_ISO = re.compile(r"(\d{4})(-\d\d)-\d\d.*", re.ASCII)
_NUMBER = re.compile(r"(-?\d{1,6})(?:\.0)?", re.ASCII)


class DateText(NamedTuple):
    """What a row says of a time."""

    text: str
    """For the reader of times; '' for none."""
    words: str = ""
    """The date as a person may read it where no stamp can say it; then text is ''."""
    is_early: bool = False
    """True for one before Christ."""


NO_DATE = DateText("")


def date_text(rule: DateRule | None, row: RowReader) -> DateText:
    """The time that a row gives under a rule. Raises RowError for parts that are no numbers."""
    if rule is None:
        return NO_DATE
    if rule.text is not None:
        return DateText(_as_exact(rule, rule.text.fill(row.text), row))
    if rule.epoch:
        return DateText(_from_epoch(rule.epoch, row.text(rule.epoch)))
    return _from_parts(rule, row)


def _as_exact(rule: DateRule, text: str, row: RowReader) -> str:
    """The date cut to its month or year where the row says that no more is known."""
    known = row.text(rule.precision) if rule.precision else ""
    codes = {known, without_point(known)}
    is_month, is_year = not codes.isdisjoint(rule.months), not codes.isdisjoint(rule.years)
    if not (text and (is_month or is_year)):
        return text
    day = _ISO.fullmatch(text) or _ISO.fullmatch(_written_as_day(text))
    if day is None:
        known = "month" if is_month else "year"
        told = f"only its {known} is known, and it is no day such as 2016-07-27"
        raise RowError(", ".join(rule.columns[:1]), text, told)
    return day[1] + day[2] if is_month else day[1]


def _written_as_day(text: str) -> str:
    """A day such as 20 July 2016 as 2016-07-20; '' for what is no day that can mean only one."""
    try:
        return read_stamp(text).text
    except StampError:
        return ""


def _from_epoch(column: str, cell: str) -> str:
    if not cell:
        return ""
    if not (cell.isascii() and cell.isdigit() and len(cell) <= _LONGEST_EPOCH):
        raise RowError(column, cell, f"{cell[:60]!r} is not a number of seconds since 1970")
    return (_EPOCH + timedelta(seconds=int(cell))).isoformat()


def _from_parts(rule: DateRule, row: RowReader) -> DateText:
    year, month, day, hour, minute = (
        _part(column, row.text(column), rule.unknown if at in (1, 2) else frozenset())
        for at, column in enumerate(rule.parts)
    )
    if year is None:
        return NO_DATE
    if month is None:
        day = None
    if year < 0:
        return DateText("", _before_christ(-year, month, day), is_early=True)
    text = f"{year:04}"
    text += f"-{month:02}" if month is not None else ""
    text += f"-{day:02}" if day is not None else ""
    if day is not None and hour is not None and minute is not None:
        text += f"T{hour:02}:{minute:02}{rule.offset}"
    return DateText(text)


def _part(column: str, cell: str, unknown: frozenset[str]) -> int | None:
    if not cell or cell in unknown or without_point(cell) in unknown:
        return None
    number = _NUMBER.fullmatch(cell)
    if number is None:
        raise RowError(column, cell, f"{cell[:60]!r} is not a number of a date")
    return int(number[1])


def _before_christ(year: int, month: int | None, day: int | None) -> str:
    words = [str(day)] if day is not None else []
    if month is not None and 1 <= month <= len(MONTHS):
        words.append(MONTHS[month - 1])
    return " ".join([*words, str(year), "BC"])
