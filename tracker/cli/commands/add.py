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
from tracker.errors import OptionError
from tracker.figures import policy_named
from tracker.model import Metric, Snapshot
from tracker.typed.givens import Row, given_columns
from tracker.typed.targets import related


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
    columns = given_columns(given)
    metrics = [metric for metric in Metric if metric in columns]
    if not metrics:
        raise OptionError('say how many, as in --killed "at least 40"')
    if len(metrics) > 1 and ("low" in columns or "high" in columns):
        raise OptionError("--low and --high go with one figure; add the others by themselves")

    def rows(snapshot: Snapshot) -> list[Row]:
        relays = related(columns.get("relays", ""), snapshot)
        return [{**_row_of(metric, columns, metrics), "relays": relays} for metric in metrics]

    with opened() as ledger:
        record(
            ledger,
            incident,
            rows,
            dry_run=dry_run,
            as_json=as_json,
            policy=policy_named(policy),
        )


def _row_of(metric: Metric, columns: Row, metrics: list[Metric]) -> Row:
    """The row of one figure; several of one report share its ref as in a wide file."""
    row = {name: text for name, text in columns.items() if name not in metrics}
    ref = columns.get("ref", "")
    if ref and len(metrics) > 1:
        row["ref"] = f"{ref}/{metric}"
    return {**row, "metric": metric.value, "figure": columns[metric]}
