"""How wide the columns of a grid are in the room there is: numbers whole, words as they fit."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len

from tracker.reports.safe import visible

GAP = 1
LEAST_FLEXIBLE = 13
"""Cells that a column of words keeps; below that, columns are left out."""


class Column(NamedTuple):
    """One column of a grid."""

    title: str
    width: int = 0
    """Cells it has; 0 shares what is left."""
    right: bool = False
    """True for numbers, which stand to the right."""
    leave: int = 0
    """The higher, the sooner it is left out where there is no room; 0 is never left out."""
    grows: bool = False
    """True for figures in words, which like numbers to the right have room for all they say."""

    def holding(self, cells: int) -> "Column":
        """The column with room for a text of so many cells, where part of it would mislead."""
        is_whole = self.right or self.grows
        return self._replace(width=cells) if is_whole and cells > self.width else self


def widths(columns: Sequence[Column], room: int) -> dict[int, int]:
    """Place of each column that is shown → its cells.

    >>> widths([Column("when", 10), Column("what"), Column("more", leave=1)], 25)
    {0: 10, 1: 14}
    """
    shown = list(range(len(columns)))
    while True:
        fixed = sum(columns[place].width for place in shown) + GAP * (len(shown) - 1)
        flexible = [place for place in shown if not columns[place].width]
        left = room - fixed
        optional = [place for place in shown if columns[place].leave]
        if not optional or left >= LEAST_FLEXIBLE * len(flexible):
            break
        shown.remove(max(optional, key=lambda place: columns[place].leave))
    found = {place: columns[place].width for place in shown}
    for number, place in enumerate(flexible):
        found[place] = max(left * (number + 1) // len(flexible) - left * number // len(flexible), 1)
    return dict(sorted(found.items()))


def fitting_widths(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], room: int
) -> dict[int, int]:
    """The same with the figures of these rows whole, where there is room for all of them; else
    those too long for their column are cut with an ellipsis.

    >>> fitting_widths([Column("what"), Column("low", 3, right=True)], [("a", "1,000,000")], 30)
    {0: 20, 1: 9}
    """
    grown = [
        column.holding(max((_cells(row, place) for row in rows), default=0))
        for place, column in enumerate(columns)
    ]
    found = widths(grown, room)
    is_room = sum(found.values()) + GAP * (len(found) - 1) <= room
    return found if is_room else widths(columns, room)


def _cells(row: Sequence[str], place: int) -> int:
    return cell_len(visible(row[place])) if place < len(row) else 0
