"""What both kinds of workbooks give: sheets by name, and rows with what is odd about them."""

from collections.abc import Iterator
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
    last_column: int


class Book(Protocol):
    """A workbook that is open for reading."""

    sheets: tuple[Sheet, ...]
    """Those with cells, in the order of the workbook."""

    def rows(self, sheet: Sheet) -> Iterator[SheetRow]:
        """The rows of a sheet that are not blank. Raises FileError."""

    def merged(self, sheet: Sheet) -> tuple[Merged, ...]:
        """The merged cells of a sheet. Raises FileError."""
