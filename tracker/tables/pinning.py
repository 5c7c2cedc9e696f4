"""What all processes read alike: up to which entry, and the snapshots that are asked for.

A date means through the end of that day in an incident's own zone. As of a date that is worked
out for each incident; where incidents of different zones were recorded by a date up to
different entries, each is read by itself, exactly as `show` reads it.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from tracker.errors import NotFoundError
from tracker.ledger import Ledger
from tracker.ledger.incident_order import EVERY_INCIDENT, Stretch
from tracker.model import Snapshot
from tracker.tables.asked import Asked
from tracker.typed.moments import moment_us, snapshot_at


class Pin(NamedTuple):
    """How far the ledger is read, whatever is recorded meanwhile."""

    size: int
    """The first entries, so many."""
    is_one_for_all: bool
    """True where every incident is seen as of that entry; False where `known_at` has to be
    worked out for each."""


def pinned(ledger: Ledger, asked: Asked, size: int) -> Pin:
    """How far to read for what is asked, of the first entries, so many. Raises OptionError for
    moments that cannot be read."""
    if asked.as_of is not None:
        moment_us(asked.as_of, "UTC", "--as-of")
    if asked.known_at is None:
        return Pin(size, is_one_for_all=True)
    moments = {
        moment_us(asked.known_at, zone, "--known-at") for zone in ledger.zones(size=size) | {"UTC"}
    }
    sizes = {min(size, ledger.size_at(moment)) for moment in moments}
    (known, *others) = sizes
    zone_may_differ = asked.as_of is not None and ledger.incidents_change(between=(known, size))
    if others or zone_may_differ:
        return Pin(size, is_one_for_all=False)
    return Pin(known, is_one_for_all=True)


def snapshots(
    ledger: Ledger, asked: Asked, pin: Pin, among: Stretch = EVERY_INCIDENT
) -> Iterator[Snapshot]:
    """The snapshot of every incident of a stretch that has claims, in order of slug."""
    seen = ledger.snapshots(size=pin.size, among=among)
    if pin.is_one_for_all:
        return _as_of(seen, asked.as_of)
    return _one_by_one(ledger, (one.incident.slug for one in seen), asked, pin)


def snapshots_of(
    ledger: Ledger, slugs: Iterator[str], asked: Asked, pin: Pin
) -> Iterator[Snapshot]:
    """The snapshots of those incidents. Raises NotFoundError for one that is not recorded."""
    for slug in slugs:
        yield snapshot_at(ledger, slug, asked.as_of, asked.known_at, size=pin.size)


def _as_of(seen: Iterator[Snapshot], as_of: str | None) -> Iterator[Snapshot]:
    if as_of is None:
        return seen
    ends_us = cache(lambda zone: moment_us(as_of, zone, "--as-of"))
    return (replace(one, as_of_us=ends_us(one.incident.timezone)) for one in seen)


def _one_by_one(ledger: Ledger, slugs: Iterator[str], asked: Asked, pin: Pin) -> Iterator[Snapshot]:
    for slug in slugs:
        try:
            yield snapshot_at(ledger, slug, asked.as_of, asked.known_at, size=pin.size)
        except NotFoundError:  # It was recorded later: then it has no row, as it has no claim.
            continue
