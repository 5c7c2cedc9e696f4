"""A dialog: a frame with a title and a line of keys, over the desk."""

from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from tracker.tui.safely import told

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult

R = TypeVar("R")


class Dialog(ModalScreen[R]):
    """What all dialogs share. Subclasses give `parts`."""

    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-high")]  # noqa: RUF012 - Textual declares it so
    CSS_PATH = "../styles/dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(self, title: str, keys: str) -> None:
        super().__init__()
        self.heading = title
        self.keys = keys
        """What the keys do, for the last line."""

    def compose(self) -> "ComposeResult":
        """Title, parts, keys."""
        with Vertical(classes="dialog"):
            yield Static(told(self.heading), classes="dialog-title", markup=False)
            yield from self.parts()
            yield Static(told(self.keys), classes="dialog-keys", markup=False)

    def on_mount(self) -> None:
        """What was remarked before is over, and would lie over it."""
        self.app.clear_notifications()

    def parts(self) -> "Iterable[Widget]":
        """What stands between title and keys."""
        raise NotImplementedError

    def action_leave(self) -> None:
        """Esc: nothing is taken."""
        self.dismiss(None)
