"""Writing a file so that it is there whole or not at all."""

import os
from collections.abc import Iterable
from pathlib import Path
from tempfile import NamedTemporaryFile


def write_whole(path: Path, chunks: Iterable[bytes]) -> None:
    """The chunks into a file that appears, with mode 0600, only when it is complete.

    What is no plain file, such as a pipe, is written to as it comes. Raises OSError.
    """
    if path.exists() and not path.is_file():
        with path.open("wb") as pipe:
            pipe.writelines(chunks)
        return
    try:
        _replace(path.resolve(), chunks)
    except OSError as problem:  # The name of the file beside it would tell nobody anything.
        raise OSError(problem.errno, problem.strerror, str(path)) from problem


def _replace(whole: Path, chunks: Iterable[bytes]) -> None:
    with NamedTemporaryFile("wb", dir=whole.parent, prefix=f".{whole.name}.", delete=False) as file:
        try:
            file.writelines(chunks)
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).replace(whole)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
