"""Screen 3: who asserts figures, and how they have done."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Vertical
from textual.message import Message
from textual.worker import get_current_worker

from tracker.errors import TrackerError
from tracker.tui.archive import Archive
from tracker.tui.messages import Refused
from tracker.tui.widgets.grid import NOT_READ, Grid
from tracker.tui.widgets.layout_of_columns import Column
from tracker.tui.widgets.report import Report

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from tracker.model import Snapshot
    from tracker.tui.source_rows import Sources

COLUMNS = (
    Column("source"),
    Column("kind", 14, leave=2),
    Column("rel", 3),
    Column("claims", 6, right=True),
    Column("counts", 6, right=True, leave=1),
    Column("first", 7, right=True, leave=1),
    Column("voice", 34, leave=3),
)


class SourcesPane(Vertical):
    """The list, and below it the record of the source under the cursor."""

    @dataclass
    class Read(Message):
        """The sources are there, with or without their records."""

        size: int
        sources: "Sources"

    @dataclass
    class NotRead(Message):
        """The sources of a ledger of that size, or their records, could not be read."""

        size: int
        problem: str

    def __init__(self, archive: Archive) -> None:
        super().__init__(id="sources-pane", classes="pane")
        self.archive = archive
        self.sources: Sources | None = None
        self.words = ""
        self.read_at = -1
        """Entries of the ledger that was read."""

    def compose(self) -> "ComposeResult":
        """List and record."""
        yield Grid(COLUMNS, empty="reading …", id="sources")
        yield Report(id="record")

    def read(self, size: int) -> None:
        """Reads the sources of a ledger of that size, unless they are read already."""
        if size != self.read_at:
            self.read_at = size
            self.run_worker(lambda: self._read(size), thread=True, exclusive=True)

    def _read(self, size: int) -> None:
        from tracker.reconcile.record import source_records  # noqa: PLC0415
        from tracker.tui.source_rows import sources_of  # noqa: PLC0415

        try:
            sources = sources_of(self.archive.ledger)
            self.post_message(self.Read(size, sources))
            records = source_records(self._snapshots())
        except TrackerError as problem:
            self.post_message(Refused(problem))
            self.post_message(self.NotRead(size, str(problem)))
            return
        if not get_current_worker().is_cancelled:
            self.post_message(self.Read(size, replace(sources, records=records)))

    def _snapshots(self) -> "Iterator[Snapshot]":
        """Every incident, until the worker is not wanted any more."""
        worker = get_current_worker()
        for snapshot in self.archive.ledger.snapshots():
            if worker.is_cancelled:
                return
            yield snapshot

    @on(NotRead)
    def tell_failure(self, message: NotRead) -> None:
        """They are read again when they are next asked for."""
        if message.size == self.read_at:
            self.read_at = -1
            self.query_one(Grid).tell_empty(NOT_READ)
            if self.sources is not None and self.sources.records is None:
                self.sources = replace(self.sources, refusal=message.problem)
                self.filter(self.words)

    @on(Read)
    def show(self, message: Read) -> None:
        """The list; the cursor stays on its source."""
        if message.size == self.read_at:
            self.sources = message.sources
            self.filter(self.words)

    def filter(self, words: str) -> None:
        """Only the sources that fit the words."""
        self.words = words
        if self.sources is not None:
            grid = self.query_one(Grid)
            grid.empty = "No source fits." if words else "No source is recorded yet."
            grid.show(self.sources.rows(words.split()))

    @on(Grid.Moved)
    def tell_record(self, message: Grid.Moved) -> None:
        """The record of the source under the cursor; none where no source is listed."""
        if self.sources is not None:
            report = self.sources.report(message.key) if message.key else None
            self.query_one(Report).show(report, about=message.key)
