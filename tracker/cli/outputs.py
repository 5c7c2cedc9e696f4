"""Where output may not go: over what is being read, or over another output."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path

from tracker.errors import NotFoundError, OptionError


def refuse_same(option: str, output: str, other_option: str, other: str | None) -> None:
    """Raises OptionError for an output that is another file of the command's."""
    from tracker.ledger.own_files import is_same_file  # noqa: PLC0415

    if other is not None and other != "-" and is_same_file(output, other):
        raise OptionError(f"{option} and {other_option} are one file, {output}; name another")


def refuse_inputs(option: str, output: str, files: Iterable[str]) -> None:
    """Raises OptionError for an output that would be written over a file that is imported."""
    from tracker.ledger.own_files import is_same_file  # noqa: PLC0415

    if any(name != "-" and is_same_file(output, name) for name in files):
        raise OptionError(f"{option} {output} is one of the files to import; name another")


def refuse_no_folder(output: str) -> None:
    """Raises NotFoundError, before anything is recorded, signed or written, where there is no
    place for an output."""
    folder = Path(output).parent
    if not folder.is_dir():
        raise NotFoundError("folder", str(folder), advice=f"make it first; {output} goes there")


def refuse_own_input(option: str, output: str) -> None:
    """Raises OptionError for an output that would be written over the file on standard input."""
    try:
        is_read = os.path.samestat(os.fstat(sys.stdin.fileno()), Path(output).stat())
    except (OSError, ValueError):  # Nothing is there yet, or standard input is no file.
        return
    if is_read and Path(output).is_file():
        raise OptionError(f"{option} {output} is what standard input reads; name another file")
