"""The ledger as it stood at one entry: everything up to that number, nothing after it.

Rows are never changed, so what is read with one `size` is the same however often, and from
however many connections, it is read.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any

from tracker.errors import DataError, NotFoundError, UnsoundError
from tracker.ledger import statements as sql
from tracker.ledger.claim_reader import ClaimReader
from tracker.ledger.columns import incident_of, source_of
from tracker.ledger.database import Raw
from tracker.ledger.merkle import Tree
from tracker.model import Incident, RecordedClaim, Snapshot, Source
from tracker.model.stamps import instant, zone_named

_NONE_YET = "this ledger has no incident yet: is it the one you mean?"


class ViewShelf:
    """What was read and is needed again: the current sources, and the figures of claims."""

    def __init__(self) -> None:
        self.kept: tuple[int, dict[str, Source]] = (0, {})
        """Number of the newest entry among the sources, and the sources by slug."""
        self.reader = ClaimReader()
        """Makes equal figures once: to read the words of one takes longer than all else about
        its claim."""


class View:
    """What a connection sees of the ledger up to an entry."""

    def __init__(self, connection: Raw, size: int, shelf: ViewShelf) -> None:
        self.connection = connection
        self.size = size
        self._shelf = shelf

    def incidents(self) -> dict[str, Incident]:
        """Newest row of every incident, in order of first entry."""
        with sound_rows():
            rows = map(incident_of, self.connection.execute(sql.ROWS_BY_SEQ["incident"], self._now))
            return {incident.slug: incident for incident in rows}

    def sources(self) -> dict[str, Source]:
        """Newest row of every source, in order of first entry. Not to be changed."""
        newest: int = self.connection.execute(sql.NEWEST_SOURCE_SEQ, self._now).fetchone()[0]
        seq, sources = self._shelf.kept
        if seq != newest:
            with sound_rows():
                rows = map(source_of, self.connection.execute(sql.ROWS_BY_SEQ["source"], self._now))
                sources = {source.slug: source for source in rows}
            self._shelf.kept = newest, sources
        return sources

    def incident(self, slug: str) -> Incident:
        """Newest row of an incident. Raises NotFoundError, with near slugs."""
        row = self.connection.execute(sql.NEWEST_INCIDENT, (slug, self.size)).fetchone()
        if row is None:
            known = self.slugs("incident")
            raise NotFoundError("incident", slug, known, "" if known else _NONE_YET)
        with sound_rows():
            return incident_of(row)

    def incidents_between(self, first: str, last: str) -> dict[str, Incident]:
        """Newest row of the incidents whose slugs lie between two, both included."""
        rows = self.connection.execute(sql.INCIDENTS_BETWEEN, (first, last, self.size))
        newest = {row[1]: row for row in rows}
        with sound_rows():
            return {slug: incident_of(row) for slug, row in newest.items()}

    def zones(self) -> set[str]:
        """Every zone that an incident had or has."""
        zones = {row[0] for row in self.connection.execute(sql.ZONES, self._now)}
        with sound_rows():
            for zone in zones:
                zone_named(zone)
        return zones

    def slugs(self, kind: str) -> list[str]:
        """Every slug of an incident or source there is."""
        return [row[0] for row in self.connection.execute(sql.SLUGS[kind], self._now)]

    def ids_of(self, kind: str, slug: str) -> tuple[str, ...]:
        """Ids of all rows of an incident or source, oldest first."""
        rows = self.connection.execute(sql.IDS_OF_SLUG[kind], (slug, self.size))
        with sound_rows():
            return tuple(row[0].hex() for row in rows)

    def versions_of(self, kind: str, slug: str) -> tuple[Incident | Source, ...]:
        """All rows of an incident or source, oldest first."""
        made: Callable[[Any], Incident | Source] = incident_of if kind == "incident" else source_of
        rows = self.connection.execute(sql.ROWS_OF_SLUG[kind], (slug, self.size))
        with sound_rows():
            return tuple(map(made, rows))

    def snapshot(
        self, slug: str, *, as_of_us: int | None = None, known_at_us: int | None = None
    ) -> Snapshot:
        """All that was recorded of an incident. Raises NotFoundError, with near slugs."""
        incident = self.incident(slug)
        rows = self.connection.execute(sql.CLAIMS_OF_INCIDENT, (slug, self.size))
        return Snapshot(
            incident=incident,
            sources=self.sources(),
            claims=tuple(claims_of(rows.fetchall(), self._shelf.reader)),
            as_of_us=as_of_us,
            known_at_us=known_at_us,
            size=self.size,
        )

    @property
    def _now(self) -> tuple[int]:
        return (self.size,)


def claims_of(rows: list[Any], reader: ClaimReader) -> list[RecordedClaim]:
    """The claims of the rows a claim query gave. Raises UnsoundError where one is no claim."""
    with sound_rows():
        return [reader.claim(row) for row in rows]


def last_tree(connection: Raw) -> tuple[int, Tree]:
    """Number of the last batch (0 for none), and the hash tree after it."""
    row = connection.execute(sql.LAST_BATCH).fetchone()
    if row is None:
        return 0, Tree()
    number, _, size, frontier, *_ = row
    with sound_rows():
        return number, Tree.kept(size, frontier)


def size_at(connection: Raw, known_at_us: int | None) -> int:
    """Number of entries recorded by an instant, inclusive; None counts all."""
    _, tree = last_tree(connection)
    if known_at_us is None:
        return tree.size
    fewest, most = 0, tree.size
    while fewest < most:
        middle = (fewest + most + 1) // 2
        row = connection.execute(sql.MOMENT, (middle,)).fetchone()
        if row is None:
            raise UnsoundError(f"entry {middle} is missing; tracker verify lists what is wrong")
        with sound_rows():
            is_by_then = row[0] <= known_at_us
        fewest, most = (middle, most) if is_by_then else (fewest, middle - 1)
    return fewest


def refuse_unrecorded(connection: Raw, slug: str, known_at_us: int) -> None:
    """Raises NotFoundError saying so when an incident was recorded only after an instant."""
    _, tree = last_tree(connection)
    if connection.execute(sql.NEWEST_INCIDENT, (slug, tree.size)).fetchone() is not None:
        advice = f"it was not yet recorded at {instant(known_at_us)}"
        raise NotFoundError("incident", slug, advice=advice)


def refuse_altered(seq: int, digest: object, content: object) -> None:
    """Raises UnsoundError for a content that its hash is not of."""
    if not isinstance(content, bytes) or sha256(content).digest() != digest:
        raise UnsoundError(
            f"the content of entry {seq} does not give its hash; tracker verify lists what is wrong"
        )


@contextmanager
def sound_rows() -> Iterator[None]:
    """Raises UnsoundError where rows hold what this program never writes."""
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError, DataError) as problem:
        raise UnsoundError(
            f"the ledger holds a row that this program did not write ({problem}); "
            "tracker verify lists what is wrong"
        ) from problem
