"""`tracker correct`: put right what was transcribed wrong."""

from collections.abc import Mapping

import click

from tracker.cli.acting import record_act
from tracker.cli.claim_options import metric_options, report_options
from tracker.cli.options import (
    db_option,
    dry_run_option,
    examples,
    json_option,
    not_blank,
    policy_option,
)
from tracker.cli.words import Word
from tracker.errors import OptionError
from tracker.figures import policy_named
from tracker.model import Act, Metric, RecordedClaim
from tracker.typed.givens import Row, given_columns, row_of, says_the_same
from tracker.typed.targets import Target, check_states_figure


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
    if all(value is None for value in given.values()):
        raise OptionError('say what was wrong, as in --killed "at least 44"')

    def corrected(target: Target) -> Row:
        was = row_of(target.row)
        row = {**was, **_changes(target.row, given)}
        if says_the_same(row, was):
            raise OptionError(f"{target.row.id[:8]} says just that already; nothing was recorded")
        return {**row, "act": "correct", "reason": reason}

    record_act(
        [claim],
        lambda target: check_states_figure(target, Act.CORRECT),
        corrected,
        dry_run=dry_run,
        as_json=as_json,
        policy=policy_named(policy),
    )


def _changes(claim: RecordedClaim, given: Mapping[str, str | None]) -> Row:
    """The columns that were given, the figure's among them put in order."""
    columns = given_columns(given)
    worded = [name for name in (*Metric, "figure") if name in columns]
    if len(worded) > 1 or (worded and worded != ["figure"] and "metric" in columns):
        raise OptionError("one figure of one metric at a time")
    if worded and worded != ["figure"]:
        columns |= {"metric": worded[0], "figure": columns.pop(worded[0])}
    if "figure" in columns:
        return {"low": "", "high": "", **columns}
    if "low" in columns or "high" in columns:
        known = {"low": claim.figure.low, "high": claim.figure.high}
        bounds = {name: "" if n is None else str(n) for name, n in known.items()}
        return {**bounds, **columns}
    return columns
