"""All claims in order of incident and entry, page by page, and where that order can be cut.

Pieces of it are read by several processes at once. Rows are never changed, so that pieces
which were read up to the same entry fit together whenever and wherever they were read.
"""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from tracker.errors import UnsoundError, shown
from tracker.ledger import statements as sql
from tracker.ledger.database import Database, Raw
from tracker.ledger.view import View, ViewShelf, claims_of
from tracker.model import Incident, RecordedClaim

CLAIMS_A_PAGE = 500
"""Claims read at once where they are made values: so many stay in the processor's cache."""


class Stretch(NamedTuple):
    """Incidents that follow each other in order of slug."""

    after: str = ""
    """Slugs greater than this one …"""
    until: str = "\U0010ffff"
    """… up to this one, included. No slug is as great as what stands here for no end."""


EVERY_INCIDENT = Stretch()


def stretches_of(database: Database, size: int, claims: int) -> Iterator[Stretch]:
    """All incidents in stretches of about so many claims, those of one incident never parted."""
    with database.reading() as connection:
        ends = [row[0] for row in connection.execute(sql.EVERY_SO_MANY, (size, claims))]
    after = EVERY_INCIDENT.after
    for until in ends:
        yield Stretch(after, until)
        after = until
    yield Stretch(after)


def claims_by_incident(
    database: Database, shelf: ViewShelf, size: int, among: Stretch
) -> Iterator[tuple[Incident, list[RecordedClaim]]]:
    """Each incident of a stretch that has claims, with all of them in order of entry."""
    incident: Incident | None = None
    claims: list[RecordedClaim] = []
    for found, some in _pieces(database, shelf, size, among):
        if incident is not None and found.slug != incident.slug:
            yield incident, claims
            claims = []
        incident = found
        claims += some
    if incident is not None:
        yield incident, claims


def _pieces(
    database: Database, shelf: ViewShelf, size: int, among: Stretch
) -> Iterator[tuple[Incident, list[RecordedClaim]]]:
    """The same; an incident may come in several pieces."""
    after = (among.after, size)
    while True:
        with database.reading() as connection:
            rows = _page(connection, after, among.until, size)
            if not rows:
                return
            claims = claims_of(rows, shelf.reader)
            view = View(connection, size, shelf)
            incidents = view.incidents_between(claims[0].incident, claims[-1].incident)
        for slug, some in groupby(claims, key=_INCIDENT):
            if slug not in incidents:
                raise UnsoundError(
                    f"{database.where}: claims of incident {shown(slug)}, which is not recorded; "
                    "record it with tracker incident add, or copy what came before them with "
                    "tracker db copy --size; tracker verify lists what is wrong"
                )
            yield incidents[slug], list(some)
        if len(rows) < CLAIMS_A_PAGE:
            return
        after = (claims[-1].incident, claims[-1].seq)


_INCIDENT = attrgetter("incident")


def _page(connection: Raw, after: tuple[str, int], until: str, size: int) -> list[Any]:
    """Rows of the claims that follow one, by incident and entry."""
    rows = connection.execute(sql.REST_OF_INCIDENT, (*after, size, CLAIMS_A_PAGE)).fetchall()
    if len(rows) < CLAIMS_A_PAGE:
        given = after[0], until, size, CLAIMS_A_PAGE - len(rows)
        rows += connection.execute(sql.LATER_INCIDENTS, given)
    return rows
