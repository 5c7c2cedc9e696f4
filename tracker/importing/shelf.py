"""The claims of one incident as an import sees them: what is recorded, and what is about to be."""

from collections.abc import Sequence
from typing import NamedTuple

from tracker.ledger import ClaimAsRow, KnownRow
from tracker.model import Act, Claim, Count, Metric, Population, RecordedClaim

_ASSERT = Act.ASSERT
_Told = tuple[str, str, str, str, str]
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

    def lacks(self, digests: Sequence[bytes], refs: Sequence[str]) -> bool:
        """Whether none of some claims is here, and no row bears a ref of theirs."""
        return self.digests.isdisjoint(digests) and self._by_ref.keys().isdisjoint(refs)

    def add_together(
        self, digests: Sequence[bytes], refs: Sequence[str], told: Sequence[_Told]
    ) -> None:
        """Counts claims that were lacking, each the first one under its ref. told: of each, as
        `ClaimAsRow.told`."""
        self.digests.update(digests)
        for digest, ref, one in zip(digests, refs, told, strict=True):
            if ref:
                self._by_ref[ref] = [(digest, _ASSERT, *one)]
