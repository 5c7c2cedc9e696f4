"""The chart on screen: cells in the theme's colours, drawn anew when data or size change.

`render_line` is overridden, not `render_lines`: the latter would bypass NO_COLOR.
"""

from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from tracker.tui.safely import fitted, padded
from tracker.tui.widgets.parts import joined

if TYPE_CHECKING:
    from tracker.tui.drawing import Cell, Chart, Plot

_INKS = ("nothing", "axis", "other", "voice", "estimate", "label", "fall", "withdrawn", "cursor")
WORKING = "Working out how it moved …"
_TINTS = ("estimate", "voice")


class ChartView(Widget, can_focus=True):
    """A step chart with the band of its estimate."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"chart--{ink}" for ink in _INKS),
        *(f"chart--on-{tint}" for tint in _TINTS),
    }
    ALLOW_SELECT = False

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self.chart: Chart | None = None
        self.note = ""
        """What stands in place of a chart."""
        self._drawn: tuple[tuple[object, ...], Plot] | None = None

    def show(self, chart: "Chart | None", note: str = WORKING) -> None:
        """Another chart, or none and a note in its place."""
        self.chart = chart
        self.note = "" if chart else note
        self.refresh()

    @property
    def room(self) -> tuple[int, int]:
        """Columns and lines there are to draw in, the caption's line left out."""
        return self.size.width, self.size.height - 1

    @property
    def plot(self) -> "Plot | None":
        """What is drawn at the present size; None while there is no chart."""
        if self.chart is None:
            return None
        asked = (self.chart, *self.room, self._has_colour)
        if self._drawn is None or self._drawn[0] != asked:
            from tracker.tui.drawing import plotted  # noqa: PLC0415 - after the first frame

            drawn = plotted(self.chart, *self.room, colour=self._has_colour)
            self._drawn = asked, drawn
        return self._drawn[1]

    @property
    def _has_colour(self) -> bool:
        return not self.app.no_color and not self.app.native_ansi_color

    def render_line(self, y: int) -> Strip:
        """A line of the chart; its caption on the last one."""
        width, plot = self.size.width, self.plot
        if plot is None or not plot.lines:
            note = self.note if plot is None else plot.note
            return self._words(note if y == self.size.height // 2 else "", width)
        if y == self.size.height - 1:
            return self._line(joined(plot.caption, width - 1, "  "), width)
        above = self.size.height - 1 - len(plot.lines)
        if y < above:
            return self._words("", width)
        return self._cells(plot.lines[y - above], width)

    def _cells(self, line: "tuple[Cell, ...]", width: int) -> Strip:
        segments = [
            Segment("".join(cell.character for cell in some), self._style(ink, tint))
            for (ink, tint), some in groupby(line, key=lambda cell: (cell.ink, cell.tint))
        ]
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _style(self, ink: str, tint: str) -> Style:
        style: Style = self.get_component_rich_style(f"chart--{ink}")
        if tint != "none" and self._has_colour:
            behind = self.get_component_rich_style(f"chart--on-{tint}")
            style += Style(bgcolor=behind.bgcolor)
        return style

    def _words(self, text: str, width: int) -> Strip:
        return self._line(fitted(text, width), width)

    def _line(self, safe_text: str, width: int) -> Strip:
        style: Style = self.get_component_rich_style("chart--axis")
        return Strip([Segment(padded(safe_text, width), style)])
