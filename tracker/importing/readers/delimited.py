"""CSV and its kin: lines of cells between commas, semicolons, tabs or any other character."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from operator import itemgetter
from typing import TYPE_CHECKING, TextIO

from tracker.importing.faults import FileError, RowError
from tracker.importing.headers import KNOWN_COLUMNS, column_name
from tracker.importing.readers.conflicts import refuse_conflicts
from tracker.importing.readers.shape import PLAIN_SHAPE, Shape
from tracker.importing.readers.swallowed import is_all_quoted, swallows_rows
from tracker.importing.readers.table import (
    ROWS_AT_ONCE,
    BadRow,
    Cells,
    Seen,
    Table,
    refuse_many_columns,
)
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
_SWALLOWED = f"{_MISSING}; if it is meant so, quote every cell of the row"
_QUOTE_PROBLEMS = {
    "unexpected end of data": 'a quotation mark is opened here and never closed; write "" for one '
    "inside quotes",
    "expected after": 'there is text after a closing quotation mark; write "" for one '
    "inside quotes",
    "field larger than": "a cell holds more than {limit:,} characters; no text of a claim may",
    "NUL": "there is a zero byte in this row",
}


def delimited_table(text: TextIO, shape: Shape = PLAIN_SHAPE, seen: Seen | None = None) -> Table:
    """The table of a CSV, TSV or similar file; unless given, the header tells the delimiter.

    seen: what an earlier table of the same file told. Raises FileError for a header that cannot
    be read.
    """
    seen = seen or _looked_through(text)
    may_be_quoted = seen.may_be_quoted
    skipped, first = _header_line(text, shape.header_row)
    delimiter = shape.delimiter or _delimiter(first)
    written: list[str] = []
    lines = _remembered(text, written) if may_be_quoted else text
    reader = _reader(chain([first], lines), delimiter, is_quoted=shape.quoting)
    try:
        header = next(reader, [])
    except csv.Error as problem:
        raise FileError(f"the header cannot be read: {_told(problem)}", line=skipped + 1) from None
    while header and not header[-1].strip():
        header.pop()
    refuse_many_columns(len(header), skipped + 1)
    if not header:
        raise FileError("the file holds nothing but blanks")
    written.clear()
    fitting = _Fitting(len(header), delimiter, written)
    rows = _rows(reader, len(header), skipped, fitting, 1 if may_be_quoted else ROWS_AT_ONCE)
    if not seen.may_hold_guards:
        return Table(tuple(header), rows, line=skipped + 1, seen=seen)
    names = tuple(map(unguarded, header))
    return Table(names, map(_unguarded_row, rows), line=skipped + 1, seen=seen)


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


def _remembered(lines: Iterable[str], written: list[str]) -> Iterator[str]:
    """The lines, each of which is added to a list on its way."""
    for line in lines:
        written.append(line)
        yield line


def _looked_through(text: TextIO) -> Seen:
    """What must be known before the first row is read; the text is back at its start.

    Raises FileError where a line is too long to be worth reading whole.

    A line up to twice as long may pass; the reader's own limit on cells catches that one.
    """
    text.seek(0)
    line, has_guards, may_be_quoted = 1, False, False
    while block := text.read(LONGEST_LINE):
        has_guards = has_guards or may_hold_guards(block)
        may_be_quoted = may_be_quoted or _may_begin_quoted(block)
        refuse_conflicts(block, line)
        ends = block.count("\n") or block.count("\r")
        if not ends and len(block) == LONGEST_LINE:
            problem = f"this line holds more than {LONGEST_LINE:,} characters; no claim needs them"
            raise FileError(problem, line=line)
        line += ends
    text.seek(0)
    return Seen(has_guards, may_be_quoted)


def _may_begin_quoted(block: str) -> bool:
    """Whether a line of it begins with a quotation mark. Most have none, which is told quickest."""
    return '"' in block and (block[0] == '"' or '\n"' in block or '\r"' in block)


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
    reader: "Reader", width: int, skipped: int, fitting: "_Fitting", at_once: int
) -> Iterator[tuple[int, Cells | BadRow]]:
    """Records are read so many at once, and given one after the other."""
    line = reader.line_num + 1 + skipped
    while True:
        block: list[Cells] = []
        ends: list[int] = []
        problem: Exception | None = None
        try:
            for cells in islice(reader, at_once):
                block.append(cells)
                ends.append(reader.line_num)
        except Exception as found:  # noqa: BLE001 - it comes after the rows before it
            problem = found
        if block:
            after = ends[-1] + 1 + skipped
            if _are_plain(block, width, after - line):
                yield from zip(range(line, after), block, strict=True)
            else:
                yield from _fitted(block, line, [end + 1 + skipped for end in ends], fitting)
            line = after
        if isinstance(problem, csv.Error):
            yield line, _misquoted(problem, line, reader.line_num + skipped)
            line = reader.line_num + 1 + skipped
        elif problem is not None:
            raise problem
        elif not block:
            return
        fitting.written.clear()


def _are_plain(block: Sequence[Cells], width: int, lines: int) -> bool:
    """Whether each of some records has a line of its own, as many cells as the header, and
    something in the first."""
    return (
        len(block) == lines and set(map(len, block)) == {width} and all(map(itemgetter(0), block))
    )


def _fitted(
    block: Sequence[Cells], line: int, after: Sequence[int], fitting: "_Fitting"
) -> Iterator[tuple[int, Cells | BadRow]]:
    """The rows that some records make, of which the first begins in a line."""
    for cells, next_line in zip(block, after, strict=True):
        if len(cells) == fitting.width and next_line - line == 1:
            if cells[0] or any(cells):
                yield line, cells
        elif any(map(str.strip, cells)):
            yield line, fitting.fitted(cells, _reach(line, next_line - 1))
        line = next_line


def _misquoted(problem: csv.Error, first: int, last: int) -> BadRow:
    """A record that could not be parted. Raises FileError where nothing after it can be."""
    if "field larger than" in str(problem):
        raise FileError(_told(problem), line=first) from None
    return BadRow(RowError("", "", _told(problem) + _reach(first, last)), [])


def _reach(first: int, last: int) -> str:
    """How a refusal ends of a row that reaches over several lines: where a quotation mark is
    missing, those are rows of their own, and nothing else tells that they are not read."""
    return f"; lines {first:,} to {last:,} were read as this one row" if last > first else ""


@dataclass(frozen=True, slots=True)
class _Fitting:
    """Rows that do not plainly fit the header."""

    width: int
    delimiter: str
    written: list[str]
    """The lines of the row at hand, in a file that may have rows in quotation marks."""

    def fitted(self, cells: Cells, reach: str) -> Cells | BadRow:
        """The row without blank cells past the header's end, or why it does not fit. reach: of
        one over several lines, how a refusal of it ends."""
        width = self.width
        if len(cells) >= width and not any(map(str.strip, cells[width:])):
            if reach and self._swallows_rows(cells):
                problem = f"a text in this row holds what looks like the next row; {_SWALLOWED}"
                return BadRow(RowError("", "", problem + reach), cells[:width])
            return cells[:width]
        if len(cells) > width:
            told = "more than", "put quotation marks around text that holds the delimiter"
        else:
            told = "fewer than", f"it may be cut off, or {_MISSING}"
        problem = f"the row has {len(cells)} cells, {told[0]} the {width} columns of the header"
        problem = f"{problem}; {told[1]}{reach}"
        extra = cells[width] if len(cells) > width else ""
        return BadRow(RowError("", extra, problem), cells)

    def _swallows_rows(self, cells: Cells) -> bool:
        if not swallows_rows(cells[: self.width], self.delimiter):
            return False
        return not is_all_quoted("".join(self.written), cells, self.delimiter)


def _told(problem: csv.Error) -> str:
    for part, sentence in _QUOTE_PROBLEMS.items():
        if part in str(problem):
            return sentence.format(limit=csv.field_size_limit())
    return str(problem)
