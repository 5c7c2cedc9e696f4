"""An import's first pass: everything is looked at as if it were recorded, and nothing is.

What the pass would append is kept in a file without a name on this machine, which is gone at
the end; the ledger itself is only read, a moment at a time, so nobody waits for it.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from itertools import chain
from typing import Any, Protocol

import orjson

from tracker import clock
from tracker.ledger import statements as sql
from tracker.ledger.admission import last_moment
from tracker.ledger.columns import ClaimAsRow
from tracker.ledger.database import Database
from tracker.ledger.faults import in_our_words
from tracker.ledger.known import Known, KnownRow, PlainClaim, known_claims, plain_claims
from tracker.ledger.sealed_claims import SealedClaims
from tracker.ledger.sealing import Sealed, kind_of
from tracker.ledger.view import View, ViewShelf, size_at
from tracker.model import Act, Claim, Incident, RecordedClaim, Snapshot, Source
from tracker.model.content import claim_from, incident_from, source_from

_TABLE = (
    "CREATE TABLE given (kind TEXT, slug TEXT, seq INTEGER, digest BLOB, content BLOB, "
    "PRIMARY KEY (kind, slug, seq)) WITHOUT ROWID"
)
_GIVE = "INSERT INTO given VALUES (?, ?, ?, ?, ?)"
_GIVEN = "SELECT seq, digest, content FROM given WHERE kind = ? AND slug = ? ORDER BY seq"
_FIELDS = tuple(field.name for field in fields(Claim))


class Appending(Protocol):
    """What an import asks of whoever takes its rows: a `Writer`, or a `Rehearsal` of one."""

    @property
    def size(self) -> int:
        """Number of entries, those appended included."""
        ...

    def incidents(self) -> dict[str, Incident]:
        """Newest row of every incident, in order of first entry."""
        ...

    def sources(self) -> dict[str, Source]:
        """Newest row of every source, in order of first entry."""
        ...

    def slugs(self, kind: str) -> Iterable[str]:
        """Slugs of all incidents, or of all sources."""
        ...

    def ids_of(self, kind: str, slug: str) -> tuple[str, ...]:
        """Ids of all rows so far of an incident or source, oldest first."""
        ...

    def versions_of(self, kind: str, slug: str) -> tuple[Incident | Source, ...]:
        """All rows so far of an incident or source, oldest first."""
        ...

    def known(self, incident: str) -> Known:
        """The claims recorded so far of an incident."""
        ...

    def plain_claims(self, incidents: Sequence[str], most: int) -> dict[str, set[PlainClaim]]:
        """The plain claims recorded of incidents, by slug; of the first alone where all have
        more than `most` together."""
        ...

    def snapshot(self, slug: str) -> Snapshot:
        """All that is recorded so far of an incident."""
        ...

    def append(self, sealed: Sequence[Sealed | SealedClaims]) -> None:
        """Adds values in their order, of some claims many at once."""
        ...

    def insert_alone(self) -> None:
        """From here on no thread inserts while the caller goes on."""
        ...


class Rehearsal:
    """Sees the ledger as it was at the beginning, and what was appended here on top of it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._shelf = ViewShelf()
        with database.reading() as connection:
            self._ledger_size = size_at(connection, None)
            last_us = last_moment(*connection.execute(sql.LAST_ENTRY).fetchone() or (0, 0))
            view = self._view(connection)
            self._incidents, self._sources = view.incidents(), dict(view.sources())
        self._recorded = frozenset(self._incidents)
        self._began_us = max(clock.now_us(), last_us + 1)
        """From when on what is appended counts as recorded; an undated claim stands from then."""
        self._added = 0
        self._given = sqlite3.connect("", isolation_level=None)
        for statement in ("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", _TABLE, "BEGIN"):
            self._given.execute(statement)

    @property
    def size(self) -> int:
        """Number of entries, those appended here included."""
        return self._ledger_size + self._added

    def incidents(self) -> dict[str, Incident]:
        """Newest row of every incident, in order of first entry."""
        return dict(self._incidents)

    def sources(self) -> dict[str, Source]:
        """Newest row of every source, in order of first entry."""
        return dict(self._sources)

    def slugs(self, kind: str) -> Iterable[str]:
        """Slugs of all incidents, or of all sources."""
        return (self._incidents if kind == "incident" else self._sources).keys()

    def ids_of(self, kind: str, slug: str) -> tuple[str, ...]:
        """Ids of all rows so far of an incident or source, oldest first."""
        with self._database.reading() as connection:
            recorded = self._view(connection).ids_of(kind, slug)
        return (*recorded, *(digest.hex() for _, digest, _ in self._rows(kind, slug)))

    def versions_of(self, kind: str, slug: str) -> tuple[Incident | Source, ...]:
        """All rows so far of an incident or source, oldest first."""
        with self._database.reading() as connection:
            recorded = self._view(connection).versions_of(kind, slug)
        made = incident_from if kind == "incident" else source_from
        return (*recorded, *(made(orjson.loads(raw)) for _, _, raw in self._rows(kind, slug)))

    def known(self, incident: str) -> Known:
        """The claims so far of an incident; what is appended later is not in it."""
        with self._database.reading() as connection:
            known = known_claims(self._view(connection), incident)
        for claim in self._claims(incident):
            digest = bytes.fromhex(claim.id)
            known.digests.add(digest)
            if claim.act is Act.VOID:
                known.voids.append(digest)
            if claim.ref:
                known.by_ref.setdefault(claim.ref, []).append(_known_row(claim))
        return known

    def plain_claims(self, incidents: Sequence[str], most: int) -> dict[str, set[PlainClaim]]:
        """The plain claims that the ledger had of incidents at the beginning, by slug; of the
        first alone where all have more than `most` together."""
        with self._database.reading() as connection:
            return plain_claims(self._view(connection), incidents, most)

    def snapshot(self, slug: str) -> Snapshot:
        """All that there is so far of an incident."""
        with self._database.reading() as connection:
            view = self._view(connection)
            recorded = view.snapshot(slug).claims if slug in self._recorded else ()
        return Snapshot(
            incident=self._incidents[slug],
            sources=self._sources,
            claims=(*recorded, *self._claims(slug)),
            size=self.size,
        )

    def append(self, sealed: Sequence[Sealed | SealedClaims]) -> None:
        """Takes values in their order, and keeps them until the end of the rehearsal."""
        each = chain.from_iterable(
            one.each()[1] if isinstance(one, SealedClaims) else (one,) for one in sealed
        )
        rows = []
        for seq, (value, content, digest) in enumerate(each, self.size + 1):
            if isinstance(value, Claim | ClaimAsRow):
                rows.append(("claim", value.incident, seq, digest, content))
                continue
            slug = value.slug
            rows.append((kind_of(value), slug, seq, digest, content))
            if isinstance(value, Incident):
                self._incidents[slug] = value
            else:
                self._sources[slug] = value
        with in_our_words("the first pass's own file", 0):
            self._given.executemany(_GIVE, rows)
        self._added += len(rows)

    def insert_alone(self) -> None:
        """Nothing: there is no thread."""

    def close(self) -> None:
        """Forgets everything."""
        self._given.close()

    def _view(self, connection: Any) -> View:
        return View(connection, self._ledger_size, self._shelf)

    def _rows(self, kind: str, slug: str) -> list[tuple[int, bytes, bytes]]:
        return self._given.execute(_GIVEN, (kind, slug)).fetchall()

    def _claims(self, incident: str) -> Iterator[RecordedClaim]:
        for seq, digest, content in self._rows("claim", incident):
            claim = claim_from(orjson.loads(content))
            given = {name: getattr(claim, name) for name in _FIELDS}
            recorded_us = self._began_us + seq - self._ledger_size
            yield RecordedClaim(**given, seq=seq, id=digest.hex(), recorded_us=recorded_us)


def _known_row(claim: RecordedClaim) -> KnownRow:
    published = claim.published_at.text if claim.published_at else ""
    return KnownRow(claim.id, claim.seq, claim.act, claim.source, claim.count, published, claim.ref)
