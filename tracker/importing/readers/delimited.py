"""CSV and its kin: commas, semicolons, tabs or pipes."""

import csv
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, TextIO

from tracker.importing.faults import FileError, RowError
from tracker.importing.headers import KNOWN_COLUMNS, column_name
from tracker.importing.readers.table import BadRow, Cells, Table, refuse_many_columns
from tracker.spreadsheets import may_hold_guards, unguarded

if TYPE_CHECKING:
    from _csv import Reader

DELIMITERS = ",;\t|"
LONGEST_LINE = 1_000_000
"""Characters. No row of ours comes near it, and a longer one is not worth the memory."""
_QUOTE_PROBLEMS = {
    "unexpected end of data": 'a quotation mark is opened here and never closed; write "" for one '
    "inside quotes",
    "expected after": 'there is text after a closing quotation mark; write "" for one '
    "inside quotes",
    "field larger than": "a cell holds more than {limit:,} characters; no text of a claim may",
    "NUL": "there is a zero byte in this row",
}


def delimited_table(text: TextIO) -> Table:
    """The table of a CSV, TSV or similar file; the header's line tells the delimiter.

    Raises FileError for a header that cannot be read.
    """
    has_guards = _looked_through(text)
    blank = 0
    first = ""
    for first in text:
        if first.strip():
            break
        blank += 1
    delimiter = _delimiter(first)
    reader = csv.reader(chain([first], text), delimiter=delimiter, strict=True)
    try:
        header = next(reader, [])
    except csv.Error as problem:
        raise FileError(f"the header cannot be read: {_told(problem)}", line=blank + 1) from None
    while header and not header[-1].strip():
        header.pop()
    refuse_many_columns(len(header), blank + 1)
    if not header:
        raise FileError("the file holds nothing but blanks")
    rows = _rows(reader, len(header), blank)
    if not has_guards:
        return Table(tuple(header), rows)
    return Table(tuple(map(unguarded, header)), map(_unguarded_row, rows))


def _unguarded_row(row: tuple[int, Cells | BadRow]) -> tuple[int, Cells | BadRow]:
    line, cells = row
    if isinstance(cells, BadRow):
        return line, BadRow(cells.error, list(map(unguarded, cells.cells)))
    return line, list(map(unguarded, cells))


def _looked_through(text: TextIO) -> bool:
    """Whether any cell may be guarded against spreadsheets; the text is back at its start.

    Raises FileError where a line is too long to be worth reading whole.

    A line up to twice as long may pass; the reader's own limit on cells catches that one.
    """
    text.seek(0)
    line, has_guards = 1, False
    while block := text.read(LONGEST_LINE):
        has_guards = has_guards or may_hold_guards(block)
        ends = block.count("\n") or block.count("\r")
        if not ends and len(block) == LONGEST_LINE:
            problem = f"this line holds more than {LONGEST_LINE:,} characters; no claim needs them"
            raise FileError(problem, line=line)
        line += ends
    text.seek(0)
    return has_guards


def _delimiter(line: str) -> str:
    """The delimiter under which most columns are known; the first one splits otherwise."""

    def known(delimiter: str) -> int:
        cells = next(csv.reader([line], delimiter=delimiter), [])
        return sum(column_name(cell) in KNOWN_COLUMNS for cell in cells)

    try:
        return max(DELIMITERS, key=known)
    except csv.Error:
        return ","


def _rows(reader: "Reader", width: int, skipped: int) -> Iterator[tuple[int, Cells | BadRow]]:
    line = reader.line_num + 1 + skipped
    while True:
        try:
            for cells in reader:
                if len(cells) == width:
                    if cells[0] or any(cells):
                        yield line, cells
                elif any(map(str.strip, cells)):
                    yield line, _fitted(cells, width)
                line = reader.line_num + 1 + skipped
        except csv.Error as problem:
            if "field larger than" in str(problem):
                raise FileError(_told(problem), line=line) from None
            yield line, BadRow(RowError("", "", _told(problem)), [])
            line = reader.line_num + 1 + skipped
        else:
            return


def _fitted(cells: Cells, width: int) -> Cells | BadRow:
    """The row without blank cells past the header's end, or why it does not fit."""
    if len(cells) > width and not any(map(str.strip, cells[width:])):
        return cells[:width]
    if len(cells) > width:
        told = "more than", "put quotation marks around text that holds the delimiter"
    else:
        told = "fewer than", "it may be cut off, or a quotation mark may be missing"
    problem = f"the row has {len(cells)} cells, {told[0]} the {width} columns of the header"
    problem = f"{problem}; {told[1]}"
    extra = cells[width] if len(cells) > width else ""
    return BadRow(RowError("", extra, problem), cells)


def _told(problem: csv.Error) -> str:
    for part, sentence in _QUOTE_PROBLEMS.items():
        if part in str(problem):
            return sentence.format(limit=csv.field_size_limit())
    return str(problem)
