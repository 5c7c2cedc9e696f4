"""What the ledger holds and is about to hold, as far as the rows at hand need it."""

from collections import OrderedDict
from collections.abc import Sequence
from typing import NamedTuple

from tracker.ledger import Appending, ClaimAsRow, KnownRow, PlainClaim, Sealed
from tracker.model import (
    Act,
    Claim,
    Count,
    Incident,
    Metric,
    Population,
    RecordedClaim,
    Snapshot,
    Source,
)

BATCH = 2_000
"""Entries handed to the ledger at once."""
MOST_SHELVED = 50_000
"""Claims of which digests and refs are kept; past it the incidents longest unused are let go."""

_ASSERT = Act.ASSERT
_Row = tuple[bytes, Act, str, str, str, str, str]
"""Digest, act, source, metric, population, scope, and the publication as written."""


def key_of(incident: str, ref: str) -> int | None:
    """Stands for a ref of an incident where there may be a million; None for no ref."""
    return hash((incident, ref)) if ref else None


class Version(NamedTuple):
    """One row under a ref, as far as the next row under it must be compared with it."""

    digest: bytes
    act: Act
    source: str
    counted: Count
    published: str
    """As written; '' where not given."""

    @property
    def states_figure(self) -> bool:
        """True for an assert or a correct."""
        return self.act is Act.ASSERT or self.act is Act.CORRECT


class Shelf:
    """The claims of one incident: what is recorded and what is about to be."""

    __slots__ = ("_by_ref", "acts", "by_id", "digests", "had_rows", "voided")

    def __init__(self) -> None:
        self.digests: set[bytes] = set()
        self._by_ref: dict[str, list[_Row]] = {}
        """Rows under each ref, oldest first, in the smallest form."""
        self.acts: dict[bytes, Act] = {}
        """Acts other than assert, of the rows added since the shelf was filled."""
        self.had_rows = False
        """Whether the ledger had claims of the incident when the shelf was filled."""
        self.by_id: dict[str, RecordedClaim] = {}
        """Claims looked up in full so far; may lag behind."""
        self.voided: frozenset[str] | None = frozenset()
        """Ids of claims that are voided; None where that is to be looked up."""

    def versions(self, ref: str) -> list[Version]:
        """Rows under a ref, oldest first; [] for one that none bears."""
        return [
            Version(
                digest, act, source, Count(Metric(metric), Population(population), scope), published
            )
            for digest, act, source, metric, population, scope, published in self._by_ref.get(
                ref, ()
            )
        ]

    def has_ref(self, ref: str) -> bool:
        """Whether a row bears the ref."""
        return ref in self._by_ref

    def add_version(self, digest: bytes, claim: Claim) -> None:
        """Counts a claim among the rows under its ref."""
        published = claim.published_at
        row = (
            digest,
            claim.act,
            claim.source,
            claim.metric,
            claim.population,
            claim.scope,
            published.text if published else "",
        )
        ref = claim.ref
        if ref in self._by_ref:
            self._by_ref[ref].append(row)
        else:
            self._by_ref[ref] = [row]

    def add_first(self, digest: bytes, claim: ClaimAsRow) -> None:
        """Counts a claim that came as a row as the first one under its ref."""
        self._by_ref[claim.ref] = [(digest, _ASSERT, *claim.told)]

    def fill(self, ref: str, rows: Sequence[KnownRow]) -> None:
        """Puts the rows that the ledger has under a ref on the shelf."""
        self._by_ref[ref] = [
            (bytes.fromhex(row.id), row.act, row.source, *row.count, row.published_at)
            for row in rows
        ]


class Book:
    """The writer, with a batch of entries on their way to it."""

    def __init__(self, writer: Appending) -> None:
        self._writer = writer
        self._pending: list[Sealed] = []
        self._records: set[tuple[str, str]] = set()
        """Kinds and slugs of the incidents and sources among the pending."""
        self._shelves: OrderedDict[str, Shelf] = OrderedDict()
        self._shelved = 0
        self._room = MOST_SHELVED
        """Rows that are held on shelves before the incident longest unused is let go."""
        self._let_go_of: set[str] = set()
        self.before = frozenset(writer.incidents())
        """Slugs of the incidents that were recorded before this call."""
        self._old = {"incident": set(self.before), "source": set(writer.sources())}
        """Slugs of which the ledger may hold more than this call has seen."""
        self._ids: dict[tuple[str, str], list[str]] = {}
        self._last_slug = ""
        self._last = Shelf()
        self._inserts_alone = False

    def plain_claims(self, incidents: Sequence[str], most: int) -> dict[str, set[PlainClaim]]:
        """The plain claims that are recorded of incidents, by slug; none of one that was not
        there before this call. Of the first alone where all have more than `most` together."""
        if incidents[0] not in self.before:
            return {incidents[0]: set()}
        return self._writer.plain_claims([one for one in incidents if one in self.before], most)

    def shelf(self, incident: str) -> Shelf:
        """The incident's shelf, filled from the ledger when it is first asked for."""
        if incident == self._last_slug:
            return self._last
        shelf = self._shelves.get(incident)
        if shelf is None:
            shelf = self._shelves[incident] = self._filled(incident)
            self._let_go()
        else:
            self._shelves.move_to_end(incident)
        self._last_slug, self._last = incident, shelf
        return shelf

    def add_claim(self, sealed: Sealed, claim: Claim, shelf: Shelf) -> None:
        """Puts a claim on its incident's shelf and into the batch."""
        digest = sealed.digest
        shelf.digests.add(digest)
        self._shelved += 1
        if claim.act is not _ASSERT:
            shelf.acts[digest] = claim.act
            if claim.act is Act.VOID:
                shelf.voided = None
        if claim.ref:
            shelf.add_version(digest, claim)
        pending = self._pending
        pending.append(sealed)
        if len(pending) >= BATCH:
            self.flush()

    def add_row(self, sealed: Sealed, claim: ClaimAsRow, shelf: Shelf) -> None:
        """The same for a claim that came as a row, whose ref no other row bears."""
        digest, pending = sealed.digest, self._pending
        shelf.digests.add(digest)
        self._shelved += 1
        if claim.ref:
            shelf.add_first(digest, claim)
        pending.append(sealed)
        if len(pending) >= BATCH:
            self.flush()

    def insert_alone(self) -> None:
        """Has the ledger insert without a thread of its own from here on."""
        self._inserts_alone = True
        self._writer.insert_alone()

    def add_record(self, sealed: Sealed, value: Incident | Source) -> None:
        """Puts an incident's or source's row into the batch."""
        kind = "incident" if isinstance(value, Incident) else "source"
        self.ids_of(kind, value.slug).append(sealed.id)
        self._records.add((kind, value.slug))
        self._push(sealed)

    def ids_of(self, kind: str, slug: str) -> list[str]:
        """Ids of all rows so far of an incident or source, oldest first; for reading only."""
        ids = self._ids.get((kind, slug))
        if ids is None:
            old = self._writer.ids_of(kind, slug) if slug in self._old[kind] else ()
            ids = self._ids[kind, slug] = list(old)
        return ids

    def versions_of(self, kind: str, slug: str) -> tuple[Incident | Source, ...]:
        """All rows so far of an incident or source, oldest first."""
        if not self.ids_of(kind, slug):
            return ()
        if (kind, slug) in self._records:  # Each flush of sources has all of them looked at.
            self.flush()
        return self._writer.versions_of(kind, slug)

    def claim(self, incident: str, claim_id: str) -> RecordedClaim | None:
        """A claim of the incident in full; None where it has no such claim."""
        shelf = self.shelf(incident)
        if claim_id not in shelf.by_id:
            shelf.by_id = {claim.id: claim for claim in self.snapshot(incident).claims}
        return shelf.by_id.get(claim_id)

    def voided(self, incident: str) -> frozenset[str]:
        """Ids of the incident's claims that a void took out."""
        shelf = self.shelf(incident)
        if shelf.voided is None:
            from tracker.reconcile.acts import (  # noqa: PLC0415  few imports void
                apply_recorders_acts,
            )

            shelf.voided = apply_recorders_acts(self.snapshot(incident).claims).voided
        return shelf.voided

    def snapshot(self, incident: str) -> Snapshot:
        """All that is recorded of the incident by now."""
        self.flush()
        return self._writer.snapshot(incident)

    def go_on(self, writer: Appending, *, is_alone: bool) -> None:
        """Hands what comes from now on to another writer. is_alone: nobody else has recorded
        anything since the last one ended, so that what is known still holds."""
        self._writer = writer
        if self._inserts_alone:
            writer.insert_alone()
        if not is_alone:
            self._shelves.clear()
            self._shelved = 0
            self._ids.clear()
            self._old = {"incident": set(writer.incidents()), "source": set(writer.sources())}
            self._last_slug, self._last = "", Shelf()

    def flush(self) -> None:
        """Hands the batch to the ledger."""
        if self._pending:
            self._writer.append(self._pending)
            self._pending = []
            self._records.clear()

    def _push(self, sealed: Sealed) -> None:
        self._pending.append(sealed)
        if len(self._pending) >= BATCH:
            self.flush()

    def _filled(self, incident: str) -> Shelf:
        shelf = Shelf()
        if incident not in self._old["incident"]:
            return shelf
        self.flush()
        known = self._writer.known(incident)
        shelf.digests = set(known.digests)
        shelf.had_rows = bool(shelf.digests)
        shelf.voided = None if known.voids else frozenset()
        self._shelved += len(shelf.digests)
        if incident in self._let_go_of:
            # Where great incidents take turns each would be fetched again for every row.
            self._room += len(shelf.digests)
        for ref, rows in known.by_ref.items():
            if ref:
                shelf.fill(ref, rows)
        return shelf

    def _let_go(self) -> None:
        while self._shelved > self._room and len(self._shelves) > 1:
            slug, shelf = self._shelves.popitem(last=False)
            self._shelved -= len(shelf.digests)
            self._old["incident"].add(slug)
            self._let_go_of.add(slug)
