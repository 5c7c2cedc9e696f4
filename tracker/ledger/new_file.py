"""The file of a new ledger, which takes its name when it is whole, and leaves nothing otherwise."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tracker.errors import OptionError, StorageError
from tracker.ledger.location import refuse_no_folder
from tracker.whole_files import folder_beside, opens_folders

_NAME = "unfinished.db"
_NAMES = (_NAME, *(f"{_NAME}-{kind}" for kind in ("journal", "wal", "shm", "queue")))
"""The file while it is made, and what SQLite and writers put beside it."""


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """An empty file, hidden beside the place of the one that is wanted, which takes its name when
    all went well. What killed programs left of such files is taken away first.

    Raises OptionError where something is there already, NotFoundError where the folder is
    missing, StorageError where the disk refuses.
    """
    with _disk_in_our_words(path):
        if path.exists():
            raise _taken(path)
        refuse_no_folder(path, "make it first, or name another")
        with folder_beside(path, _NAMES) as folder:
            unfinished = folder / _NAME
            os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
            yield unfinished
            _flushed(unfinished, os.O_RDWR)  # Windows flushes nothing that is opened to be read.
            _give_name(unfinished, path)
            if opens_folders():
                _flushed(path.parent, os.O_RDONLY)


def _give_name(unfinished: Path, path: Path) -> None:
    """Raises OptionError where somebody else has taken the name meanwhile."""
    try:
        path.hardlink_to(unfinished)
    except FileExistsError:
        raise _taken(path) from None
    except OSError:  # A file system without hard links.
        _take_name(path)
        unfinished.replace(path)


def _take_name(path: Path) -> None:
    """Raises OptionError where somebody else has it."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        raise _taken(path) from None


def _taken(path: Path) -> OptionError:
    return OptionError(f"{path} is there already; name another file")


@contextmanager
def _disk_in_our_words(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise StorageError(f"{path}: {reason}; name another place") from problem


def _flushed(path: Path, how: int) -> None:
    """Waits until a file, or what a directory lists, is on the disk. how: it is opened."""
    handle = os.open(path, how)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
