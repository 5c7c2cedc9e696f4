"""`tracker watch`: what arrives in a folder is imported and put away."""

from typing import TYPE_CHECKING, Any

import click

from tracker.cli.import_options import import_options, reading_options
from tracker.cli.import_report import is_nothing_ours, tell_what_is_wrong
from tracker.cli.opening import opened, place, waiting
from tracker.cli.options import db_option, examples, not_blank
from tracker.cli.output import line, remark
from tracker.cli.stopping import stopping
from tracker.cli.streams import to_stdout
from tracker.errors import DataError

if TYPE_CHECKING:
    from tracker.scripting.taking import Taken


@click.command(
    "watch",
    epilog=examples(
        "tracker watch /srv/tracker/inbox",
        "tracker watch inbox --once --quiet      (from cron)",
        "tracker watch inbox --every 60 --on-error skip --json >> taken.jsonl",
    ),
)
@click.argument("folder", metavar="DIR", callback=not_blank)
@click.option(
    "--every",
    metavar="S",
    type=click.FloatRange(0.1, 86_400),
    default=5.0,
    show_default=True,
    help="Seconds between two looks. A file is taken when two looks find it the same.",
)
@click.option("--once", is_flag=True, help="Take what is there, then end.")
@reading_options
@click.option("--quiet", is_flag=True, help="Say nothing unless something is wrong.")
@click.option("--json", "as_json", is_flag=True, help="The receipt of each file, one a line.")
@db_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    *,
    folder: str,
    every: float,
    once: bool,
    quiet: bool,
    as_json: bool,
    **given: Any,
) -> None:
    """Import what arrives in DIR, and move it to DIR/done or DIR/refused.

    Each file is a call of its own: one that is refused does not stop the others. Beside it
    stands its receipt, as `import --json` prints it, under the same name and .json. A file
    that is still being written is left until it stays the same; write it as NAME.part, or
    under a name with a dot before it, and rename it when it is whole. Nothing is recorded
    twice, whenever this is stopped or killed.

    SIGTERM and Ctrl-C end it between two files; a second one at once.
    """
    from tracker.scripting.watching import watch  # noqa: PLC0415 - not for --help

    options = import_options(given)
    with opened(create=True):
        pass  # A ledger that cannot be opened is told now, not when the first file arrives.
    refused = 0
    with stopping() as is_stopped:
        for taken in watch(
            place(),
            folder,
            options,
            every_s=every,
            once=once,
            is_stopped=is_stopped,
            tell=remark,
            **waiting(),
        ):
            _tell(taken, quiet=quiet, as_json=as_json)
            refused += taken.is_refused
    if once and refused:
        ctx.exit(DataError.exit_code)


def _tell(taken: "Taken", *, quiet: bool, as_json: bool) -> None:
    if as_json:
        import json  # noqa: PLC0415

        from tracker.reports.safe import escaped  # noqa: PLC0415

        to_stdout(escaped(json.dumps(taken.receipt, ensure_ascii=False)) + "\n")
        return
    tell_what_is_wrong(taken.report, dry_run=False)
    (file,) = taken.report.files
    if not quiet:
        line(
            f"{taken.moved_to}: {file.rows:,} rows, {file.recorded:,} recorded, "
            f"{file.already_known:,} known, {file.refused:,} refused"
        )
    if (taken.is_refused or not quiet) and not is_nothing_ours(taken.report):  # Else told above.
        for text in file.remarks:
            remark(f"{file.file}: {text}")
