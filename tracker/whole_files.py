"""Files that appear whole or not at all, for their owner alone."""

import os
from collections.abc import Iterable
from pathlib import Path
from tempfile import NamedTemporaryFile

_LONGEST_NAME = 40
"""Characters taken into the name of the file beside it, since names have a limit themselves."""


def write_whole(path: Path, chunks: Iterable[bytes]) -> None:
    """The chunks into a file that appears, with mode 0600, only when it is complete.

    What was there before stays until then, and if anything fails. What is no plain file, such
    as a pipe, is written to as it comes. Raises OSError.
    """
    HeldBack(path, chunks).appear()


class HeldBack:
    """A file that is written and safe on the disk, and has not taken its place yet.

    Either `appear` or `drop` ends it. Raises OSError.
    """

    def __init__(self, path: Path, chunks: Iterable[bytes]) -> None:
        self._path = path
        self._beside: Path | None = None
        try:
            if path.exists() and not path.is_file():
                with path.open("wb") as pipe:
                    pipe.writelines(chunks)
                return
            self._beside = _written_beside(path.resolve(), chunks)
        except OSError as problem:  # The name of the file beside it would tell nobody anything.
            raise OSError(problem.errno, problem.strerror, str(path)) from problem

    def appear(self) -> None:
        """Takes its place, and that of what was there. Raises OSError."""
        if self._beside is None:
            return
        try:
            self._beside.replace(self._path.resolve())
        except OSError as problem:
            self.drop()
            raise OSError(problem.errno, problem.strerror, str(self._path)) from problem
        self._beside = None

    def drop(self) -> None:
        """Is gone, unless it has appeared; what was there before stays."""
        if self._beside is not None:
            self._beside.unlink(missing_ok=True)
            self._beside = None


def _written_beside(whole: Path, chunks: Iterable[bytes]) -> Path:
    beside = f".{whole.name[:_LONGEST_NAME]}."
    with NamedTemporaryFile("wb", dir=whole.parent, prefix=beside, delete=False) as file:
        try:
            file.writelines(chunks)
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
    return Path(file.name)
