"""Screen 4: files or pasted rows, first as a dry run, then recorded."""

from dataclasses import dataclass
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static

from tracker.errors import TrackerError
from tracker.tui.archive import Archive
from tracker.tui.messages import ArticleRead, Grew
from tracker.tui.safely import told
from tracker.tui.widgets.grid import Grid
from tracker.tui.widgets.layout_of_columns import Column
from tracker.tui.widgets.path_input import PathInput

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from tracker.importing import ImportReport
    from tracker.tui.import_words import ImportCall

COLUMNS = (
    Column("", 14),
    Column("file", 22, leave=1),
    Column("line", 7, right=True),
    Column("what"),
)
PLACEHOLDER = "path of a file, or several; or paste rows with their header, or an article"
HELP = (
    "Enter reads everything and records nothing. Options as on the command line: --incident "
    "SLUG, --on-error skip, --published-at T, --profile NAME, --dayfirst, --monthfirst; of an "
    "article --via, --url, --keep-text."
)
TELL_EVERY_S = 0.1
READING_S = 0.7
"""How long a dry run must have been seen before Enter records it, and how long Enter must have
rested: the bounce of the key that asked for it, or one that is held down, is no yes to what
nobody has read."""
CHANGED = (
    "Nothing was recorded: a file has changed since it was read. Enter reads everything again."
)
TOO_SOON = "Enter came before this could be read; Enter again records. "


class ImportPane(Vertical):
    """A line for files, a line on what is going on, and the rows."""

    @dataclass
    class Progressed(Message):
        """So many rows are done."""

        rows: int

    @dataclass
    class Done(Message):
        """A call is over."""

        call: "ImportCall"
        report: "ImportReport"
        asked: tuple[str, str]
        """The line and the pasted text that it was."""
        marks: tuple[tuple[object, ...], ...]
        """What its files were when they were read."""

    @dataclass
    class Failed(Message):
        """A call was refused as a whole."""

        problem: str
        asks_anew: bool = False
        """True where a dry run no longer says what would be recorded."""

    def __init__(self, archive: Archive, *, read_only: bool) -> None:
        super().__init__(id="import-pane", classes="pane")
        self.archive = archive
        self.read_only = read_only
        self.pasted = ""
        self.ready: tuple[str, str] | None = None
        """The line and the pasted text that were dry-run and may be recorded with the next Enter;
        None for none."""
        self.is_at_work = False
        self._marks: tuple[tuple[object, ...], ...] = ()
        """What the files were that were dry-run."""
        self._summary = ""
        """What came of the last call."""
        self._seen_at = 0.0
        """When that was shown, or Enter last came too soon."""

    def compose(self) -> "ComposeResult":
        """Line, remark, rows."""
        yield PathInput(placeholder=PLACEHOLDER, id="import-path")
        yield Static(told(HELP), id="import-told", markup=False)
        yield Grid(COLUMNS, id="import-rows")
        yield Static("", id="import-detail", markup=False)

    @on(PathInput.Pasted)
    def take_pasted(self, message: PathInput.Pasted) -> None:
        """Rows that were pasted: their dry run begins at once; or an article: it is read."""
        self.pasted, self.ready = message.text, None
        self.dry_run()

    @on(Input.Changed)
    def changed(self) -> None:
        """Another line must be dry-run anew."""
        self.ready = None

    @on(Input.Submitted)
    def entered(self) -> None:
        """Enter: first a dry run; of what was dry-run, the recording."""
        if self.is_at_work:
            return
        if self.ready != self.asked:
            self.dry_run()
        elif monotonic() - self._seen_at >= READING_S:
            self.record()
        else:
            self._seen_at = monotonic()
            self.tell(TOO_SOON + self._summary)

    @on(Grid.Moved)
    def tell_row(self, message: Grid.Moved) -> None:
        """The row under the cursor in full: a reason may be long."""
        rows = message.grid.rows
        cells = (rows.cells(message.grid.place) or ()) if len(rows) else ()
        detail = self.query_one("#import-detail", Static)
        detail.display = bool(cells)
        detail.update(told(" · ".join(cell for cell in cells if cell)))

    @on(Grid.Chosen)
    def entered_on_rows(self, message: Grid.Chosen) -> None:
        """Enter on the rows is Enter on the line; a click on one only looks at it."""
        if not message.is_click:
            self.entered()

    @property
    def line(self) -> str:
        """What is typed."""
        return self.query_one(Input).value

    @property
    def asked(self) -> tuple[str, str]:
        """What is typed, and what was pasted."""
        return self.line, self.pasted

    def dry_run(self) -> None:
        """Read and check everything, record nothing."""
        self._start(dry_run=True)

    def record(self) -> None:
        """Record what was dry-run."""
        if self.read_only:
            self.tell("Opened with --read-only: nothing can be recorded here.")
        else:
            self._start(dry_run=False)

    def leave(self) -> bool:
        """Esc: gives up what was dry-run; True where there was something to give up."""
        had = bool(self.line or self.pasted)
        self.pasted, self.ready = "", None
        self.query_one(Input).value = ""
        self.tell(HELP)
        return had

    def tell(self, text: str) -> None:
        """What is going on."""
        self.query_one("#import-told", Static).update(told(text))

    def _start(self, *, dry_run: bool) -> None:
        self.is_at_work = True
        self.tell("Reading …")
        work = partial(self._run, self.line, self.pasted, dry_run=dry_run)
        self.run_worker(work, thread=True, group="import")

    def _run(self, line: str, pasted: str, *, dry_run: bool) -> None:
        from tracker.tui.article_words import article_given  # noqa: PLC0415
        from tracker.tui.import_words import import_call  # noqa: PLC0415

        try:
            article = article_given(line, pasted)
            if article is not None:
                incidents = self.archive.ledger.incidents()
                self.post_message(ArticleRead(article, incidents))
                return
            self._import(import_call(line, pasted, dry_run=dry_run), line, pasted)
        except TrackerError as problem:
            self.post_message(self.Failed(str(problem)))

    def _import(self, call: "ImportCall", line: str, pasted: str) -> None:
        from tracker.importing import import_files  # noqa: PLC0415
        from tracker.tui.import_words import marks_of  # noqa: PLC0415

        last, marks = 0.0, marks_of(call.files)
        if not call.options.dry_run and marks != self._marks:
            self.post_message(self.Failed(CHANGED, asks_anew=True))
            return

        def progress(rows: int) -> None:
            nonlocal last
            if monotonic() - last >= TELL_EVERY_S:
                last = monotonic()
                self.post_message(self.Progressed(rows))

        report = import_files(
            self.archive.ledger, call.files, call.options, progress=progress, stdin=call.stdin
        )
        self.post_message(self.Done(call, report, (line, pasted), marks))

    @on(Progressed)
    def tell_progress(self, message: Progressed) -> None:
        """How many rows are done."""
        if self.is_at_work:
            self.tell(f"{message.rows:,} rows …")

    @on(ArticleRead)
    def hand_over(self, message: ArticleRead) -> None:
        """The desk asks where the article comes from."""
        self.is_at_work = False
        self.tell(HELP)

    @on(Failed)
    def tell_failure(self, message: Failed) -> None:
        """Nothing came of it."""
        self.is_at_work = False
        self.ready = None if message.asks_anew else self.ready
        self.tell(message.problem)

    @on(Done)
    def show(self, message: Done) -> None:
        """What came of it; after a dry run without faults Enter may record."""
        from tracker.tui.import_rows import import_rows, summary  # noqa: PLC0415

        self.is_at_work = False
        call, report = message.call, message.report
        self._summary = summary(report, dry_run=call.options.dry_run, stops=_stops(call))
        self.tell(self._summary)
        grid = self.query_one(Grid)
        rows = import_rows(report, call.options.outcomes)
        grid.show(rows, key=rows.first_of("refused"))
        if self.query_one(Input).has_focus:
            grid.focus()  # Where 1 to 5 go to a screen; Enter is the line's as well.
        may_record = call.options.dry_run and not (report.errors and _stops(call))
        self.ready, self._marks = message.asked if may_record else None, message.marks
        self._seen_at = monotonic()
        if report.stored:
            self.pasted = ""
            self.post_message(Grew())


def _stops(call: "ImportCall") -> bool:
    return call.options.on_error.value == "stop"
