"""The cells of an ODS workbook's sheets, row by row."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from tracker.errors import shown
from tracker.importing.faults import FileError
from tracker.importing.readers.books.cells import OddCellError
from tracker.importing.readers.books.ods_cells import cell_text
from tracker.importing.readers.books.parts import Walker
from tracker.importing.readers.books.rows import MOST_ROWS, Merged, SheetRow, Touched
from tracker.importing.readers.table import MOST_COLUMNS

MOST_REPEATS = 10_000
"""Of one row that is not blank: a file that says more is made to grow."""
_CELLS = ("table-cell", "covered-table-cell")
_IN_A_TEXT = frozenset(("p", "span", "a", "s", "tab", "line-break"))
"""What holds the text of a cell; notes, pictures and the like stand beside it."""
_BLANKS = {"tab": "\t", "line-break": "\n"}


class SheetsCells(Walker):
    """The rows of one sheet as they come, and what all sheets are called."""

    def __init__(self, wanted: str) -> None:
        """wanted: the sheet whose rows are kept; '' for none, only to see which have any."""
        super().__init__()
        self.with_rows: list[str] = []
        self.hidden: set[str] = set()
        self.is_over = False
        """Whether the wanted sheet was read to its end."""
        self._touched = Touched()
        self._wanted = wanted
        self._rows: list[tuple[SheetRow, int]] = []
        self._row = SheetRow(0, [])
        self._next_row = 1
        self._repeats = 1
        self._column = 0
        self._cell: dict[str, str] = {}
        self._lines: list[str] = []
        self._above: list[str] = []
        self._styles: set[str] = set()
        self._style = ""
        self._sheet = ""
        self._names_seen: set[str] = set()

    def taken(self) -> Iterator[SheetRow]:
        """The rows read since this was last asked, each as often as it stands there: equal rows
        are written once."""
        rows, self._rows = self._rows, []
        for row, repeats in rows:
            for further in range(repeats):
                yield replace(row, number=row.number + further)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A tag of a sheet, a row, a cell or its text opens."""
        above = self._above[-1] if self._above else ""
        self._above.append(name)
        if name in _CELLS:
            self._cell = _local(attributes) if attributes else {}
            self._lines.clear()
        elif name == "p" and above in _CELLS:
            self.forget_text()
        elif name == "s" and above in _IN_A_TEXT:
            self.add_text(" " * _count(_local(attributes).get("c", "1"), MOST_REPEATS))
        elif name in _BLANKS and above in _IN_A_TEXT:
            self.add_text(_BLANKS[name])
        elif name == "table-row":
            self._open_row(_local(attributes))
        elif name == "table" and above == "spreadsheet":
            self._open_sheet(_local(attributes))
        elif name == "table" and self._sheet:
            raise FileError("there is a table inside of a cell; no rows can be read of that")
        elif name in ("style", "table-properties"):
            self._see_style(name, _local(attributes))

    def add_text(self, text: str) -> None:
        """Text counts where only paragraphs of a cell lie between."""
        if self._is_in_cell():
            super().add_text(text)

    def end(self, name: str) -> None:
        """A tag of a sheet, a row, a cell or its text closes."""
        self._above.pop()
        if name == "p" and self._above and self._above[-1] in _CELLS:
            self._lines.append(self.text())
        elif name in _CELLS and self._sheet:
            self._close_cell(is_covered=name != "table-cell")
        elif name == "table-row":
            self._close_row()
        elif name == "table" and self._above and self._above[-1] == "spreadsheet":
            self.is_over = self.is_over or self._sheet == self._wanted
            self._sheet = ""

    def _is_in_cell(self) -> bool:
        for name in reversed(self._above):
            if name not in _IN_A_TEXT:
                return name in _CELLS
        return False

    def _see_style(self, name: str, attributes: dict[str, str]) -> None:
        """Keeps the names of styles that hide a sheet."""
        if name == "style":
            self._style = attributes.get("name", "")
        elif attributes.get("display") == "false":
            self._styles.add(self._style)

    def _open_sheet(self, attributes: dict[str, str]) -> None:
        self._sheet = attributes.get("name", "")
        if self._sheet in self._names_seen:
            raise FileError(f"there are two sheets called {shown(self._sheet)}; rename one")
        self._names_seen.add(self._sheet)
        self._row, self._next_row = SheetRow(0, []), 1
        self._touched = Touched()
        if attributes.get("style-name", "") in self._styles:
            self.hidden.add(self._sheet)

    def _open_row(self, attributes: dict[str, str]) -> None:
        is_hidden = attributes.get("visibility", "visible") != "visible"
        self._row = SheetRow(self._next_row, [], is_hidden=is_hidden)
        self._repeats = _count(attributes.get("number-rows-repeated", "1"), MOST_ROWS)
        self._next_row += self._repeats
        self._column = 0
        if self._next_row > MOST_ROWS + 1:
            raise FileError(f"there are more than {MOST_ROWS:,} rows; no sheet has as many")

    def _close_cell(self, *, is_covered: bool) -> None:
        cell = self._cell
        if not cell and not self._lines:
            self._column += 1
            return
        repeats = _count(cell.get("number-columns-repeated", "1"), MOST_ROWS)
        try:
            text = "" if is_covered else cell_text(cell, self._lines)
        except OddCellError as odd:
            self._row.odd[self._column] = odd.value, odd.problem
            text = odd.value or "?"
        if text:
            self._add(text, repeats)
        if "number-rows-spanned" in cell or "number-columns-spanned" in cell:
            self._see_merged(cell)
        self._column += repeats

    def _add(self, text: str, repeats: int) -> None:
        cells = self._row.cells
        last = self._column + repeats
        if last > MOST_COLUMNS:
            problem = f"there is a cell in column {last:,}; at most {MOST_COLUMNS:,} are read"
            raise FileError(problem, line=self._row.number)
        cells.extend([""] * (self._column - len(cells)))
        cells.extend([text] * repeats)
        for place in range(self._column + 1, last):
            if self._column in self._row.odd:
                self._row.odd[place] = self._row.odd[self._column]

    def _see_merged(self, cell: dict[str, str]) -> None:
        down = _count(cell.get("number-rows-spanned", "1"), MOST_ROWS)
        across = _count(cell.get("number-columns-spanned", "1"), MOST_ROWS)
        if down > 1 or across > 1:
            row = self._row.number
            self._touched.open(Merged(row, row + down - 1, self._column))

    def _close_row(self) -> None:
        row = self._row
        row.merged = self._touched.at(row.number)
        if not row.cells or not self._sheet:
            return
        if self._sheet not in self.with_rows:
            self.with_rows.append(self._sheet)
        if self._repeats > MOST_REPEATS:
            problem = f"this row is said to be there {self._repeats:,} times; no sheet is so made"
            raise FileError(problem, line=row.number)
        if self._sheet == self._wanted:
            self._rows.append((row, self._repeats))


def _local(attributes: dict[str, str]) -> dict[str, str]:
    """Attributes without their prefixes; of two, as in calcext, the later one wins."""
    return {_without_prefix(name): text for name, text in attributes.items()}


@lru_cache(10_000)
def _without_prefix(name: str) -> str:
    return name.rpartition(":")[2]


def _count(text: str, most: int) -> int:
    """A number of repetitions. Raises FileError for one that no sheet has."""
    if text == "1":
        return 1
    if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) <= most):
        raise FileError(f"the workbook is damaged: something is said to be there {text[:20]} times")
    return max(int(text), 1)
