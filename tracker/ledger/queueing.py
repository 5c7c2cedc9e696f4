"""A line of the programs that wait to write to one file, so that they get their turns in order.

While anybody waits, a file beside the ledger says which number was given out last and whose
turn it is. Who waits holds a lock on the byte of its number, which the system takes away when
the program ends, however it ends. The line is a courtesy: what keeps writers apart is SQLite's
own lock, so nothing is lost where there is no line, or where somebody does not join it.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import sleep

try:
    import fcntl
except ImportError:  # pragma: no cover - a system without such locks has no line
    fcntl = None  # type: ignore[assignment]

ENDING = "-queue"
"""What the file's name has after the ledger's."""
_COUNTER, _NUMBER_BYTES = 0, 8
"""The byte that is locked while numbers are given out; the bytes that hold one."""
_MOST = 2**60
_OPENING = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0)
_TRIES = 50
"""Times that somebody asks for a number, a millisecond apart: others have it for an instant,
unless they were stopped in just that."""


class Place:
    """A place in the line."""

    def __init__(self, path: Path, handle: int, number: int) -> None:
        self._path = path
        self._handle = handle
        self._number = number
        self._is_first = False

    def is_first(self) -> bool:
        """Whether nobody who came earlier waits any more."""
        earlier = self._number - 1
        if not self._is_first and (
            earlier == 0 or _locked(self._handle, fcntl.LOCK_SH, earlier, 1)
        ):
            self._is_first = True
            with suppress(OSError):  # A full disk: the others then guess how many are before.
                os.pwrite(self._handle, _bytes_of(self._number), _NUMBER_BYTES)
        return self._is_first

    def ahead(self) -> int:
        """About how many are before it; at least 1."""
        return max(1, self._number - _number_at(self._handle, _NUMBER_BYTES))

    def leave(self) -> None:
        """Gives the place up. The last to leave takes the file away."""
        try:
            if _has_counter(self._handle):
                is_last = _number_at(self._handle, 0) == self._number
                if is_last and _is_ours(self._handle, self._path):
                    self._path.unlink()
        finally:
            os.close(self._handle)


def has_line(ledger: Path) -> bool:
    """Whether anybody waits to write to a ledger's file, or was killed while it waited."""
    return _path_of(ledger).exists()


@contextmanager
def in_line(ledger: Path) -> Iterator[Place | None]:
    """A place at the end of the line for a ledger's file; None where no line can be made."""
    place = None
    with suppress(OSError):  # No room, no right: who stands in no line asks at random.
        place = None if fcntl is None else _joined(ledger)
    try:
        yield place
    finally:
        if place is not None:
            with suppress(OSError):  # What is left of the line is cleared away by the next.
                place.leave()


def _joined(ledger: Path) -> Place | None:
    path = _path_of(ledger)
    for _ in range(_TRIES):
        handle = _opened(path, ledger)
        try:
            if _has_counter(handle) and _is_ours(handle, path):
                number = _number_at(handle, 0) % (_MOST - 1) + 1
                os.pwrite(handle, _bytes_of(number), 0)
                _locked(handle, fcntl.LOCK_EX, 1, number)
                fcntl.lockf(handle, fcntl.LOCK_UN, 1, _COUNTER)
                place, handle = Place(path, handle, number), -1
                return place
        finally:
            if handle != -1:
                os.close(handle)
        sleep(0.001)
    return None


def _opened(path: Path, ledger: Path) -> int:
    """The file, made for those who may write to the ledger. Raises OSError."""
    try:
        return os.open(path, _OPENING)
    except FileNotFoundError:
        mode = ledger.stat().st_mode & 0o666
    try:
        handle = os.open(path, _OPENING | os.O_CREAT | os.O_EXCL, mode)
    except FileExistsError:  # Another program was faster.
        return os.open(path, _OPENING)
    os.fchmod(handle, mode)
    return handle


def _is_ours(handle: int, path: Path) -> bool:
    """Whether what was opened still has that name. Raises OSError for what is no line of ours:
    writing into it could spoil a file to which somebody has led us."""
    found = os.fstat(handle)
    if not stat.S_ISREG(found.st_mode) or found.st_nlink > 1 or found.st_size > 2 * _NUMBER_BYTES:
        raise FileExistsError(path)
    try:
        return os.path.samestat(found, path.lstat())
    except FileNotFoundError:
        return False


def _locked(handle: int, kind: int, count: int, first: int) -> bool:
    """Whether so many bytes could be locked at once; False too where the disk has no locks."""
    try:
        fcntl.lockf(handle, kind | fcntl.LOCK_NB, count, first)
    except OSError:
        return False
    return True


def _has_counter(handle: int) -> bool:
    return _locked(handle, fcntl.LOCK_EX, 1, _COUNTER)


def _number_at(handle: int, offset: int) -> int:
    return int.from_bytes(os.pread(handle, _NUMBER_BYTES, offset), "big") % _MOST


def _bytes_of(number: int) -> bytes:
    return number.to_bytes(_NUMBER_BYTES, "big")


def _path_of(ledger: Path) -> Path:
    whole = Path(os.path.realpath(ledger))
    return whole.with_name(whole.name + ENDING)
