"""The line in which a filter is typed; what is wrong with it stands beside."""

from typing import TYPE_CHECKING

from textual import on
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static

from tracker.tui.messages import Filtered, FilterKept
from tracker.tui.safely import told
from tracker.tui.widgets.typed_line import TypedLine

if TYPE_CHECKING:
    from textual.app import ComposeResult

HINT = "--metric --population --scope --state --source, or words to look for"


class FilterLine(Vertical):
    """A filter while it is typed."""

    def compose(self) -> "ComposeResult":
        """The remark, and below it a sign and the input."""
        yield Static("", id="filter-remark", markup=False)
        with Horizontal():
            yield Static("/", classes="sign", markup=False)
            yield TypedLine(placeholder=HINT, id="filter-words", compact=True)

    @on(Input.Changed)
    def tell_words(self, message: Input.Changed) -> None:
        """Tells the desk what is typed."""
        message.stop()
        self.post_message(Filtered(message.value))

    @on(Input.Submitted)
    def tell_kept(self, message: Input.Submitted) -> None:
        """Tells the desk that the words stand."""
        message.stop()
        self.post_message(FilterKept())

    def open(self, words: str) -> None:
        """Ready to type, with the words so far."""
        self.display = True
        field = self.query_one(Input)
        with self.prevent(Input.Changed):
            field.value = words
        field.cursor_position = len(words)
        self.screen.set_focus(field)  # At once: what is typed next is no key of the desk.

    def remark(self, text: str) -> None:
        """What is wrong with the words, or how much fits them."""
        line = self.query_one("#filter-remark", Static)
        line.display = bool(text)
        line.update(told(text))
