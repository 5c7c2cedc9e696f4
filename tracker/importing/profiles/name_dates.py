"""When a file was published, as its name says."""

import re
from pathlib import PurePath

from tracker.errors import StampError
from tracker.model import Stamp, stamp

PLACEHOLDER = "{date}"
ANYTHING = "*"
MOST_ANYTHING = 3
"""How often a pattern may have it: every further one multiplies the ways to look for the rest."""
_DATE = (
    r"(?P<year>\d{4})(?:[-_.]?(?P<month>\d\d)(?:[-_.]?(?P<day>\d\d)"
    r"(?:[T_ -]?(?P<hour>\d\d)[:.-]?(?P<minute>\d\d)(?:[:.-]?(?P<second>\d\d))?(?P<utc>Z)?)?)?)?"
    r"(?!\d)"
)
"""The first digits there that are a date, with as much after them as is one."""


def published_in_name(pattern: str, file: str) -> Stamp | None:
    """The time that a file's name gives at {date}; None where the name is another.

    Only the last part of a path counts, and whatever follows what the pattern says is let
    pass. `*` stands for any characters. A time that ends in Z is UTC.

    >>> published_in_name("signif_{date}", "data/signif_2015-12.txt.gz").text
    '2015-12'
    >>> published_in_name("{date}", "2022-03-19T145833Z__b8324a8c.json").text
    '2022-03-19T14:58:33+00:00'
    """
    before, _, after = pattern.partition(PLACEHOLDER)
    found = re.match(_as_regex(before) + _DATE + _as_regex(after), PurePath(file).name, re.ASCII)
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
    return text + ("+00:00" if part["utc"] else "")
