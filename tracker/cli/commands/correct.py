"""`tracker correct`: put right what was transcribed wrong."""

import click

from tracker.cli.claim_options import metric_options, report_options
from tracker.cli.opening import opened
from tracker.cli.options import (
    db_option,
    dry_run_option,
    examples,
    json_option,
    not_blank,
    policy_option,
)
from tracker.cli.output import remark
from tracker.cli.recording import tell_recorded
from tracker.cli.words import Word
from tracker.figures import policy_named


@click.command(
    "correct",
    epilog=examples(
        'tracker correct 3fa2b1c0 --killed "at least 44" --reason "misread the page"',
        'tracker correct paris-2015-017 --asserted-at 2015-11-14 --reason "wrong day"',
    ),
)
@click.argument("claim")
@click.option("--reason", metavar="TEXT", required=True, help="What was wrong.")
@click.option("--metric", type=Word("Metric"), help="What was counted; the wording stays.")
@click.option("--source", metavar="SOURCE", callback=not_blank, help="Who had said it.")
@metric_options
@click.option("--figure", metavar="TEXT", help="Wording of the figure; the metric stays.")
@report_options
@policy_option
@dry_run_option
@json_option
@db_option
def command(
    claim: str, *, reason: str, policy: str, dry_run: bool, as_json: bool, **given: str | None
) -> None:
    """Put right a claim that was transcribed wrong.

    CLAIM is the beginning of an id, or a ref. Only what is given changes; a new figure
    replaces the wording and both bounds. The correction takes the claim's place in every
    view of this ledger from now on, past moments included. Where the source itself gave
    another figure later, that is a claim of its own: add it.
    """
    from tracker.scripting.acting import correct  # noqa: PLC0415 - not for --help

    with opened() as ledger:
        recorded = correct(
            ledger,
            claim,
            reason=reason,
            policy=policy_named(policy),
            dry_run=dry_run,
            tell=remark,
            **given,
        )
        tell_recorded(recorded, ledger, dry_run=dry_run, as_json=as_json)
