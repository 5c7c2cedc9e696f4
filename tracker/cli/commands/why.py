"""`tracker why`: how a number came about, claim by claim."""

import click

from tracker.cli.counts import asked_count
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
from tracker.typed.moments import snapshot_at


@click.command(
    "why",
    epilog=examples(
        "tracker why qamishli-2016",
        "tracker why sri-lanka-2019 killed --as-of 2019-04-26",
        "tracker why kahramanmaras-2023 killed//Turkey --method gtd",
        "tracker why qamishli-2016 killed/children --json",
    ),
)
@incident_argument
@click.argument("count", required=False)
@count_options
@as_of_option
@known_at_option
@method_option
@click.option("--all", "everything", is_flag=True, help="List what is not yet public as well.")
@json_option
@db_option
def command(
    incident: str,
    count: str | None,
    *,
    as_of: str | None,
    known_at: str | None,
    method: str,
    everything: bool,
    as_json: bool,
    **parts: str | None,
) -> None:
    """Show how a number came about, claim by claim.

    Four steps: which rows are eligible, which of those stand, which voices they are, and what
    the method made of each. COUNT is METRIC[/POPULATION[/SCOPE]], as in killed//Turkey; unless
    said otherwise the killed, of everyone, in the whole incident.
    """
    from tracker.reconcile import dossier, why  # noqa: PLC0415

    asked = asked_count(count, **parts)
    with opened() as ledger:
        snapshot = snapshot_at(ledger, incident, as_of, known_at)
        later = () if known_at is None else ledger.snapshot(incident).claims[len(snapshot.claims) :]
    account = why(dossier(snapshot, method), asked, later)
    if as_json:
        from tracker.reports.why_shapes import why_shape  # noqa: PLC0415

        print_json(why_shape(account))
        return
    from tracker.reports.why_text import why_text  # noqa: PLC0415 - rich

    show(why_text(account, verbose=everything))
