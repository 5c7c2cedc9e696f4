"""When a version was published, as its file's name tells."""

import re
from pathlib import PurePath

from tracker.errors import OptionError, StampError
from tracker.importing.dates import read_stamp
from tracker.model import Stamp, stamp

PLACEHOLDER = "{date}"
_HOUR, _SIXTY = r"([01]\d|2[0-3])", r"([0-5]\d)"
_ZONE = r"(Z|[+-]\d\d:?\d\d)?"
_TIME = re.compile(
    r"(?<!\d)((?:1[89]|2[01])\d\d)(?:-(\d\d)(?!\d)(?:-(\d\d)(?!\d))?|(\d\d)(\d\d))"
    rf"(?:T{_HOUR}[:.-]?{_SIXTY}(?:[:.-]?{_SIXTY})?{_ZONE}"
    rf"|[_ ]?{_HOUR}[:.-]?{_SIXTY}[:.-]?{_SIXTY}{_ZONE})?(?!\d)",
    re.ASCII | re.IGNORECASE,
)
"""A year, a month and perhaps a day; a time of day after a T, or with its seconds."""


def time_in_name(name: str, pattern: str = "") -> Stamp:
    """The moment that a file's name gives, as exactly as it gives it.

    pattern: the name, or its beginning, with {date} where the moment stands; '' finds it.
    Raises OptionError where it finds none, or more than one.

    >>> time_in_name("2022-03-19T145833Z__b8324a8c.json").text
    '2022-03-19T14:58:33Z'
    >>> time_in_name("signif_2015-12.txt").text, time_in_name("gtd 2019.csv", "gtd {date}").text
    ('2015-12', '2019')
    """
    own = PurePath(name).name
    if pattern:
        return _by_pattern(name, own, pattern)
    found = list(_TIME.finditer(own))
    if len(found) != 1:
        problem = "its name gives no time" if not found else "its name gives more than one time"
        raise OptionError(
            f"{name}: {problem}; say where it stands with --published-name, "
            "as in --published-name 'casualties_{date}.csv'"
        )
    try:
        return stamp(_text(found[0]))
    except StampError as problem:
        raise OptionError(f"{name}: {problem}") from None


def check_pattern(pattern: str) -> None:
    """Raises OptionError for a pattern without one place for the moment."""
    if pattern.count(PLACEHOLDER) != 1:
        raise OptionError(
            f"--published-name {pattern!r} needs {PLACEHOLDER} once, where the time stands in "
            "the names of the files"
        )


def _by_pattern(name: str, own: str, pattern: str) -> Stamp:
    check_pattern(pattern)
    before, after = pattern.split(PLACEHOLDER)
    text = own[len(before) :]
    if after and after in text:
        text = text[: text.index(after)]
    elif not after:
        text = PurePath(text).stem if "." in text else text
    if not own.startswith(before) or (after and after not in own[len(before) :]):
        raise OptionError(f"{name}: its name is not as --published-name {pattern!r} says")
    found = _TIME.fullmatch(text)
    try:
        return stamp(_text(found)) if found else read_stamp(text)
    except StampError as problem:
        raise OptionError(f"{name}: {problem}") from None


def _text(found: re.Match[str]) -> str:
    """The canonical text of what was found."""
    year, month, day, close_month, close_day, *clocks = found.groups()
    hour, minute, second, zone = clocks[:4] if clocks[0] else clocks[4:]
    date = "-".join(part for part in (year, month or close_month, day or close_day) if part)
    if hour is None:
        return date
    clock = f"{hour}:{minute}" + (f":{second}" if second else "")
    offset = (zone or "").upper()
    if len(offset) == 5:
        offset = f"{offset[:3]}:{offset[3:]}"
    return f"{date}T{clock}{offset}"
