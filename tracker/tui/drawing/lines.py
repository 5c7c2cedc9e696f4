"""Levels as a stepped line: in from the left, through every value reached, out to the right."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise
from typing import NamedTuple

from tracker.reports.chart_axes import Scale
from tracker.tui.drawing.axes import TimeAxis
from tracker.tui.drawing.cells import DOWN, LEFT, RIGHT, UP, Grid, Ink, Tint
from tracker.tui.drawing.chart import Level, Window, within


class Pen(NamedTuple):
    """What a line is drawn with."""

    glyphs: str
    ink: Ink


class Segment(NamedTuple):
    """One level from the column where it begins to the one where the next does."""

    level: Level
    first: int
    last: int
    """Inclusive."""
    row: int | None
    """That of its value."""


class Band(NamedTuple):
    """What lies between low and high in one column, of one level or of several."""

    at_us: int
    """When the earliest of them began."""
    column: int
    low: int
    high: int
    """Rows, both inclusive."""


@dataclass(frozen=True, slots=True)
class Segments:
    """The levels of one line, placed."""

    placed: tuple[Segment, ...]
    """Oldest first; several may share a column."""
    scale: Scale
    bands: tuple[Band, ...]
    earlier: tuple[Level, ...] = ()
    """The levels that no longer hold when the window begins, oldest first."""

    @classmethod
    def of(
        cls, levels: Sequence[Level], window: Window | None, axis: TimeAxis, scale: Scale
    ) -> "Segments":
        """The levels that hold within a window, the last one to the last column."""
        shown = within(levels, window)
        starts = [axis.column(one.at_us) for one in shown]
        ends = [*starts[1:], axis.room - 1]
        row = cache(scale.row)
        rows = [None if one.value is None else row(one.value) for one in shown]
        placed = tuple(map(Segment, shown, starts, ends, rows))
        earlier = [one for one in levels if shown and one.at_us < shown[0].at_us]
        return cls(placed, scale, _bands(placed, scale), tuple(earlier))

    def until(self, as_of_us: int | None, column: int) -> "Segments":
        """The same with nothing later than a moment, which stands in that column; None is the
        latest. Before the window begins it is the level that held then."""
        if as_of_us is None:
            return self
        kept = self.placed[: bisect_right(self.placed, as_of_us, key=_begins_us)]
        if kept:
            placed = (*kept[:-1], kept[-1]._replace(last=column))
            bands = (one for one in self.bands if one.at_us <= as_of_us and one.column <= column)
            return Segments(placed, self.scale, tuple(bands))
        held = [one for one in self.earlier if one.at_us <= as_of_us][-1:]
        placed = tuple(Segment(one, column, column, self._row(one.value)) for one in held)
        return Segments(placed, self.scale, _bands(placed, self.scale))

    def _row(self, value: int | None) -> int | None:
        return None if value is None else self.scale.row(value)

    def row(self, value: int) -> int:
        """The row of a value."""
        return self.scale.row(value)

    def columns(self) -> Iterator[tuple[int, Segment | None, list[Segment]]]:
        """Each column the line passes: what it comes in with, and what begins there."""
        now: Segment | None = None
        for first, some in groupby(self.placed, key=lambda one: one.first):
            begun = list(some)
            yield first, now, begun
            now = begun[-1]
            for column in range(first + 1, begun[-1].last + (begun[-1] is self.placed[-1])):
                yield column, now, []


def _begins_us(segment: Segment) -> int:
    return segment.level.at_us


def _bands(placed: Iterable[Segment], scale: Scale) -> tuple[Band, ...]:
    """Where low and high are both known; many levels may share a column and its rows."""
    row = cache(scale.row)
    first: dict[tuple[int, int, int], int] = {}
    for level, start, end, _ in placed:
        if level.low is not None and level.high is not None and level.low < level.high:
            low, high = row(level.low), row(level.high)
            for column in range(start, end + 1):
                first.setdefault((column, low, high), level.at_us)
    return tuple(Band(at_us, *place) for place, at_us in first.items())


def draw_bands(grid: Grid, segments: Segments, tint: Tint) -> None:
    """What lies between low and high, as far as both are known."""
    tinted = {(one.column, row) for one in segments.bands for row in range(one.low, one.high + 1)}
    for column, row in tinted:
        grid.tint(column, row, tint)


def draw_line(grid: Grid, segments: Segments, pen: Pen) -> None:
    """The line, with ▼ where it falls and ✕ where its value is withdrawn."""
    for column, before, begun in segments.columns():
        passed = [before, *begun]
        rows = [None if one is None else one.row for one in passed]
        if any(row is not None for row in rows):
            _draw_column(grid, column, rows, pen)
            values = [None if one is None else one.level.value for one in passed]
            _draw_signs(grid, column, values, segments)


def _draw_column(grid: Grid, column: int, rows: Sequence[int | None], pen: Pen) -> None:
    """One column through these rows: the first is where it comes from, the last where it goes."""
    known = [row for row in rows if row is not None]
    for row in range(min(known), max(known) + 1):
        meets = LEFT * (row == rows[0]) + RIGHT * (row == rows[-1])
        meets += UP * (row < max(known)) + DOWN * (row > min(known))
        grid.put(column, row, pen.glyphs[meets] if meets else pen.glyphs[RIGHT], pen.ink)


def _draw_signs(grid: Grid, column: int, values: Sequence[int | None], segments: Segments) -> None:
    last = values[-1]
    if last is None:
        fallen = next(value for value in reversed(values) if value is not None)
        grid.put(column, segments.row(fallen), "✕", Ink.WITHDRAWN)
    elif any(_falls(one, other) for one, other in pairwise(values)):
        grid.put(column, segments.row(last), "▼", Ink.FALL)


def _falls(before: int | None, after: int | None) -> bool:
    return before is not None and after is not None and after < before
