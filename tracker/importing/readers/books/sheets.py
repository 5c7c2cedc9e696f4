"""A workbook's sheet as a table: which sheet, where its header is, and which rows are odd."""

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from tracker.errors import shown
from tracker.importing.faults import FileError, RowError
from tracker.importing.readers.books.ods_book import OdsBook
from tracker.importing.readers.books.rows import Book, Sheet, SheetRow
from tracker.importing.readers.books.xlsx_book import XlsxBook
from tracker.importing.readers.shape import Shape
from tracker.importing.readers.table import BadRow, Cells, Table, refuse_many_columns

_MOST_NAMED = 10


def book_table(stream: BinaryIO, form: str, shape: Shape, *, is_chosen: bool = False) -> Table:
    """The table of a workbook's sheet. form: xlsx or ods. Raises FileError.

    is_chosen: the shape's sheet was found by an earlier look at the same workbook.
    """
    book: Book = XlsxBook(stream) if form == "xlsx" else OdsBook(stream)
    sheet = (book.known(shape.sheet) if is_chosen else None) or _chosen(book, shape.sheet)
    rows = book.rows(sheet)
    header = _header(rows, shape.header_row)
    names = header.cells
    refuse_many_columns(len(names), header.number)
    for place, (_, problem) in header.odd.items():
        raise FileError(f"column {place + 1} of the header: {problem}", line=header.number)
    noted: list[str] = []
    return Table(
        tuple(names),
        _rows(rows, names, noted),
        line=header.number,
        sheet=sheet.name,
        remarks=() if is_chosen else tuple(_remarks(book, sheet)),
        noted=noted,
    )


def _chosen(book: Book, wanted: str) -> Sheet:
    """The sheet to read. Raises FileError where none is named and several have rows."""
    if wanted:
        found = [one for one in book.sheets if one.name == wanted]
        if len(found) != 1:
            known = f"it has {_names(book.sheets)}" if book.sheets else "no sheet of it has rows"
            raise FileError(f"there is no sheet {shown(wanted)} in this workbook; {known}")
        return found[0]
    with_rows = [one for one in book.sheets if book.has_rows(one)]
    in_sight = [one for one in with_rows if not one.is_hidden]
    if len(in_sight) == 1:
        return in_sight[0]
    if in_sight:
        told = f"{len(in_sight)} sheets of this workbook have rows: {_names(in_sight)}"
        raise FileError(f"{told}; name one with --sheet")
    if with_rows:
        told = f"only hidden sheets of this workbook have rows: {_names(with_rows)}"
        raise FileError(f"{told}; name one with --sheet if it is meant")
    raise FileError("no sheet of this workbook has rows")


def _names(sheets: Sequence[Sheet]) -> str:
    more = f" and {len(sheets) - _MOST_NAMED} more" if len(sheets) > _MOST_NAMED else ""
    return ", ".join(shown(one.name) for one in sheets[:_MOST_NAMED]) + more


def _header(rows: Iterator[SheetRow], wanted: int) -> SheetRow:
    """The row that names the columns: the wanted one, or where that is 0 the first."""
    last = 0
    for row in rows:
        last = row.number
        if last >= (wanted or 1):
            break
    else:
        problem = f"row {wanted:,} is to name the columns, but there are only {last:,}"
        raise FileError(problem if wanted else "the sheet holds nothing but blanks")
    if wanted and last != wanted:
        raise FileError("this row is to name the columns, and it is blank", line=wanted)
    return row


def _rows(
    rows: Iterator[SheetRow], header: Sequence[str], noted: list[str]
) -> Iterator[tuple[int, Cells | BadRow]]:
    """The rows under a header, as wide as it is unless they are bad.

    noted: gets a remark on those out of sight.
    """
    width = len(header)
    hidden, first = 0, 0
    for row in rows:
        if row.is_hidden:
            hidden, first = hidden + 1, first or row.number
        cells = [*row.cells, *[""] * (width - len(row.cells))]
        error = _error(row, header)
        yield row.number, cells[:width] if error is None else BadRow(error, cells)
    if hidden:
        rows_are = "1 hidden row was" if hidden == 1 else f"{hidden:,} hidden rows were"
        noted.append(f"{rows_are} read like the others, first row {first}")


def _error(row: SheetRow, header: Sequence[str]) -> RowError | None:
    for place, (value, problem) in row.odd.items():
        return RowError(header[place] if place < len(header) else "", value, problem)
    if len(row.cells) > len(header):
        extra = next(filter(str.strip, row.cells[len(header) :]), "")
        if extra:
            problem = f"the row has a cell beyond the {len(header)} columns of the header"
            return RowError("", extra, problem)
    one = row.merged
    if one is None:
        return None
    column = header[one.first_column] if one.first_column < len(header) else ""
    problem = (
        f"cells of rows {one.first_row} to {one.last_row} are merged, and what stands in them "
        "could be meant of each or of all together; unmerge them and write it where it belongs"
    )
    return RowError(column, "", problem)


def _remarks(book: Book, read: Sheet) -> Iterator[str]:
    """What there is to say of the sheet that is read, and of those that are not."""
    if read.is_hidden:
        yield f"the sheet {shown(read.name)}, which was read, is hidden"
    hidden = [one for one in book.sheets if one.is_hidden and one != read]
    if hidden:
        yield f"hidden sheets were not read: {_names(hidden)}"
