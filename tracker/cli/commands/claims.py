"""`tracker claims`: every row on an incident and what became of it."""

from dataclasses import replace

import click

from tracker.cli.opening import opened
from tracker.cli.options import (
    as_of_option,
    count_options,
    db_option,
    examples,
    incident_argument,
    json_option,
    known_at_option,
)
from tracker.cli.output import print_json, show
from tracker.cli.words import Word
from tracker.model import RecordedClaim
from tracker.reconcile import Dossier
from tracker.scripting.reading import dossier_of


@click.command(
    "claims",
    epilog=examples(
        "tracker claims paris-2015 --metric killed --state withdrawn",
        "tracker claims qamishli-2016 --as-of 2016-07-27 --json",
    ),
)
@incident_argument
@as_of_option
@known_at_option
@count_options
@click.option("--state", type=Word("State", "tracker.reconcile"), help="standing, withdrawn, ...")
@json_option
@db_option
def command(
    incident: str, *, as_of: str | None, known_at: str | None, as_json: bool, **wanted: str | None
) -> None:
    """List an incident's claims and what became of each, in the order of entry.

    Retractions, disputes and voids are rows too. Nothing is left out unless you ask.
    """
    from tracker.reports.shapes import claims_shape  # noqa: PLC0415

    with opened() as ledger:
        known = dossier_of(ledger, incident, as_of=as_of, known_at=known_at)
    listed = tuple(row for row in known.snapshot.claims if _is_wanted(row, known, wanted))
    if as_json:
        print_json(claims_shape(replace(known, snapshot=replace(known.snapshot, claims=listed))))
        return
    from tracker.reports.claims_text import claims_text  # noqa: PLC0415 - rich

    show(claims_text(known, listed))


def _is_wanted(row: RecordedClaim, known: Dossier, wanted: dict[str, str | None]) -> bool:
    return (
        wanted["metric"] in (None, row.metric)
        and wanted["population"] in (None, row.population)
        and wanted["scope"] in (None, row.scope)
        and wanted["state"] in (None, known.states[row.id])
    )
