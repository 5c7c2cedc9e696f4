"""Which files of a folder have arrived: those that are the same as when it was last looked at.

Nothing is asked of the system but names, sizes and times, so that a folder on a network drive,
which tells nobody of changes, is watched as any other.
"""

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tracker.errors import StorageError

UNFINISHED = (".part", ".partial", ".filepart", ".tmp", ".crdownload", "~")
"""Endings of names under which programs write what they rename when it is whole."""


class Arrival(NamedTuple):
    """A file, and what tells whether it has been written to or replaced."""

    path: Path
    device: int
    inode: int
    size: int
    changed_ns: int


class Arrivals:
    """Looks at a folder again and again."""

    def __init__(self, folder: Path, is_own: Callable[[Path], bool], tell: Callable[[str], None]):
        """is_own: whether a file is the ledger or part of it. tell: takes what a person should
        know of a name that is left alone; once each."""
        self._folder = folder
        self._is_own = is_own
        self._tell = tell
        self._seen: dict[str, Arrival] = {}
        self._told: set[str] = set()

    @property
    def any_seen(self) -> bool:
        """Whether there was anything at the last look."""
        return bool(self._seen)

    def look(self) -> list[Arrival]:
        """The files that are the same as at the last look, those changed longest ago first.

        Raises StorageError where the folder cannot be read any more.
        """
        now = {one.path.name: one for one in self._files()}
        settled = [one for name, one in now.items() if self._seen.get(name) == one]
        self._seen = now
        return sorted(settled, key=lambda one: (one.changed_ns, one.path.name))

    def forget(self, arrival: Arrival) -> None:
        """Waits anew until a file stays as it is."""
        self._seen.pop(arrival.path.name, None)

    def _files(self) -> list[Arrival]:
        try:
            with os.scandir(self._folder) as entries:
                found = [self._file(self._folder / entry.name) for entry in entries]
        except OSError as problem:
            raise StorageError(f"{self._folder}: {problem.strerror or problem}") from problem
        return [one for one in found if one is not None]

    def _file(self, path: Path) -> Arrival | None:
        name = path.name
        if name.startswith(".") or name.endswith(UNFINISHED):
            return None
        arrival = arrival_at(path)
        if arrival is None:
            if not path.is_dir() or path.is_symlink():
                self._tell_once(name, "is no file but a link, a pipe or the like")
            return None
        if self._seen.get(name) != arrival and self._is_own(path):
            self._tell_once(name, "is the ledger, or part of it")
            return None
        return arrival

    def _tell_once(self, name: str, why: str) -> None:
        if name not in self._told and os.path.lexists(self._folder / name):
            self._told.add(name)
            self._tell(f"{name} is left alone: it {why}")


def arrival_at(path: Path) -> Arrival | None:
    """The plain file at a path; None for a link, a pipe, a folder, and where nothing is."""
    try:
        found = path.lstat()
    except OSError:
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return Arrival(path, found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)
