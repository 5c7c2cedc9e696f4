"""`tracker add`: one report by hand."""

import click

from tracker.cli.claim_options import metric_options, report_options
from tracker.cli.opening import opened
from tracker.cli.options import (
    db_option,
    dry_run_option,
    examples,
    incident_argument,
    json_option,
    not_blank,
    policy_option,
)
from tracker.cli.recording import record
from tracker.figures import policy_named
from tracker.typed.acts import added_rows


@click.command(
    "add",
    epilog=examples(
        'tracker add qamishli-2016 --source asayish --killed "at least 40" \\',
        '      --asserted-at "2016-07-27 16:00" --via reuters',
        'tracker add paris-2015 --source "France Info" --killed "118 morts" --low 118',
    ),
)
@incident_argument
@click.option(
    "--source",
    metavar="SOURCE",
    callback=not_blank,
    required=True,
    help="Who says so: slug, name or alias.",
)
@metric_options
@report_options
@policy_option
@dry_run_option
@json_option
@db_option
def command(
    incident: str, *, policy: str, dry_run: bool, as_json: bool, **given: str | None
) -> None:
    """Record one report by hand: what one source says of INCIDENT.

    Figures are given in the words used; what was understood is said back. Dates as far as
    they are known: 2016-07-27, "July 2016", or with a time, which without an offset is read
    in the incident's zone.
    """
    rows = added_rows(given)
    with opened() as ledger:
        record(
            ledger,
            incident,
            rows,
            dry_run=dry_run,
            as_json=as_json,
            policy=policy_named(policy),
        )
