"""`tracker incidents`: what the ledger holds."""

import click

from tracker.cli.opening import opened
from tracker.cli.options import db_option, examples, json_option
from tracker.cli.output import print_json, show


@click.command("incidents", epilog=examples("tracker incidents", "tracker incidents --json"))
@json_option
@db_option
def command(*, as_json: bool) -> None:
    """List the incidents, in the order in which they were first recorded."""
    with opened() as ledger:
        incidents, totals = list(ledger.incidents().values()), ledger.claim_totals()
    if as_json:
        from tracker.reports.shapes import incidents_shape  # noqa: PLC0415

        print_json(incidents_shape(incidents, totals))
        return
    from tracker.reports.lists_text import incidents_text  # noqa: PLC0415 - rich

    show(incidents_text(incidents, totals))
