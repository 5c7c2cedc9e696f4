"""One cell of an ODS sheet: its text, or why it cannot be taken for what it shows."""

import re
from collections.abc import Sequence

from tracker.importing.readers.books.cells import (
    NO_RESULT,
    OddCellError,
    error_cell,
    hiding_cell,
    number_cell,
    showing_cell,
)
from tracker.importing.readers.books.formats import NumberFormat, is_dash
from tracker.importing.readers.books.serials import ISO_DAY

_PLAIN = NumberFormat()
_PERCENT = NumberFormat(percent=True)
_ERRORS = re.compile(r"(?:#[A-Z/0!?]+[!?A]|Err:\d+)")
_TAIL = re.compile(r"(?:T00:00(?::00)?|(?<=T\d\d:\d\d):00)?(?:[.,]\d+)?$()")
"""Of a date's time: midnight, which is none, seconds that are none, and parts of a second."""
_CLOCK = re.compile(r"PT(\d{1,5})H(\d{1,2})M(\d{1,2})(?:[.,]\d+)?S")
_SAYS_MORE = re.compile(r"[^\W\d_]|[+<>~≈≥≤≧≦]")
_SAYS_NO_DAY = re.compile(
    r"(?P<year>\d{4})"
    r"|(?:(?P<month>\d{1,2})|[^\W\d_]+\.?)[\s./-]+'?(?P<year_after>\d{4}|\d\d)"
    r"|(?P<year_before>\d{4})[\s./-]+(?:(?P<month_after>\d{1,2})|[^\W\d_]+\.?)"
)


def cell_text(attributes: dict[str, str], paragraphs: Sequence[str]) -> str:
    """The text of a cell, by its attributes and by what it shows. Raises OddCellError.

    paragraphs: what it shows; none where the file does not say what a cell shows, which some
    programs leave out. A cell that shows nothing has one that is empty.
    """
    kind, shows = attributes.get("value-type", ""), "\n".join(paragraphs)
    if kind == "error" or ("formula" in attributes and _ERRORS.fullmatch(shows)):
        raise error_cell(shows)
    if kind in ("float", "currency", "percentage"):
        text = _number(attributes.get("value", ""), shows, kind)
        if paragraphs and not shows.strip():
            raise hiding_cell(text)
        return text
    if kind == "date":
        return _as_shown(_TAIL.sub(r"\1", attributes.get("date-value", "")), shows.strip())
    if kind == "time":
        return _clock(attributes.get("time-value", ""))
    if kind == "boolean":
        return attributes.get("boolean-value", "").upper()
    if kind == "" and "formula" in attributes and not shows:
        raise OddCellError("", NO_RESULT)
    return attributes.get("string-value", shows) if kind == "string" else shows


def _number(value: str, shows: str, kind: str) -> str:
    text = number_cell(value, _PERCENT if kind == "percentage" else _PLAIN)
    if kind == "float" and _says_otherwise(text, shows):
        raise showing_cell(text, shows)
    return text


def _says_otherwise(text: str, shows: str) -> bool:
    """Whether a number is shown as another one, or with words; how it is parted says nothing.

    >>> _says_otherwise("40", "40+"), _says_otherwise("40000", "40"), _says_otherwise("40", "40.00")
    (True, True, False)
    >>> _says_otherwise("0", "-"), _says_otherwise("0", ".."), _says_otherwise("40", "-")
    (False, True, True)
    """
    if not any(map(str.isdecimal, shows)):
        return bool(shows) and not (text == "0" and is_dash(shows))
    if re.fullmatch(r"-?[\d.,]+E[+-]?\d+", shows):
        return False
    if _SAYS_MORE.search(shows):
        return True
    digits = "".join(str(int(one)) for one in shows if one.isdecimal())
    return text.isdigit() and not digits.startswith(text)


def _as_shown(day: str, shows: str) -> str:
    """The date as precise as its cell shows it: a day, month or year.

    >>> _as_shown("2016-07-01", "July 2016"), _as_shown("2016-07-01", "2016")
    ('2016-07', '2016')
    >>> _as_shown("2016-07-27", "27 Jul"), _as_shown("2016-07-16", "Jul 16")
    ('2016-07-27', '2016-07-16')
    >>> _as_shown("20th cent. 1916", "Jan 16")
    '20th cent. 1916'
    """
    found = _SAYS_NO_DAY.fullmatch(shows)
    if found is None or not ISO_DAY.fullmatch(day):
        return day
    if found["year"]:
        return day[:4] if found["year"] == day[:4] else day
    year, month = (
        found["year_after"] or found["year_before"],
        found["month"] or found["month_after"],
    )
    is_day = len(year) < 4 and int(year) == int(day[8:10])
    is_so = day[:4].endswith(year) and (not month or int(month) == int(day[5:7]))
    return day[:7] if is_so and not is_day else day


def _clock(written: str) -> str:
    """A time of day, `PT15H04M00S`. Raises OddCellError for what is none."""
    found = _CLOCK.fullmatch(written)
    if found is None:
        raise OddCellError(written, "the cell holds a time that cannot be read; write it as text")
    hours, minutes, seconds = map(int, found.groups())
    return f"{hours:02}:{minutes:02}" + (f":{seconds:02}" if seconds else "")
