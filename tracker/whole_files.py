"""Files that appear whole or not at all, for their owner alone."""

import os
from collections.abc import Iterable
from pathlib import Path
from tempfile import NamedTemporaryFile


def write_whole(path: Path, chunks: Iterable[str]) -> None:
    """Writes text as UTF-8 into a file that appears, with mode 0600, only when it is complete.

    What was there before stays until then, and if anything fails. What is no plain file, such
    as a pipe, is written to as it comes. Raises OSError.
    """
    if path.exists() and not path.is_file():
        with path.open("wb") as pipe:
            pipe.writelines(chunk.encode() for chunk in chunks)
        return
    whole = path.resolve()
    with NamedTemporaryFile("wb", dir=whole.parent, prefix=f".{path.name}.", delete=False) as file:
        try:
            file.writelines(chunk.encode() for chunk in chunks)
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).replace(whole)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
