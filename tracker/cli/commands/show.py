"""`tracker show`: the dossier of one incident."""

import click

from tracker.cli.opening import opened
from tracker.cli.options import (
    as_of_option,
    db_option,
    examples,
    incident_argument,
    json_option,
    known_at_option,
    method_option,
)
from tracker.cli.output import print_json, show
from tracker.typed.moments import snapshot_at


@click.command(
    "show",
    epilog=examples(
        "tracker show qamishli-2016",
        "tracker show qamishli-2016 --as-of 2016-07-27T16:00 --method latest",
        "tracker show sri-lanka-2019 --as-of 2019-04-25 --json",
    ),
)
@incident_argument
@as_of_option
@known_at_option
@method_option
@click.option("--all", "everything", is_flag=True, help="List the superseded claims as well.")
@json_option
@db_option
def command(
    incident: str,
    *,
    as_of: str | None,
    known_at: str | None,
    method: str,
    everything: bool,
    as_json: bool,
) -> None:
    """Show what is believed of an incident, and why.

    Every estimate with the rule that made it, the claims it rests on, those it sets aside
    with the reason, and what a person should look at.
    """
    from tracker.reconcile import dossier  # noqa: PLC0415 - not for --help
    from tracker.reports.shapes import show_shape  # noqa: PLC0415

    with opened() as ledger:
        head = ledger.head()
        seen = snapshot_at(ledger, incident, as_of, known_at, size=head.size)
    known = dossier(seen, method)
    if as_json:
        print_json(show_shape(known, head))
        return
    from tracker.reports.dossier_text import dossier_text  # noqa: PLC0415 - rich

    show(dossier_text(known, verbose=everything))
