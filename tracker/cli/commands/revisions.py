"""`tracker revisions`: how the values of a whole data set were revised."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from tracker.cli.opening import opened
from tracker.cli.options import (
    as_of_option,
    complete_incident,
    db_option,
    examples,
    json_option,
    known_at_option,
)
from tracker.cli.output import print_json, show
from tracker.typed.moments import moment_us, snapshot_at

if TYPE_CHECKING:
    from tracker.ledger import Ledger
    from tracker.model import Snapshot, Source


@click.command(
    "revisions",
    epilog=examples(
        "tracker revisions",
        "tracker revisions russia-ukraine-war-2022 --as-of 2023-12-31",
        "tracker revisions --json",
    ),
)
@click.argument("incidents", nargs=-1, metavar="[INCIDENT]...", shell_complete=complete_incident)
@as_of_option
@known_at_option
@json_option
@db_option
def command(
    incidents: tuple[str, ...], *, as_of: str | None, known_at: str | None, as_json: bool
) -> None:
    """Show how many values were restated, which way, by how much and how late, and withdrawn.

    A value is what a source gave under one name (a ref), such as the killed by one day; it is
    restated when its source publishes it again with another number. Of all incidents, unless
    some are named; source by source and all together. Of all incidents, --known-at reads a
    time without an offset in UTC.
    """
    from tracker.reconcile.published_values import published_values  # noqa: PLC0415
    from tracker.reconcile.value_statistics import ValueTally  # noqa: PLC0415

    tally = ValueTally()
    sources: Mapping[str, Source] = {}
    known = -1
    with opened() as ledger:
        size = ledger.head().size
        for snapshot in _snapshots(ledger, incidents, as_of, known_at, size):
            if snapshot.size > known:  # A day ends at different entries in different zones.
                known, sources = snapshot.size, snapshot.sources
            tally.add(published_values(snapshot))
    if as_json:
        from tracker.reports.value_shapes import data_sets_shape  # noqa: PLC0415

        print_json(data_sets_shape(tally.whole, tally.parts()))
        return
    from tracker.reports.value_text import data_sets_text  # noqa: PLC0415 - rich

    show(data_sets_text(tally.whole, list(tally.parts()), sources))


def _snapshots(
    ledger: "Ledger",
    incidents: tuple[str, ...],
    as_of: str | None,
    known_at: str | None,
    size: int,
) -> Iterator["Snapshot"]:
    """Those of the named incidents, or of all, at the moments asked for."""
    if incidents:
        for slug in dict.fromkeys(incidents):
            yield snapshot_at(ledger, slug, as_of, known_at, size)
        return
    known_at_us = None if known_at is None else moment_us(known_at, "UTC", "--known-at")
    now = ledger.incidents(size=size)
    for snapshot in ledger.snapshots(known_at_us=known_at_us, size=size):
        zone = now[snapshot.incident.slug].timezone
        as_of_us = None if as_of is None else moment_us(as_of, zone, "--as-of")
        yield replace(snapshot, as_of_us=as_of_us)
