"""The app: themes, styles, and the desk."""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import App
from textual.binding import BindingType

from tracker.tui.desk import Desk
from tracker.tui.messages import Ended
from tracker.tui.themes import DEFAULTS, THEMES, first_theme

if TYPE_CHECKING:
    from tracker.errors import TrackerError
    from tracker.tui.opening import Opening


class TrackerApp(App[None]):
    """Shows one ledger."""

    TITLE = "tracker"
    CSS_PATH = ["styles/desk.tcss", "styles/widgets.tcss", "styles/dialogs.tcss"]  # noqa: RUF012 - Textual declares it so
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [("ctrl+c", "quit", "Quit")]

    def __init__(self, opening: "Opening") -> None:
        super().__init__()
        self.opening = opening
        self.refusal: TrackerError | None = None
        """What left nothing to show, and ended it."""
        self.desk = Desk(opening)
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = first_theme(no_color=self.no_color, kept="")

    @on(Ended)
    def end(self, message: Ended) -> None:
        """There is nothing to show."""
        self.refusal = message.problem
        self.exit(return_code=message.problem.exit_code)

    def get_default_screen(self) -> Desk:
        """The desk is the only screen at the bottom."""
        return self.desk

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Colours of our own that every theme must have."""
        return DEFAULTS

    def on_unmount(self) -> None:
        """The ledger is let go."""
        self.desk.archive.close()
