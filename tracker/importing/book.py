"""What the ledger holds and is about to hold, as far as the rows at hand need it."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from tracker.importing.shelf import Shelf
from tracker.ledger import Appending, ClaimAsRow, PlainClaim, Sealed, SealedClaims
from tracker.model import Act, Claim, Incident, RecordedClaim, Snapshot, Source

BATCH = 5_000
"""Entries handed to the ledger at once."""
MOST_SHELVED = 50_000
"""Claims of which digests and refs are kept; past it the incidents longest unused are let go."""


_ASSERT = Act.ASSERT


class Book:
    """The writer, with a batch of entries on their way to it."""

    def __init__(self, writer: Appending) -> None:
        self._writer = writer
        self._pending: list[Sealed | SealedClaims] = []
        self._waiting = 0
        """Number of entries among the pending."""
        self._records: set[tuple[str, str]] = set()
        """Kinds and slugs of the incidents and sources among the pending."""
        self._shelves: OrderedDict[str, Shelf] = OrderedDict()
        self._shelved = 0
        self._room = MOST_SHELVED
        """Rows that are held on shelves before the incident longest unused is let go."""
        self._let_go_of: set[str] = set()
        self.before = frozenset(writer.slugs("incident"))
        """Slugs of the incidents that were recorded before this call."""
        self._old = {"incident": set(self.before), "source": set(writer.slugs("source"))}
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
        self._push(sealed)

    def add_row(self, sealed: Sealed, claim: ClaimAsRow, shelf: Shelf) -> None:
        """The same for a claim that came as a row, whose ref no other row bears."""
        shelf.digests.add(sealed.digest)
        self._shelved += 1
        if claim.ref:
            shelf.add_first(sealed.digest, claim)
        self._push(sealed)

    def shelves(self, incidents: Iterable[str]) -> Mapping[str, Shelf]:
        """The shelves of some incidents; {} where they cannot be held at one time."""
        shelves = {incident: self.shelf(incident) for incident in incidents}
        return shelves if shelves.keys() <= self._shelves.keys() else {}

    def shelve(self, claims: SealedClaims, shelves: Mapping[str, Shelf]) -> None:
        """Puts many claims on their shelves, which lack them; `add_shelved` is to follow before
        anything is asked."""
        told = claims.told
        for shelf, run in runs_of(claims.incidents, shelves):
            shelf.add_together(claims.digests[run], claims.refs[run], told[run])
        self._shelved += claims.size

    def add_shelved(self, claims: SealedClaims) -> None:
        """Puts claims that are on their shelves into the batch."""
        self._push(claims, claims.size)

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
            self._old = {kind: set(writer.slugs(kind)) for kind in ("incident", "source")}
            self._last_slug, self._last = "", Shelf()

    def flush(self) -> None:
        """Hands the batch to the ledger."""
        if self._pending:
            self._writer.append(self._pending)
            self._pending = []
            self._waiting = 0
            self._records.clear()

    def _push(self, sealed: Sealed | SealedClaims, entries: int = 1) -> None:
        self._pending.append(sealed)
        self._waiting += entries
        if self._waiting >= BATCH:
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


def runs_of(
    incidents: Sequence[str], shelves: Mapping[str, Shelf]
) -> Iterator[tuple[Shelf, slice]]:
    """The shelf of every run of equal incidents, and where in the sequence it is."""
    begin = 0
    for incident, run in groupby(incidents):
        end = begin + sum(1 for _ in run)
        yield shelves[incident], slice(begin, end)
        begin = end
