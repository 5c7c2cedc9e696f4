"""What is recorded of an incident's claims, as far as telling known rows from new ones needs."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tracker.ledger import statements as sql
from tracker.ledger.statements import BETWEEN
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


_NO_LIMIT = 2**62
_AFTER, _BEFORE = f" {BETWEEN}", f"{BETWEEN} "
PlainClaim = str
"""Ref, source, metric, population, mode, scope, wording, asserted_at, published_at, via, url and
note, as written, '' for none, with `BETWEEN` between them: all that an assert says beside its
incident, where its bounds are those of its wording and it gives no reason and names no other
claim. No part has blanks around it: one that was recorded so is none. Where none holds `BETWEEN`,
equal ones are one claim. One text, since a file that comes again makes two for every row."""


@dataclass(frozen=True, slots=True)
class Known:
    """The claims of one incident by what identifies them."""

    digests: set[bytes] = field(default_factory=set)
    """Content hashes."""
    by_ref: dict[str, list[KnownRow]] = field(default_factory=dict)
    """Rows under each ref that is not '', oldest first."""
    voids: list[bytes] = field(default_factory=list)
    """Hashes of those that void another."""


def plain_claims(view: View, incidents: Sequence[str], most: int) -> dict[str, set[PlainClaim]]:
    """The plain claims of incidents, by slug, empty for one that has none; those of the first
    incident alone where all have more than `most` claims together."""
    is_one = len(incidents) == 1
    found: dict[str, set[PlainClaim]] = {incident: set() for incident in incidents}
    given = (*incidents, view.size, _NO_LIMIT if is_one else most + 1)
    count = 0
    for incident, said in view.connection.execute(sql.plain_claims(len(incidents)), given):
        count += 1
        if _AFTER not in said and _BEFORE not in said and said.strip(" ") == said:
            found[incident].add(said)
    return found if is_one or count <= most else plain_claims(view, incidents[:1], most)


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
