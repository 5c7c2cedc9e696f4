"""Rows that the ledger holds word for word, told without reading them.

Most files come again, a few rows longer. To read a row, make its claim and hash it takes three
times as long as to see that what its cells say is what a recorded claim says.
"""

from tracker.importing.book import Book
from tracker.importing.plain_rows import PlainRows
from tracker.importing.readers import Cells
from tracker.ledger import PlainClaim

MOST_HELD = 20_000
"""Claims held to be compared with; past it the incidents are let go."""
PATIENCE = 64
"""So many rows may be new in any file before it is read as a new one …"""
FOUND_A_NEW_ROW = 8
"""… and one more for so many that were found."""


class KnownRows:
    """Looks the rows of a file up among the plain claims of their incidents, as long as most of
    them are found there."""

    def __init__(self, rows: PlainRows, book: Book) -> None:
        self._rows = rows
        self._book = book
        self._by_incident: dict[str, set[PlainClaim]] = {}
        self._held = 0
        self._asked: set[str] = set()
        self._asked_again = 0
        """Claims that were held, let go, and fetched anew."""
        self._found = 0
        self._missed = 0
        self.is_worth_it = rows.may_be_plain and bool(book.before)
        """False where to read all rows is quicker."""

    def found(self, cells: Cells) -> tuple[str, str] | None:
        """Incident and ref of a row whose claim is recorded; None for a row that is to be read,
        which may be recorded all the same."""
        plain = self._rows.told(cells)
        if plain is not None:
            incident, said = plain
            claims = self._by_incident.get(incident)
            if said in (self._fetched(incident) if claims is None else claims):
                self._found += 1
                return incident, said[0]
        self._missed += 1
        if self._missed > PATIENCE + self._found // FOUND_A_NEW_ROW:
            self.is_worth_it = False
        return None

    def _fetched(self, incident: str) -> set[PlainClaim]:
        claims = self._book.plain_claims(incident)
        if incident in self._asked:
            self._asked_again += len(claims)
            self.is_worth_it = self._asked_again <= MOST_HELD + self._found
        self._asked.add(incident)
        if self._held + len(claims) > MOST_HELD:
            self._by_incident.clear()
            self._held = 0
        self._held += len(claims)
        self._by_incident[incident] = claims
        return claims
