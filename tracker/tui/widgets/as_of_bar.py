"""The as-of bar: which moment is looked at, by which method, and what it comes to."""

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from tracker.tui.safely import fitted, padded
from tracker.tui.widgets.parts import joined

if TYPE_CHECKING:
    from tracker.tui.beside import Around
    from tracker.tui.shown import Shown

LEAST_TITLE = 8
"""Cells below which a title says nothing."""
READING = "reading the ledger …"


class AsOfBar(Widget):
    """Two lines above everything: the moment and the incident; the estimate and its footing."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"bar--moment", "bar--past", "bar--words"}
    ALLOW_SELECT = False

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self.is_past = False
        self.moments: tuple[str, ...] = (READING,)
        """Ways to say which moment it is, the longest first."""
        self.title = ""
        self.parts: tuple[str, ...] = ()

    def show(self, shown: "Shown", around: "Around") -> None:
        """The bar of a view."""
        incident, snapshot = shown.snapshot.incident, shown.snapshot
        self.is_past = (snapshot.as_of_us, snapshot.known_at_us) != (None, None)
        self.moments, self.parts = around.moments, around.parts
        self.title = incident.title or incident.slug
        self.refresh()

    def say(self, moment: str, title: str = "", more: str = "") -> None:
        """Words where there is no view."""
        self.is_past, self.moments, self.title, self.parts = False, (moment,), title, (more,)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One of the two lines."""
        width = self.size.width
        if y == 0:
            return self._first(width)
        words = self.get_component_rich_style("bar--words")
        return Strip([Segment(padded(" " + joined(self.parts, width - 2), width), words)])

    def _first(self, width: int) -> Strip:
        ways = [joined([f" {one} "], len(one) + 2) for one in self.moments]
        moment = next((one for one in ways if cell_len(one) <= width), fitted(ways[-1], width))
        name = "bar--past" if self.is_past else "bar--moment"
        style: Style = self.get_component_rich_style(name)
        words = self.get_component_rich_style("bar--words")
        first = Segment(moment, style)
        rest = max(width - first.cell_length - 1, 0)
        title = self.title if rest >= LEAST_TITLE else ""
        return Strip([first, Segment(" " + fitted(title, rest), words)])
