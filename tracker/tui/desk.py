"""The desk: one screen that holds the panes, side by side or one at a time."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from tracker.errors import TrackerError
from tracker.tui.actions.asking import Asking
from tracker.tui.actions.filtering import Filtering
from tracker.tui.actions.moving import Moving
from tracker.tui.actions.stepping import Stepping
from tracker.tui.keys import KEYS
from tracker.tui.messages import Ended, LedgerRead, Refused, ViewRead
from tracker.tui.rows import IncidentRows, Rows
from tracker.tui.view import View
from tracker.tui.widgets.as_of_bar import AsOfBar
from tracker.tui.widgets.chart_view import ChartView
from tracker.tui.widgets.filter_line import FilterLine
from tracker.tui.widgets.foot import Foot
from tracker.tui.widgets.grid import Grid
from tracker.tui.widgets.layout_of_columns import Column
from tracker.tui.widgets.report import Report

if TYPE_CHECKING:
    from textual.app import ComposeResult

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
    Column("figure", 15),
    Column("change", 15, leave=2),
    Column("state", 10, leave=1),
    Column("wording", leave=3),
)
ESTIMATE_COLUMNS = (
    Column("", 1),
    Column("count"),
    Column("low", 6, right=True),
    Column("best", 6, right=True),
    Column("high", 6, right=True),
    Column("voices", 6, right=True, leave=1),
    Column("grade", 9, leave=2),
    Column("", 8, leave=3),
)
WATCH_S = 2.0
"""How often the ledger is asked whether it has grown: one row is read."""
TOO_SMALL = "The tracker needs 60 columns and 16 lines.\nMake the window larger, or q to quit."


class Desk(Stepping, Filtering, Asking, Moving):
    """What is in front, from the ledger to the keys."""

    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - Textual declares it so
        (0, "-tiny"),
        (60, "-narrow"),
        (100, "-wide"),
        (140, "-huge"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-high")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key.keys, key.action, key.words, show=False, priority="tab" in key.keys)
        for key in KEYS
        if key.keys and key.action
    ]

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
                yield Grid(
                    ESTIMATE_COLUMNS, empty="No total is public.", id="estimates", classes="dated"
                )
                yield Report(id="findings")
        yield FilterLine(id="filter")
        yield Foot(id="foot")

    def on_mount(self) -> None:
        """The frame stands first; then a worker opens the ledger."""
        self.front("timeline" if self.opening.incident else "incidents")
        self.call_after_refresh(self.begin)

    def begin(self) -> None:
        """Read the ledger, and keep asking whether it has grown."""
        self.read_ledger()
        self.set_interval(WATCH_S, self.look_again)

    def read_ledger(self) -> None:
        """The list of incidents anew, and the view that is open."""
        self.run_worker(self._read_ledger, thread=True, exclusive=True, group="ledger")

    def _read_ledger(self) -> None:
        try:
            rows = self.archive.incidents(tuple(self.incident_words.split()), self.incident_order)
            self.post_message(LedgerRead(self.archive.head(), rows))
        except TrackerError as problem:
            self.post_message(Refused(problem, ends=True))

    def look_again(self) -> None:
        """Ask whether another program has recorded something."""
        if self.head is not None:
            self.run_worker(
                partial(self._look_again, self.head.size),
                thread=True,
                exclusive=True,
                group="watch",
            )

    def _look_again(self, size: int) -> None:
        try:
            if self.archive.head().size != size:
                self._read_ledger()
        except TrackerError as problem:
            self.post_message(Refused(problem))

    @on(LedgerRead)
    def show_ledger(self, message: LedgerRead) -> None:
        """The list and the foot; the view that is open is read again, at the same place."""
        is_first = self.head is None
        self.head = message.head
        head = message.head
        self.only(Foot, "foot").show_ledger(head.size, head.root, read_only=self.opening.read_only)
        self.only(Grid, "incidents").show(message.incidents)
        if is_first:
            self.open_first(message.incidents)
        elif self.shown is not None:
            self.ask(self.view, remember=False)

    def open_first(self, incidents: Rows) -> None:
        """The incident that was asked for, else the first of the list beside it."""
        slug = self.opening.incident or (incidents.key(0) if len(incidents) else "")
        if not slug:
            self.only(AsOfBar, "bar").say("Nothing is recorded yet", "4 imports a file")
            self.reach("incidents")
            return
        self.reach("claims" if self.opening.incident else "incidents")
        self.run_worker(partial(self._open_first, slug), thread=True, group="view")

    def _open_first(self, slug: str) -> None:
        try:
            as_of = self.opening.as_of
            as_of_us = self.archive.instant(as_of, slug) if as_of else None
            method = self.opening.method or View().method
            view = View(incident=slug, as_of_us=as_of_us, method=method)
            self.post_message(ViewRead(view, self.archive.shown(view)))
        except TrackerError as problem:
            self.post_message(Refused(problem, ends=True))

    @on(ViewRead)
    def show_view(self, message: ViewRead) -> None:
        """Everything that the panes show of a view, unless another was asked for since."""
        if self.shown is not None and message.view != self.view:
            return
        self.view, self.shown = message.view, message.shown
        self.show_timeline(message.shown)

    def show_timeline(self, shown: "Shown") -> None:
        """The bar, the chart, the claims and what stands beside them."""
        from tracker.tui.beside import estimate_rows, findings_report  # noqa: PLC0415

        self.only(AsOfBar, "bar").show(shown)
        self.only(ChartView, "chart").show(shown.chart)
        self.only(Grid, "claims").show(shown.claims)
        self.only(Grid, "estimates").show(estimate_rows(shown), key=str(shown.count))
        self.only(Report, "findings").show(findings_report(shown))

    @on(Refused)
    def show_refusal(self, message: Refused) -> None:
        """A refusal is said; one that leaves nothing to show ends the UI with its exit code."""
        if message.ends:
            self.post_message(Ended(message.problem))
        else:
            self.say(str(message.problem), warns=True)

    @on(Grid.Wanted)
    def read_pages(self, message: Grid.Wanted) -> None:
        """Pages that came into sight."""
        work = partial(self._read_pages, message.rows, message.pages)
        self.run_worker(work, thread=True, group="pages")

    def _read_pages(self, rows: Rows, pages: tuple[int, ...]) -> None:
        try:
            for page in pages:
                rows.read(page)
        except TrackerError as problem:
            self.post_message(Refused(problem))
            return
        self.app.call_from_thread(self._pages_arrived, rows)

    def _pages_arrived(self, rows: Rows) -> None:
        for grid in self.query(Grid):
            grid.arrived(rows)

    @on(Grid.InSight, "#incidents")
    def read_headlines(self, message: Grid.InSight) -> None:
        """The estimates of the incidents in sight."""
        rows = message.grid.rows
        if isinstance(rows, IncidentRows):
            slugs = rows.without_headline(message.first, message.last)
            if slugs:
                work = partial(self._read_headlines, rows, slugs)
                self.run_worker(work, thread=True, exclusive=True, group="headlines")

    def _read_headlines(self, rows: IncidentRows, slugs: tuple[str, ...]) -> None:
        for slug in slugs:
            rows.headlines.update(self.archive.headlines((slug,), self.view.method))
            self.app.call_from_thread(self.only(Grid, "incidents").refresh)

    @on(Grid.Chosen, "#incidents")
    def open_incident(self, message: Grid.Chosen) -> None:
        """Enter on an incident."""
        self.front("timeline")
        self.reach("claims")
        if message.key != self.view.incident:
            self.ask(View(incident=message.key, method=self.view.method))

    @on(Grid.Chosen, "#claims")
    def open_claim(self) -> None:
        """Enter on a claim."""
        self.action_claim()

    @on(Grid.Chosen, "#estimates")
    def open_count(self, message: Grid.Chosen) -> None:
        """Enter on a count puts it in focus."""
        if self.shown is not None:
            counts = {str(one.count): one.count for one in self.shown.whole.dossier.pictures}
            self.ask(replace(self.view, count=counts[message.key], voice="", window=None))

    def action_reload(self) -> None:
        """Read everything again."""
        self.read_ledger()
