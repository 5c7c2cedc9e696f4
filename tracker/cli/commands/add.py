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
from tracker.cli.output import remark
from tracker.cli.recording import tell_recorded
from tracker.figures import policy_named


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
    incident: str, *, source: str, policy: str, dry_run: bool, as_json: bool, **given: str | None
) -> None:
    """Record one report by hand: what one source says of INCIDENT.

    Figures are given in the words used; what was understood is said back. Dates as far as
    they are known: 2016-07-27, "July 2016", or with a time, which without an offset is read
    in the incident's zone.
    """
    from tracker.scripting.acting import add  # noqa: PLC0415 - not for --help

    with opened() as ledger:
        recorded = add(
            ledger,
            incident,
            source=source,
            policy=policy_named(policy),
            dry_run=dry_run,
            tell=remark,
            **given,
        )
        tell_recorded(recorded, ledger, dry_run=dry_run, as_json=as_json)
