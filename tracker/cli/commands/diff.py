"""`tracker diff`: what changed between two moments."""

import click

from tracker.cli.moments import moment_us, snapshot_at
from tracker.cli.opening import opened
from tracker.cli.options import (
    db_option,
    examples,
    incident_argument,
    json_option,
    known_at_option,
    method_option,
)
from tracker.cli.output import print_json, show


@click.command(
    "diff",
    epilog=examples(
        "tracker diff sri-lanka-2019 --from 2019-04-24 --to 2019-04-26",
        "tracker diff qamishli-2016 --from 2016-07-27T16:00 --to 2016-07-28 --json",
    ),
)
@incident_argument
@click.option("--from", "start", metavar="T", required=True, help="The earlier moment.")
@click.option("--to", "end", metavar="T", required=True, help="The later moment, inclusive.")
@known_at_option
@method_option
@json_option
@db_option
def command(
    incident: str, *, start: str, end: str, known_at: str | None, method: str, as_json: bool
) -> None:
    """Show what changed between two moments, and because of which claims.

    A date means through the end of that day, in the incident's zone.
    """
    from tracker.reconcile import difference  # noqa: PLC0415

    with opened() as ledger:
        snapshot = snapshot_at(ledger, incident, None, known_at)
    zone = snapshot.incident.timezone
    from_us, to_us = moment_us(start, zone, "--from"), moment_us(end, zone, "--to")
    changed = difference(snapshot, from_us, to_us, method)
    if as_json:
        from tracker.reports.change_shapes import diff_shape  # noqa: PLC0415

        print_json(diff_shape(changed))
        return
    from tracker.reports.change_text import diff_text  # noqa: PLC0415 - rich

    show(diff_text(changed))
