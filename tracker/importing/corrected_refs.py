"""Refs under which a call has recorded a row as our correction.

Of two rows of one ref, one of them known, the other a correction of it, the file says both.
Whichever comes first, the second is refused, as two new rows are.
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


class CorrectedRefs:
    """Those of one call."""

    def __init__(self) -> None:
        self._rows: dict[int | None, _Corrected] = {}
        """The last row under each, by the ref's key."""

    def __bool__(self) -> bool:
        return bool(self._rows)

    def __contains__(self, key: int | None) -> bool:
        return key in self._rows

    def note(self, correction: Claim, said: bytes, place: str) -> None:
        """Counts a row. said: digest of what it says by itself. place: its file and line."""
        row = _Corrected(place, said, correction.targets[0], _published(correction))
        self._rows[key_of(correction.incident, correction.ref)] = row

    def refuse(self, claim: Claim, sealed: Sealed) -> None:
        """Raises RowError for a row that is known, and that one of these has corrected."""
        by = self._rows.get(key_of(claim.incident, claim.ref))
        if by is None or claim.act is not Act.ASSERT or by.said == sealed.digest:
            return
        if sealed.id == by.target or _published(claim) == by.published:
            raise RefTwiceError(claim.ref, by.place)


def _published(claim: Claim) -> str:
    return claim.published_at.text if claim.published_at else ""
