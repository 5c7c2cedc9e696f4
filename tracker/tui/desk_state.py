"""What the parts of the desk share: the view, what is shown of it, and asking for another."""

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from textual.css.query import NoMatches
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import get_current_worker

from tracker.errors import TrackerError, UnsoundError
from tracker.tui.archive import Archive
from tracker.tui.messages import Refused, ViewRead
from tracker.tui.state import Kept
from tracker.tui.view import INCIDENT_ORDERS, SORTS, View
from tracker.tui.widgets.chart_view import ChartView

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel

    from tracker.ledger import Head
    from tracker.tui.opening import Opening
    from tracker.tui.panes.importing import ImportPane
    from tracker.tui.panes.ledger import LedgerPane
    from tracker.tui.panes.sources import SourcesPane
    from tracker.tui.shown import Shown
    from tracker.tui.widgets.filter_line import FilterLine

W = TypeVar("W", bound=Widget)
SCREENS = ("incidents", "timeline", "sources", "import", "ledger")
MOST_UNDONE = 100
NO_INCIDENT = "No incident is open; Enter opens the one under the cursor."
NO_TOTAL_YET = "Nothing here states a total yet."
ON_ITS_WAY = "Another incident is being read; once more in a moment."
UNSHOWN = "Nothing can be shown of this incident. V says what is wrong; 1 lists the others."


class DeskState(Screen[None]):
    """The one screen's state. Its keys' actions stand in `actions`, a module a topic."""

    def __init__(self, opening: "Opening", kept: Kept) -> None:
        pane = kept.screen if kept.screen in SCREENS else SCREENS[0]
        self.pane = "timeline" if opening.incident else pane
        """Which of the five screens is in front."""
        super().__init__(id="desk", classes=f"-on-{self.pane}")
        self.opening = opening
        self.kept = kept
        """Where the UI was the last time."""
        self.archive = Archive(opening.where, opening.busy_timeout_ms)
        sort = kept.sort if kept.sort in SORTS else SORTS[0]
        self.view = View(words=kept.words, sort=sort, ascending=kept.ascending)
        self.seen = self.view
        """The view that is shown; `view` may be ahead of it while a worker reads."""
        self.shown: Shown | None = None
        """What the panes show; None until a first view is read."""
        self.unsound: UnsoundError | None = None
        """Why nothing of the view can be shown; None where it is shown, or still to be read."""
        self.head: Head | None = None
        self.shows_something = False
        """True from when a first view is shown, be it that nothing is recorded."""
        self.is_ready = False
        """True from when it is all there for keys to act on."""
        self.last_focus = ""
        """Id of the pane that was last given the focus."""
        self.before: list[View] = []
        """Views that `u` goes back to, oldest first."""
        self.incident_words = ""
        """What the list of incidents is filtered by."""
        self.incident_order = kept.order if kept.order in INCIDENT_ORDERS else INCIDENT_ORDERS[0]
        self.words_before = ""
        """The words before a filter was opened, for Esc."""
        self._watch_said = ("", 0.0)
        """What the watch was last refused, and when that was said."""
        self.recorded = ""
        """Id of what was last recorded here; '' for nothing."""

    @property
    def is_open(self) -> bool:
        """Whether a view was read, be it that nothing of it can be shown."""
        return self.shown is not None or self.unsound is not None

    def filter_line(self) -> "FilterLine":
        """The line in which a filter is typed."""
        from tracker.tui.widgets.filter_line import FilterLine  # noqa: PLC0415 - after the frame

        return self.only(FilterLine, "filter")

    def sources_pane(self) -> "SourcesPane":
        """Screen 3."""
        from tracker.tui.panes.sources import SourcesPane  # noqa: PLC0415 - after the frame

        return self.query_one(SourcesPane)

    def import_pane(self) -> "ImportPane":
        """Screen 4."""
        from tracker.tui.panes.importing import ImportPane  # noqa: PLC0415 - after the frame

        return self.query_one(ImportPane)

    def ledger_pane(self) -> "LedgerPane":
        """Screen 5."""
        from tracker.tui.panes.ledger import LedgerPane  # noqa: PLC0415 - after the frame

        return self.query_one(LedgerPane)

    def ask(self, view: View, *, remember: bool = True) -> None:
        """Look at something else; it is shown when a worker has read it."""
        if not view.incident:
            self.say(NO_INCIDENT)
            return
        if remember and self.shown is not None and view != self.view:
            self.before = [*self.before, self.view][-MOST_UNDONE:]
        self.view = view
        work = partial(self._read_view, view, self.only(ChartView, "chart").room)
        self.run_worker(work, thread=True, exclusive=True, group="view")

    def _read_view(self, view: View, room: tuple[int, int]) -> None:
        from tracker.tui.beside import around  # noqa: PLC0415 - after the first frame

        worker = get_current_worker()
        try:
            for shown in self.archive.looks(view, room, lambda: worker.is_cancelled):
                self.post_message(ViewRead(view, shown, around(shown)))
        except TrackerError as problem:
            self.post_message(Refused(problem, view=view))

    def head_of_shown(self) -> "Head | None":
        """The head of the ledger that what is shown was read of; None, and said, while a longer
        one is read: a figure is not to be cited with the root of a ledger that may say another."""
        if self.is_nothing_shown() or self.shown is None or self.head is None:
            return None
        snapshot = self.shown.snapshot
        if snapshot.known_at_us is None and snapshot.size != self.head.size:
            self.say("The ledger has grown and is being read; once more in a moment.", warns=True)
            return None
        return self.head

    def is_moving_known(self) -> bool:
        """True where it is known how the count in focus moved; False, and said, while a worker
        is still at it, and where nothing moved."""
        if self.is_nothing_shown() or self.is_elsewhere() or self.shown is None:
            return False
        if self.shown.lines is None:
            self.say("How it moved is still being worked out.")
        elif not self.shown.timeline:
            self.say(NO_TOTAL_YET)
        return bool(self.shown.timeline)

    def is_nothing_shown(self) -> bool:
        """True, and said, where no incident is open for what a key does, or one too damaged."""
        if self.unsound is not None:
            self.say(UNSHOWN, warns=True)
        elif self.shown is None:
            self.say(NO_INCIDENT)
        return self.shown is None

    def is_elsewhere(self) -> bool:
        """True, and said, while another incident than the one that is shown is read: moments,
        counts and voices of this one are not to be asked of that one."""
        is_other = self.view.incident != self.seen.incident
        if is_other:
            self.say(ON_ITS_WAY)
        return is_other

    def action_quit(self) -> None:
        """End the UI; what was dry-run or half typed leaves no trace."""
        self.app.exit()

    def say(self, text: str, *, warns: bool = False) -> None:
        """A remark in the corner, for a few seconds; data in it is literal."""
        from tracker.reports.safe import sentence  # noqa: PLC0415 - kept beside its use

        kind: SeverityLevel = "warning" if warns else "information"
        self.notify(sentence(text), severity=kind, markup=False, timeout=6)

    def only(self, kind: type[W], name: str) -> W:
        """The widget of that id."""
        return self.query_one(f"#{name}", kind)

    def focused_id(self) -> str:
        """The id of what has the focus; '' for nothing."""
        focused = self.focused
        return focused.id or "" if focused is not None else ""

    def is_there(self, name: str) -> bool:
        """True where a widget of that id is on the screen."""
        try:
            return self.query_one(f"#{name}").display
        except NoMatches:
            return False
