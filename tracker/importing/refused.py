"""Refused rows, written out so that they can be put right and imported again."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from tracker.errors import StorageError
from tracker.importing.faults import RowError
from tracker.importing.headers import REFUSAL_COLUMNS, FileKind, Layout, column_name
from tracker.importing.readers import Cells
from tracker.importing.readers.shape import Shape
from tracker.spreadsheets import guarded
from tracker.whole_files import HeldBack

_HALF_CHARACTERS = re.compile("[\ud800-\udfff]")
"""Which no file can hold; a row may have been refused for one."""
_START = 65_536
"""Bytes in which the header of a list of refused rows is looked for."""
_UNREAD = "[not read] "
"""Before a cell whose text is not what it says, as the 40 of a cell that shows 40+, before a row
that is none, as a total, and before a ref that another row has: written bare they would be taken
when the rows are imported again."""
CLAIMS, WIDE, SOURCES, INCIDENTS = "claims", "wide", "sources", "incidents"
LISTS = (CLAIMS, WIDE, SOURCES, INCIDENTS)
"""Kinds of rows of which each needs a list of its own: no file can be read as two of them."""


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that was refused, as it stood in its file."""

    file: str
    line: int
    header: tuple[str, ...]
    cells: Cells
    problem: str
    unread: frozenset[str] = frozenset()
    """Columns whose cells the file's reader could not make texts of, or that must not be taken
    as they stand; '' is the whole row, as one that is cut off, or a total."""
    kind: str = CLAIMS
    """What it is a row of, one of LISTS."""

    @property
    def marked(self) -> frozenset[str]:
        """Columns in which it is to be seen that they were not read."""
        columns = self.unread & set(self.header)
        return columns if columns == self.unread else columns | {self.header[0]}


def refuse_unread(header: Sequence[str], cells: Cells) -> None:
    """Raises RowError for a refused row in which a cell that was not read is as it was."""
    for column, cell in zip(header, cells, strict=False):
        if cell.startswith(_UNREAD):
            problem = f"what was refused is not put right; write what is meant, without {_UNREAD!r}"
            raise RowError(column, cell, problem)


def are_refused_before(header: Sequence[str]) -> bool:
    """Whether a file with that header has rows that were refused and written out."""
    return set(header).issuperset(REFUSAL_COLUMNS)


def shape_of_list(stream: BinaryIO, shape: Shape) -> Shape | None:
    """How the rows of a list of refused rows stand; None for any other file.

    It is plain CSV in UTF-8, whatever a profile or the caller say of the file that the rows are
    from: tabs, JSON, a header further down.
    """
    stream.seek(0)
    start = stream.read(_START).decode("utf-8-sig", errors="replace")
    try:
        header = next(csv.reader(start.splitlines(keepends=True)), [])
    except csv.Error:
        return None
    is_list = tuple(header[-len(REFUSAL_COLUMNS) :]) == REFUSAL_COLUMNS
    return Shape(format="csv", verbatim=shape.verbatim) if is_list else None


def list_of(layout: Layout) -> str:
    """The kind of a file's rows, one of LISTS."""
    if layout.kind is FileKind.CLAIMS and layout.wide:
        return WIDE
    return layout.kind.value if layout.kind.value in LISTS else CLAIMS


def list_names(path: str) -> tuple[str, ...]:
    """Every name that a list of refused rows may take which is to be written there: its own, and
    that of one for each kind."""
    where = Path(path)
    return (path, *(str(where.with_name(f"{where.stem}.{kind}{where.suffix}")) for kind in LISTS))


def by_list(path: str, rows: Sequence[RefusedRow]) -> dict[str, list[RefusedRow]]:
    """The rows by the file that they go to: the first kind of LISTS has the path itself, and what
    is no plain file, such as a pipe, has all."""
    kinds = [kind for kind in LISTS if any(row.kind == kind for row in rows)]
    where = Path(path)
    if where.exists() and not where.is_file():
        return {path: list(rows)}
    names = dict(zip(LISTS, list_names(path)[1:], strict=True)) | {kinds[0]: path}
    return {names[kind]: [row for row in rows if row.kind == kind] for kind in kinds}


class RefusedFile:
    """The rows as CSV under their own columns, then file, line and problem; of several kinds in
    a file for each (`by_list`).

    Rows of files with different columns stand under all columns of all files. It is written
    before the good rows are kept, so that no row is left out without being listed, and appears
    after, so that an import that kept nothing takes nobody's last list away. It appears whole,
    for its owner alone. Raises StorageError.
    """

    def __init__(self, path: str, rows: Sequence[RefusedRow]) -> None:
        self._files: dict[str, HeldBack] = {}
        for name, some in by_list(path, rows).items():
            try:
                self._files[name] = HeldBack(Path(name), _lines(some))
            except OSError as problem:
                self.drop()
                raise self._error(name, problem, "nothing was stored") from None

    def appear(self) -> None:
        """Takes its place, now that the good rows are kept. Raises StorageError."""
        for name, file in self._files.items():
            try:
                file.appear()
            except OSError as problem:
                done = "the good rows were recorded; import the files again to have the others"
                raise self._error(name, problem, f"{done} listed") from None

    def drop(self) -> None:
        """Is gone, unless it has appeared."""
        for file in self._files.values():
            file.drop()

    @staticmethod
    def _error(name: str, problem: OSError, done: str) -> StorageError:
        return StorageError(f"{name}: {problem.strerror or problem}", done)


def _lines(rows: Sequence[RefusedRow]) -> Iterator[bytes]:
    columns: dict[str, str] = {}
    """Column → its name, as `column_name` gives it."""
    places = {
        header: _places(header, columns) for header in dict.fromkeys(row.header for row in rows)
    }
    yield _line([*columns, *REFUSAL_COLUMNS])
    for row in rows:
        cells = dict(zip(row.header, row.cells, strict=False))
        for column in row.marked:
            cells[column] = _UNREAD + cells.get(column, "")
        under = {places[row.header].get(column, column): cell for column, cell in cells.items()}
        ours = (row.file, str(row.line), row.problem)
        yield _line([*(under.get(column, "") for column in columns), *ours])


def _places(header: tuple[str, ...], columns: dict[str, str]) -> dict[str, str]:
    """A file's own columns by those of the list they stand under, which are added where there is
    none of that name: `Source` of one file and `source` of another are one."""
    own = _own(header)
    places = {}
    for column in own:
        name = column_name(column)
        like = (one for one, its in columns.items() if its == name and one not in own)
        place = column if column in columns else next(like, column)
        columns.setdefault(place, name)
        places[column] = place
    return places


def _line(texts: Sequence[str]) -> bytes:
    """A row of CSV. Where a text has several lines, all cells are quoted: when it is imported
    again, nothing in it is taken for a row of the file."""
    line = io.StringIO()
    has_lines = any("\n" in text or "\r" in text for text in texts)
    writer = csv.writer(line, quoting=csv.QUOTE_ALL) if has_lines else csv.writer(line)
    writer.writerow(map(guarded, texts))
    return _HALF_CHARACTERS.sub("\ufffd", line.getvalue()).encode()


def _own(header: tuple[str, ...]) -> tuple[str, ...]:
    """A file's own columns: of rows refused before, those that an earlier refusal added go."""
    if not are_refused_before(header):
        return header
    return tuple(column for column in header if column not in REFUSAL_COLUMNS)
