"""What both kinds of workbooks give: sheets by name, and rows with what is odd about them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

MOST_ROWS = 1_048_576
"""Of a sheet, in every program that makes them."""


@dataclass(slots=True)
class SheetRow:
    """One row of a sheet that is not blank."""

    number: int
    """As the spreadsheet shows it."""
    cells: list[str]
    """Up to the last one that is not blank."""
    odd: dict[int, tuple[str, str]] = field(default_factory=dict)
    """Cells that cannot be taken for what they show, by place: what is there, and why."""
    is_hidden: bool = False
    merged: "Merged | None" = None
    """A range of merged cells that touches it; None for none."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook."""

    name: str
    is_hidden: bool
    part: str = ""
    """The part it stands in, where each sheet has one of its own."""


@dataclass(frozen=True, slots=True)
class Merged:
    """A range of cells merged to one; its value stands in the first."""

    first_row: int
    last_row: int
    first_column: int
    """From 0."""


class Touched:
    """Which rows merged ranges touch, asked in the order of rows."""

    def __init__(self) -> None:
        self._coming: list[Merged] = []
        self._open: list[Merged] = []

    def expect(self, ranges: Sequence[Merged]) -> None:
        """These ranges come, in any order."""
        self._coming = sorted(ranges, key=lambda one: one.first_row, reverse=True)

    def open(self, merged: Merged) -> None:
        """A range begins in the row that is asked for next."""
        self._open.append(merged)

    def at(self, row: int) -> Merged | None:
        """A range that touches the row; None for none."""
        while self._coming and self._coming[-1].first_row <= row:
            self._open.append(self._coming.pop())
        if self._open:
            self._open = [one for one in self._open if one.last_row >= row]
        return self._open[0] if self._open else None


class Book(Protocol):
    """A workbook that is open for reading."""

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """Its sheets, in the order of the workbook. Raises FileError."""

    def known(self, name: str) -> Sheet | None:
        """A sheet that an earlier look at the same workbook found."""

    def has_rows(self, sheet: Sheet) -> bool:
        """Whether a sheet has any. Raises FileError."""

    def rows(self, sheet: Sheet) -> Iterator[SheetRow]:
        """The rows of a sheet that are not blank. Raises FileError."""
