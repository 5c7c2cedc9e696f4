"""A chart drawn into so many columns and lines.

The estimate is a heavy line with the band between its low and high behind it, the voice in
focus a double line with its own band, the claims of all others dots (↑ above the scale).
▼ is a fall, ✕ a withdrawal; y begins at 0; ┊ is the as-of moment, ◆ one that was marked.
A label stands whole or not at all: an overwritten digit would be a wrong figure.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.tui.drawing.axes import TimeAxis
from tracker.tui.drawing.cells import DOUBLE, HEAVY, LEFT, LIGHT, RIGHT, Cell, Grid, Ink, Tint
from tracker.tui.drawing.chart import Chart
from tracker.tui.drawing.labels import put_labels
from tracker.tui.drawing.laying import ABOVE, Layout, PlacedDot, laid_out
from tracker.tui.drawing.lines import Pen, draw_bands, draw_line


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawn chart."""

    lines: tuple[tuple[Cell, ...], ...]
    """From the top down, all of one width; () where there is nothing to draw or no room."""
    caption: tuple[str, ...] = ()
    """What the lines and the axis are, in parts for a line below; the voice's name as it is."""
    note: str = ""
    """Why there are no lines."""

    @property
    def text(self) -> str:
        """The lines as plain text."""
        rows = ("".join(cell.character for cell in line).rstrip() for line in self.lines)
        return "\n".join(rows)


def plotted(chart: Chart, width: int, height: int, *, colour: bool) -> Plot:
    """The chart in `width` cells and at most `height` lines, with band as tint or as shade."""
    laid = laid_out(chart, width, height)
    if isinstance(laid, str):
        return Plot((), note=laid)
    scale, axis = laid.scale, laid.axis
    labels = scale.labels()
    margin = laid.margin
    grid = _drawn(chart, laid)
    lines = [
        (*_edge(labels.get(row, ""), margin), *cells)
        for row, cells in zip(range(scale.top, -1, -1), grid.from_top(colour=colour), strict=True)
    ]
    return Plot((*lines, *_below(chart, axis, margin)), _caption(chart, axis))


def _drawn(chart: Chart, laid: Layout) -> Grid:
    axis = laid.axis
    grid = Grid(axis.room, laid.scale.top + 1)
    until = _until(chart, axis)
    estimate = laid.estimate.until(chart.as_of_us, until)
    voice = laid.voice.until(chart.as_of_us, until)
    draw_bands(grid, estimate, Tint.ESTIMATE)
    draw_bands(grid, voice, Tint.VOICE)
    dots = [one for one in laid.dots if chart.as_of_us is None or one.at_us <= chart.as_of_us]
    _draw_dots(grid, [dot for dot in dots if dot.sign != ABOVE])
    draw_line(grid, voice, Pen(DOUBLE, Ink.VOICE))
    draw_line(grid, estimate, Pen(HEAVY, Ink.ESTIMATE))
    _draw_dots(grid, [dot for dot in dots if dot.sign == ABOVE])
    put_labels(grid, estimate, voice)
    for us in (chart.mark_us, chart.as_of_us):
        if us is not None:
            _draw_upright(grid, axis.column(us))
    return grid


def _until(chart: Chart, axis: TimeAxis) -> int:
    """The last column that is drawn: that of the as-of moment."""
    return axis.room - 1 if chart.as_of_us is None else axis.column(chart.as_of_us)


def _draw_dots(grid: Grid, dots: Sequence[PlacedDot]) -> None:
    """Dots; what is above the scale is pointed at, over a line if need be."""
    for _, column, row, sign in dots:
        grid.put(column, row, sign, Ink.OTHER)


def _draw_upright(grid: Grid, column: int) -> None:
    for row in range(grid.rows):
        cell = grid.at(column, row)
        if cell.character == " " and cell.ink is not Ink.LABEL:
            grid.put(column, row, "┊", Ink.CURSOR)


def _edge(label: str, margin: int) -> Sequence[Cell]:
    text = f"{label:>{margin - 1}} {'┤' if label else '│'}"
    return [Cell(character, Ink.AXIS, Tint.NONE) for character in text]


def _below(chart: Chart, axis: TimeAxis, margin: int) -> list[tuple[Cell, ...]]:
    """The axis of time with what was marked on it, and the dates under it."""
    line = [Cell(LIGHT[LEFT | RIGHT], Ink.AXIS, Tint.NONE)] * axis.room
    names = [Cell(" ", Ink.AXIS, Tint.NONE)] * axis.room
    for column, label in axis.dates(chart.zone).items():
        line[column] = Cell("┬", Ink.AXIS, Tint.NONE)
        start = min(column, axis.room - len(label))
        names[start : start + len(label)] = [Cell(c, Ink.AXIS, Tint.NONE) for c in label]
    for us, sign in ((chart.mark_us, "◆"), (chart.as_of_us, "▲")):
        if us is not None:
            line[axis.column(us)] = Cell(sign, Ink.CURSOR, Tint.NONE)
    blank = [Cell(" ", Ink.AXIS, Tint.NONE)] * margin
    corner = Cell("└", Ink.AXIS, Tint.NONE)
    return [(*blank, corner, *line), (*blank, blank[0], *names)]


def _caption(chart: Chart, axis: TimeAxis) -> tuple[str, ...]:
    told = [f"━ {chart.name}", axis.drawn]
    if chart.voice_name:
        told.append(f"═ {chart.voice_name}")
    if chart.dots:
        told.append("· others")
    return *told, axis.years(chart.zone)
