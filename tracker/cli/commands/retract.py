"""`tracker retract`: a source takes a figure back."""

import click

from tracker.cli.claim_options import act_options
from tracker.cli.opening import opened
from tracker.cli.options import db_option, dry_run_option, examples, json_option, not_blank
from tracker.cli.output import remark
from tracker.cli.recording import tell_recorded


@click.command(
    "retract",
    epilog=examples(
        "tracker retract 3fa2b1c0 --asserted-at 2019-04-25",
        "tracker retract sri-lanka-2019-040 --source health-ministry \\",
        "      --published-at 2019-04-25T21:00+05:30 --reason duplicate_removed",
    ),
)
@click.argument("claims", nargs=-1, required=True, metavar="CLAIM...")
@click.option(
    "--source",
    metavar="SOURCE",
    callback=not_blank,
    help="Who withdraws it. Default: who had said it.",
)
@click.option("--reason", metavar="TEXT", help="Why, as far as the source says.")
@act_options
@dry_run_option
@json_option
@db_option
def command(claims: tuple[str, ...], *, dry_run: bool, as_json: bool, **given: str | None) -> None:
    """Record that a source withdrew a figure.

    CLAIM is the beginning of an id, or a ref; one withdrawal may end several. A claim counts
    until the retraction is public and not after; whatever relays it falls with it, and what
    its source had said before does not come back. A new figure in its stead is a claim of
    its own: add it. A dispute can be taken back in the same way.
    """
    from tracker.scripting.acting import retract  # noqa: PLC0415 - not for --help

    with opened() as ledger:
        recorded = retract(ledger, *claims, dry_run=dry_run, tell=remark, **given)
        tell_recorded(recorded, ledger, dry_run=dry_run, as_json=as_json)
