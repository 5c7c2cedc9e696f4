"""Reading a ledger page by page, for somebody who scrolls: memory and time do not depend on
how much there is.

Pages are found by where they begin (keyset), never by counting off rows that are passed over.
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from tracker.errors import UnsoundError
from tracker.ledger import browsing_sql as sql
from tracker.ledger.browsing_sql import PAGE
from tracker.ledger.columns import incident_of
from tracker.ledger.database import Database, Row
from tracker.ledger.view import sound_rows
from tracker.model import Incident
from tracker.model.stamps import LAST_US

Begin = tuple[str, str]
"""The sort key and the slug of a page's first row."""


class EntryLine(NamedTuple):
    """One entry of the ledger."""

    seq: int
    recorded_us: int
    """µs since 1970 UTC."""
    recorded_by: str
    kind: str
    """incident, source or claim."""
    content: bytes
    """Canonical JSON."""
    id: str
    """Content hash, hexadecimal."""


class IncidentList(NamedTuple):
    """The incidents of a ledger that fit some words, in an order, before any is read."""

    total: int
    begins: tuple[Begin, ...]
    """Where each page begins; () for none."""


class UnreadIncident(NamedTuple):
    """An incident whose row holds what this program never writes."""

    slug: str
    problem: UnsoundError


class Browser:
    """Lists of a ledger, a page at a time. Lent by `Ledger.browser`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def incident_list(
        self, size: int, *, words: Sequence[str] = (), order: str = "slug"
    ) -> IncidentList:
        """Which incidents there are by entry `size`, in the order of one of
        `browsing_sql.ORDERS`; each of `words` stands in the slug, title, place or country."""
        statement, given = sql.incident_begins(words, order)
        with self._database.reading() as connection:
            rows = connection.execute(statement, (*given, size, size)).fetchall()
        begins = tuple((key, slug) for number, key, slug in rows if (number - 1) % PAGE == 0)
        total: int = rows[-1][0] if rows else 0
        return IncidentList(total, begins)

    def incident_page(
        self, begin: Begin, size: int, *, words: Sequence[str] = (), order: str = "slug"
    ) -> list[Incident | UnreadIncident]:
        """The incidents of the page that begins there, as known at entry `size`; one that is
        damaged keeps no other from being listed."""
        statement, given = sql.incident_page(words, order)
        with self._database.reading() as connection:
            rows = connection.execute(statement, (*given, size, size, *begin, PAGE)).fetchall()
        return [_listed(row) for row in rows]

    def page_of(self, slug: str, listed: IncidentList, size: int, *, order: str = "slug") -> int:
        """The page on which an incident stands, if it is one of those that are listed; 0 where
        there is no such incident."""
        with self._database.reading() as connection:
            row = connection.execute(sql.incident_key(order), (slug, size, size)).fetchone()
        try:
            return 0 if row is None else max(bisect_right(listed.begins, (row[0], slug)) - 1, 0)
        except TypeError:  # Of a damaged row, which has a key that is no text.
            return 0

    def claims_by_source(self, size: int) -> dict[str, int]:
        """Number of claims, acts included, of each source that has some by entry `size`."""
        with self._database.reading() as connection:
            return dict(connection.execute(sql.CLAIMS_BY_SOURCE, (size,)).fetchall())

    def entries(self, first: int, last: int) -> list[EntryLine]:
        """The entries of those numbers, both included, newest first. Raises UnsoundError where
        one holds what this program never writes."""
        with self._database.reading() as connection:
            rows = connection.execute(sql.ENTRIES, (first, last)).fetchall()
        with sound_rows():
            lines = [EntryLine._make((*told, digest.hex())) for *told, digest in rows]
            for one in lines:
                if not (0 <= one.recorded_us <= LAST_US and isinstance(one.recorded_by, str)):
                    raise ValueError(f"entry {one.seq} has no moment or no recorder")
        return lines


def _listed(row: Row) -> Incident | UnreadIncident:
    try:
        with sound_rows():
            return incident_of(row)
    except UnsoundError as problem:
        _, slug, *_ = row
        return UnreadIncident(str(slug), problem)
