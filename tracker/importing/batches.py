"""Rows kept in batches: the writers of one call, one after the other."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from types import TracebackType
from typing import Self

from tracker.errors import TrackerError
from tracker.importing.report import Tally
from tracker.ledger import Head, Ledger, Writer


class StoppedError(Exception):
    """A fault, found when earlier batches were kept already. The batch at hand is not."""


class CutOffError(Exception):
    """What ended a call when earlier batches were kept already."""

    def __init__(self, problem: TrackerError | KeyboardInterrupt, head: Head) -> None:
        self.problem = problem
        """It says how much is kept."""
        self.head = head
        """The ledger's after the last batch that is known to be kept."""
        super().__init__(str(problem))


class Batches:
    """Lends a writer for so many rows, keeps what it was given, and lends the next.

    To be entered; what the last writer was given is kept at the end, unless an exception ends
    it or that writer was told to discard.
    """

    def __init__(
        self,
        ledger: Ledger,
        rows: int,
        recorded_by: str,
        check: Callable[[], None],
        tallies: Sequence[Tally],
    ) -> None:
        """check: raises StoppedError where what was read so far may not be kept. tallies: of
        all files, told whenever what they count is kept."""
        self._ledger = ledger
        self._rows = rows
        self._recorded_by = recorded_by
        self._check = check
        self._tallies = tallies
        self._taken = 0
        self.head: Head | None = None
        """The ledger's after the last batch that is known to be kept."""
        self._held = ExitStack()

    def __enter__(self) -> Self:
        self.writer = self._begun()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        head = Head(self.writer.size, self.writer.root)
        self._held.__exit__(kind, problem, where)
        if kind is None:
            self._note_kept(head)

    @property
    def room(self) -> int:
        """Number of rows that still belong into the batch at hand."""
        return self._rows - self._taken

    def is_full(self, rows: int) -> bool:
        """Counts one more row, or as many more as there is room for; whether the row belongs
        into the next batch already."""
        self._taken += rows
        return self._taken > self._rows

    def next(self) -> tuple[Writer, bool]:
        """The next writer, and whether nobody else has recorded anything since the last one.

        Raises StoppedError, and keeps nothing of the batch, where it may not be kept.
        """
        self._check()
        head = Head(self.writer.size, self.writer.root)
        self._held.close()
        self._note_kept(head)
        self._taken = 1
        self.writer = self._begun()
        return self.writer, self.writer.size == head.size

    def _note_kept(self, head: Head) -> None:
        self.head = head
        for tally in self._tallies:
            tally.keep()

    def _begun(self) -> Writer:
        return self._held.enter_context(self._ledger.writing(recorded_by=self._recorded_by))
