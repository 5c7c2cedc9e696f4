"""Where output may not go: over the ledger, or over what is being read."""

import os
import sys
from pathlib import Path

from tracker.errors import OptionError


def refuse_own_files(option: str, output: str, where: str) -> None:
    """Raises OptionError for an output that would be written over the ledger kept `where`."""
    from tracker.ledger.own_files import is_of_ledger  # noqa: PLC0415

    if is_of_ledger(output, where):
        raise OptionError(f"{option} {output} is the ledger or part of it; name another file")


def refuse_own_input(option: str, output: str) -> None:
    """Raises OptionError for an output that would be written over the file on standard input."""
    try:
        is_read = os.path.samestat(os.fstat(sys.stdin.fileno()), Path(output).stat())
    except (OSError, ValueError):  # Nothing is there yet, or standard input is no file.
        return
    if is_read and Path(output).is_file():
        raise OptionError(f"{option} {output} is what standard input reads; name another file")
