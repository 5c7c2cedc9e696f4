"""The ledger's front door: open it, read it as of a moment, write to it, verify it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from tracker.errors import OptionError, shown_value, text_given
from tracker.ledger import statements as sql
from tracker.ledger.admission import refuse_unguarded
from tracker.ledger.before_first import refuse_before_first
from tracker.ledger.database import Database
from tracker.ledger.databases import open_database
from tracker.ledger.incident_order import (
    EVERY_INCIDENT,
    Stretch,
    claims_by_incident,
    stretches_of,
)
from tracker.ledger.naming import claim_named, claims_of_ref
from tracker.ledger.pages import claims_from, contents_of, first_rows
from tracker.ledger.rehearsing import Rehearsal
from tracker.ledger.view import View, ViewShelf, last_tree, refuse_unrecorded, size_at
from tracker.ledger.writer import Writer
from tracker.model import Incident, RecordedClaim, Snapshot, Source
from tracker.model.making import in_the_making

if TYPE_CHECKING:
    from tracker.ledger.browser import Browser
    from tracker.ledger.check_heads import HeldHead
    from tracker.ledger.crew import Crew
    from tracker.ledger.problem import Verification
    from tracker.ledger.proving import Prover

BUSY_TIMEOUT_MS = 30_000
"""How long a writer waits for its turn."""
_SNAPSHOT = in_the_making(Snapshot)


@dataclass(frozen=True, slots=True)
class Head:
    """What to keep elsewhere: only that shows a ledger rewritten whole."""

    size: int
    """Number of entries."""
    root: str
    """Root hash over all of them, hexadecimal."""


class Ledger:
    """An append-only record of incidents, sources and claims. Open one with `Ledger.open`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._shelf = ViewShelf()

    @classmethod
    def open(
        cls, where: str | Path, *, create: bool = True, busy_timeout_ms: int = BUSY_TIMEOUT_MS
    ) -> Self:
        """The ledger in a file (a path or `sqlite:///` URL), in ":memory:", or in a database
        on a server (`postgresql+psycopg://user@host/database`).

        The file is made, for its owner alone, on first use. Raises NotFoundError when there
        is none and it is not to be made, UnsoundError for a file that is not one of ours or
        comes from a newer version, StorageError when the disk does not allow it.
        """
        return cls(open_database(where, create=create, busy_timeout_ms=busy_timeout_ms))

    @property
    def where(self) -> str:
        """Its file, ":memory:", or its address without the password."""
        return self._database.where

    def head(self) -> Head:
        """Number of entries and the root hash over them."""
        with self._database.reading() as connection:
            _, tree = last_tree(connection)
        return Head(tree.size, tree.root)

    def incidents(
        self, *, known_at_us: int | None = None, size: int | None = None
    ) -> dict[str, Incident]:
        """Newest row of every incident by then, in order of first entry.

        size: only of the first entries, so many.
        """
        with self._viewing(known_at_us, size) as view:
            return view.incidents()

    def incident(self, slug: str, *, size: int | None = None) -> Incident:
        """Newest row of an incident. size: as above. Raises NotFoundError, with near slugs."""
        text_given("slug", slug)
        with self._viewing(size=size) as view:
            return view.incident(slug)

    def sources(
        self, *, known_at_us: int | None = None, size: int | None = None
    ) -> dict[str, Source]:
        """Newest row of every source by then, in order of first entry. size: as above."""
        with self._viewing(known_at_us, size) as view:
            return dict(view.sources())

    def claim_totals(self) -> dict[str, int]:
        """Number of claims, acts included, of every incident that has some, by slug."""
        with self._viewing() as view:
            return dict(view.connection.execute(sql.CLAIM_TOTALS, (view.size,)).fetchall())

    def size_at(self, known_at_us: int) -> int:
        """Number of entries recorded by an instant, inclusive, µs since 1970 UTC."""
        with self._viewing(known_at_us) as view:
            return view.size

    def zones(self, *, size: int) -> set[str]:
        """Every zone that an incident had or has among the first entries, so many. Raises
        UnsoundError for one that there is not."""
        with self._viewing(size=size) as view:
            return view.zones()

    def incidents_change(self, *, between: tuple[int, int]) -> bool:
        """Whether an incident was added or put right after the first of two entries, up to the
        second."""
        with self._database.reading() as connection:
            return connection.execute(sql.INCIDENT_AFTER, between).fetchone() is not None

    def snapshot(
        self,
        slug: str,
        *,
        as_of_us: int | None = None,
        known_at_us: int | None = None,
        size: int | None = None,
    ) -> Snapshot:
        """All that was recorded of an incident by `known_at_us`, to be seen as of `as_of_us`.

        Both instants are inclusive, µs since 1970 UTC; None sets no limit. size: only the
        first entries, so many. Raises NotFoundError, with near slugs, or saying that it was
        not yet recorded, and OptionError for a moment that is no number.
        """
        text_given("slug", slug)
        _refuse_no_moment("as_of_us", as_of_us)
        with self._viewing(known_at_us, size) as view:
            if known_at_us is not None and slug not in view.slugs("incident"):
                refuse_unrecorded(view.connection, slug, known_at_us)
            incident, sources, size = view.incident(slug), view.sources(), view.size
            rows = first_rows(view.connection, slug, size)
        return Snapshot(
            incident=incident,
            sources=sources,
            claims=tuple(claims_from(self._database, self._shelf, rows, slug, size)),
            as_of_us=as_of_us,
            known_at_us=known_at_us,
            size=size,
        )

    def snapshots(
        self,
        *,
        as_of_us: int | None = None,
        known_at_us: int | None = None,
        size: int | None = None,
        among: Stretch = EVERY_INCIDENT,
    ) -> Iterator[Snapshot]:
        """The snapshot of every incident that has claims, in order of slug, read as it goes.

        size: only the first entries, so many. among: only the incidents of a stretch.
        """
        _refuse_no_moment("as_of_us", as_of_us)
        with self._viewing(known_at_us, size) as view:
            size, sources = view.size, view.sources()
        for incident, claims in claims_by_incident(self._database, self._shelf, size, among):
            draft: Any = _SNAPSHOT()
            draft.incident, draft.sources, draft.claims = incident, sources, tuple(claims)
            draft.as_of_us, draft.known_at_us, draft.size = as_of_us, known_at_us, size
            draft.__class__ = Snapshot
            yield draft

    def stretches(self, claims: int, *, size: int) -> list[Stretch]:
        """Every incident once, in stretches of about so many claims, in order of slug."""
        return list(stretches_of(self._database, size, claims))

    def claim_named(self, prefix: str) -> RecordedClaim:
        """The claim whose id begins so; at least 4 digits. Raises NotFoundError, and
        OptionError where several begin so or the prefix is too short."""
        with self._viewing() as view:
            return claim_named(view, text_given("prefix", prefix))

    def claims_of_ref(self, ref: str) -> tuple[RecordedClaim, ...]:
        """The claims that bear just this ref, of every incident, in order of entry."""
        with self._viewing() as view:
            return claims_of_ref(view, text_given("ref", ref))

    def contents(
        self, kind: str, *, incident: str | None = None, size: int | None = None
    ) -> Iterator[tuple[int, str, bytes]]:
        """(number, id, canonical bytes) of every entry of a kind, in order.

        incident: only that slug's rows or claims; of no meaning for sources. size: only the
        first entries, so many; None takes all there are at the beginning. Raises UnsoundError
        for a content that does not give its id: what it says is not what was recorded.
        """
        size = self.head().size if size is None else size
        yield from contents_of(self._database, kind, incident, size)

    @contextmanager
    def writing(self, *, recorded_by: str = "") -> Iterator[Writer]:
        """A writer whose entries are kept together at the end, or not at all.

        Nothing is kept when an exception ends it or the writer was told to discard. Raises
        BusyError when another program has been writing for too long, UnsoundError when the
        guards against changes are not in place.
        """
        with self._database.writing() as connection:
            refuse_unguarded(self._database, connection)
            writer = Writer(connection, self._database.pen(connection), recorded_by)
            try:
                yield writer
                writer.finish()
            finally:
                writer.close()
            if writer.discarded:
                connection.rollback()

    @contextmanager
    def rehearsing(self) -> Iterator[Rehearsal]:
        """What takes entries as a writer does, sees them, and keeps none: for a first pass. The
        ledger is only read, so that others go on writing. Raises StorageError where this
        machine has no room for what the pass would record."""
        rehearsal = Rehearsal(self._database)
        try:
            yield rehearsal
        finally:
            rehearsal.close()

    def verify(
        self, heads: "Iterable[HeldHead]" = (), crew: "Crew | None" = None
    ) -> "Verification":
        """Everything that is wrong with the ledger, by itself and against heads held elsewhere.

        crew: other processes that help; None for none. They are begun anew, so a script that
        asks for them keeps what it does behind `if __name__ == "__main__"`. Raises OptionError
        for what is no head."""
        from tracker.ledger.check_heads import heads_given  # noqa: PLC0415 - seldom wanted
        from tracker.ledger.verification import verify  # noqa: PLC0415 - seldom wanted

        return verify(self._database, heads_given(heads), crew)

    def prover(self) -> "Prover":
        """What signs its heads and proves what is in it."""
        from tracker.ledger.proving import Prover  # noqa: PLC0415 - seldom wanted

        return Prover(self._database)

    def browser(self) -> "Browser":
        """What reads it page by page, for somebody who scrolls."""
        from tracker.ledger.browser import Browser  # noqa: PLC0415 - seldom wanted

        return Browser(self._database)

    def close(self) -> None:
        """Gives up the file or the server."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _viewing(self, known_at_us: int | None = None, size: int | None = None) -> Iterator[View]:
        _refuse_no_moment("known_at_us", known_at_us)
        with self._database.reading() as connection:
            refuse_before_first(connection)
            known = size_at(connection, known_at_us)
            yield View(connection, known if size is None else min(known, size), self._shelf)


def _refuse_no_moment(name: str, at_us: object) -> None:
    """Raises OptionError for a moment as a text or a date: those are for `tracker.snapshot`."""
    if at_us is not None and not isinstance(at_us, int):
        told = f"{name} takes whole microseconds since 1970 UTC"
        raise OptionError(f"{told}, not {shown_value(at_us)}")
