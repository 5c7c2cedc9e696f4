"""Where the bytes come from: files, pipes and standard input, all made readable twice."""

import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from os import PathLike, fspath
from pathlib import Path
from typing import BinaryIO

from tracker.errors import NotFoundError, OptionError, StorageError, shown_value
from tracker.importing.fingerprints import Fingerprint, fingerprint_of

STDIN = "-"
MOST_SPOOLED = 4_000_000_000
"""Bytes taken from what has no size, such as a pipe, some of which never end."""
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Input:
    """One file of the call."""

    name: str
    """As the caller named it; `-` is standard input."""
    spooled: BinaryIO | None
    """A copy of what cannot be read twice; None for a plain file."""
    inner: str = ""
    """Name of the file inside of a compressed one; '' where there is none."""

    @property
    def extension(self) -> str:
        """The name's ending in small letters, `.csv`; '' for standard input."""
        name = self.inner or self.name
        return "" if name == STDIN else Path(name).suffix.lower()

    @contextmanager
    def reading(self) -> Iterator[BinaryIO]:
        """Its bytes from the start. Raises StorageError where they cannot be read."""
        if self.spooled is not None:
            self.spooled.seek(0)
            yield self.spooled
            return
        try:
            with Path(self.name).open("rb") as stream:
                yield stream
        except OSError as problem:
            raise StorageError(f"{self.name}: {problem.strerror or problem}") from problem

    def fingerprint(self) -> Fingerprint:
        """What its bytes are. Raises StorageError where they cannot be read."""
        with self.reading() as stream:
            return fingerprint_of(stream)

    def state(self) -> tuple[int, ...]:
        """What changes when the file is written to or another takes its name; () for a copy,
        which nobody else can change, and for a file that is gone."""
        if self.spooled is not None:
            return ()
        try:
            found = Path(self.name).stat()
        except OSError:
            return ()
        return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns

    def close(self) -> None:
        """Lets go of the copy."""
        if self.spooled is not None:
            self.spooled.close()


def names_of(files: Iterable[str | PathLike[str]]) -> tuple[str, ...]:
    """The names of files, once each is asked for: of an iterator they would be gone after that.

    Raises OptionError for one name alone, whose letters would be taken for names, and for what
    is no name.
    """
    if isinstance(files, str | PathLike) or not isinstance(files, Iterable):
        raise OptionError(f"files are several; give a list, as in [{str(files)!r}]")
    return tuple(map(name_of, files))


def name_of(file: object) -> str:
    """The name of a file or folder as a text. Raises OptionError for what is no name."""
    name = fspath(file) if isinstance(file, str | PathLike) else file
    if not isinstance(name, str):
        raise OptionError(f"the name of a file is a text or a path, not {shown_value(name)}")
    return name


def input_named(name: str, stdin: BinaryIO | None) -> Input:
    """The named file. Raises NotFoundError, OptionError (a folder, or no end) or StorageError."""
    if name == STDIN:
        return Input(name, _spooled(name, stdin if stdin is not None else sys.stdin.buffer))
    if not name.strip():
        raise OptionError("the name of a file is empty; name the file")
    path = Path(name)
    try:
        if path.is_dir():
            raise OptionError(f"{name} is a folder; name the files in it, as in {name}/*.csv")
        if path.is_file():
            return Input(name, None)
        with path.open("rb") as stream:
            return Input(name, _spooled(name, stream))
    except (FileNotFoundError, ValueError):
        raise NotFoundError("file", name, advice="check the path") from None
    except OSError as problem:
        raise StorageError(f"{name}: {problem.strerror or problem}") from problem


def _spooled(name: str, source: BinaryIO) -> BinaryIO:
    copy = tempfile.TemporaryFile()  # noqa: SIM115  closed with its Input
    left = MOST_SPOOLED
    while block := source.read(_BLOCK):
        left -= len(block)
        if left < 0:
            copy.close()
            raise OptionError(
                f"{name}: more than {MOST_SPOOLED:,} bytes came and no end; nothing was read, "
                "save what is to be imported as a file"
            )
        copy.write(block)
    return copy
