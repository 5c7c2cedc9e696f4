"""A grid of cells, each with one character, what it belongs to and what lies behind it."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

LEFT, RIGHT, UP, DOWN = 1, 2, 4, 8
"""From where to where a line goes in a cell; they add up."""


class Ink(StrEnum):
    """What a character belongs to; a theme gives each a style of its own."""

    NOTHING = "nothing"
    AXIS = "axis"
    OTHER = "other"
    """A claim of a voice that is not in focus."""
    VOICE = "voice"
    ESTIMATE = "estimate"
    LABEL = "label"
    FALL = "fall"
    WITHDRAWN = "withdrawn"
    CURSOR = "cursor"


class Tint(StrEnum):
    """What lies behind a character: what is between low and high."""

    NONE = "none"
    ESTIMATE = "estimate"
    VOICE = "voice"


class Cell(NamedTuple):
    """One character of a chart."""

    character: str
    ink: Ink
    tint: Tint


EMPTY = Cell(" ", Ink.NOTHING, Tint.NONE)

LIGHT = " ───│┘└┴│┐┌┬│┤├┼"
HEAVY = " ━━━┃┛┗┻┃┓┏┳┃┫┣╋"
DOUBLE = " ═══║╝╚╩║╗╔╦║╣╠╬"
"""Glyphs of a line by what meets in a cell: voices differ by weight, so that it works without
colour."""
SHADE = "░"


class Grid:
    """Cells by column and by row, row 0 at the bottom, while a chart is drawn."""

    def __init__(self, columns: int, rows: int) -> None:
        self.columns = columns
        self.rows = rows
        self._cells = [[EMPTY] * columns for _ in range(rows)]

    def put(self, column: int, row: int, character: str, ink: Ink) -> None:
        """A character over what is there; what lies behind it stays."""
        self._cells[row][column] = Cell(character, ink, self._cells[row][column].tint)

    def tint(self, column: int, row: int, tint: Tint) -> None:
        """What lies behind a cell."""
        self._cells[row][column] = self._cells[row][column]._replace(tint=tint)

    def write(self, column: int, row: int, text: str, ink: Ink) -> None:
        """A text of one-cell characters from a column on."""
        for place, character in enumerate(text):
            self.put(column + place, row, character, ink)

    def is_free(self, column: int, row: int, cells: int) -> bool:
        """True where a text of so many cells hides nothing."""
        if not 0 <= row < self.rows or column < 0 or column + cells > self.columns:
            return False
        return all(cell.character == " " for cell in self._cells[row][column : column + cells])

    def at(self, column: int, row: int) -> Cell:
        """What stands in a cell."""
        return self._cells[row][column]

    def from_top(self, *, colour: bool) -> list[list[Cell]]:
        """The rows from the top down; without colour a tint becomes a shade."""
        lines = self._cells[::-1]
        return [list(line) for line in lines] if colour else [_shaded(line) for line in lines]


def _shaded(line: Sequence[Cell]) -> list[Cell]:
    return [
        Cell(SHADE, Ink.NOTHING, cell.tint)
        if cell.character == " " and cell.tint is not Tint.NONE and cell.ink is not Ink.LABEL
        else cell
        for cell in line
    ]
