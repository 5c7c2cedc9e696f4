"""When a file was published, as its name says."""

import re
from pathlib import PurePath

from tracker.errors import StampError
from tracker.model import Stamp, stamp

PLACEHOLDER = "{date}"
ANYTHING = "*"
MOST_ANYTHING = 3
"""How often a pattern may have it: every further one multiplies the ways to look for the rest."""
_CLOCK = (
    r"(?:(?:(?P<iso>T)|[_ -]?(?!(?:19|20)\d\d(?!\d|[:.-]\d)))"
    r"(?P<hour>\d\d)(?P<colon>[:.-]?)(?P<minute>\d\d)(?:(?P=colon)(?P<second>\d\d))?"
    r"(?:(?P<offset>Z|\+\d\d:?\d\d|(?(iso)-\d\d:?\d\d|(?!)))(?!\d)|(?![-+_.:]?\d)))?"
)
"""What follows a date may be its time, or another date, or a number: four digits that look like a
year, and what further digits follow, are no time; after a T those may be its offset."""
_DATE = (
    r"(?>(?P<year>\d{4})(?:(?P<between>[-_.]?)(?P<month>\d\d)"
    rf"(?:(?P=between)(?P<day>\d\d){_CLOCK})?)?)(?!\d)"
)
"""The first digits there that are a date, with as much after them as is one."""
_NO_OTHER = r"(?![-_. ]+(?:1[89]|2[01])\d\d(?:[-_.]?\d\d){1,2}(?![0-9A-Za-z]))"
"""No second date follows, which would leave open what the two are."""


def published_in_name(pattern: str, file: str) -> Stamp | None:
    """The time that a file's name gives at {date}; None where the name is another.

    Only the last part of a path counts, and whatever follows what the pattern says is let
    pass, unless it is another date: of what a file says from one day to another nothing tells
    when it was published. `*` stands for any characters. A time that ends in Z is UTC, one that
    ends in +0200 has that offset.

    >>> published_in_name("signif_{date}", "data/signif_2015-12.txt.gz").text
    '2015-12'
    >>> published_in_name("{date}", "2022-03-19T145833Z__b8324a8c.json").text
    '2022-03-19T14:58:33+00:00'
    """
    before, _, after = pattern.partition(PLACEHOLDER)
    words = _as_regex(before) + _DATE + (_as_regex(after) or _NO_OTHER)
    found = re.match(words, PurePath(file).name, re.ASCII)
    if found is None:
        return None
    try:
        return stamp(_canonical(found))
    except StampError:
        return None


def _as_regex(words: str) -> str:
    return ".*?".join(map(re.escape, words.split(ANYTHING)))


def _canonical(found: re.Match[str]) -> str:
    part = found.groupdict()
    text = "-".join(part[name] for name in ("year", "month", "day") if part[name])
    if part["hour"]:
        text += f"T{part['hour']}:{part['minute']}" + (
            f":{part['second']}" if part["second"] else ""
        )
    offset = (part["offset"] or "").replace("Z", "+00:00")
    return text + (f"{offset[:3]}:{offset[-2:]}" if offset else "")
