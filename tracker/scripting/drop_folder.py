"""A folder into which others put files, and where each goes when it has been imported.

The order is: record, write the receipt, move. Whoever is killed between two of these finds the
file where it was; importing it again records nothing, and a receipt of the same bytes that is
there already stays, since it is the one that tells what was recorded.
"""

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import orjson

from tracker.errors import NotFoundError, OptionError, StorageError, WatchedError
from tracker.scripting.arrivals import Arrival, arrival_at
from tracker.scripting.receipts import write_receipt

DONE, REFUSED = "done", "refused"
RECEIPT = ".json"
"""Ending of a receipt's name, after the whole name of its file."""
_PACKED = (".gz", ".zip", ".zst", ".bz2", ".xz")
_LONGEST_NAME = 200
"""Bytes of a name; systems allow 255, and a number and `.json` are put to it."""


class DropFolder:
    """The folder, its done/ and its refused/, while one program alone takes what arrives."""

    def __init__(self, folder: Path, tell: Callable[[str], None]) -> None:
        """tell: takes what a person should know of a file that was taken away."""
        self.folder = folder
        self._tell = tell

    @classmethod
    @contextmanager
    def held(
        cls, folder: Path, tell: Callable[[str], None] = lambda _: None
    ) -> Iterator["DropFolder"]:
        """The folder, its two folders made for their owner alone. Raises NotFoundError and
        OptionError for what is no folder, WatchedError where another program watches it, and
        StorageError."""
        if not folder.exists():
            raise NotFoundError("folder", str(folder), advice="make it first")
        if not folder.is_dir():
            raise OptionError(f"{folder} is no folder; name the one into which files are put")
        with _only_one(folder):
            for name in (DONE, REFUSED):
                _make(folder / name)
            yield cls(folder, tell)

    def put_away(self, arrival: Arrival, kind: str, shape: dict[str, Any]) -> Path | None:
        """Writes the receipt into `done` or `refused` and moves the file beside it, under
        another name where its own is taken; where it now is.

        None where the file was replaced while it was imported: the new one stays, to be
        imported in its turn. None as well where somebody took it away, which is told: its
        receipt stays, since it tells what was recorded. Raises StorageError.
        """
        place = self._free_place(arrival.path.name, kind, shape)
        try:
            receipt = place.with_name(place.name + RECEIPT)
            if not receipt.exists():
                write_receipt(receipt, {**shape, "moved_to": moved_to(place)})
        except OSError as problem:
            raise StorageError(f"{place}: {problem.strerror or problem}") from problem
        if not self._is_moved(arrival.path, place):
            told = f"was taken away before it could be moved to {kind}"
            self._tell(f"{arrival.path.name} {told}; its receipt is {moved_to(receipt)}")
            return None
        if not os.path.lexists(place):  # Taken from there at once.
            return place
        moved = arrival_at(place)
        if moved is None or moved._replace(path=arrival.path) != arrival:
            self._put_back(place, arrival.path.name)
            return None
        return place

    @staticmethod
    def _is_moved(path: Path, place: Path) -> bool:
        """Moves a file; whether it was still there. Raises StorageError."""
        try:
            path.rename(place)
        except OSError as problem:
            if isinstance(problem, FileNotFoundError) and not os.path.lexists(path):
                return False
            raise StorageError(f"{place}: {problem.strerror or problem}") from problem
        return True

    def _free_place(self, name: str, kind: str, shape: dict[str, Any]) -> Path:
        for one in names_like(name):
            place = self.folder / kind / one
            receipt = place.with_name(one + RECEIPT)
            if not os.path.lexists(place) and (
                not os.path.lexists(receipt) or _is_of_same_bytes(receipt, shape)
            ):
                return place
        raise AssertionError("names_like has no end")

    def _put_back(self, place: Path, name: str) -> None:
        for one in names_like(name):
            back = self.folder / one
            if not os.path.lexists(back):
                place.rename(back)
                return


def moved_to(place: Path) -> str:
    """How a receipt names the place of its file: from the watched folder on."""
    return f"{place.parent.name}/{place.name}"


def names_like(name: str) -> Iterator[str]:
    """The name, then the same with a number before its ending, without end.

    >>> names = names_like("march.csv.gz")
    >>> [next(names) for _ in range(3)]
    ['march.csv.gz', 'march-2.csv.gz', 'march-3.csv.gz']
    """
    ending = Path(name).suffix
    if ending.lower() in _PACKED:
        ending = Path(name.removesuffix(ending)).suffix + ending
    stem = name.removesuffix(ending)
    while len(os.fsencode(stem + ending)) > _LONGEST_NAME and stem:
        stem = stem[:-1]
    yield stem + ending
    number = 2
    while True:
        yield f"{stem}-{number}{ending}"
        number += 1


def _is_of_same_bytes(receipt: Path, shape: dict[str, Any]) -> bool:
    """Whether a receipt without its file is of the file at hand: its program was killed."""
    with suppress(OSError, ValueError, LookupError, TypeError):
        (kept,) = orjson.loads(receipt.read_bytes())["files"]
        (given,) = shape["files"]
        return given["sha256"] is not None and kept["sha256"] == given["sha256"]
    return False


def _make(folder: Path) -> None:
    """Raises OptionError where something else has the name, and StorageError."""
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        if not stat.S_ISDIR(folder.lstat().st_mode):
            raise OptionError(f"{folder} is no folder; files are moved into it") from None
    except OSError as problem:
        raise StorageError(f"{folder}: {problem.strerror or problem}") from problem


@contextmanager
def _only_one(folder: Path) -> Iterator[None]:
    """While one program watches, a second is refused; a lock that ends with the program."""
    try:
        import fcntl  # noqa: PLC0415 - there is none on Windows
    except ImportError:
        yield
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError as problem:
        raise StorageError(f"{folder}: {problem.strerror or problem}") from problem
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise WatchedError(str(folder)) from None
        except OSError:  # A network drive without locks: whoever set it up sees to it.
            pass
        yield
    finally:
        os.close(descriptor)
