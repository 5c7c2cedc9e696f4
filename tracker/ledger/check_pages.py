"""Entries a page at a time, each looked at with its row in the typed tables.

A page needs to know nothing but the entry before it, so that several can be looked at at once.
"""

from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from tracker.ledger.check_contents import Row
from tracker.ledger.check_entries import FIRST, EntryCheck
from tracker.ledger.check_references import NAMING
from tracker.ledger.database import Database, Raw
from tracker.ledger.names import KINDS, columns_of
from tracker.ledger.problem import Problem
from tracker.ledger.tolerant import PAGE, every_row

_ENTRIES = (
    f"SELECT {', '.join(columns_of('entry'))} FROM entry "  # noqa: S608
    "WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?"
)
_TYPED = {
    kind: f"SELECT {', '.join(columns_of(kind))} FROM {kind} WHERE seq > ? AND seq <= ?"  # noqa: S608
    for kind in KINDS
}
_BEFORE = "SELECT seq, recorded_us FROM entry WHERE seq <= ? ORDER BY seq DESC LIMIT 1"
_naming = itemgetter(*map(columns_of("claim").index, NAMING))


class Start(NamedTuple):
    """Where a page begins."""

    after: int
    """Number that its entries are greater than; the first page may have one of that number."""
    before: tuple[int, Any]
    """Number and moment of the entry before it."""


BEGINNING = Start(FIRST, (0, FIRST))


class Page(NamedTuple):
    """Entries that follow each other."""

    start: Start
    entries: Sequence[Row]
    problems: Mapping[int, Sequence[Problem]]
    """What is wrong with them or with their typed rows, by their places on the page."""
    rows: Mapping[str, Sequence[Row]]
    """Their typed rows; of claims only the columns of `NAMING`."""

    def handed_over(self) -> "Page":
        """The same without the contents that nobody asks for again: nearly all of the bytes."""
        naming = {seq for seq, _, _, targets, relays in self.rows["claim"] if targets or relays}
        return self._replace(
            entries=[
                entry if entry[4] != "claim" or entry[0] in naming else (*entry[:5], None, entry[6])
                for entry in self.entries
            ]
        )

    @property
    def end(self) -> Start:
        """Where the next page begins; there must be an entry on this one."""
        seq, us = self.entries[-1][:2]
        return Start(seq, (seq, us))


class PageReader:
    """Reads pages of a ledger and looks at what is on them."""

    def __init__(self, database: Database, last_seq: int, size: int = PAGE) -> None:
        self._database = database
        self.last_seq = last_seq
        """Number of the last entry that is read."""
        self.size = size
        """Entries on a page; the last page has fewer."""
        self._check = EntryCheck()

    def page(self, start: Start) -> Page:
        """The page that begins there."""
        with self._database.reading_anything() as connection:
            entries, typed = self._read(connection, start)
        return self._looked_at(start, entries, typed)

    def page_after(self, seq: int) -> Page:
        """The page after a number, whatever the entry before it is."""
        with self._database.reading_anything() as connection:
            before = [] if seq == FIRST else every_row(connection, _BEFORE, (seq,))
            start = Start(seq, *before or [BEGINNING.before])
            entries, typed = self._read(connection, start)
        return self._looked_at(start, entries, typed)

    def pages(self) -> Iterator[Page]:
        """Every page, one after the other."""
        start = BEGINNING
        while True:
            page = self.page(start)
            yield page
            if len(page.entries) < self.size:
                return
            start = page.end

    def _read(self, connection: Raw, start: Start) -> tuple[list[Row], dict[str, list[Row]]]:
        def rows(statement: str, *given: int) -> list[Row]:
            is_first = start == BEGINNING  # There may be an entry of the least number, too.
            statement = statement.replace("seq > ?", "seq >= ?") if is_first else statement
            return every_row(connection, statement, (start.after, *given))

        entries = rows(_ENTRIES, self.last_seq, self.size)
        end = entries[-1][0] if entries else start.after
        return entries, {kind: rows(_TYPED[kind], end) for kind in KINDS}

    def _looked_at(self, start: Start, entries: Sequence[Row], typed: dict[str, list[Row]]) -> Page:
        self._check.go_on_from(start.before)
        look = self._check.page(typed)
        found = ((place, list(look(entry))) for place, entry in enumerate(entries))
        problems = {place: some for place, some in found if some}
        rows = {**typed, "claim": list(map(_naming, typed["claim"]))}
        return Page(start, entries, problems, rows)
