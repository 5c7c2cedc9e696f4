"""`tracker void`: take out what should not be here."""

import click

from tracker.cli.opening import opened
from tracker.cli.options import db_option, dry_run_option, examples, json_option
from tracker.cli.output import remark
from tracker.cli.recording import tell_recorded


@click.command(
    "void",
    epilog=examples(
        'tracker void 3fa2b1c0 --reason "belongs to another bombing"',
        'tracker void 9c41d7e2 --reason "void by mistake"    (brings its target back)',
    ),
)
@click.argument("claim")
@click.option("--reason", metavar="TEXT", required=True, help="Why it should not be here.")
@dry_run_option
@json_option
@db_option
def command(claim: str, *, reason: str, dry_run: bool, as_json: bool) -> None:
    """Take out a claim that should not be here.

    CLAIM is the beginning of an id, or a ref. The row stays in the ledger and can be seen
    with --known-at; it counts for nothing any more. This is the recorder's own act: where
    a source takes a figure back, `tracker retract` records that.

    A retraction or a dispute can be voided too, and a void: that brings its target back.
    """
    from tracker.scripting.acting import void  # noqa: PLC0415 - not for --help

    with opened() as ledger:
        recorded = void(ledger, claim, reason=reason, dry_run=dry_run, tell=remark)
        tell_recorded(recorded, ledger, dry_run=dry_run, as_json=as_json)
