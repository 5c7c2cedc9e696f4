"""Which files are the ledger's own, so that nothing else is ever written over them."""

from pathlib import Path

from tracker.ledger.location import MEMORY, is_server
from tracker.ledger.queueing import ENDING

_URL = "sqlite:///"
_BESIDE = ("", "-journal", "-wal", "-shm", ENDING)
"""Endings of the file itself, of what SQLite keeps beside it while somebody writes, and of the
line of those who wait."""


def is_of_ledger(path: str | Path, where: str) -> bool:
    """Whether a path leads to the ledger kept `where` (a path or URL), or to what SQLite keeps
    beside it; through links too, and also where there is no such file yet."""
    file = file_at(where)
    if file is None:
        return False
    return any(is_same_file(path, file.with_name(file.name + ending)) for ending in _BESIDE)


def file_at(where: str) -> Path | None:
    """The file of a ledger, of which nothing is asked; None for one that is not kept in a file."""
    place = where.removeprefix(_URL)
    if place in ("", MEMORY) or "://" in place or is_server(place):
        return None
    return Path(place).expanduser()


def is_same_file(path: str | Path, other: str | Path) -> bool:
    """Whether two paths lead to one file, through symbolic and hard links too.

    Paths that lead nowhere yet are one where they would lead to the same place.
    """
    one, two = Path(path), Path(other)
    try:
        return one.resolve() == two.resolve() or one.samefile(two)
    except (OSError, ValueError, RuntimeError):  # No such file, a zero byte, links in a circle.
        return False
