"""Citations to paste: as the data has them, without the isolates and symbols of a terminal."""

from typing import Protocol

from tracker.model.claim import RecordedClaim
from tracker.model.snapshot import Snapshot
from tracker.reconcile.dossier import Dossier
from tracker.reconcile.picture import CountPicture
from tracker.reports.claim_lines import claim_text, count_title, figure_text
from tracker.reports.dossier_text import estimate_text
from tracker.reports.header_text import title_text, view_text


class Head(Protocol):
    """How far a ledger reaches: `tracker.ledger.Head`."""

    @property
    def size(self) -> int:
        """Number of entries."""

    @property
    def root(self) -> str:
        """Root hash over all of them, hexadecimal."""


def claim_citation(row: RecordedClaim, snapshot: Snapshot, head: Head) -> str:
    """Who said what of whom and when, where it can be read, and where it is recorded."""
    said = f"{claim_text(row, snapshot)}: {count_title(row.count)}, {figure_text(row)}"
    where = f" {row.url}" if row.url else ""
    return f"{said}.{where} {title_text(snapshot.incident)}, claim {row.id}, {_ledger(head)}"


def estimate_citation(known: Dossier, picture: CountPicture, head: Head) -> str:
    """An estimate with its moment, its method, and the ledger it was made from."""
    told = f"{count_title(picture.count)}: {estimate_text(picture.estimate)}"
    incident = title_text(known.snapshot.incident)
    moments = view_text(known.snapshot)
    return f"{incident}, {told}; {moments}; method {known.method.name}. {_ledger(head)}"


def _ledger(head: Head) -> str:
    return f"ledger of {head.size:,} entries, root {head.root}"
