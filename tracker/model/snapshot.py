"""What the ledger knew of one incident at one moment."""

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.model.claim import RecordedClaim
from tracker.model.incident import Incident
from tracker.model.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """All that was recorded about one incident by entry `size`, to be seen as of `as_of_us`."""

    incident: Incident
    """Its newest row by then."""
    sources: Mapping[str, Source]
    """Newest row of every source by then, by slug."""
    claims: tuple[RecordedClaim, ...]
    """Every row recorded by then, acts included, in the order of entry."""
    as_of_us: int | None = None
    """Keep what was public by this instant, inclusive, µs since 1970 UTC; None keeps all."""
    known_at_us: int | None = None
    """The instant asked for with known-at; None for the last entry."""
    size: int = 0
    """Number of entries of the ledger that were looked at: the pinned sequence number."""
