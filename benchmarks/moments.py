"""A ledger's claims with their moments worked out, as peers get them: ready made.

The benchmark's claims are asserts of voices that nobody doubts, no act and no relay among them.
For such claims `latest` is the claim said last of all that are public, so that a peer can work
it out with less than the whole of our rules and still must come to the same rows.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from tracker.ledger import Ledger
from tracker.model import Snapshot
from tracker.reconcile import METHODS, unfold
from tracker.reconcile.timeline import steps


class Told(NamedTuple):
    """One claim, reduced to what `latest` needs of it."""

    incident: str
    metric: str
    voice: str
    public_us: int
    said_us: int
    published_us: int
    seq: int
    low: int | None
    high: int | None


class StepRow(NamedTuple):
    """One step of a timeline, as all peers give it."""

    incident: str
    metric: str
    at_us: int
    low: int | None
    high: int | None


def told_in(ledger: Path) -> list[Told]:
    """Every claim of a ledger, in order of incident and entry."""
    return [
        Told(
            claim.incident,
            claim.metric.value,
            one.by.voice,
            one.public_us,
            one.said_us,
            one.order[1],
            claim.seq,
            one.low,
            one.high,
        )
        for snapshot in snapshots_of(ledger)
        for one in unfold(snapshot).voiced.values()
        for claim in [one.claim]
    ]


def snapshots_of(ledger: Path) -> list[Snapshot]:
    """Every incident's claims, in memory."""
    with Ledger.open(ledger, create=False) as opened:
        return list(opened.snapshots())


def our_steps(snapshots: Iterable[Snapshot]) -> list[StepRow]:
    """All timelines by `latest`."""
    return list(_steps(snapshots))


def read_steps(ledger: Path) -> list[StepRow]:
    """The same, read from the ledger as they are worked out."""
    with Ledger.open(ledger, create=False) as opened:
        return our_steps(opened.snapshots())


def _steps(snapshots: Iterable[Snapshot]) -> Iterator[StepRow]:
    latest = METHODS["latest"].estimate
    for snapshot in snapshots:
        slug = snapshot.incident.slug
        for count, events in unfold(snapshot).events.items():
            metric = count.metric.value
            for at_us, estimate, _, _ in steps(count, events, latest):
                yield StepRow(slug, metric, at_us, estimate.low, estimate.high)
