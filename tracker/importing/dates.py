"""Human dates to stamps: nothing invented, nothing guessed."""

import re

from tracker.errors import StampError, text_given
from tracker.importing.worded_dates import ORDER_ADVICE, DateOrder, offset_from, worded_date
from tracker.model.choices import chosen
from tracker.model.stamps import Stamp, stamp

__all__ = ["ORDER_ADVICE", "DateOrder", "read_stamp"]

LONGEST = 80
_ISO = re.compile(
    r"(\d{4})(-?)(\d\d)\2(\d\d)(?:T|\s+|(?<=\d{8}))(\d\d):?(\d\d)(?::?(\d\d)(?:[.,](\d{1,9}))?)?"
    r"\s*(Z|UTC|GMT|(?:(?:UTC|GMT)\s*)?[+-]\d\d(?::?\d\d)?)?",
    re.ASCII | re.IGNORECASE,
)
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?", re.ASCII)
_COMPACT_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)


def read_stamp(text: str, *, order: DateOrder | None = None) -> Stamp:
    """The stamp a human date or time stands for, with exactly the precision it gives.

    Raises StampError where it is impossible, ambiguous or not wholly understood. 03/04/2016
    is ambiguous unless `order`, which may be given as its word, says which comes first; another
    word is a ChoiceError, and what is no text an OptionError.

    >>> read_stamp("27 July 2016 16:43 +08:00").text
    '2016-07-27T16:43+08:00'
    >>> read_stamp("Feb 2023").text
    '2023-02'
    """
    if not isinstance(text, str):
        text_given("text", text)
    if text[:4].isdigit():
        try:
            return stamp(text)
        except StampError:
            pass
    trimmed = text.strip()
    if not trimmed:
        raise StampError(text, "it is blank")
    if len(trimmed) > LONGEST:
        raise StampError(text, f"it is longer than {LONGEST} characters")
    if not trimmed.isascii():
        raise StampError(text, "it holds letters or digits other than English ones")
    order = None if order is None else chosen(DateOrder, "date order", order)
    canonical = _from_iso(trimmed)
    return _restamped(text, canonical or worded_date(text, trimmed.lower(), order))


def _from_iso(text: str) -> str:
    """The canonical text of an ISO date or time in any of its spellings; '' for other texts."""
    if _DATE.fullmatch(text):
        return text
    compact = _COMPACT_DATE.fullmatch(text)
    if compact:
        return "-".join(compact.groups())
    match = _ISO.fullmatch(text)
    if match is None:
        return ""
    year, _, month, day, hour, minute, second, fraction, zone = match.groups()
    clock = f"{hour}:{minute}" + (f":{second}" if second else "")
    if fraction:
        clock += "." + (fraction[:6] if not fraction[6:].strip("0") else fraction)
    return f"{year}-{month}-{day}T{clock}{offset_from(zone.lower()) if zone else ''}"


def _restamped(text: str, canonical: str) -> Stamp:
    try:
        return stamp(canonical)
    except StampError as refused:
        raise StampError(text, refused.problem) from None
