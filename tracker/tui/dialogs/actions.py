"""Everything that can be done, searchable: the key help, and the palette with its commands."""

from collections.abc import Iterable, Sequence

from textual import events, on
from textual.widget import Widget
from textual.widgets import Input, Static

from tracker.tui.dialogs.dialog import Dialog
from tracker.tui.doable import Doable
from tracker.tui.rows import ListedRows
from tracker.tui.safely import told
from tracker.tui.widgets.grid import Grid
from tracker.tui.widgets.layout_of_columns import Column
from tracker.tui.widgets.typed_line import TypedLine

COLUMNS = (Column("key", 15), Column("does"), Column("the same on the command line", 50, leave=1))
_TO_THE_LIST = {"down": 1, "up": -1, "pagedown": 8, "pageup": -8}


class Actions(Dialog[str | None]):
    """Gives the action that was chosen."""

    def __init__(self, title: str, doable: Sequence[Doable]) -> None:
        super().__init__(title, "type to search · Enter runs it · Esc back")
        self.doable = doable
        self._found: Sequence[Doable] = doable

    def parts(self) -> Iterable[Widget]:
        """The search and the list."""
        yield TypedLine(placeholder="search", id="search", compact=True)
        yield Grid(COLUMNS, empty="Nothing fits.", id="doable")
        yield Static("", id="twin", markup=False)

    def on_mount(self) -> None:
        """Everything, ready to be searched."""
        self.query_one(Input).focus()
        self._list("")

    @on(Input.Changed)
    def search(self, message: Input.Changed) -> None:
        """Only what holds every word."""
        self._list(message.value)

    def _list(self, text: str) -> None:
        words = text.lower().split()
        self._found = [one for one in self.doable if _fits(one, words)]
        found = self._found
        keys = [str(place) for place in range(len(found))]
        self.query_one(Grid).show(ListedRows(keys, lambda place: found[place][:3]))
        self.query_one(Grid).place = 0

    @on(Grid.Moved)
    def tell_twin(self) -> None:
        """The command that does the same, whole."""
        place = self.query_one(Grid).place
        twin = self._found[place].twin if place < len(self._found) else ""
        self.query_one("#twin", Static).update(told(f"the same: {twin}" if twin else ""))

    def on_key(self, event: events.Key) -> None:
        """Arrows move in the list while one types."""
        if event.key in _TO_THE_LIST:
            event.stop()
            self.query_one(Grid).place += _TO_THE_LIST[event.key]

    @on(Input.Submitted)
    def take(self) -> None:
        """Enter runs what the cursor is on."""
        place = self.query_one(Grid).place
        action = self._found[place].action if self._found else ""
        if action:
            self.dismiss(action)
        else:
            self.app.bell()

    @on(Grid.Chosen)
    def take_chosen(self) -> None:
        """A click, or Enter in the list."""
        self.take()


def _fits(one: Doable, words: Sequence[str]) -> bool:
    text = f"{one.sign} {one.words} {one.twin}".lower()
    return all(word in text for word in words)
