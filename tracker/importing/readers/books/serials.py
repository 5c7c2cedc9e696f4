"""A spreadsheet's dates, which are counts of days, to dates as text."""

import re
from datetime import date, timedelta

from tracker.importing.readers.books.formats import NumberFormat

_LAST = 2_958_465
"""The 31st of December 9999, counted from 1900."""
_LEAP_DAY = 60
"""The 29th of February 1900, which spreadsheets count though it never was."""
_SECONDS = 86_400
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
"""A day as workbooks write it. What is anything else is not cut to its month or year."""
_MIDNIGHT = re.compile(r"T00:00(?::00(?:[.,]0+)?)?Z?$", re.ASCII)


def date_text(days: float, form: NumberFormat, *, from_1904: bool) -> str:
    """The date for a count of days, as precise as its format shows it: a day, month or year.

    A time of day is given only where there is one. Raises ValueError, with the reason as a
    clause, for what no sheet can show as a date.

    >>> whole = NumberFormat(year=True, month=True, day=True)
    >>> date_text(42578, whole, from_1904=False), date_text(42578.5, whole, from_1904=False)
    ('2016-07-27', '2016-07-27T12:00')
    >>> date_text(42552, NumberFormat(year=True, month=True), from_1904=False)
    '2016-07'
    >>> date_text(0.5, NumberFormat(time=True), from_1904=False)
    '12:00'
    """
    whole, seconds = divmod(round(days * _SECONDS), _SECONDS)
    if form.elapsed or (form.time and not (form.year or form.month or form.day) and whole == 0):
        return _clock(whole * 24 * 3600 + seconds)
    if not 0 <= whole <= _LAST or (not from_1904 and whole in (0, _LEAP_DAY)):
        raise ValueError(f"holds {days:g} for a date, and no day has that number")
    start = date(1904, 1, 1) if from_1904 else date(1899, 12, 31 if whole < _LEAP_DAY else 30)
    try:
        day = (start + timedelta(days=whole)).isoformat()
    except OverflowError:
        raise ValueError(f"holds {days:g} for a date, and no day has that number") from None
    if seconds:
        return f"{day}T{_clock(seconds)}"
    return _as_shown(day, form)


def written_date_text(written: str, form: NumberFormat) -> str:
    """The same for a date that a cell holds as ISO text, with its offset where it has one.

    >>> written_date_text("2016-07-27T15:04:00Z", NumberFormat())
    '2016-07-27T15:04:00Z'
    >>> written_date_text("2016-07-01T00:00:00", NumberFormat(year=True, month=True))
    '2016-07'
    >>> written_date_text("2016-07, about the 27th", NumberFormat(year=True, month=True))
    '2016-07, about the 27th'
    """
    text = _MIDNIGHT.sub("", written)
    return _as_shown(text, form) if ISO_DAY.fullmatch(text) else text


def _as_shown(day: str, form: NumberFormat) -> str:
    if form.year and not form.day:
        return day[:7] if form.month else day[:4]
    return day


def _clock(seconds: int) -> str:
    """Hours and minutes, and seconds where there are any.

    >>> _clock(54_245), _clock(97_200)
    ('15:04:05', '27:00')
    """
    hours, rest = divmod(seconds, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours:02}:{minutes:02}" + (f":{left:02}" if left else "")
