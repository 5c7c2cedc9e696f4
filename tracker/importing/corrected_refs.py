"""Refs under which a call has recorded a row as our correction.

Of two rows of one ref, one of them known, the other a correction of it, the file says both.
Whichever comes first, the second is refused, as two new rows are. Where refused rows are skipped,
it must be the correction: so each is held until all rows are read.
"""

from typing import NamedTuple

from tracker.importing.revising import RefTwiceError
from tracker.importing.shelf import key_of
from tracker.ledger import Sealed
from tracker.model import Act, Claim


class _Corrected(NamedTuple):
    """A row that was recorded as our correction, because its ref was known."""

    place: str
    """Its file and line."""
    said: bytes
    """Digest of what the row says by itself."""
    target: str
    published: str
    """As written; '' where not given."""
    is_held: bool
    """Whether it is recorded only when all rows are read."""


class CorrectedRefs:
    """Those of one call."""

    def __init__(self) -> None:
        self._rows: dict[int | None, _Corrected] = {}
        """The last row under each, by the ref's key."""
        self._contradicted: set[int | None] = set()
        """Keys of refs under which a known row says otherwise than one that is held."""

    def __bool__(self) -> bool:
        return bool(self._rows)

    def __contains__(self, key: int | None) -> bool:
        return key in self._rows

    def note(self, correction: Claim, said: bytes, place: str, *, is_held: bool = False) -> None:
        """Counts a row. said: digest of what it says by itself. place: its file and line."""
        target, published = correction.targets[0], _published(correction)
        row = _Corrected(place, said, target, published, is_held)
        self._rows[key_of(correction.incident, correction.ref)] = row

    def held_at(self, claim: Claim) -> str:
        """Where a row under the same ref is held; '' where none is."""
        by = self._rows.get(key_of(claim.incident, claim.ref))
        return by.place if by is not None and by.is_held else ""

    def refuse(self, claim: Claim, sealed: Sealed) -> None:
        """Raises RowError for a row that is known, and that one of these has corrected. One that
        is held is to be refused in its place."""
        key = key_of(claim.incident, claim.ref)
        by = self._rows.get(key)
        if by is None or claim.act is not Act.ASSERT or by.said == sealed.digest:
            return
        if sealed.id == by.target or _published(claim) == by.published:
            if not by.is_held:
                raise RefTwiceError(claim.ref, by.place)
            self._contradicted.add(key)

    def is_contradicted(self, claim: Claim) -> bool:
        """Whether a known row says otherwise than the one that is held under the ref."""
        return key_of(claim.incident, claim.ref) in self._contradicted


def _published(claim: Claim) -> str:
    return claim.published_at.text if claim.published_at else ""
