"""Sums of a table's columns over the rows so far, and how a row compares with them."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from operator import eq, itemgetter

from tracker.importing.readers.table import Cells

Number = int | Decimal
_NUMBER = re.compile(
    r"(-?(?:\d{1,40}|\d{1,3}(?:[,'’ \u00a0\u202f]\d{3}){1,12})(?:\.(\d{1,18}))?)"
    r"(?:\s?(?:\[[^\[\]\d]{0,12}\d{0,4}\]|[*†‡§¶])){0,6}",
    re.ASCII,
)
"""With marks of footnotes behind it, as tables on the web have them."""
_MOST_DIGITS = 40
_BEGINNINGS = frozenset("-0123456789 \t\u00a0\u2007\u2009\u202f")
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
        self._positive: list[Number] = []
        """Without those below zero, which stand for what is not known."""
        self._group: list[Number] = []
        """Since the last row of totals."""
        self._doubled: list[Number] = []
        """With the rows of totals."""
        self._is_simple = True
        """Whether these three would all be the first."""
        self._counts = [0] * width
        self._rows = 0
        self._filled = list(range(width))
        self._filled_of = _getter(self._filled)

    def passes(self, cells: Cells) -> bool:
        """Whether a row is plainly like any other: no number is a sum, and nothing is lacking
        that all rows have. It is then added; else it is to be compared."""
        if not self._is_simple or not all(self._filled_of(cells)) or not self._rows:
            return False
        sums, counts = self._all, self._counts
        values = []
        for at in self._watched:
            cell = cells[at]
            if cell.isdecimal() and len(cell) <= _MOST_DIGITS:
                value = int(cell)
                if value:
                    if value == sums[at]:
                        return False
                    values.append((at, value))
            elif cell and cell[0] in _BEGINNINGS and number_in(cell) is not None:
                return False
        for at, value in values:
            sums[at] += value
            counts[at] += 1
        self._rows += 1
        if self._rows == _ROWS_TO_KNOW:
            self._keep_watched()
        return True

    def all_pass(self, rows: Sequence[Cells]) -> bool:
        """The same of many rows, told column by column; False also where that is not plain."""
        if not self._is_simple or self._rows < _ROWS_TO_KNOW:
            return False
        if not all(map(all, map(self._filled_of, rows))):
            return False
        grown = [(at, self._grown(at, [row[at] for row in rows])) for at in self._watched]
        if any(sums is None for _, sums in grown):
            return False
        for at, sums in grown:
            if sums:
                self._all[at] = sums[-1]
                self._counts[at] += len(sums)
        self._rows += len(rows)
        return True

    def _grown(self, at: int, column: Sequence[str]) -> list[Number] | None:
        """The sum of a column after each of its next numbers; None where one of them is zero, is
        itself the sum before it, or is written otherwise than in plain digits."""
        plain = [cell for cell in column if cell.isdecimal()]
        if any(map(_is_other_number, set(column).difference(plain))):
            return None
        if max(map(len, plain), default=0) > _MOST_DIGITS:
            return None
        values = list(map(int, plain))
        sums: list[Number] = list(accumulate(values, initial=self._all[at]))
        return sums[1:] if all(values) and not any(map(eq, values, sums)) else None

    def compared(self, cells: Cells) -> Sums:
        """How a row compares with those above."""
        values = self._values(cells)
        equal = {at: value for at, value in values.items() if value and self._is_sum(at, value)}
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
        for at, value in self._values(cells).items():
            self._all[at] += value
            self._counts[at] += bool(value)
            if not self._is_simple:
                self._group[at] += value
                self._doubled[at] += value
                self._positive[at] += max(value, 0)
        self._rows += 1
        if self._rows == _ROWS_TO_KNOW:
            self._keep_watched()
        self._keep_filled([at for at in self._filled if cells[at].strip()])

    def close_group(self, cells: Cells) -> None:
        """A row of totals was found: the sums of a part begin anew."""
        self._part_ways()
        for at, value in self._values(cells).items():
            self._doubled[at] += value
        self._group = [0] * len(self._group)

    def _part_ways(self) -> None:
        """From here on the sums differ, which so far were one."""
        if self._is_simple:
            self._is_simple = False
            self._positive, self._group, self._doubled = (list(self._all) for _ in range(3))

    def _keep_watched(self) -> None:
        self._watched = [at for at in self._watched if self._counts[at]]

    def _keep_filled(self, columns: list[int]) -> None:
        if len(columns) < len(self._filled):
            self._filled = columns
            self._filled_of = _getter(columns)

    def _values(self, cells: Sequence[str]) -> dict[int, Number]:
        values: dict[int, Number] = {}
        for at in self._watched:
            cell = cells[at]
            if cell.isdecimal() and len(cell) <= _MOST_DIGITS:
                values[at] = int(cell)
            elif cell and cell[0] in _BEGINNINGS and (value := number_in(cell)) is not None:
                values[at] = value
                if value < 0:
                    self._part_ways()
        return values

    def _is_sum(self, at: int, value: Number) -> bool:
        if not self._counts[at]:
            return False
        sums = [self._all[at]]
        if not self._is_simple:
            sums += self._positive[at], self._group[at], self._doubled[at]
        if value in sums:
            return True
        return isinstance(value, Decimal) and any(
            abs(value - one) <= abs(Decimal(one)) * _NEAR for one in sums if one
        )


def _getter(columns: Sequence[int]) -> Callable[[Cells], Sequence[str]]:
    """What gives a row's cells in some columns, one or none of them too."""
    if not columns:
        return lambda _: ()
    if len(columns) == 1:
        only = columns[0]
        return lambda cells: (cells[only],)
    return itemgetter(*columns)


def _is_other_number(cell: str) -> bool:
    return bool(cell) and cell[0] in _BEGINNINGS and number_in(cell) is not None


def number_in(cell: str) -> Number | None:
    """The plain number in a cell, as a spreadsheet would add it; None where it has another text.

    >>> number_in("1,200"), number_in(" -99 "), number_in("1.5"), number_in("40+")
    (1200, -99, Decimal('1.5'), None)
    >>> number_in("12[1]"), number_in("7 †")
    (12, 7)
    """
    found = _NUMBER.fullmatch(cell.strip())
    if found is None:
        return None
    plain = found[1].translate(_PARTING)
    return Decimal(plain) if found[2] and found[2].strip("0") else int(plain.partition(".")[0])
