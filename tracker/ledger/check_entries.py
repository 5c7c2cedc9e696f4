"""Every entry: its place, its moment, its content, and its one row in the typed tables."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tracker.ledger.check_batches import BatchCheck
from tracker.ledger.check_contents import Row, column_problems, content_problems
from tracker.ledger.check_moments import AheadCheck
from tracker.ledger.check_quickly import QuickLook
from tracker.ledger.check_references import ReferenceCheck
from tracker.ledger.database import Database
from tracker.ledger.names import KINDS
from tracker.ledger.problem import Problem
from tracker.ledger.tolerant import as_far_as_it_goes

if TYPE_CHECKING:
    from tracker.ledger.check_pages import Page

FIRST = -(2**63)
"""No number and no moment is less."""
_ORPHANS = {
    kind: f"SELECT seq FROM {kind} t WHERE NOT EXISTS "  # noqa: S608
    "(SELECT 1 FROM entry e WHERE e.seq = t.seq) ORDER BY seq"
    for kind in KINDS
}


def entry_problems(
    database: Database, pages: "Iterable[Page]", batches: BatchCheck
) -> Iterator[Problem]:
    """All that is wrong with the entries of those pages, their batches included."""
    references, ahead = ReferenceCheck(database), AheadCheck()
    yield from batches.problems_before()
    for page in pages:
        for place, entry in enumerate(page.entries):
            yield from page.problems.get(place, ())
            yield from batches.problems_with(entry)
        yield from as_far_as_it_goes(references.problems_with(page.entries, page.rows))
        yield from ahead.problems_with(page.entries)
    yield from batches.problems_left()
    yield from as_far_as_it_goes(references.problems_left())
    yield from _orphans(database)


class EntryCheck:
    """Looks at entries that follow each other, each with its row in the typed tables."""

    def __init__(self) -> None:
        self._before: tuple[int, Any] = (0, FIRST)
        self._quick = QuickLook()

    def go_on_from(self, before: tuple[int, Any]) -> None:
        """Takes what follows an entry of that number and moment next."""
        self._before = before

    def page(self, rows: Mapping[str, Sequence[Row]]) -> Callable[[Row], Iterator[Problem]]:
        """What gives all that is wrong with one of the entries whose typed rows these are."""
        typed = {kind: {row[0]: row for row in rows[kind]} for kind in KINDS}
        claims = typed["claim"]
        others = typed["incident"].keys() | typed["source"].keys()

        def look(entry: Row) -> Iterator[Problem]:
            seq, before = entry[0], self._before
            self._before = seq, entry[1]
            row = None if seq in others else claims.get(seq)
            if row is None or not self._quick.is_sound(entry, before, row):
                yield from _place_problems(entry, before)
                yield from content_problems(entry)
                yield from _row_problems(entry, typed)

        return look


def _place_problems(entry: Row, before: tuple[int, Any]) -> Iterator[Problem]:
    seq, us = entry[:2]
    previous_seq, previous_us = before
    if seq != previous_seq + 1:
        after = f"after entry {previous_seq}" if previous_seq else "at the beginning"
        yield Problem("sequence", seq, f"entry {seq} comes {after}: entries are missing or extra")
    if not isinstance(us, int):
        yield Problem("time", seq, f"entry {seq} has no moment of recording")
    elif isinstance(previous_us, int) and us <= previous_us:
        yield Problem("time", seq, f"entry {seq} was recorded no later than the one before it")
    elif us < 0:
        yield Problem("time", seq, f"entry {seq} was recorded before 1970")


def _row_problems(entry: Row, typed: dict[str, dict[int, Row]]) -> Iterator[Problem]:
    seq, kind = entry[0], entry[4]
    if kind not in KINDS:
        yield Problem("kind", seq, f"entry {seq} is of no kind that there is")
    for table, rows in typed.items():
        row = rows.get(seq)
        if table != kind:
            if row is not None:
                yield Problem("extra_row", seq, f"there is a {table} row for entry {seq}")
        elif row is None:
            yield Problem("missing_row", seq, f"there is no {table} row for entry {seq}")
        elif isinstance(entry[5], bytes):
            yield from column_problems(entry, table, row)


def _orphans(database: Database) -> Iterator[Problem]:
    for kind in KINDS:
        with database.reading_anything() as connection:
            found = connection.execute(_ORPHANS[kind]).fetchall()
        for (seq,) in found:
            yield Problem("extra_row", seq, f"there is a {kind} row {seq} without an entry")
