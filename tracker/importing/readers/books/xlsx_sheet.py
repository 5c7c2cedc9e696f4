"""The cells of an XLSX sheet, row by row."""

from collections.abc import Sequence
from functools import lru_cache

from tracker.importing.faults import FileError
from tracker.importing.readers.books.cells import NO_RESULT, OddCellError, error_cell, number_cell
from tracker.importing.readers.books.formats import NumberFormat
from tracker.importing.readers.books.parts import Walker
from tracker.importing.readers.books.rows import MOST_ROWS, Merged, SheetRow
from tracker.importing.readers.books.serials import written_date_text
from tracker.importing.readers.books.xlsx_texts import unescaped
from tracker.importing.readers.table import MOST_COLUMNS

_PLAIN = NumberFormat()
_MOST_MERGED = 100_000
_DAMAGED = "the workbook is damaged: "


class SheetCells(Walker):
    """The rows of a sheet as they come."""

    def __init__(
        self, texts: Sequence[str], forms: Sequence[NumberFormat], *, from_1904: bool
    ) -> None:
        super().__init__()
        self._texts = texts
        self._forms = forms
        self._from_1904 = from_1904
        self._rows: list[SheetRow] = []
        self._row = SheetRow(0, [])
        self._column = -1
        self._cell: dict[str, str] = {}
        self._value: str | None = None
        self._inline: list[str] = []
        self._is_formula = False
        self._is_aside = False

    def taken(self) -> list[SheetRow]:
        """The rows read since this was last asked."""
        rows, self._rows = self._rows, []
        return rows

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A row, a cell or what is in one opens."""
        if name == "c":
            self._cell = attributes
            place = attributes.get("r")
            self._column = column_of(place) if place else self._column + 1
            self._value = None
            self._inline.clear()
            self._is_formula = False
        elif name in ("v", "t"):
            self.forget_text()
        elif name == "row":
            self._open_row(attributes)
        elif name == "f":
            self._is_formula = True
        elif name == "rPh":
            self._is_aside = True

    def end(self, name: str) -> None:
        """A row, a cell or what is in one closes."""
        if name == "v":
            self._value = self.text()
        elif name == "c":
            self._close_cell()
        elif name == "row":
            if self._row.cells:
                self._rows.append(self._row)
        elif name == "t":
            if not self._is_aside:
                self._inline.append(self.text())
        elif name == "rPh":
            self._is_aside = False

    def _open_row(self, attributes: dict[str, str]) -> None:
        written = attributes.get("r")
        last = self._row.number
        number = _whole(written) if written else last + 1
        if not last < number <= MOST_ROWS:
            raise FileError(f"{_DAMAGED}row {str(written)[:20]} comes after row {last}")
        is_hidden = attributes.get("hidden") in ("1", "true")
        self._row = SheetRow(number, [], is_hidden=is_hidden)
        self._column = -1

    def _close_cell(self) -> None:
        try:
            text = self._shown()
        except OddCellError as odd:
            self._row.odd[self._column] = odd.value, odd.problem
            text = odd.value or "?"
        if not text:
            return
        cells, column = self._row.cells, self._column
        if column >= MOST_COLUMNS:
            problem = f"there is a cell in column {column + 1:,}; at most {MOST_COLUMNS:,} are read"
            raise FileError(problem, line=self._row.number)
        if column < len(cells):
            raise FileError(f"{_DAMAGED}a cell comes twice", line=self._row.number)
        if column > len(cells):
            cells.extend([""] * (column - len(cells)))
        cells.append(text)

    def _shown(self) -> str:
        """The text of the cell that closes. Raises OddCellError."""
        kind = self._cell.get("t", "n")
        value = self._value
        if kind == "inlineStr":
            return unescaped("".join(self._inline))
        if not value:
            if self._is_formula and (value is None or kind != "str"):
                raise OddCellError("", NO_RESULT)
            return ""
        if kind == "s":
            return self._text_numbered(value)
        if kind == "str":
            return unescaped(value)
        if kind == "b":
            return "TRUE" if value in ("1", "true") else "FALSE"
        if kind == "e":
            raise error_cell(value)
        style = _whole(self._cell.get("s", "0"))
        form = self._forms[style] if style < len(self._forms) else _PLAIN
        if kind == "d":
            return written_date_text(value, form)
        return number_cell(value, form, from_1904=self._from_1904)

    def _text_numbered(self, number: str) -> str:
        at = _whole(number)
        if at >= len(self._texts):
            raise FileError(f"{_DAMAGED}it has no text {number[:20]}", line=self._row.number)
        return self._texts[at]


class MergedCells(Walker):
    """The ranges of merged cells."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Merged] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A range, among much else."""
        if name == "mergeCell":
            first, _, last = attributes.get("ref", "").partition(":")
            rows = _row_of(first), _row_of(last or first)
            self.found.append(Merged(*rows, column_of(first)))
            if len(self.found) > _MOST_MERGED:
                raise FileError(f"there are more than {_MOST_MERGED:,} merged cells; unmerge them")

    def end(self, name: str) -> None:
        """Nothing is kept of the texts between."""
        self.forget_text()


def column_of(place: str) -> int:
    """The column of a cell's place, from 0. Raises FileError.

    >>> column_of("A1"), column_of("XFD1048576")
    (0, 16383)
    """
    return _column(place.rstrip("0123456789"))


@lru_cache(20_000)
def _column(letters: str) -> int:
    if not (0 < len(letters) <= 3 and letters.isascii() and letters.isalpha()):
        raise FileError(f"{_DAMAGED}it has a cell called {letters[:10]!r}")
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _row_of(place: str) -> int:
    return _whole(place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))


def _whole(text: str) -> int:
    """A count written in a file. Raises FileError."""
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise FileError(f"{_DAMAGED}it counts by {text[:20]!r}")
    return int(text)
