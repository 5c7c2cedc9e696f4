"""The rows of one incident: pure, a snapshot in, tuples out."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from tracker.model import Snapshot
from tracker.reconcile.methods.named import NamedMethod
from tracker.reconcile.pictures import in_order, pictures_in
from tracker.reconcile.timeline import steps
from tracker.reconcile.unfolding import unfold
from tracker.tables.columns import Row

Rows: TypeAlias = Callable[[Snapshot, NamedMethod], Iterator[Row]]
"""Gives the rows of one incident, by one method, in the order in which counts are shown."""


def estimate_rows(snapshot: Snapshot, method: NamedMethod) -> Iterator[Row]:
    """A row of ESTIMATES for each count with something public as of the snapshot's moment."""
    slug, name = snapshot.incident.slug, method.name
    for picture in pictures_in(unfold(snapshot), method):
        (metric, population, scope), estimate = picture.count, picture.estimate
        yield (
            slug,
            metric.value,
            population.value,
            scope,
            name,
            *estimate.figures,
            estimate.rule,
            picture.numbered_voices,
            estimate.disputed,
            estimate.used,
        )


def step_rows(snapshot: Snapshot, method: NamedMethod) -> Iterator[Row]:
    """A row of TIMELINES for each step of each count, oldest first within a count."""
    slug, name, estimated_by = snapshot.incident.slug, method.name, method.estimate
    events = unfold(snapshot).events
    for count in in_order(events) if len(events) > 1 else events:
        metric, population, scope = count
        counted = slug, metric.value, population.value, scope, name
        for step in steps(count, events[count], estimated_by):
            at_us, estimate, change, causes = step
            claim = causes[0].claim if len(causes) == 1 else step.cause.claim
            low, best, high = estimate[:3]
            told = change.value, claim.id, claim.source, estimate.disputed
            yield (*counted, at_us, low, best, high, *told)
