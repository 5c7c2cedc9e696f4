"""How wide the columns of a grid are in the room there is: numbers whole, words as they fit."""

from collections.abc import Sequence
from typing import NamedTuple

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
