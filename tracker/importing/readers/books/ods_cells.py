"""One cell of an ODS sheet: its text, or why it cannot be taken for what it shows."""

import re

from tracker.importing.readers.books.cells import (
    NO_RESULT,
    OddCellError,
    error_cell,
    number_cell,
    showing_cell,
)
from tracker.importing.readers.books.formats import NumberFormat

_PLAIN = NumberFormat()
_PERCENT = NumberFormat(percent=True)
_ERRORS = re.compile(r"(?:#[A-Z/0!?]+[!?A]|Err:\d+)")
_TAIL = re.compile(r"(?:T00:00(?::00)?|(?<=T\d\d:\d\d):00)?(?:[.,]\d+)?$()")
"""Of a date's time: midnight, which is none, seconds that are none, and parts of a second."""
_CLOCK = re.compile(r"PT(\d{1,5})H(\d{1,2})M(\d{1,2})(?:[.,]\d+)?S")
_SAYS_MORE = re.compile(r"[^\W\d_]|[+<>~≈≥≤≧≦]")


def cell_text(attributes: dict[str, str], shows: str) -> str:
    """The text of a cell, by its attributes and by what it shows. Raises OddCellError."""
    kind = attributes.get("value-type", "")
    if kind == "error" or ("formula" in attributes and _ERRORS.fullmatch(shows)):
        raise error_cell(shows)
    if kind in ("float", "currency", "percentage"):
        return _number(attributes.get("value", ""), shows, kind)
    if kind == "date":
        return _TAIL.sub(r"\1", attributes.get("date-value", ""))
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
    """
    if re.fullmatch(r"-?[\d.,]+E[+-]?\d+", shows):
        return False
    if _SAYS_MORE.search(shows):
        return True
    digits = "".join(str(int(one)) for one in shows if one.isdecimal())
    return bool(digits) and text.isdigit() and not digits.startswith(text)


def _clock(written: str) -> str:
    """A time of day, `PT15H04M00S`. Raises OddCellError for what is none."""
    found = _CLOCK.fullmatch(written)
    if found is None:
        raise OddCellError(written, "the cell holds a time that cannot be read; write it as text")
    hours, minutes, seconds = map(int, found.groups())
    return f"{hours:02}:{minutes:02}" + (f":{seconds:02}" if seconds else "")
