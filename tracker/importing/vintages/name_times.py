"""When a version was published, as its file's name tells."""

import re
from pathlib import PurePath

from tracker.errors import OptionError, StampError, shown
from tracker.importing.profiles.name_dates import PLACEHOLDER, published_in_name
from tracker.model import Stamp, stamp

_HOUR, _SIXTY = r"([01]\d|2[0-3])", r"([0-5]\d)"
_ZONE = r"(Z|[+-]\d\d:?\d\d)?"
_TIME = re.compile(
    r"(?<!\d)((?:1[89]|2[01])\d\d)(?:-(\d\d)(?!\d)(?:-(\d\d)(?!\d))?|(\d\d)(\d\d))"
    rf"(?:T{_HOUR}[:.-]?{_SIXTY}(?:[:.-]?{_SIXTY})?{_ZONE}"
    rf"|[_ ]?{_HOUR}(?P<between>[:.-]?){_SIXTY}(?P=between){_SIXTY}{_ZONE})?(?!\d)",
    re.ASCII | re.IGNORECASE,
)
"""A year, a month and perhaps a day; a time of day after a T, or with its seconds."""


def time_in_name(name: str, pattern: str = "", usual: str = "") -> Stamp:
    """The moment that a file's name gives, as exactly as it gives it.

    pattern: the name, or its beginning, with {date} where the moment stands, as profiles have
    it (`published_in_name`); '' finds it. usual: a pattern that such names often have, tried
    before. Raises OptionError where it finds none, or more than one.

    >>> time_in_name("2022-03-19T145833Z__b8324a8c.json").text
    '2022-03-19T14:58:33+00:00'
    >>> time_in_name("signif_2015-12.txt").text, time_in_name("gtd 2019.csv", "gtd {date}").text
    ('2015-12', '2019')
    """
    if pattern:
        return _by_pattern(name, pattern)
    if usual and (by_usual := published_in_name(usual, name)):
        return by_usual
    found = list(_TIME.finditer(PurePath(name).name))
    if len(found) != 1:
        problem = "its name gives no time" if not found else "its name gives more than one time"
        raise OptionError(
            f"{name}: {problem}; say where it stands with --published-name, "
            "as in --published-name 'casualties_{date}.csv', or leave it out, as by a pattern "
            "such as 'data/casualties_*.csv'"
        )
    try:
        return stamp(_text(found[0]))
    except StampError as problem:
        raise OptionError(f"{name}: {problem}") from None


def _by_pattern(name: str, pattern: str) -> Stamp:
    if pattern.count(PLACEHOLDER) != 1:
        raise OptionError(
            f"--published-name {shown(pattern)} needs {PLACEHOLDER} once, where the time stands "
            "in the names of the files"
        )
    found = published_in_name(pattern, name)
    if found is None:
        raise OptionError(f"{name}: its name is not as {shown(pattern)} says; leave the file out")
    return found


def _text(found: re.Match[str]) -> str:
    """The canonical text of what was found."""
    year, month, day, close_month, close_day, *clocks = found.groups()
    by_t, by_seconds = clocks[:4], (clocks[4], *clocks[6:])
    hour, minute, second, zone = by_t if by_t[0] else by_seconds
    date = "-".join(part for part in (year, month or close_month, day or close_day) if part)
    if hour is None:
        return date
    time_of_day = f"{hour}:{minute}" + (f":{second}" if second else "")
    offset = (zone or "").upper().replace("Z", "+00:00")
    if len(offset) == 5:
        offset = f"{offset[:3]}:{offset[3:]}"
    return f"{date}T{time_of_day}{offset}"
