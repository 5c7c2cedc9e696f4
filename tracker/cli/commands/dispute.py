"""`tracker dispute`: a source contests another's figure."""

import click

from tracker.cli.claim_options import act_options, figure_options
from tracker.cli.opening import opened
from tracker.cli.options import db_option, dry_run_option, examples, json_option, not_blank
from tracker.cli.output import remark
from tracker.cli.recording import tell_recorded


@click.command(
    "dispute",
    epilog=examples(
        "tracker dispute 3fa2b1c0 --source asayish --asserted-at 2016-07-27",
        'tracker dispute 3fa2b1c0 --source SOHR --figure "at most 60" --via reuters',
    ),
)
@click.argument("claim")
@click.option(
    "--source", metavar="SOURCE", callback=not_blank, required=True, help="Who contests it."
)
@click.option("--reason", metavar="TEXT", help="Why, as far as the source says.")
@figure_options
@act_options
@dry_run_option
@json_option
@db_option
def command(
    claim: str,
    *,
    source: str,
    dry_run: bool,
    as_json: bool,
    **given: str | None,
) -> None:
    """Record that a source contests another's figure.

    CLAIM is the beginning of an id, or a ref. The claim stands, marked as disputed, and
    methods treat it as questionable. A figure given here describes the objection only; a
    figure the source puts forward itself is a claim of its own: add it.
    """
    from tracker.scripting.acting import dispute  # noqa: PLC0415 - not for --help

    with opened() as ledger:
        recorded = dispute(ledger, claim, source=source, dry_run=dry_run, tell=remark, **given)
        tell_recorded(recorded, ledger, dry_run=dry_run, as_json=as_json)
