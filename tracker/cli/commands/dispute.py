"""`tracker dispute`: a source contests another's figure."""

import click

from tracker.cli.acting import record_act
from tracker.cli.claim_options import act_options, figure_options
from tracker.cli.options import db_option, dry_run_option, examples, json_option, not_blank
from tracker.typed.acts import check_dispute, disputed_row


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
    dry_run: bool,
    as_json: bool,
    **given: str | None,
) -> None:
    """Record that a source contests another's figure.

    CLAIM is the beginning of an id, or a ref. The claim stands, marked as disputed, and
    methods treat it as questionable. A figure given here describes the objection only; a
    figure the source puts forward itself is a claim of its own: add it.
    """

    record_act(
        [claim],
        check_dispute,
        lambda target: disputed_row(target, given),
        dry_run=dry_run,
        as_json=as_json,
    )
