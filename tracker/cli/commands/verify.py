"""`tracker verify`: is the ledger whole and unaltered."""

from typing import Any

import click

from tracker.cli.opening import opened
from tracker.cli.options import db_option, examples, json_option
from tracker.cli.output import print_json, show
from tracker.errors import UnsoundError


@click.command("verify", epilog=examples("tracker verify", "tracker --db copy.db verify --json"))
@json_option
@db_option
@click.pass_context
def command(ctx: click.Context, *, as_json: bool) -> None:
    """Check that the ledger is whole and unaltered.

    The sequence of entries, the hash of every entry, every column against the hashed
    content, the root over all of it, and that the guards against changes are in place.
    Every problem is listed, and the exit code is 4 when there is one.

    Whoever owns the file can rewrite all of it: keep size and root elsewhere and compare.
    """
    try:
        with opened() as ledger:
            found = ledger.verify()
    except UnsoundError as problem:
        if as_json:
            print_json(_not_opened(problem))
            ctx.exit(UnsoundError.exit_code)
        raise
    if as_json:
        from tracker.reports.change_shapes import verify_shape  # noqa: PLC0415

        print_json(verify_shape(found))
    else:
        from tracker.reports.change_text import verify_text  # noqa: PLC0415 - rich

        show(verify_text(found))
    if not found.ok:
        ctx.exit(UnsoundError.exit_code)


def _not_opened(problem: UnsoundError) -> dict[str, Any]:
    """What scripts are told of a file too damaged, or too foreign, to be opened at all."""
    problems = [{"kind": "database", "entry": None, "message": str(problem)}]
    return {"ok": False, "size": None, "root": None, "problems": problems}
