"""Going to a date: what was understood stands beside what is typed."""

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input, Static

from tracker.errors import OptionError
from tracker.tui.dialogs.dialog import Dialog
from tracker.tui.safely import told

TOP = "top"
"""What two g give: to the top, as in other programs."""


class GoToDate(Dialog[int | str | None]):
    """Asks for a moment; gives its instant in µs since 1970 UTC, or TOP for a second g."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "take", show=False)]

    def __init__(self, read: Callable[[str], int], say: Callable[[int], str]) -> None:
        super().__init__("As of which date or time?", "Enter goes there · gg to the top · Esc back")
        self._read = read
        self._say = say

    def parts(self) -> Iterable[Widget]:
        """The input and its echo."""
        yield Input(placeholder="2016-07-27, or 2016-07-27T18:00", id="date", compact=True)
        yield Static("", id="echo", markup=False)

    @on(Input.Changed)
    def echo(self, message: Input.Changed) -> None:
        """What was understood so far."""
        if message.value == "g":
            self.dismiss(TOP)
            return
        self.query_one("#echo", Static).update(told(self._understood(message.value)))

    def _understood(self, text: str) -> str:
        if not text.strip():
            return ""
        try:
            return f"{text.strip()} → what was public by {self._say(self._read(text))}"
        except OptionError as problem:
            return str(problem)

    @on(Input.Submitted)
    def take(self, message: Input.Submitted) -> None:
        """Enter goes there, if it was understood."""
        try:
            self.dismiss(self._read(message.value))
        except OptionError:
            self.app.bell()
