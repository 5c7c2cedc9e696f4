"""Sums of a table's columns over the rows so far, and how a row compares with them."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import itemgetter

from tracker.importing.readers.table import Cells

Number = int | Decimal
_NUMBER = re.compile(
    r"-?(?:\d{1,40}|\d{1,3}(?:[,'’ \u00a0\u202f]\d{3}){1,12})(?:\.(\d{1,18}))?", re.ASCII
)
_PARTING = str.maketrans("", "", ",'’ \u00a0\u202f")
_NEAR = Decimal("0.000001")
"""How far the sum of fractions may be from what a spreadsheet made of it, as a part of it."""
_ROWS_TO_KNOW = 200
"""After which a column without one number is not looked at any more."""


@dataclass(frozen=True, slots=True)
class Sums:
    """How the numbers of one row compare with the sums of those above."""

    numbers: Collection[int]
    """Columns in which it has numbers."""
    equal: dict[int, Number]
    """Columns, and their sums, in which its number is one, and not zero."""
    unequal: int
    """How many of its numbers are no sums."""
    least: int
    """Of how many numbers each of those sums is made, at least."""
    lacks: Collection[int]
    """Columns that are filled in every row above and blank in this."""


class RunningSums:
    """The sums as they grow."""

    def __init__(self, watched: Collection[int], width: int) -> None:
        self._watched = list(watched)
        self._all: list[Number] = [0] * width
        self._positive: list[Number] = [0] * width
        """Without those below zero, which stand for what is not known."""
        self._group: list[Number] = [0] * width
        """Since the last row of totals."""
        self._doubled: list[Number] = [0] * width
        """With the rows of totals."""
        self._counts = [0] * width
        self._rows = 0
        self._filled = list(range(width))
        self._filled_of = itemgetter(*self._filled)

    def compared(self, cells: Cells) -> Sums | None:
        """How a row compares; None, and it is added, where it is like any other."""
        values = self._values(cells)
        equal = {at: value for at, value in values.items() if value and self._is_sum(at, value)}
        if not self._rows:
            self.add(cells)
            return None
        if not equal and self._has_all(cells):
            self._add(values)
            return None
        zeros = sum(not value and not self._all[at] for at, value in values.items())
        return Sums(
            values.keys(),
            equal,
            len(values) - len(equal) - zeros,
            min((self._counts[at] for at in equal), default=0),
            [at for at in self._filled if not cells[at].strip()] if self._rows > 1 else [],
        )

    def add(self, cells: Cells) -> None:
        """Takes a row's numbers into the sums."""
        self._add(self._values(cells))
        if not self._has_all(cells):
            self._keep_filled([at for at in self._filled if cells[at].strip()])

    def close_group(self, cells: Cells) -> None:
        """A row of totals was found: the sums of a part begin anew."""
        for at, value in self._values(cells).items():
            self._doubled[at] += value
        self._group = [0] * len(self._group)

    def _add(self, values: dict[int, Number]) -> None:
        for at, value in values.items():
            self._all[at] += value
            self._group[at] += value
            self._doubled[at] += value
            if value > 0:
                self._positive[at] += value
            if value:
                self._counts[at] += 1
        self._rows += 1
        if self._rows == _ROWS_TO_KNOW:
            self._watched = [at for at in self._watched if self._counts[at]]

    def _has_all(self, cells: Cells) -> bool:
        if len(self._filled) > 1:
            return all(self._filled_of(cells))
        return not self._filled or bool(cells[self._filled[0]])

    def _keep_filled(self, columns: list[int]) -> None:
        self._filled = columns
        if columns:
            self._filled_of = itemgetter(*columns)

    def _values(self, cells: Sequence[str]) -> dict[int, Number]:
        values: dict[int, Number] = {}
        for at in self._watched:
            cell = cells[at]
            if cell.isdigit() and cell.isascii() and len(cell) <= 40:
                values[at] = int(cell)
            elif cell and (value := number_in(cell)) is not None:
                values[at] = value
        return values

    def _is_sum(self, at: int, value: Number) -> bool:
        if not self._counts[at]:
            return False
        sums: list[Number] = [
            *(self._all[at], self._positive[at]),
            *(self._group[at], self._doubled[at]),
        ]
        if value in sums:
            return True
        return isinstance(value, Decimal) and any(
            abs(value - one) <= abs(Decimal(one)) * _NEAR for one in sums if one
        )


def number_in(cell: str) -> Number | None:
    """The plain number in a cell, as a spreadsheet would add it; None where it has another text.

    >>> number_in("1,200"), number_in(" -99 "), number_in("1.5"), number_in("40+")
    (1200, -99, Decimal('1.5'), None)
    """
    found = _NUMBER.fullmatch(cell.strip())
    if found is None:
        return None
    plain = found[0].translate(_PARTING)
    return Decimal(plain) if found[1] and found[1].strip("0") else int(plain.partition(".")[0])
