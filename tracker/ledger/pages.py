"""What is read page by page: between pages no lock is held, so a slow reader stops no writer.

Rows are never changed, so pages that are read up to the same entry fit together whenever they
are read.
"""

from collections.abc import Iterator
from typing import Any

from tracker.ledger import statements as sql
from tracker.ledger.database import Database, Raw
from tracker.ledger.view import ViewShelf, claims_of, refuse_altered
from tracker.model import RecordedClaim

PAGE = 5_000
"""Rows read at once."""


def first_rows(connection: Raw, slug: str, size: int) -> list[Any]:
    """The first page of the rows of an incident's claims among so many entries."""
    return connection.execute(sql.REST_OF_INCIDENT, (slug, 0, size, PAGE)).fetchall()


def claims_from(
    database: Database, shelf: ViewShelf, rows: list[Any], slug: str, size: int
) -> list[RecordedClaim]:
    """The claims of an incident, given the first page of their rows. No lock is held while
    claims are made: who looks at a great incident without a pause would let a writer in
    once a look."""
    claims = claims_of(rows, shelf.reader)
    while len(rows) == PAGE:
        with database.reading() as connection:
            given = (slug, rows[-1][0], size, PAGE)
            rows = connection.execute(sql.REST_OF_INCIDENT, given).fetchall()
        claims += claims_of(rows, shelf.reader)
    return claims


def contents_of(
    database: Database, kind: str, incident: str | None, size: int
) -> Iterator[tuple[int, str, bytes]]:
    """(number, id, canonical bytes) of every entry of a kind among the first so many, in order.

    incident: only that slug's rows or claims; of no meaning for sources. Raises UnsoundError
    for a content that does not give its id.
    """
    narrowed = incident is not None and kind in sql.CONTENTS_OF_INCIDENT
    statement = (sql.CONTENTS_OF_INCIDENT if narrowed else sql.CONTENTS)[kind]
    after = 0
    while True:
        given = (after, size, incident, PAGE) if narrowed else (after, size, PAGE)
        with database.reading() as connection:
            rows = connection.execute(statement, given).fetchall()
        for seq, digest, content in rows:
            refuse_altered(seq, digest, content)
            yield seq, digest.hex(), content
        if len(rows) < PAGE:
            return
        after = rows[-1][0]
