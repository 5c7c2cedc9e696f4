"""Pieces of a table worked out by several processes at once, and given back in order.

Each process opens the ledger for itself, reads nothing but its own stretch of incidents, and
no entry after the pinned one. One that ends before its time, as the system ends those for which
memory is short, ends all of it: a table without its rows would look whole.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from typing import NamedTuple

from tracker.errors import StorageError, TrackerError
from tracker.ledger import Ledger
from tracker.ledger.incident_order import Stretch
from tracker.ledger.processes import processes
from tracker.reconcile import method_named
from tracker.tables.asked import Asked
from tracker.tables.columns import Row
from tracker.tables.encoding import encoded
from tracker.tables.pinning import Pin, snapshots


class Work(NamedTuple):
    """What every process is told when it begins."""

    where: str
    """Path or URL of the ledger."""
    asked: Asked
    pin: Pin


class Failure(NamedTuple):
    """A refusal on its way from one process to another."""

    message: str
    exit_code: int


def rows_of(ledger: Ledger, asked: Asked, pin: Pin, stretch: Stretch) -> list[Row]:
    """The rows of the incidents of a stretch."""
    method, rows = method_named(asked.method), asked.rows
    return [
        row for snapshot in snapshots(ledger, asked, pin, stretch) for row in rows(snapshot, method)
    ]


def pieces_by_many(work: Work, stretches: Sequence[Stretch], jobs: int) -> Iterator[bytes]:
    """The encoded rows of each stretch, in their order, by so many processes.

    Raises StorageError where one of them ended before its time, and whatever TrackerError
    one of them met.
    """
    pool = processes(jobs, _begin, work)
    ahead: deque[Future[bytes | Failure]] = deque()
    try:
        for stretch in stretches:
            ahead.append(pool.submit(_piece, stretch))
            if len(ahead) > 2 * jobs:
                yield _given(ahead.popleft())
        while ahead:
            yield _given(ahead.popleft())
    except BrokenProcessPool:
        raise StorageError(
            "one of the processes that work on the table ended before its time, perhaps for "
            "want of memory; the table is not written. --jobs 1 needs least memory"
        ) from None
    finally:
        pool.shutdown(cancel_futures=True)


def _given(future: "Future[bytes | Failure]") -> bytes:
    piece = future.result()
    if isinstance(piece, Failure):
        error = TrackerError(piece.message)
        error.exit_code = piece.exit_code
        raise error
    return piece


class _Desk:
    """What one process has at hand."""

    work: Work
    ledger: Ledger | None = None


def _begin(work: Work) -> None:
    _Desk.work = work


def _piece(stretch: Stretch) -> bytes | Failure:
    where, asked, pin = _Desk.work
    try:
        if _Desk.ledger is None:
            _Desk.ledger = Ledger.open(where, create=False)
        return encoded(rows_of(_Desk.ledger, asked, pin, stretch), asked)
    except TrackerError as refusal:
        return Failure(str(refusal), refusal.exit_code)
