"""Reading the ledger: when it is opened, when it has grown, and as rows come into sight."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from itertools import takewhile
from time import monotonic

from textual import on
from textual.worker import get_current_worker

from tracker.errors import TrackerError, UnsoundError
from tracker.tui.actions.moving import PANES, Moving
from tracker.tui.messages import Ended, LedgerRead, Ready, Refused, RowsRead, ViewRead
from tracker.tui.rows import IncidentRows, Rows
from tracker.tui.state import Kept
from tracker.tui.view import View
from tracker.tui.widgets.as_of_bar import AsOfBar
from tracker.tui.widgets.chart_view import ChartView
from tracker.tui.widgets.foot import Foot
from tracker.tui.widgets.grid import Grid

WATCH_S = 2.0
"""How often the ledger is asked whether it has grown: one row is read."""
AT_FIRST = ("incidents", "timeline")
"""The screens that the first frame has."""
SAY_AGAIN_S = 60.0
"""After how long the watch says the same refusal again."""


class LedgerReading(Moving):
    """What workers read, and where it goes."""

    def begin(self) -> None:
        """Read the ledger: until its first rows stand there is nothing else to do."""
        self.read_ledger()

    async def go_on(self, incidents: Rows) -> None:
        """The first rows stand: the first view is next, and whatever screen is in front."""
        if self.pane not in AT_FIRST:
            await self.mount_the_rest()
        self.open_first(incidents)

    async def mount_the_rest(self) -> None:
        """What the first rows and the first view do without."""

    async def go_on_working(self) -> None:
        """The first view stands: what is left to mount, asking again and again whether the ledger
        has grown, and keys."""
        if self.pane in AT_FIRST:
            await self.mount_the_rest()
        self.set_interval(WATCH_S, self.look_again)
        self.opened(self.pane)
        self.post_message(Ready())

    def read_ledger(self) -> None:
        """The list of incidents anew, and the view that is open."""
        work = partial(self._read_ledger, self.listed_slug())
        self.run_worker(work, thread=True, exclusive=True, group="ledger")

    def _read_ledger(self, near: str) -> None:
        words = tuple(self.incident_words.split())
        try:
            head = self.archive.head()  # First: what is recorded meanwhile is read the next time.
            rows = self.archive.incidents(words, self.incident_order, near)
            self.post_message(LedgerRead(head, rows))
        except TrackerError as problem:
            self.post_message(Refused(problem, ends=self.head is None))

    def look_again(self) -> None:
        """Ask whether another program has recorded something, unless the answer to the last time
        is still awaited: a thread that waits for a lock cannot be called off."""
        is_asked = any(one.group == "watch" and not one.is_finished for one in self.workers)
        if self.head is not None and not is_asked:
            work = partial(self._look_again, self.head.size, self.listed_slug())
            self.run_worker(work, thread=True, group="watch")

    def _look_again(self, size: int, near: str) -> None:
        try:
            if self.archive.head().size != size:
                self._read_ledger(near)
        except TrackerError as problem:
            self.post_message(Refused(problem, is_of_watch=True))

    @on(LedgerRead)
    def show_ledger(self, message: LedgerRead) -> None:
        """The list and the foot; the view that is open is read again, at the same place."""
        is_first = self.head is None
        self.head = message.head
        head = message.head
        self.only(Foot, "foot").show_ledger(head.size, head.root, read_only=self.opening.read_only)
        if self.is_wanted(message.incidents):
            key = (self.opening.incident or self.kept.incident) if is_first else None
            self.show_list(message.incidents, key=key)
        else:
            self.list_incidents()
        if is_first:
            self.call_after_refresh(self.go_on, message.incidents)
            return
        self.opened(self.pane)
        if not self.is_open:
            self.open_first(message.incidents)
        else:
            self.ask(self.view, remember=False)

    def open_first(self, incidents: Rows) -> None:
        """What was asked for; else where the UI was the last time; else the list's first."""
        asked, kept = self.opening.incident, self.kept
        first = incidents.key(0) if len(incidents) else ""
        if not (asked or first):
            self.only(AsOfBar, "bar").say("Nothing is recorded yet", "4 imports a file")
            self.reach("incidents")
            self.say_ready()
            return
        pane = "timeline" if asked else self.pane
        self.reach(kept.focus if kept.focus in PANES[pane] else self.resting_place(pane))
        views = [View(incident=asked)] if asked else self._places(kept, first)
        work = partial(self._open_first, views, self.only(ChartView, "chart").room)
        self.run_worker(work, thread=True, group="view")

    def say_ready(self) -> None:
        """Tells the app, once what is shown stands and has the focus, that keys may come."""
        if not self.shows_something:
            self.shows_something = True
            self.call_after_refresh(self.go_on_working)

    def be_ready(self) -> None:
        """Something is shown: the list's figures are next."""
        self.is_ready = True
        self.read_headlines()

    def _places(self, kept: Kept, first: str) -> list[View]:
        """Views to try one after the other: an incident may be gone with its ledger, and words
        may have become none."""
        last_time = replace(self.view, incident=kept.incident)
        places = [last_time, replace(last_time, words=""), View(incident=first)]
        return [view for view in places if view.incident]

    def _open_first(self, views: Sequence[View], room: tuple[int, int]) -> None:
        from tracker.tui.beside import around

        refusal: TrackerError | None = None
        for view in views:
            try:
                asked = self._as_asked(view)
                for shown in self.archive.looks(asked, room):
                    self.post_message(ViewRead(asked, shown, around(shown)))
            except UnsoundError as problem:  # The others may be whole.
                self.post_message(Refused(problem, view=asked))
                return
            except TrackerError as problem:
                refusal = problem
            else:
                return
        if refusal is not None:
            self.post_message(Refused(refusal, ends=True))

    def _as_asked(self, view: View) -> View:
        """The view at the moments, and by the method, that the UI was opened for."""
        opening, slug, read = self.opening, view.incident, self.archive.instant
        return replace(
            view,
            as_of_us=read(opening.as_of, slug, "--as-of") if opening.as_of else None,
            known_at_us=read(opening.known_at, slug, "--known-at") if opening.known_at else None,
            method=opening.method or view.method,
        )

    @on(Refused)
    def show_refusal(self, message: Refused) -> None:
        """A refusal is said, one of a view that is damaged in its place; one that leaves nothing
        to show ends the UI with its exit code."""
        if message.ends:
            self.post_message(Ended(message.problem))
        elif message.view is not None and isinstance(message.problem, UnsoundError):
            self.show_unsound(message.view, message.problem)
        elif not (message.is_of_watch and self._was_just_said(str(message.problem))):
            if message.view == self.view:
                self.view = self.seen
            self.say(str(message.problem), warns=True)

    def show_unsound(self, view: View, problem: UnsoundError) -> None:
        """Nothing of a view can be shown."""

    def _was_just_said(self, text: str) -> bool:
        """True where the watch met the same a moment ago: said once, it would lie over a form."""
        (before, at), now = self._watch_said, monotonic()
        is_same = text == before and now - at < SAY_AGAIN_S
        self._watch_said = (text, at) if is_same else (text, now)
        return is_same

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
        self.post_message(RowsRead(rows))

    @on(RowsRead)
    def show_rows(self, message: RowsRead) -> None:
        """The grid that shows those rows draws them."""
        for grid in self.query(Grid):
            grid.arrived(message.rows)

    @on(Grid.InSight, "#incidents")
    def read_headlines(self) -> None:
        """The estimates of the incidents in sight, once there is a view: it comes first."""
        grid = self.only(Grid, "incidents")
        rows = grid.rows
        if self.is_ready and isinstance(rows, IncidentRows):
            slugs = rows.without_headline(*grid.in_sight)
            if slugs:
                work = partial(self._read_while_in_sight, rows, slugs, rows.method)
                self.run_worker(work, thread=True, exclusive=True, group="headlines")

    def figures_by(self, method: str) -> None:
        """The list tells its figures by a method; by another than before they are to be read."""
        grid = self.only(Grid, "incidents")
        if isinstance(grid.rows, IncidentRows) and grid.rows.method != method:
            grid.rows.method = method
            grid.arrived(grid.rows)
            self.read_headlines()

    def _read_while_in_sight(self, rows: IncidentRows, slugs: Sequence[str], method: str) -> None:
        """No more of them once others are in sight, for which there is another worker."""
        worker = get_current_worker()
        self._read_headlines(rows, takewhile(lambda _: not worker.is_cancelled, slugs), method)

    def _read_headlines(self, rows: IncidentRows, slugs: Iterable[str], method: str) -> None:
        try:
            for slug in slugs:
                try:
                    rows.take(self.archive.headlines((slug,), method), method)
                except UnsoundError as problem:  # The others may be whole.
                    rows.unsound[slug] = problem
                self.post_message(RowsRead(rows))
        except TrackerError as problem:
            self.post_message(Refused(problem, is_of_watch=True))

    def action_reload(self) -> None:
        """Read everything again, the sources and the entries as well."""
        self.sources_pane().read_at = self.ledger_pane().read_at = -1
        self.read_ledger()
