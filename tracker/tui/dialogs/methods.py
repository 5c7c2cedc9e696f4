"""Choosing a method: every one with what it makes of the count in focus, side by side."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from textual import on
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from tracker.tui.dialogs.dialog import Dialog
from tracker.tui.method_rows import MethodRows
from tracker.tui.safely import told
from tracker.tui.widgets.grid import Grid
from tracker.tui.widgets.layout_of_columns import Column

COLUMNS = (
    Column("method", 10),
    Column("low", 7, right=True),
    Column("best", 7, right=True),
    Column("high", 7, right=True),
    Column("rests on", 8, right=True),
    Column("rule", leave=1),
)


class ChooseMethod(Dialog[str | None]):
    """Gives the name of a method."""

    @dataclass
    class Worked(Message):
        """The estimates are there."""

        rows: MethodRows

    def __init__(self, title: str, work: Callable[[], MethodRows], current: str) -> None:
        super().__init__(title, "Enter takes it · Esc back · tracker methods")
        self._work = work
        self._current = current

    def parts(self) -> Iterable[Widget]:
        """The methods, and the rule of the one under the cursor."""
        yield Grid(COLUMNS, empty="working …", id="methods")
        yield Static("", id="rule", markup=False)

    def on_mount(self) -> None:
        """A worker makes every estimate."""
        self.query_one(Grid).focus()
        self.run_worker(self._posted, thread=True)

    def _posted(self) -> None:
        self.post_message(self.Worked(self._work()))

    @on(Worked)
    def show(self, message: Worked) -> None:
        """The estimates, the cursor on the present method."""
        self.query_one(Grid).show(message.rows, key=self._current)

    @on(Grid.Moved)
    def tell_rule(self, message: Grid.Moved) -> None:
        """The rule of a method in full, and which claim decided."""
        rows = message.grid.rows
        if isinstance(rows, MethodRows) and message.key:
            self.query_one("#rule", Static).update(told(rows.rules[message.key]))

    @on(Grid.Chosen)
    def take(self, message: Grid.Chosen) -> None:
        """Enter takes it."""
        self.dismiss(message.key)
