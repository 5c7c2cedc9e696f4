"""Going to a date: what was understood stands beside what is typed."""

from collections.abc import Callable, Iterable

from textual import on
from textual.widget import Widget
from textual.widgets import Input, Static

from tracker.errors import OptionError
from tracker.tui.dialogs.dialog import Dialog
from tracker.tui.safely import told
from tracker.tui.widgets.typed_line import TypedLine

TOP = "top"
"""What two g give: to the top, as in other programs."""


class AskMoment(Dialog[int | str | None]):
    """Asks for a moment; gives its instant in µs since 1970 UTC."""

    KEYS = "Enter goes there · Esc back"

    def __init__(self, title: str, read: Callable[[str], int], say: Callable[[str], str]) -> None:
        super().__init__(title, self.KEYS)
        self._read = read
        self._say = say

    def parts(self) -> Iterable[Widget]:
        """The input and its echo."""
        yield TypedLine(placeholder="2016-07-27, or 2016-07-27T18:00", id="date", compact=True)
        yield Static("", id="echo", markup=False)

    @on(Input.Changed)
    def echo(self, message: Input.Changed) -> None:
        """What was understood so far."""
        self.query_one("#echo", Static).update(told(self._understood(message.value)))

    def _understood(self, text: str) -> str:
        if not text.strip():
            return ""
        try:
            return self._say(text)
        except OptionError as problem:
            return str(problem)

    @on(Input.Submitted)
    def take(self, message: Input.Submitted) -> None:
        """Enter goes there, if it was understood."""
        try:
            self.dismiss(self._read(message.value))
        except OptionError:
            self.app.bell()


class GoToDate(AskMoment):
    """Gives TOP for a second g as well."""

    KEYS = "Enter goes there · gg to the top · Esc back"

    @on(Input.Changed)
    def top(self, message: Input.Changed) -> None:
        """The second of two `g`."""
        if message.value == "g":
            self.dismiss(TOP)
