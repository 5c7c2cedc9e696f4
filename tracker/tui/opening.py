"""What the UI is opened with."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Which ledger, and where to begin in it."""

    where: str
    """Path or URL of the ledger."""
    incident: str = ""
    """Slug to open; '' takes the one of last time, else the list."""
    as_of: str = ""
    """A moment as `--as-of` takes it; '' is the latest. Never kept for the next time."""
    known_at: str = ""
    """A moment as `--known-at` takes it; '' is the last entry. Never kept either."""
    method: str = ""
    """'' is the default method."""
    read_only: bool = False
    """True disables everything that records."""
    busy_timeout_ms: int | None = None
    """How long to wait for another writer; None is as long as the ledger does by itself."""
    state: Path | None = None
    """Where the UI keeps its place for the next time; None keeps nothing."""
