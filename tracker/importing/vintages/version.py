"""One version of a file: what it is called, when it was published, and where its bytes are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tracker.errors import OptionError
from tracker.importing.inputs import Input
from tracker.model import Stamp

_FIRST_CLOCK, _LAST_CLOCK = "Etc/GMT-14", "Etc/GMT+12"
"""Zones between which all clocks lie: what is in order in both is in order everywhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A file as it stood from one moment on."""

    name: str
    """As receipts and messages call it: its path, or commit:path."""
    short: str
    """As the reason of a withdrawal calls it: the file's own name, or the commit."""
    published_at: Stamp
    opened: Callable[[], Input]
    """Its bytes. Raises FileError, or as `input_named` does."""
    origin: str = ""
    """What the note of a new claim says of where it stands; '' for nothing."""
    misdated: str = ""
    """Why it cannot have been published then, for which it is refused; '' where it can."""


def is_before(one: Stamp, other: Stamp) -> bool:
    """Whether one publication is before another whatever zone both are read in."""
    return all(one.ends_us(zone) < other.ends_us(zone) for zone in (_FIRST_CLOCK, _LAST_CLOCK))


def in_order(versions: Sequence[Version]) -> tuple[Version, ...]:
    """The versions, oldest first. Raises OptionError for two whose order nothing tells."""
    ordered = sorted(versions, key=lambda one: (one.published_at.ends_us("UTC"), one.name))
    for one, other in pairwise(ordered):
        if not is_before(one.published_at, other.published_at):
            raise OptionError(
                f"{one.name} ({one.published_at.text}) and {other.name} "
                f"({other.published_at.text}): their times do not tell which came first; "
                "name them so that they do, or leave one out"
            )
    return tuple(ordered)


def versions_since(versions: Sequence[Version], moment: Stamp) -> tuple[Version, ...]:
    """The versions published at a moment or after, and the last one before it, with which the
    first of them is compared. `versions` in order; what has no zone is read in UTC."""
    since_us = moment.begins_us("UTC")
    before = [
        at
        for at, one in enumerate(versions)
        if not one.misdated and one.published_at.begins_us("UTC") < since_us
    ]
    return tuple(versions[before[-1] if before else 0 :])
