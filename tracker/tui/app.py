"""The app: themes, styles, and the desk."""

import os
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import App
from textual.binding import BindingType

from tracker.tui.desk import Desk
from tracker.tui.garbage import Garbage
from tracker.tui.messages import Ended, Ready
from tracker.tui.state import Kept, ledger_name, read_state, write_state
from tracker.tui.themes import CHOICES, DEFAULTS, THEMES, first_theme

if TYPE_CHECKING:
    from tracker.errors import TrackerError
    from tracker.tui.opening import Opening

REST_S = 10.0
"""After how long without a key nobody is at work, so that nobody waits while it is tidied up."""
ENDING = ("q", "ctrl+c", "ctrl+q")
"""Keys that work before anything else does."""


class TrackerApp(App[None]):
    """Shows one ledger."""

    TITLE = "tracker"
    CSS_PATH = ["styles/desk.tcss", "styles/widgets.tcss"]  # noqa: RUF012 - Textual declares it so
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [("ctrl+c", "quit", "Quit")]

    def __init__(self, opening: "Opening") -> None:
        # Told at once: the filter that takes colours away is chosen while the app is made.
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self.opening = opening
        self.refusal: TrackerError | None = None
        """What left nothing to show, and ended it."""
        self.kept, remark = read_state(opening.state, opening.where)
        self._garbage = Garbage()
        self._acted_at = monotonic()
        """When a key or the mouse was last used, in seconds of no clock in particular."""
        self.remarks = [remark] if remark else []
        """What a person should know once the UI is closed."""
        self.desk = Desk(opening, self.kept)
        self._early: list[events.Key] = []
        """Keys that were pressed before there was anything to act on, in their order."""
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = first_theme(no_color=self.no_color, kept=self.kept.theme)

    async def on_event(self, event: events.Event) -> None:
        """Keys wait until the desk is ready, but for those that end it: opening a ledger takes
        longer than the first frame, and what was typed meanwhile is meant. A click is not: what
        will stand there was not seen."""
        if isinstance(event, events.InputEvent):
            self._acted_at = monotonic()
        if isinstance(event, events.Key) and not event.is_forwarded and self._waits(event.key):
            self._early.append(event)
        elif not isinstance(event, events.MouseEvent) or self.desk.is_ready:
            await super().on_event(event)

    def _waits(self, key: str) -> bool:
        return not self.desk.is_ready and key not in ENDING

    @on(Ready)
    def play_early_keys(self) -> None:
        """What was typed too early has its effect now."""
        self._garbage.look_seldom()
        self.desk.be_ready()
        early, self._early = self._early, []
        for event in early:
            self.post_message(events.Key(event.key, event.character))

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

    def on_mount(self) -> None:
        """Garbage is not looked for until something is shown, and then mostly at rest."""
        self._garbage.begin()
        self.set_interval(REST_S, self.tidy_at_rest)

    def tidy_at_rest(self) -> None:
        """Nothing is looked for while somebody or something is at work."""
        is_at_work = any(not worker.is_finished for worker in self.workers)
        if not is_at_work and monotonic() - self._acted_at >= REST_S:
            self._garbage.tidy()

    def on_unmount(self) -> None:
        """The ledger is let go, and the place kept."""
        self._garbage.end()
        self.desk.archive.close()
        if self.opening.state is not None and self.refusal is None:
            remark = write_state(self.opening.state, self.place())
            self.remarks += [remark] if remark else []

    def place(self) -> Kept:
        """Where the UI is, for the next time; the moment in view is left out."""
        desk, view = self.desk, self.desk.view
        return Kept(
            ledger=ledger_name(self.opening.where),
            screen=desk.pane,
            incident=view.incident,
            words=view.words,
            sort=view.sort,
            ascending=view.ascending,
            order=desk.incident_order,
            focus=desk.last_focus,
            theme=self.theme if self.theme in CHOICES and not self.no_color else self.kept.theme,
        )
