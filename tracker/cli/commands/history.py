"""`tracker history`: the timeline of one count."""

import click

from tracker.cli.moments import snapshot_at
from tracker.cli.opening import opened
from tracker.cli.options import (
    as_of_option,
    count_options,
    db_option,
    examples,
    incident_argument,
    json_option,
    known_at_option,
    method_option,
)
from tracker.cli.output import print_json, show


@click.command(
    "history",
    epilog=examples(
        "tracker history qamishli-2016 --metric killed",
        "tracker history kahramanmaras-2023 --scope Turkey --method latest",
        "tracker history mogadishu-2017 --metric injured --json",
    ),
)
@incident_argument
@count_options
@method_option
@as_of_option
@known_at_option
@json_option
@db_option
def command(
    incident: str,
    *,
    metric: str | None,
    population: str | None,
    scope: str | None,
    method: str,
    as_of: str | None,
    known_at: str | None,
    as_json: bool,
) -> None:
    """Show how one figure moved, step by step, and because of which claims.

    Unless said otherwise: the killed, of everyone, in the whole incident.
    """
    from tracker.model import Count, Metric, Population  # noqa: PLC0415
    from tracker.reconcile import dossier  # noqa: PLC0415

    count = Count(Metric(metric or "killed"), Population(population or "all"), scope or "")
    with opened() as ledger:
        known = dossier(snapshot_at(ledger, incident, as_of, known_at), method)
    if not any(row.count == count for row in known.snapshot.claims):
        known.picture(count)
    if as_json:
        from tracker.reports.shapes import history_shape  # noqa: PLC0415

        print_json(history_shape(known, count))
        return
    from tracker.reports.history_text import history_text  # noqa: PLC0415 - rich

    show(history_text(known, count))
