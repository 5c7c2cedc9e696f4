"""Refused rows, written out so that they can be put right and imported again."""

import csv
import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.errors import StorageError
from tracker.importing.headers import REFUSAL_COLUMNS
from tracker.importing.readers import Cells


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that was refused, as it stood in its file."""

    file: str
    line: int
    header: tuple[str, ...]
    cells: Cells
    problem: str


def write_refused(path: str, rows: Sequence[RefusedRow]) -> None:
    """Writes the rows as CSV under their own columns, then file, line and problem.

    Rows of files with different columns stand under all columns of all files. Only the owner
    may read the file. Raises StorageError.
    """
    columns = list(dict.fromkeys(column for row in rows for column in _own(row.header)))
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(descriptor, "w", encoding="utf-8", newline="") as file:  # noqa: PTH123
            if stat.S_ISREG(os.fstat(descriptor).st_mode):  # A device belongs to everybody.
                os.fchmod(descriptor, 0o600)
            writer = csv.writer(file)
            writer.writerow((*columns, *REFUSAL_COLUMNS))
            for row in rows:
                cells = dict(zip(row.header, row.cells, strict=False))
                ours = (row.file, row.line, row.problem)
                writer.writerow((*(cells.get(column, "") for column in columns), *ours))
    except OSError as problem:
        raise StorageError(f"{path}: {problem.strerror or problem}; nothing was stored") from None


def _own(header: tuple[str, ...]) -> tuple[str, ...]:
    """A file's own columns: of rows refused before, those that an earlier refusal added go."""
    if not set(header).issuperset(REFUSAL_COLUMNS):
        return header
    return tuple(column for column in header if column not in REFUSAL_COLUMNS)
