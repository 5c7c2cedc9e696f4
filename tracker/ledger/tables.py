"""The five tables, all append-only: entries, their contents as columns, and one row a batch.

An entry's canonical content is what is hashed; `incident`, `source` and `claim` hold the same
content as columns, keyed by the entry's `seq`, for queries. Hashes have no UNIQUE index (it
doubles the cost of an import): claims are found by the first 60 bits of theirs.
"""

# No postponed annotations here: SQLModel reads them while the classes are made.

from typing import Any

from sqlalchemy import BigInteger, Index, Integer
from sqlmodel import Field, SQLModel

Whole = BigInteger().with_variant(Integer(), "sqlite")
"""64 bits everywhere; SQLite's row number is a key only where the type reads INTEGER."""


def _key(references: str | None = "entry.seq") -> Any:
    """A primary key that the writer assigns; by default the number of an entry."""
    refers = {} if references is None else {"foreign_key": references}
    plain = {"autoincrement": False}
    return Field(primary_key=True, sa_type=Whole, sa_column_kwargs=plain, **refers)  # type: ignore[call-overload]


def _whole(*, nullable: bool = False) -> Any:
    return Field(sa_type=Whole, nullable=nullable)


class EntryRow(SQLModel, table=True):
    """One thing recorded, in the order of recording."""

    __tablename__ = "entry"

    seq: int = _key(None)
    """From 1, without gaps."""
    recorded_us: int = _whole()
    """When it was taken, µs since 1970 UTC, strictly increasing."""
    recorded_by: str
    batch: int = _whole()
    """Number of the batch that it came with."""
    kind: str
    """incident, source or claim."""
    content: bytes
    """Canonical JSON."""
    content_hash: bytes
    """SHA-256 of the content, 32 bytes."""


class IncidentRow(SQLModel, table=True):
    """The columns of an incident as known at one entry; the newest of a slug is current."""

    __tablename__ = "incident"
    __table_args__ = (Index("incident_by_slug", "slug", "seq"),)

    seq: int = _key()
    slug: str
    title: str
    occurred_at: str | None
    timezone: str
    place: str
    admin1: str
    country: str
    latitude: str
    longitude: str
    perpetrator: str
    summary: str
    revises: str


class SourceRow(SQLModel, table=True):
    """The columns of a source as known at one entry; the newest of a slug is current."""

    __tablename__ = "source"
    __table_args__ = (Index("source_by_slug", "slug", "seq"),)

    seq: int = _key()
    slug: str
    name: str
    kind: str
    affiliation: str
    speaks_for: str
    reliability: str
    aliases: str
    """JSON list of texts."""
    merged_into: str
    revises: str


class ClaimRow(SQLModel, table=True):
    """The columns of a claim. Times are as written; low, high and qualifier as read then."""

    __tablename__ = "claim"
    __table_args__ = (
        Index("claim_by_id60", "id60"),
        Index("claim_by_incident", "incident", "seq"),
    )

    seq: int = _key()
    id60: int = _whole()
    """First 15 hexadecimal digits of the content hash, as a number."""
    incident: str
    source: str
    metric: str
    population: str
    scope: str
    mode: str
    wording: str
    low: int | None = _whole(nullable=True)
    high: int | None = _whole(nullable=True)
    qualifier: str
    bounds_given: int = _whole()
    """1 where low and high were given, 0 where they were read from the wording."""
    asserted_at: str | None
    published_at: str | None
    via: str
    url: str
    act: str
    targets: str
    """Ids, parted by single blanks."""
    reason: str
    relays: str
    note: str
    ref: str


class BatchRow(SQLModel, table=True):
    """One transaction: the entries it appended, and the hash tree after it."""

    __tablename__ = "batch"

    number: int = _key(None)
    first_seq: int = _whole()
    size: int = _whole()
    """Number of entries in the ledger after it."""
    frontier: bytes
    """The tree's complete subtrees, widest first, 32 bytes each."""
    root: str
    """Root hash over all entries, hexadecimal."""
    recorded_by: str


metadata = SQLModel.metadata
"""The tables as SQLAlchemy knows them."""
