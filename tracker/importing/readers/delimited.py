"""CSV and its kin: lines of cells between commas, semicolons, tabs or any other character."""

import csv
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, TextIO

from tracker.importing.faults import FileError, RowError
from tracker.importing.headers import KNOWN_COLUMNS, column_name
from tracker.importing.readers.conflicts import refuse_conflicts
from tracker.importing.readers.shape import PLAIN_SHAPE, Shape
from tracker.importing.readers.swallowed import swallows_rows
from tracker.importing.readers.table import BadRow, Cells, Table, refuse_many_columns
from tracker.spreadsheets import may_hold_guards, unguarded

if TYPE_CHECKING:
    from _csv import Reader

DELIMITERS = ",;\t|"
"""The usual ones, in order of preference."""
_NEVER_BETWEEN = "_ \"'\r\n"
_BLANKS = " ,;\t|\r\n"
_TOLD_BY = 100_000
"""Characters of a header, from which its delimiter is told."""
LONGEST_LINE = 1_000_000
"""Characters. No row of ours comes near it, and a longer one is not worth the memory."""
_MISSING = "a quotation mark may be missing"
_QUOTE_PROBLEMS = {
    "unexpected end of data": 'a quotation mark is opened here and never closed; write "" for one '
    "inside quotes",
    "expected after": 'there is text after a closing quotation mark; write "" for one '
    "inside quotes",
    "field larger than": "a cell holds more than {limit:,} characters; no text of a claim may",
    "NUL": "there is a zero byte in this row",
}


def delimited_table(text: TextIO, shape: Shape = PLAIN_SHAPE) -> Table:
    """The table of a CSV, TSV or similar file; unless given, the header tells the delimiter.

    Raises FileError for a header that cannot be read.
    """
    has_guards = _looked_through(text)
    skipped, first = _header_line(text, shape.header_row)
    delimiter = shape.delimiter or _delimiter(first)
    reader = _reader(chain([first], text), delimiter, is_quoted=shape.quoting)
    try:
        header = next(reader, [])
    except csv.Error as problem:
        raise FileError(f"the header cannot be read: {_told(problem)}", line=skipped + 1) from None
    while header and not header[-1].strip():
        header.pop()
    refuse_many_columns(len(header), skipped + 1)
    if not header:
        raise FileError("the file holds nothing but blanks")
    rows = _rows(reader, len(header), skipped, delimiter)
    if not has_guards:
        return Table(tuple(header), rows, line=skipped + 1)
    names = tuple(map(unguarded, header))
    return Table(names, map(_unguarded_row, rows), line=skipped + 1)


def _reader(lines: Iterable[str], delimiter: str, *, is_quoted: bool) -> "Reader":
    if is_quoted:
        return csv.reader(lines, delimiter=delimiter, strict=True)
    return csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE, quotechar=None)


def _header_line(text: TextIO, wanted: int) -> tuple[int, str]:
    """How many lines stand above the header, and the header's first line.

    wanted: its number where somebody says it, else 0. Raises FileError.
    """
    above = 0
    for line in text:
        above += 1
        if above == wanted or (not wanted and line.strip(_BLANKS)):
            break
    else:
        if not wanted:
            raise FileError("the file holds nothing but blanks")
        problem = f"row {wanted:,} is to name the columns, but there are only {above:,}"
        raise FileError(problem)
    if not line.strip(_BLANKS):
        raise FileError("this row is to name the columns, and it is blank", line=wanted)
    return above - 1, line


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
        refuse_conflicts(block, line)
        ends = block.count("\n") or block.count("\r")
        if not ends and len(block) == LONGEST_LINE:
            problem = f"this line holds more than {LONGEST_LINE:,} characters; no claim needs them"
            raise FileError(problem, line=line)
        line += ends
    text.seek(0)
    return has_guards


def _delimiter(header: str) -> str:
    """The delimiter under which most columns are known; where none is, the usual one that gives
    most columns; a comma where nothing parts the line."""
    line = header[:_TOLD_BY]
    signs = {sign for sign in line if sign.isascii() and not sign.isalnum()}
    usual = [sign for sign in DELIMITERS if sign in signs]
    others = sorted(signs.difference(DELIMITERS, _NEVER_BETWEEN))

    def known(delimiter: str) -> int:
        return sum(column_name(cell) in KNOWN_COLUMNS for cell in _parted(line, delimiter))

    best = max((*usual, *others), key=known, default=",")
    if known(best) > (best not in DELIMITERS):
        return best
    return max(usual, key=lambda sign: len(_parted(line, sign)), default=",")


def _parted(line: str, delimiter: str) -> Cells:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _rows(
    reader: "Reader", width: int, skipped: int, delimiter: str
) -> Iterator[tuple[int, Cells | BadRow]]:
    line = reader.line_num + 1 + skipped
    while True:
        try:
            for cells in reader:
                after = reader.line_num + 1 + skipped
                if len(cells) == width and after - line == 1:
                    if cells[0] or any(cells):
                        yield line, cells
                elif any(map(str.strip, cells)):
                    yield line, _fitted(cells, width, delimiter, _reach(line, after - 1))
                line = after
        except csv.Error as problem:
            if "field larger than" in str(problem):
                raise FileError(_told(problem), line=line) from None
            told = _told(problem) + _reach(line, reader.line_num + skipped)
            yield line, BadRow(RowError("", "", told), [])
            line = reader.line_num + 1 + skipped
        else:
            return


def _reach(first: int, last: int) -> str:
    """How a refusal ends of a row that reaches over several lines: where a quotation mark is
    missing, those are rows of their own, and nothing else tells that they are not read."""
    return f"; lines {first:,} to {last:,} were read as this one row" if last > first else ""


def _fitted(cells: Cells, width: int, delimiter: str, reach: str) -> Cells | BadRow:
    """The row without blank cells past the header's end, or why it does not fit. reach: of one
    over several lines, how a refusal of it ends."""
    if len(cells) >= width and not any(map(str.strip, cells[width:])):
        if reach and swallows_rows(cells[:width], delimiter):
            problem = f"a text in this row holds what looks like the next row; {_MISSING}{reach}"
            return BadRow(RowError("", "", problem), cells[:width])
        return cells[:width]
    if len(cells) > width:
        told = "more than", "put quotation marks around text that holds the delimiter"
    else:
        told = "fewer than", f"it may be cut off, or {_MISSING}"
    problem = f"the row has {len(cells)} cells, {told[0]} the {width} columns of the header"
    problem = f"{problem}; {told[1]}{reach}"
    extra = cells[width] if len(cells) > width else ""
    return BadRow(RowError("", extra, problem), cells)


def _told(problem: csv.Error) -> str:
    for part, sentence in _QUOTE_PROBLEMS.items():
        if part in str(problem):
            return sentence.format(limit=csv.field_size_limit())
    return str(problem)
