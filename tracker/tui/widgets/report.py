"""A report of `tracker.reports` to scroll through: the same one that a command prints."""

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.app import ComposeResult


class Report(VerticalScroll, can_focus=True):
    """A report, as wide as there is room."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "scroll_down", show=False),
        Binding("up,k", "scroll_up", show=False),
        Binding("pagedown,ctrl+d,space", "page_down", show=False),
        Binding("pageup,ctrl+u", "page_up", show=False),
        Binding("end,G", "scroll_end", show=False),
        Binding("home", "scroll_home", show=False),
    ]

    def __init__(
        self,
        report: "RenderableType | None" = None,
        *,
        id: str,  # noqa: A002 - Textual's word
    ) -> None:
        super().__init__(id=id)
        self.report = report

    def compose(self) -> "ComposeResult":
        """The report in one piece."""
        yield Static(self._content(), markup=False, classes="report")

    def show(self, report: "RenderableType | None") -> None:
        """Another report, from its beginning."""
        self.report = report
        self.query_one(Static).update(self._content())
        self.scroll_home(animate=False)

    def _content(self) -> "RenderableType | Content":
        return Content("") if self.report is None else self.report
