"""One transaction that appends."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import repeat
from typing import Any

from tracker.errors import UnsoundError
from tracker.ledger import statements as sql
from tracker.ledger.admission import (
    last_moment,
    refuse_any_twins,
    refuse_nameless,
    refuse_twins,
    refuse_wrong_links,
    refuse_wrong_revision,
    refuse_wrong_targets,
)
from tracker.ledger.columns import ClaimAsRow, claim_row, incident_row, source_row
from tracker.ledger.database import Pen, Raw
from tracker.ledger.known import Known, PlainClaim, known_claims, plain_claims
from tracker.ledger.merkle import leaf
from tracker.ledger.names import KINDS
from tracker.ledger.sealed_claims import SealedClaims
from tracker.ledger.sealing import Sealed
from tracker.ledger.view import View, ViewShelf, last_tree
from tracker.model import Claim, Incident, Snapshot, Source


@dataclass(slots=True)
class _Batch:
    """Rows on their way into the tables, and what must be looked at once they are there."""

    entries: list[tuple[Any, ...]] = field(default_factory=list)
    rows: dict[str, list[tuple[Any, ...]]] = field(
        default_factory=lambda: {kind: [] for kind in KINDS}
    )
    leaves: list[bytes] = field(default_factory=list)
    acts: list[tuple[int, Claim]] = field(default_factory=list)
    """Claims that name others, with their numbers."""
    incidents: dict[str, Incident] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    newest: dict[tuple[str, str], str] = field(default_factory=dict)
    """Id of the newest row, by kind and slug."""


class Writer:
    """Appends to the ledger; what it appended it sees, and nobody else until the end.

    Lent by `Ledger.writing`, and of no use after it.
    """

    def __init__(self, connection: Raw, pen: Pen, recorded_by: str) -> None:
        self._connection = connection
        self._pen = pen
        self._recorded_by = recorded_by
        last_number, self._tree = last_tree(connection)
        if not isinstance(last_number, int):
            raise UnsoundError(
                "the last batch has no number; nothing more is recorded, tracker verify lists what "
                "is wrong"
            )
        self._number = last_number + 1
        self._before = self._tree.size
        seq, last_us = connection.execute(sql.LAST_ENTRY).fetchone() or (0, 0)
        if seq != self._before:
            raise UnsoundError(
                f"there are {seq} entries, but the last batch speaks of {self._before}; "
                "nothing more is recorded, tracker verify lists what is wrong"
            )
        self._last_us = last_moment(seq, last_us)
        self._shelf = ViewShelf()
        self._incidents: dict[str, Incident] | None = None
        self._slugs: dict[str, set[str]] = {}
        self._refused = False
        self.discarded = False
        """True when nothing of this transaction will be kept."""
        self.ended = False
        """True when the transaction is over."""

    @property
    def size(self) -> int:
        """Number of entries, those of this transaction included."""
        return self._tree.size

    @property
    def root(self) -> str:
        """Root hash over all entries, those of this transaction included, hexadecimal."""
        return self._tree.root

    def incidents(self) -> dict[str, Incident]:
        """Newest row of every incident, in order of first entry."""
        if self._incidents is None:
            self._incidents = self._view.incidents()
        return dict(self._incidents)

    def sources(self) -> dict[str, Source]:
        """Newest row of every source, in order of first entry."""
        return dict(self._view.sources())

    def slugs(self, kind: str) -> frozenset[str]:
        """Slugs of all incidents, or of all sources."""
        return frozenset(self._slugs_of(kind))

    def ids_of(self, kind: str, slug: str) -> tuple[str, ...]:
        """Ids of all rows so far of an incident or source, oldest first."""
        return self._view.ids_of(kind, slug)

    def versions_of(self, kind: str, slug: str) -> tuple[Incident | Source, ...]:
        """All rows so far of an incident or source, oldest first."""
        return self._view.versions_of(kind, slug)

    def known(self, incident: str) -> Known:
        """The claims recorded so far of an incident; what is appended later is not in it."""
        self._build_indexes()
        return known_claims(self._view, incident)

    def plain_claims(self, incidents: Sequence[str], most: int) -> dict[str, set[PlainClaim]]:
        """The plain claims recorded so far of incidents, by slug; later ones are not in it. Of
        the first alone where all have more than `most` together."""
        self._build_indexes()
        return plain_claims(self._view, incidents, most)

    def snapshot(self, slug: str) -> Snapshot:
        """All that is recorded so far of an incident. Raises NotFoundError, with near slugs."""
        self._build_indexes()
        return self._view.snapshot(slug)

    def discard(self) -> None:
        """Nothing of this transaction will be kept: a dry run."""
        self.discarded = True

    def insert_alone(self) -> None:
        """From here on no thread inserts while the caller goes on: a second process that makes
        what is to be appended has more use for the other core. What was begun is done."""
        self._pen.insert_alone()

    def append(self, sealed: Sequence[Sealed | SealedClaims]) -> None:
        """Adds values in their order, of some claims many at once.

        A claim's incident, source, targets and what it relays must come before it; a source
        may lead to a later one of the same call. Raises ClaimError for what cannot be, which
        ends the transaction: nothing of it is kept.
        """
        # No savepoint to go back to: it would have SQLite copy every index page it touches,
        # which doubles the time of an import.
        if self.ended:
            raise RuntimeError("this writer's transaction is over")
        if not sealed:
            return
        try:
            batch = self._prepared(sealed)
            self._insert(batch)
            self._check(batch)
        except BaseException:
            self.ended = self._refused = True
            raise
        self._count(batch)

    def finish(self) -> None:
        """Closes the batch: its row, with the tree after it. Nothing appended leaves none."""
        if self._refused:
            raise RuntimeError("what was refused ends the transaction; nothing of it was kept")
        self.ended = True
        if self.size == self._before or self.discarded:
            return
        self._build_indexes()
        tree = self._tree
        first = self._before + 1
        row = (self._number, first, tree.size, tree.frontier, tree.root, self._recorded_by)
        self._pen.close(row)

    def close(self) -> None:
        """Lets nothing more be appended; what was begun comes to its end first."""
        self.ended = True
        self._pen.end()

    @property
    def _view(self) -> View:
        self._pen.wait()
        return View(self._connection, self.size, self._shelf)

    def _prepared(self, sealed: Sequence[Sealed | SealedClaims]) -> _Batch:
        batch = _Batch()
        incidents, sources = self._slugs_of("incident"), self._slugs_of("source")
        claims, entries, leaves = batch.rows["claim"], batch.entries, batch.leaves
        by, number = self._recorded_by, self._number
        seq, us = self.size, max(self._pen.now_us() - 1, self._last_us)
        for one in sealed:
            if isinstance(one, SealedClaims):
                self._take_claims(batch, seq, us, one)
                seq += one.size
                us += one.size
                continue
            value, content, digest = one
            seq += 1
            us += 1
            if isinstance(value, (ClaimAsRow, Claim)):
                kind = "claim"
                if not (
                    (value.incident in incidents or value.incident in batch.incidents)
                    and (value.source in sources or value.source in batch.sources)
                ):
                    refuse_nameless(
                        value, incidents | set(batch.incidents), sources | set(batch.sources)
                    )
                if isinstance(value, Claim):
                    if value.targets or value.relays:
                        batch.acts.append((seq, value))
                    claims.append(claim_row(seq, value, digest))
                else:
                    claims.append((seq, *value.columns))
            else:
                kind = self._take_record(batch, seq, one, value)
            entries.append((seq, us, by, number, kind, content, digest))
            leaves.append(leaf(seq, us, digest))
        return batch

    def _take_claims(self, batch: _Batch, seq: int, us: int, claims: SealedClaims) -> None:
        """Claims that name no other. seq, us: of the entry before."""
        incidents, sources = self._slugs_of("incident"), self._slugs_of("source")
        if (
            set(claims.incidents) - incidents - batch.incidents.keys()
            or set(claims.sources) - sources - batch.sources.keys()
        ):
            for row in claims.rows():
                refuse_nameless(row, incidents | set(batch.incidents), sources | set(batch.sources))
        numbers = range(seq + 1, seq + claims.size + 1)
        moments = range(us + 1, us + claims.size + 1)
        batch.rows["claim"].extend(zip(numbers, *claims.columns, strict=True))
        batch.entries.extend(
            zip(
                numbers, moments, repeat(self._recorded_by), repeat(self._number), repeat("claim"),
                claims.contents, claims.digests,
            )
        )  # fmt: skip
        batch.leaves.extend(map(leaf, numbers, moments, claims.digests))

    def _take_record(self, batch: _Batch, seq: int, one: Sealed, value: Incident | Source) -> str:
        kind = "incident" if isinstance(value, Incident) else "source"
        key = kind, value.slug
        newest = batch.newest.get(key)
        if newest is None:
            there = value.slug in self._slugs_of(kind)
            newest = self.ids_of(kind, value.slug)[-1] if there else ""
        refuse_wrong_revision(value, newest)
        batch.newest[key] = one.id
        if isinstance(value, Incident):
            batch.incidents[value.slug] = value
            batch.rows[kind].append(incident_row(seq, value))
        else:
            batch.sources[value.slug] = value
            batch.rows[kind].append(source_row(seq, value))
        return kind

    def _insert(self, batch: _Batch) -> None:
        self._pen.write({"entry": batch.entries, **batch.rows})
        if batch.rows["claim"] and not self._pen.is_unindexed:
            self._pen.after(partial(refuse_twins, self._connection, self.size + 1))

    def _check(self, batch: _Batch) -> None:
        if batch.acts:
            self._pen.wait()
            self._build_indexes()
        for seq, claim in batch.acts:
            refuse_wrong_targets(self._connection, seq, claim)
        if batch.sources:
            current = self._view.sources() | batch.sources
            refuse_wrong_links(batch.sources.values(), current)

    def _build_indexes(self) -> None:
        """Before anything is looked up: indexes that were put off, and the check they allow."""
        if self._pen.is_unindexed:
            self._pen.index()
            refuse_any_twins(self._connection)

    def _count(self, batch: _Batch) -> None:
        self._tree = self._tree.extended(batch.leaves)
        self._last_us = batch.entries[-1][1]
        self._slugs_of("incident").update(batch.incidents)
        self._slugs_of("source").update(batch.sources)
        if self._incidents is not None:
            self._incidents.update(batch.incidents)

    def _slugs_of(self, kind: str) -> set[str]:
        if kind not in self._slugs:
            self._slugs[kind] = set(self._view.slugs(kind))
        return self._slugs[kind]
