"""A few things to choose from, each with what it means."""

from collections.abc import Iterable, Mapping

from textual import on
from textual.widget import Widget

from tracker.tui.dialogs.dialog import Dialog
from tracker.tui.rows import ListedRows
from tracker.tui.widgets.grid import Grid
from tracker.tui.widgets.layout_of_columns import Column


class Choice(Dialog[str | None]):
    """Gives the word that was chosen."""

    def __init__(self, title: str, words: Mapping[str, str]) -> None:
        super().__init__(title, "Enter takes it · Esc back")
        self.words = words
        self.add_class("small")

    def parts(self) -> Iterable[Widget]:
        """The words."""
        yield Grid((Column("", 10), Column("")), id="choice")

    def on_mount(self) -> None:
        """Ready to choose."""
        grid = self.query_one(Grid)
        names = list(self.words)
        grid.show(ListedRows(names, lambda place: (names[place], self.words[names[place]])))
        grid.focus()

    @on(Grid.Chosen)
    def take(self, message: Grid.Chosen) -> None:
        """Enter."""
        self.dismiss(message.key)
