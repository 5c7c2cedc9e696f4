"""The desk: one screen that holds the panes, side by side or one at a time."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static

from tracker.errors import UnsoundError
from tracker.tui.actions.helping import Helping
from tracker.tui.actions.keeping import Keeping
from tracker.tui.actions.reviewing import Reviewing
from tracker.tui.actions.stepping import Stepping
from tracker.tui.keys import ACTS_ON, KEYS, PANE_KEYS
from tracker.tui.messages import Grew, ViewRead
from tracker.tui.state import Kept
from tracker.tui.view import View
from tracker.tui.widgets.as_of_bar import AsOfBar
from tracker.tui.widgets.chart_view import ChartView
from tracker.tui.widgets.foot import Foot
from tracker.tui.widgets.grid import NO_ROWS, Grid
from tracker.tui.widgets.layout_of_columns import Column
from tracker.tui.widgets.report import Report

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.timer import Timer

    from tracker.tui.beside import Around
    from tracker.tui.opening import Opening
    from tracker.tui.shown import Shown

INCIDENT_COLUMNS = (
    Column("incident"),
    Column("low", 6, right=True),
    Column("best", 6, right=True),
    Column("high", 6, right=True),
    Column("when", 10, leave=2),
    Column("place", leave=1),
)
CLAIM_COLUMNS = (
    Column("", 1),
    Column("public", 16),
    Column("source"),
    Column("figure", 12, grows=True),
    Column("change", 13, leave=2, grows=True),
    Column("state", 10, leave=1),
    Column("wording", leave=3),
)
ESTIMATE_COLUMNS = (
    Column("", 1),
    Column("count"),
    Column("low", 4, right=True),
    Column("best", 4, right=True),
    Column("high", 4, right=True),
    Column("voices", 6, right=True, leave=1),
    Column("grade", 9, leave=2),
    Column("", 8, leave=3),
)
NO_TOTAL = "No total is public."
NOTHING = "Nothing can be shown."
NO_CLAIM = "No claim is public here; a adds one."
REST_S = 0.15
"""How long the cursor must rest on an incident before its timeline is read."""
TOO_SMALL = "The tracker needs 60 columns and 16 lines.\nMake the window larger, or q to quit."


class Desk(Stepping, Keeping, Reviewing, Helping):
    """What is in front, from the ledger to the keys."""

    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - Textual declares it so
        (0, "-tiny"),
        (60, "-narrow"),
        (100, "-wide"),
        (140, "-huge"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-high")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key.keys, key.action, key.words, show=False, priority=key.is_at_once)
        for key in KEYS
        if key.keys and key.action
    ]

    def __init__(self, opening: "Opening", kept: Kept) -> None:
        super().__init__(opening, kept)
        self._resting: Timer | None = None

    def compose(self) -> "ComposeResult":
        """The bar, the panes, the foot."""
        yield Static(TOO_SMALL, id="tiny", markup=False)
        yield AsOfBar(id="bar")
        with Horizontal(id="body"):
            yield Grid(INCIDENT_COLUMNS, empty="No incident here.", id="incidents")
            with Vertical(id="timeline"):
                yield ChartView(id="chart")
                yield Grid(CLAIM_COLUMNS, empty="No claim fits.", id="claims", classes="dated")
            with Vertical(id="beside"):
                yield Grid(ESTIMATE_COLUMNS, empty=NO_TOTAL, id="estimates", classes="dated")
                yield Report(id="findings")
        yield Foot(id="foot")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is about the timeline works where the timeline is in front; a slash that is typed
        is one."""
        if action == "filter" and isinstance(self.focused, Input):
            return False
        screens = ACTS_ON.get(action, ())
        return not screens or not self.places_of(action).isdisjoint(screens)

    def on_mount(self) -> None:
        """The frame stands first; then a worker opens the ledger."""
        self.only(Foot, "foot").show_keys(PANE_KEYS[self.pane])
        self.call_after_refresh(self.begin)

    async def mount_the_rest(self) -> None:
        """What the first rows do without."""
        from tracker.tui.panes.importing import ImportPane  # noqa: PLC0415
        from tracker.tui.panes.ledger import LedgerPane  # noqa: PLC0415
        from tracker.tui.panes.sources import SourcesPane  # noqa: PLC0415
        from tracker.tui.widgets.filter_line import FilterLine  # noqa: PLC0415

        read_only = self.opening.read_only
        await self.query_one("#body").mount(
            SourcesPane(self.archive),
            ImportPane(self.archive, read_only=read_only),
            LedgerPane(self.archive),
        )
        await self.mount(FilterLine(id="filter"), before="#foot")

    @on(ViewRead)
    def show_view(self, message: ViewRead) -> None:
        """Everything that the panes show of a view, unless another was asked for since, or the
        same was read of a longer ledger."""
        if self.is_open and (message.view != self.view or self._is_late(message)):
            return
        is_same = self.shown is not None and message.shown.claims is self.shown.claims
        self.view = self.seen = message.view
        self.shown, self.unsound = message.shown, None
        self.tell_filter()
        if not is_same:
            self.show_timeline(message.shown, message.around)
        self.only(AsOfBar, "bar").show(message.shown, message.around)
        seen = self.view
        about = (seen.incident, seen.count, seen.as_of_us, seen.known_at_us, seen.method)
        self.only(Report, "findings").show(message.around.findings, about=about)
        self.figures_by(seen.method)
        self.say_ready()

    def _is_late(self, message: ViewRead) -> bool:
        """Whether more of the same view's incident is shown already than a worker brings."""
        known = self.shown.snapshot.size if self.shown is not None else 0
        return message.view == self.seen and message.shown.snapshot.size < known

    def show_unsound(self, view: View, problem: UnsoundError) -> None:
        """Why nothing can be shown of a view in place of it, unless another was asked for since:
        what was shown before must not stand there as if it were of this one."""
        if self.is_open and view != self.view:
            return
        from tracker.reports.passage import Passage  # noqa: PLC0415 - kept beside its use

        self.view = self.seen = view
        self.shown, self.unsound = None, problem
        self.tell_filter()
        self.only(AsOfBar, "bar").say("CANNOT BE SHOWN", view.incident, str(problem))
        self.only(ChartView, "chart").show(None, NOTHING)
        for name, told in (("claims", str(problem)), ("estimates", NOTHING)):
            grid = self.only(Grid, name)
            grid.empty = told
            grid.show(NO_ROWS)
        self.only(Report, "findings").show(Passage(str(problem)))
        self.figures_by(view.method)
        self.say_ready()

    def show_timeline(self, shown: "Shown", around: "Around") -> None:
        """The chart, the claims and the estimates."""
        self.only(ChartView, "chart").show(shown.chart)
        claims = self.only(Grid, "claims")
        claims.empty = "No claim fits the filter." if self.view.words else NO_CLAIM
        claims.show(shown.claims)
        estimates = self.only(Grid, "estimates")
        estimates.empty = NO_TOTAL
        estimates.show(around.estimates, key=str(shown.count))

    @on(Grid.Moved, "#incidents")
    def follow(self, message: Grid.Moved) -> None:
        """The bar and the panes beside follow the cursor, once it rests."""
        if self._resting is not None:
            self._resting.stop()
        if self.pane == "incidents" and self.is_open and message.key:
            self._resting = self.set_timer(REST_S, partial(self._follow, message.key))

    def _follow(self, slug: str) -> None:
        if self.pane == "incidents" and slug not in ("", self.view.incident):
            self.ask(View(incident=slug, method=self.view.method), remember=False)

    @on(Grid.Chosen, "#incidents")
    def open_incident(self, message: Grid.Chosen) -> None:
        """Enter on an incident."""
        self.front("timeline")
        self.reach("claims")
        if message.key != self.view.incident:
            self.ask(View(incident=message.key, method=self.view.method))

    def opened(self, pane: str) -> None:
        """What a screen shows is read when it comes to the front, and again when it has grown."""
        if self.head is None:
            return
        if pane == "sources":
            self.sources_pane().read(self.head.size)
        elif pane == "ledger":
            self.ledger_pane().read(self.head.size)

    def action_verify(self) -> None:
        """Verify the ledger, from wherever it is asked for."""
        self.action_go("ledger")
        self.ledger_pane().action_verify()

    @on(Grew)
    def grew(self) -> None:
        """An import has recorded something."""
        self.read_ledger()

    @on(Grid.Chosen, "#entries")
    def open_entry(self, message: Grid.Chosen) -> None:
        """Enter on an entry: everything about its claim."""
        self.show_entry(int(message.key))

    @on(Grid.Chosen, "#sources")
    def open_record(self) -> None:
        """Enter on a source goes to its record."""
        self.reach("record")

    @on(Grid.Chosen, "#claims")
    def open_claim(self) -> None:
        """Enter on a claim."""
        self.action_claim()

    @on(Grid.Chosen, "#estimates")
    def open_count(self, message: Grid.Chosen) -> None:
        """Enter on a count puts it in focus."""
        if self.shown is None or self.is_elsewhere():
            return
        counts = {str(one.count): one.count for one in self.shown.whole.dossier.pictures}
        if message.key in counts:  # The estimates may be of another incident by now.
            self.ask(replace(self.view, count=counts[message.key], voice="", window=None))
