"""The table that is asked for, as the chunks of its file."""

from collections.abc import Iterator, Sequence
from itertools import chain

from tracker.ledger import Ledger
from tracker.ledger.crew import cores
from tracker.ledger.location import file_of as ledger_file
from tracker.ledger.location import is_server
from tracker.reconcile import method_named
from tracker.tables.asked import Asked
from tracker.tables.encoding import encoded, file_of
from tracker.tables.pinning import Pin, snapshots_of
from tracker.tables.working import Work, pieces_by_many, rows_of

CLAIMS_WORTH_A_PROCESS = 25_000
"""A process takes most of a second to begin, in which another reckons so many claims."""
MOST_CLAIMS_A_PIECE = 10_000
FEWEST_CLAIMS_A_PIECE = 500
PIECES_A_PROCESS = 8
"""So that none has to wait long for the one whose last piece is slow."""


def table(
    ledger: Ledger, where: str, asked: Asked, pin: Pin, *, jobs: int | None = None
) -> Iterator[bytes]:
    """The chunks of the file of all incidents, in order of slug and count.

    where: path or URL of the same ledger, at which other processes open it. jobs: processes
    that work on it; None lets the size of the ledger decide, up to the machine's cores.
    """
    processes = _processes(where, pin.size, jobs)
    claims = pin.size // (processes * PIECES_A_PROCESS)
    claims = min(MOST_CLAIMS_A_PIECE, max(FEWEST_CLAIMS_A_PIECE, claims))
    stretches = ledger.stretches(claims, size=pin.size)
    pieces: Iterator[bytes]
    if processes == 1:
        pieces = (encoded(rows_of(ledger, asked, pin, one), asked) for one in stretches)
    else:
        processes = min(processes, len(stretches))
        pieces = pieces_by_many(Work(where, asked, pin), stretches, processes)
    return file_of(pieces, asked)


def table_of(ledger: Ledger, slugs: Sequence[str], asked: Asked, pin: Pin) -> Iterator[bytes]:
    """The same of those incidents alone, each once. Raises NotFoundError for one that the
    ledger does not know."""
    method = method_named(asked.method)
    found = snapshots_of(ledger, iter(sorted(set(slugs))), asked, pin)
    rows = list(chain.from_iterable(asked.rows(one, method) for one in found))
    return file_of([encoded(rows, asked)], asked)


def _processes(where: str, size: int, jobs: int | None) -> int:
    if not is_server(where) and ledger_file(where) is None:  # Nobody else sees what is in memory.
        return 1
    if jobs is not None:
        return jobs
    return max(1, min(cores(), size // CLAIMS_WORTH_A_PROCESS))
