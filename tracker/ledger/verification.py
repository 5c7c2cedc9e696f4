"""Whether a ledger is whole: every check, every problem, never stopping at the first.

Damage can make any query fail, so each check reports what stops it and the next goes on.
What is recorded while it runs is left for the next time.
"""

from collections.abc import Iterable, Iterator
from itertools import chain

from tracker.errors import BusyError
from tracker.ledger.check_batches import BatchCheck
from tracker.ledger.check_entries import entry_problems
from tracker.ledger.check_heads import HeadCheck, HeldHead
from tracker.ledger.database import Check, Database
from tracker.ledger.merkle import Tree
from tracker.ledger.problem import Problem, Verification
from tracker.ledger.tolerant import as_far_as_it_goes, unfinished

_EXTENT = "SELECT (SELECT MAX(seq) FROM entry), (SELECT MAX(number) FROM batch)"


def verify(database: Database, heads: Iterable[HeldHead] = ()) -> Verification:
    """All that is wrong with a ledger, also against heads that were held elsewhere. Raises
    BusyError when nothing else is, and the guards cannot be tried because another program keeps
    writing."""
    rows = _Rows(database, HeadCheck(heads))
    problems = [
        *chain.from_iterable(
            as_far_as_it_goes(_checked(database, check)) for check in database.checks()
        ),
        *as_far_as_it_goes(rows.problems()),
    ]
    try:
        problems += as_far_as_it_goes(database.guard_problems())
    except BusyError as busy:
        if not problems:
            raise
        problems.append(unfinished(busy))
    return Verification(rows.tree.size, rows.tree.root, tuple(problems), rows.heads.compared)


class _Rows:
    """The check of all entries and batches, and the tree it comes to."""

    def __init__(self, database: Database, heads: HeadCheck) -> None:
        self._database = database
        self.heads = heads
        self.tree = Tree()

    def problems(self) -> Iterator[Problem]:
        with self._database.reading_anything() as connection:
            last_seq, last_number = connection.execute(_EXTENT).fetchone()
        batches = BatchCheck(self._database, last_number or 0, self.heads)
        try:
            yield from entry_problems(self._database, last_seq or 0, batches)
        finally:
            self.tree = batches.tree


def _checked(database: Database, check: Check) -> Iterator[Problem]:
    with database.reading_anything() as connection:
        yield from check(connection)
