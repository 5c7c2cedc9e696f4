"""`tracker incident add` and `edit`: an incident's facts, each edit a new entry."""

from typing import TYPE_CHECKING, cast

import click

from tracker.cli.entering import told, told_unchanged
from tracker.cli.opening import opened
from tracker.cli.options import (
    F,
    complete_incident,
    db_option,
    dry_run_option,
    examples,
    json_option,
)
from tracker.typed.givens import given_columns
from tracker.typed.records import added_incident, edited_incident, record, refuse_nothing

if TYPE_CHECKING:
    from tracker.ledger import Ledger, Sealed
    from tracker.model import Incident

FIELDS = {
    "title": "What people call it.",
    "occurred_at": "When it happened, as exactly as is known: 2016-07-27, or with a time.",
    "timezone": "Zone in which dates and times are read, such as Asia/Damascus.",
    "place": "Where, as a local would say it.",
    "admin1": "Province or state.",
    "country": "Three-letter code or name.",
    "latitude": "Degrees north, kept as written.",
    "longitude": "Degrees east, kept as written.",
    "perpetrator": "Suspected perpetrator, as a short name such as islamic-state.",
    "summary": "What happened, in a sentence.",
}


def _facts(command: F) -> F:
    for name, text in reversed(FIELDS.items()):
        command = click.option(f"--{name.replace('_', '-')}", metavar="TEXT", help=text)(command)
    return command


@click.group(
    "incident",
    epilog=examples(
        'tracker incident add paris-2015 --title "Paris" --timezone Europe/Paris',
        "tracker incident edit qamishli-2016 --perpetrator islamic-state",
    ),
)
def command() -> None:
    """Add an incident, or put its facts right."""


@command.command(
    "add",
    epilog=examples(
        'tracker incident add qamishli-2016 --title "Qamishli bombing of July 2016" \\',
        "      --occurred-at 2016-07-27 --timezone Asia/Damascus --country SYR",
    ),
)
@click.argument("slug")
@_facts
@dry_run_option
@json_option
@db_option
def add(slug: str, *, dry_run: bool, as_json: bool, **given: str | None) -> None:
    """Add the incident SLUG: its short name, which never changes."""
    with opened(create=True, dry_run=dry_run) as ledger:
        with ledger.writing() as writer:
            sealed = record(writer, added_incident(writer, slug, given), dry_run=dry_run)
        _tell("added", sealed, ledger, dry_run=dry_run, as_json=as_json)


@command.command(
    "edit",
    epilog=examples(
        "tracker incident edit qamishli-2016 --latitude 37.050 --longitude 41.220",
        'tracker incident edit qamishli-2016 --perpetrator ""   (nobody any more)',
    ),
)
@click.argument("slug", shell_complete=complete_incident)
@_facts
@dry_run_option
@json_option
@db_option
def edit(slug: str, *, dry_run: bool, as_json: bool, **given: str | None) -> None:
    """Put facts of the incident SLUG right. Only what is given changes; "" empties a field.

    A new entry is recorded that takes the place of the one before, which is kept.
    """
    refuse_nothing(given_columns(given), "--timezone Asia/Damascus")
    with opened() as ledger:
        with ledger.writing() as writer:
            changed = edited_incident(writer, slug, given)
            sealed = None if changed is None else record(writer, changed, dry_run=dry_run)
        if sealed is None:
            told_unchanged(f"incident {slug}", ledger, dry_run=dry_run, as_json=as_json)
        else:
            _tell("edited", sealed, ledger, dry_run=dry_run, as_json=as_json)


def _tell(did: str, sealed: "Sealed", ledger: "Ledger", *, dry_run: bool, as_json: bool) -> None:
    from tracker.reports.shapes import incident_shape  # noqa: PLC0415

    shape = incident_shape(cast("Incident", sealed.value))
    told(did, sealed, shape, ledger, dry_run=dry_run, as_json=as_json)
