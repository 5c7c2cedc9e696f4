"""Screen 5: every entry, newest first, and whether the ledger is whole."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message

from tracker.errors import BusyError, TrackerError, UnreachableError
from tracker.tui.archive import Archive
from tracker.tui.messages import Refused
from tracker.tui.widgets.grid import NOT_READ, Grid
from tracker.tui.widgets.layout_of_columns import Column
from tracker.tui.widgets.report import Report

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.app import ComposeResult

    from tracker.tui.rows import EntryRows

COLUMNS = (
    Column("entry", 9, right=True),
    Column("recorded", 17, leave=1),
    Column("id", 8),
    Column("kind", 8),
    Column("what it says"),
)
NOT_VERIFIED = "Not verified yet: V checks every entry, hash and column, as tracker verify does."


class LedgerPane(Vertical):
    """The entries, and below them what a verification found."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("V", "verify", "Verify", show=False)]

    @dataclass
    class Read(Message):
        """The entries are there."""

        rows: "EntryRows"

    @dataclass
    class NotRead(Message):
        """The entries of a ledger of that size could not be read."""

        size: int

    @dataclass
    class Verified(Message):
        """The verification is over."""

        report: "RenderableType"

    def __init__(self, archive: Archive) -> None:
        super().__init__(id="ledger-pane", classes="pane")
        self.archive = archive
        self.read_at = -1

    def compose(self) -> "ComposeResult":
        """Entries over verification."""
        yield Grid(COLUMNS, empty="reading …", id="entries")
        yield Report(id="verified")

    def read(self, size: int) -> None:
        """Reads the entries of a ledger of that size, unless they are read already."""
        if size != self.read_at:
            self.read_at = size
            work = partial(self._read, size)
            self.run_worker(work, thread=True, exclusive=True, group="entries")
            if self.query_one(Report).report is None:
                self.tell(NOT_VERIFIED)

    def tell(self, text: str) -> None:
        """Words in place of a verification."""
        from tracker.reports.passage import Passage  # noqa: PLC0415 - kept beside its use

        self.query_one(Report).show(Passage(text))

    def _read(self, size: int) -> None:
        try:
            self.post_message(self.Read(self.archive.entries()))
        except TrackerError as problem:
            self.post_message(Refused(problem))
            self.post_message(self.NotRead(size))

    @on(NotRead)
    def tell_failure(self, message: NotRead) -> None:
        """They are read again when they are next asked for."""
        if message.size == self.read_at:
            self.read_at = -1
            self.query_one(Grid).tell_empty(NOT_READ)

    @on(Read)
    def show(self, message: Read) -> None:
        """The entries, the cursor on the one it was on."""
        grid = self.query_one(Grid)
        grid.empty = "Nothing is recorded yet."
        grid.show(message.rows)

    def action_verify(self) -> None:
        """Check the whole ledger in a worker."""
        self.tell("Verifying: every entry against its hash, columns, tree and guards …")
        self.run_worker(self._verify, thread=True, exclusive=True, group="verify")

    def _verify(self) -> None:
        from tracker.reports.change_text import verify_text  # noqa: PLC0415
        from tracker.reports.passage import Passage  # noqa: PLC0415
        from tracker.typed.verifying import not_verified, verified  # noqa: PLC0415

        try:
            report: RenderableType = verify_text(verified(self.archive.ledger))
        except (BusyError, UnreachableError) as kept_off:
            report = Passage(not_verified(kept_off))
        except TrackerError as problem:
            report = Passage(str(problem))
        self.post_message(self.Verified(report))

    @on(Verified)
    def show_verification(self, message: Verified) -> None:
        """Whole, or everything that is wrong."""
        self.query_one(Report).show(message.report)
