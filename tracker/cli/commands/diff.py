"""`tracker diff`: what changed between two moments."""

from functools import partial
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.opening import opened
from tracker.cli.options import (
    db_option,
    examples,
    incident_argument,
    json_option,
    known_at_option,
    method_option,
    not_blank,
)
from tracker.cli.output import print_json, show
from tracker.typed.moments import snapshots_between

if TYPE_CHECKING:
    from rich.console import Group

    from tracker.model import Snapshot


_moment = partial(click.option, callback=not_blank)


@click.command(
    "diff",
    epilog=examples(
        "tracker diff sri-lanka-2019 --from 2019-04-24 --to 2019-04-26",
        "tracker diff qamishli-2016 --from 2016-07-27T16:00 --to 2016-07-28 --json",
        "tracker diff qamishli-2016 --from 2016-07-27 --to 2016-07-28 --values",
        "tracker diff mogadishu-2017 --known-from 2026-11-01 --known-to 2026-11-08",
    ),
)
@incident_argument
@_moment("--from", "start", metavar="T", help="What was public by T, ...")
@_moment("--to", "end", metavar="T", help="... against what was by this T, inclusive.")
@_moment("--known-from", metavar="K", help="What this ledger had recorded by K, ...")
@_moment("--known-to", metavar="K", help="... against what it had by this K, inclusive.")
@known_at_option
@click.option(
    "--values",
    "with_values",
    is_flag=True,
    help="Also each published value that differs: new, restated, withdrawn.",
)
@method_option
@json_option
@db_option
def command(
    incident: str, *, with_values: bool, method: str, as_json: bool, **moments: str | None
) -> None:
    """Show what changed between two moments, and because of what.

    Between --from and --to: what became public. Between --known-from and --known-to: what was
    recorded, corrected or voided here. Both pairs together: the one view against the other.
    A date means through the end of that day, in the incident's zone.
    """
    from tracker.reconcile import difference_between  # noqa: PLC0415

    _check(moments)
    with opened() as ledger:
        before, after = snapshots_between(ledger, incident, **moments)
    changed = difference_between(before, after, method)
    if as_json:
        from tracker.reports.change_shapes import diff_shape  # noqa: PLC0415

        print_json(diff_shape(changed) | (_values_shape(before, after) if with_values else {}))
        return
    from tracker.reports.change_text import diff_text  # noqa: PLC0415 - rich

    show(diff_text(changed))
    if with_values:
        show(_values_text(before, after))


def _values_shape(before: "Snapshot", after: "Snapshot") -> dict[str, Any]:
    from tracker.reconcile.value_changes import value_changes  # noqa: PLC0415
    from tracker.reports.value_shapes import value_changes_shape  # noqa: PLC0415

    return value_changes_shape(value_changes(before, after), after.incident.timezone)


def _values_text(before: "Snapshot", after: "Snapshot") -> "Group":
    from tracker.reconcile.value_changes import value_changes  # noqa: PLC0415
    from tracker.reports.value_text import value_changes_text  # noqa: PLC0415 - rich

    changes = list(value_changes(before, after))
    return value_changes_text(changes, after.incident.timezone, after.sources)


def _check(moments: dict[str, str | None]) -> None:
    """Whole pairs, at least one of them, and one way of saying what was known."""
    given = {name for name, moment in moments.items() if moment is not None}
    nothing = not given - {"known_at"}
    for first, second in (("start", "end"), ("known_from", "known_to")):
        if nothing or len(given & {first, second}) == 1:
            missing = second if first in given else first
            context = click.get_current_context()
            param = next(one for one in context.command.params if one.name == missing)
            raise click.MissingParameter(ctx=context, param=param)
    if {"known_at", "known_from"} <= given:
        raise click.UsageError("--known-at does not go with --known-from and --known-to")
