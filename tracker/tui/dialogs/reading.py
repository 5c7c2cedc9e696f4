"""A report over the desk: the same text that a command prints, worked out in a worker."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widget import Widget

from tracker.errors import TrackerError
from tracker.tui.dialogs.dialog import Dialog
from tracker.tui.widgets.report import Report

if TYPE_CHECKING:
    from rich.console import RenderableType

KEYS = "j k scroll · y copy · Esc back"
COPY_WIDTH = 80
"""Columns of what is copied, as the commands print where there is no terminal."""


class Reading(Dialog[None]):
    """A report to read. Its last line names the command that prints it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "leave", show=False),
        Binding("y", "copy", show=False),
    ]

    @dataclass
    class Worked(Message):
        """The report is there."""

        report: "RenderableType"

    def __init__(self, title: str, work: "Callable[[], RenderableType]", twin: str = "") -> None:
        super().__init__(title, f"{KEYS} · {twin}" if twin else KEYS)
        self._work = work

    def parts(self) -> Iterable[Widget]:
        """The report."""
        yield Report(id="reading")

    def on_mount(self) -> None:
        """A worker makes the report."""
        self.query_one(Report).focus()
        self.run_worker(self._make, thread=True)

    def _make(self) -> None:
        try:
            report = self._work()
        except TrackerError as problem:
            from tracker.reports.passage import Passage  # noqa: PLC0415 - kept beside its use

            report = Passage(str(problem))
        self.post_message(self.Worked(report))

    @on(Worked)
    def show(self, message: Worked) -> None:
        """The report as it is made."""
        self.query_one(Report).show(message.report)

    def action_copy(self) -> None:
        """Send the report to the terminal's clipboard; nobody tells whether it arrives."""
        report = self.query_one(Report).report
        if report is not None:
            from tracker.tui.clipboard import copied  # noqa: PLC0415
            from tracker.tui.plain import plain_text  # noqa: PLC0415

            copied(self.app, plain_text(report, COPY_WIDTH), "the report")
