"""A report of `tracker.reports` to scroll through: the same one that a command prints.

It is drawn by a worker, line by line as wide as there is room: one of thousands of rows takes
seconds, in which keys must go on working.
"""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

if TYPE_CHECKING:
    from rich.console import RenderableType


class Report(ScrollView, can_focus=True):
    """A report, as wide as there is room."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "scroll_down", show=False),
        Binding("up,k", "scroll_up", show=False),
        Binding("pagedown,ctrl+d,space", "page_down", show=False),
        Binding("pageup,ctrl+u", "page_up", show=False),
        Binding("end,G", "scroll_end", show=False),
        Binding("home", "scroll_home", show=False),
    ]

    @dataclass
    class Drawn(Message):
        """A report stands in lines."""

        report: "RenderableType"
        width: int
        lines: list[Strip]

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self.report: RenderableType | None = None
        self._about: object = None
        self._lines: list[Strip] = []
        self._width = 0
        """Cells a line for which it is drawn, or being drawn."""

    def show(self, report: "RenderableType | None", *, about: object = None) -> None:
        """Another report, from its beginning; one about the same as the one before stays where
        it was read, since what is shown again may be all the same.

        about: what it is about; None for what is never shown again.
        """
        stays = about is not None and about == self._about
        self.report, self._about = report, about
        if not stays:
            self._take([])
            self.scroll_to(0, 0, animate=False, immediate=True)
        self._draw()

    def on_resize(self) -> None:
        """Drawn anew where there is more or less room in a line."""
        if self._room != self._width:
            self._draw()

    @property
    def _room(self) -> int:
        return self.scrollable_content_region.width

    def _draw(self) -> None:
        self._width = self._room
        if self.report is not None and self._width:
            work = partial(self._drawn, self.report, self._width)
            self.run_worker(work, thread=True, exclusive=True, group="draw")

    def _drawn(self, report: "RenderableType", width: int) -> None:
        from tracker.tui.report_lines import report_lines  # noqa: PLC0415 - rich's console

        self.post_message(self.Drawn(report, width, report_lines(report, width)))

    @on(Drawn)
    def _show_drawn(self, message: Drawn) -> None:
        """The lines, unless something else is to be shown since."""
        message.stop()
        if message.report is self.report and message.width == self._width:
            self._take(message.lines)

    def _take(self, lines: list[Strip]) -> None:
        self._lines = lines
        widest = max((line.cell_length for line in lines), default=0)
        self.virtual_size = Size(widest, len(lines))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """A line, or as much of it as there is room for; no number is ever cut."""
        from tracker.tui.report_lines import seen_of  # noqa: PLC0415 - rich's console

        left, top = self.scroll_offset
        place, width = top + y, self._room
        line = self._lines[place] if place < len(self._lines) else Strip.blank(0)
        return seen_of(line, left, width).apply_style(self.rich_style)
