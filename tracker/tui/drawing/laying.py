"""Where everything of a chart stands, as far as no moment that is looked at changes it.

A step in time draws the same levels and dots up to another column. Of thousands of claims most
share a place: each place is kept once, with the moment from which on it is drawn.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from tracker.reports.chart_axes import Scale, scale_for
from tracker.tui.drawing.axes import TimeAxis, time_axis
from tracker.tui.drawing.chart import Chart, Dot, Level, Window
from tracker.tui.drawing.lines import Segments

SMALLEST_ROOM = 16
SMALLEST_HEIGHT = 7
BELOW = 2
"""Lines under the plot: the axis of time and its dates."""
DOT, ABOVE = "·", "↑"
"""Where another voice spoke; one whose figure is above the scale."""
NO_ROOM = "No room for a chart."


class PlacedDot(NamedTuple):
    """A dot, or several in one place."""

    at_us: int
    """The earliest of them."""
    column: int
    row: int
    sign: str


@dataclass(frozen=True, slots=True)
class Layout:
    """A chart, placed."""

    scale: Scale
    axis: TimeAxis
    margin: int
    """Cells on the left for the numbers of the scale."""
    estimate: Segments
    """All of it, to the last column."""
    voice: Segments
    dots: tuple[PlacedDot, ...]


def laid_out(chart: Chart, width: int, height: int) -> Layout | str:
    """The layout of a chart in so much room, kept for the next moment that is looked at; why
    there is none where nothing can be drawn."""
    same = _Same((chart.estimate, chart.voice, chart.dots))
    return _laid_out(same, chart.window, width, height)


class _Same:
    """Levels and dots, the same only where they are the very same: thousands are not compared."""

    def __init__(self, parts: tuple[tuple[Level, ...], tuple[Level, ...], tuple[Dot, ...]]) -> None:
        self.parts = parts
        self._names = tuple(map(id, parts))  # The parts are held, so that no other has their id.

    def __hash__(self) -> int:
        return hash(self._names)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self._names == other._names


@lru_cache(maxsize=2)
def _laid_out(same: _Same, window: Window | None, width: int, height: int) -> Layout | str:
    estimate, voice, dots = same.parts
    chart = Chart(estimate=estimate, voice=voice, dots=dots, window=window)
    most = chart.most
    if most is None:
        return "No number to draw."
    if height < SMALLEST_HEIGHT:
        return NO_ROOM
    scale = scale_for(most, height - BELOW - 1)
    margin = max(map(len, scale.labels().values())) + 1
    if width - margin - 1 < SMALLEST_ROOM:
        return NO_ROOM
    axis = time_axis(chart, width - margin - 1)
    return Layout(
        scale,
        axis,
        margin,
        Segments.of(estimate, window, axis, scale),
        Segments.of(voice, window, axis, scale),
        _dots(chart, axis, scale),
    )


def _dots(chart: Chart, axis: TimeAxis, scale: Scale) -> tuple[PlacedDot, ...]:
    """The dots of the window."""
    top, window = scale.tick * scale.ticks, chart.window
    first: dict[tuple[int, int, str], int] = {}
    for at_us, value in chart.dots:
        if window is None or window.holds(at_us):
            place = axis.column(at_us), scale.row(value), ABOVE if value > top else DOT
            first[place] = min(first.get(place, at_us), at_us)
    return tuple(PlacedDot(at_us, *place) for place, at_us in first.items())
