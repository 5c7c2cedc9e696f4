"""Refused rows, written out so that they can be put right and imported again."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tracker.errors import StorageError
from tracker.importing.headers import REFUSAL_COLUMNS
from tracker.importing.readers import Cells
from tracker.spreadsheets import guarded
from tracker.whole_files import write_whole

_HALF_CHARACTERS = re.compile("[\ud800-\udfff]")
"""Which no file can hold; a row may have been refused for one."""


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

    Rows of files with different columns stand under all columns of all files. The file appears
    whole or not at all, for its owner alone. Raises StorageError.
    """
    try:
        write_whole(Path(path), _lines(rows))
    except OSError as problem:
        raise StorageError(f"{path}: {problem.strerror or problem}; nothing was stored") from None


def _lines(rows: Sequence[RefusedRow]) -> Iterator[bytes]:
    columns = list(dict.fromkeys(column for row in rows for column in _own(row.header)))
    yield _line([*columns, *REFUSAL_COLUMNS])
    for row in rows:
        cells = dict(zip(row.header, row.cells, strict=False))
        ours = (row.file, str(row.line), row.problem)
        yield _line([*(cells.get(column, "") for column in columns), *ours])


def _line(texts: Sequence[str]) -> bytes:
    line = io.StringIO()
    csv.writer(line).writerow(map(guarded, texts))
    return _HALF_CHARACTERS.sub("\ufffd", line.getvalue()).encode()


def _own(header: tuple[str, ...]) -> tuple[str, ...]:
    """A file's own columns: of rows refused before, those that an earlier refusal added go."""
    if not set(header).issuperset(REFUSAL_COLUMNS):
        return header
    return tuple(column for column in header if column not in REFUSAL_COLUMNS)
