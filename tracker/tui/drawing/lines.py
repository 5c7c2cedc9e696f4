"""Levels as a stepped line: in from the left, through every value reached, out to the right."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import NamedTuple

from tracker.reports.chart_axes import Scale
from tracker.tui.drawing.axes import TimeAxis
from tracker.tui.drawing.cells import DOWN, LEFT, RIGHT, UP, Grid, Ink, Tint
from tracker.tui.drawing.chart import Chart, Level, within


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


@dataclass(frozen=True, slots=True)
class Segments:
    """The levels of one line, placed."""

    placed: tuple[Segment, ...]
    """Oldest first; several may share a column."""
    scale: Scale

    @classmethod
    def of(
        cls,
        levels: Sequence[Level],
        chart: Chart,
        axis: TimeAxis,
        scale: Scale,
        until: int,
    ) -> "Segments":
        """The levels that hold within the chart's window and up to its as-of, up to a column."""
        past = [one for one in levels if chart.as_of_us is None or one.at_us <= chart.as_of_us]
        shown = within(past, chart.window)
        starts = [axis.column(one.at_us) for one in shown]
        ends = [*starts[1:], until]
        placed = map(Segment, shown, starts, ends)
        return cls(tuple(placed), scale)

    def row(self, value: int) -> int:
        """The row of a value."""
        return self.scale.row(value)

    def columns(self) -> Iterator[tuple[int, Level | None, list[Level]]]:
        """Each column the line passes: the level it comes in with, and those that begin there."""
        now: Level | None = None
        for first, some in groupby(self.placed, key=lambda one: one.first):
            begun = list(some)
            levels = [one.level for one in begun]
            yield first, now, levels
            now = levels[-1]
            for column in range(first + 1, begun[-1].last + (begun[-1] is self.placed[-1])):
                yield column, now, []


def draw_bands(grid: Grid, segments: Segments, tint: Tint) -> None:
    """What lies between low and high, as far as both are known."""
    between = {
        (column, segments.row(level.low), segments.row(level.high))
        for level, first, last in segments.placed
        if level.low is not None and level.high is not None and level.low < level.high
        for column in range(first, last + 1)
    }  # Many levels may share a column.
    tinted = {(column, row) for column, low, high in between for row in range(low, high + 1)}
    for column, row in tinted:
        grid.tint(column, row, tint)


def draw_line(grid: Grid, segments: Segments, pen: Pen) -> None:
    """The line, with ▼ where it falls and ✕ where its value is withdrawn."""
    for column, before, begun in segments.columns():
        was = None if before is None else before.value
        values = [was, *(level.value for level in begun)]
        known = [segments.row(value) for value in values if value is not None]
        if known:
            _draw_column(grid, column, [_row(segments, value) for value in values], pen)
            _draw_signs(grid, column, values, segments)


def _row(segments: Segments, value: int | None) -> int | None:
    return None if value is None else segments.row(value)


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
