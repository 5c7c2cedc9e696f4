"""What is recorded of an incident's claims, as far as telling known rows from new ones needs."""

from dataclasses import dataclass, field
from typing import NamedTuple

from tracker.ledger import statements as sql
from tracker.ledger.view import View, sound_rows
from tracker.model import Act, Count, Metric, Population


class KnownRow(NamedTuple):
    """One recorded claim under its ref."""

    id: str
    seq: int
    act: Act
    source: str
    count: Count  # type: ignore[assignment]
    """What it counts. (This hides the tuple's own count, which nobody asks of a row.)"""
    published_at: str
    """As written; '' where it was not given."""
    ref: str


@dataclass(frozen=True, slots=True)
class Known:
    """The claims of one incident by what identifies them."""

    digests: set[bytes] = field(default_factory=set)
    """Content hashes."""
    by_ref: dict[str, list[KnownRow]] = field(default_factory=dict)
    """Rows under each ref that is not '', oldest first."""
    voids: list[bytes] = field(default_factory=list)
    """Hashes of those that void another."""


def known_claims(view: View, incident: str) -> Known:
    """The claims of an incident; empty for an incident that has none."""
    known = Known()
    rows = view.connection.execute(sql.KNOWN_CLAIMS, (incident, view.size))
    with sound_rows():
        for digest, seq, act, source, metric, population, scope, published, ref in rows:
            known.digests.add(digest)
            if act == "void":
                known.voids.append(digest)
            if ref:
                count = Count(Metric(metric), Population(population), scope)
                row = KnownRow(digest.hex(), seq, Act(act), source, count, published or "", ref)
                known.by_ref.setdefault(ref, []).append(row)
    return known
