"""The numbers beside a line. One stands whole or not at all, and hides nothing."""

from collections.abc import Iterator

from tracker.tui.drawing.cells import Grid, Ink
from tracker.tui.drawing.lines import Segment, Segments

Place = tuple[int, int]
"""A column and a row."""


def put_labels(grid: Grid, estimate: Segments, voice: Segments) -> None:
    """The newest levels first: what holds now matters more than what held before."""
    for segments in (estimate, voice):
        if segments.placed:
            last = segments.placed[-1]
            _put(grid, segments, last, _places_at_the_end(segments, last, grid.columns))
    said: list[int | None] = [None, *(one.level.value for one in estimate.placed)]
    earlier = zip(said, estimate.placed[:-1], strict=False)
    held = [pair for pair in earlier if pair[1].last > pair[1].first]
    now = estimate.placed[-1].level.text if held else ""
    for before, segment in reversed(held):
        if before != segment.level.value and segment.level.text != now:
            _put(grid, estimate, segment, _places_at_the_start(estimate, segment))


def _put(grid: Grid, segments: Segments, segment: Segment, places: Iterator[Place]) -> None:
    if segment.level.value is None:
        return
    text = segment.level.text
    for column, row in places:
        # A blank on each side, so that two numbers never read as one.
        first, last = max(column - 1, 0), min(column + len(text) + 1, grid.columns)
        if 0 <= column <= grid.columns - len(text) and grid.is_free(first, row, last - first):
            grid.write(column, row, text, Ink.LABEL)
            return


def _places_at_the_start(segments: Segments, segment: Segment) -> Iterator[Place]:
    """Above the line, else below: farther away it could be taken for another's."""
    row = segments.row(segment.level.value or 0)
    for away in (1, -1):
        yield segment.first + 1, row + away


def _places_at_the_end(segments: Segments, segment: Segment, columns: int) -> Iterator[Place]:
    """At the right end of the line, or where it begins; a row farther where it must be; before
    the step that leads to it, where the line is short and at the top."""
    row = segments.row(segment.level.value or 0)
    ending = max(min(segment.last + 1, columns) - len(segment.level.text), 0)
    for away in (1, -1, 2, -2):
        yield ending, row + away
        yield segment.first + 1, row + away
    yield segment.first - len(segment.level.text) - 1, row
