"""Rows that the ledger holds word for word, told without reading them.

Most files come again, a few rows longer. To read a row, make its claim and hash it takes five
times as long as to see that what its cells say is what a recorded claim says.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby, islice

from tracker.importing.book import Book
from tracker.importing.examining import Work
from tracker.importing.names import SourceNames
from tracker.importing.plain_rows import FIELDS, PlainRows, ToldTogether
from tracker.importing.readers import ROWS_AT_ONCE, BadRow, Cells, in_blocks
from tracker.importing.second_process import Sent, Told, to_be_read
from tracker.ledger import BETWEEN, PlainClaim

MOST_HELD = 20_000
"""Claims held to be compared with; past it the incidents are let go."""
MOST_TOGETHER = 100
"""Incidents whose claims are fetched together."""
PATIENCE = 64
"""So many rows may be new in any file before it is read as a new one …"""
FOUND_A_NEW_ROW = 8
"""… and one more for so many that were found."""


class KnownRows:
    """Looks the rows of a file up among the plain claims of their incidents, as long as most of
    them are found there."""

    def __init__(self, rows: PlainRows, sources: SourceNames, book: Book) -> None:
        self._rows = rows
        self._sources = sources
        self._told_at = sources.changes
        """What names meant when the rows at hand were told."""
        self._book = book
        self._by_incident: dict[str, set[PlainClaim]] = {}
        self._held = 0
        self._asked: set[str] = set()
        self._together = MOST_TOGETHER
        """Incidents that are asked for together: fewer where that many have too many claims."""
        self._asked_again = 0
        """Claims that were held, let go, and fetched anew."""
        self._found = 0
        self._missed = 0
        self.is_worth_it = rows.may_be_plain and bool(book.before)
        """False where to read all rows is quicker."""

    def told(
        self, rows: Iterator[tuple[int, Cells | BadRow]]
    ) -> Iterator[ToldTogether | list[Told]]:
        """What the rows say, so many at once, which are asked for when those before are taken."""
        for block in in_blocks(rows, ROWS_AT_ONCE):
            self._told_at = self._sources.changes
            yield self._rows.handed(block)

    def told_apart(self, work: Work, taken: int) -> Iterator[Sent]:
        """The same by a second process, for the one that takes them. taken: so many rows were
        taken already, and are passed over."""
        with work.table() as table:
            for block in in_blocks(islice(table.rows, taken, None), ROWS_AT_ONCE):
                yield self._rows.handed(block), None
            yield [], table.noted

    def has_all(self, told: ToldTogether) -> bool:
        """Whether all of some plain rows say claims that are recorded; False also where that
        cannot be said of them together."""
        _, _, incidents, _, said = told
        if self._told_at != self._sources.changes:
            return False
        begin = 0
        for incident, run in groupby(incidents):
            end = begin + len(list(run))
            claims = self._by_incident.get(incident)
            if claims is None:
                claims = self._fetched([incident, *incidents])
            if not (claims.issuperset(said[begin:end]) and self.is_worth_it):
                return False
            begin = end
        self._found += begin
        return True

    def found(self, told: Told) -> Told | None:
        """What a row says, if that is a claim that is recorded; None for one that is to be read,
        which may be recorded all the same."""
        if len(told) == FIELDS:
            is_sure = self._told_at == self._sources.changes
            if not (is_sure and self._is_recorded(told)):
                (told,) = self._rows.told([(told[0], told[1].split(BETWEEN))])
            if len(told) == FIELDS and self._is_recorded(told):
                self._found += 1
                return told
        self._missed += 1
        if self._missed > PATIENCE + self._found // FOUND_A_NEW_ROW:
            self.is_worth_it = False
        return None

    def _is_recorded(self, told: Told) -> bool:
        incident, said = told[2], told[-1]
        claims = self._by_incident.get(incident)
        return said in (self._fetched([incident]) if claims is None else claims)

    def _fetched(self, incidents: Iterable[str]) -> set[PlainClaim]:
        """The claims of the first incident; those of some others are fetched with them, if they
        are few."""
        wanted, *others = dict.fromkeys(incidents)
        others = [one for one in others if one not in self._by_incident][: self._together]
        found = self._book.plain_claims([wanted, *others], MOST_HELD // 2)
        if others and len(found) == 1:  # Asked for with so many again, it would be in vain again.
            self._together = len(others) // 4
        count = sum(map(len, found.values()))
        again = self._asked.intersection(found)
        if again:
            self._asked_again += sum(len(found[one]) for one in again)
            self.is_worth_it = self._asked_again <= MOST_HELD + self._found
        self._asked.update(found)
        if self._held + count > MOST_HELD:
            self._by_incident.clear()
            self._held = 0
        self._held += count
        self._by_incident |= found
        return found[wanted]


def row_of(told: Told) -> tuple[int, Cells | BadRow]:
    """The line and the cells of a row that is to be read."""
    return (told[0], told[1].split(BETWEEN)) if len(told) == FIELDS else to_be_read(told)
