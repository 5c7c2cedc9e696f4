"""`tracker import`: files become claims."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.import_report import import_shape, tell_report
from tracker.cli.opening import opened, place
from tracker.cli.options import (
    db_option,
    dry_run_option,
    examples,
    json_option,
    not_blank,
    policy_option,
    profile_option,
)
from tracker.cli.output import print_json
from tracker.cli.outputs import refuse_own_files, refuse_own_input, refuse_same
from tracker.cli.progress import row_counter
from tracker.errors import DataError, NotFoundError, OptionError, StampError
from tracker.figures import policy_named

if TYPE_CHECKING:
    from tracker.model import Stamp

STDIN = "-"


@click.command(
    "import",
    epilog=examples(
        "tracker import incidents.csv sources.csv qamishli-2016.csv",
        "tracker import march.csv --on-error skip --refused refused.csv",
        "tracker import reports.jsonl --dry-run",
        "tracker import signif.txt --profile noaa-earthquakes --published-at 2019-03",
        "curl -s https://example.org/a.csv | tracker import - --incident paris-2015",
    ),
)
@click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE...",
    type=click.Path(readable=False, allow_dash=True),
)
@click.option("--incident", metavar="SLUG", help="Incident of rows that name none.")
@click.option("--published-at", metavar="T", help="Of rows that give none, as far as is known.")
@click.option(
    "--on-error",
    type=click.Choice(["stop", "skip"]),
    default="stop",
    show_default=True,
    help="stop: one refused row, and nothing is recorded. skip: record the good rows.",
)
@click.option(
    "--refused",
    metavar="FILE",
    callback=not_blank,
    help="With skip: write the refused rows here, as CSV.",
)
@click.option("--dayfirst", "order", flag_value="dayfirst", help="03/04/2016 is the 3rd of April.")
@click.option("--monthfirst", "order", flag_value="monthfirst", help="It is the 4th of March.")
@click.option("--encoding", metavar="NAME", help="Of the files, where it is not recognised.")
@profile_option
@policy_option
@dry_run_option
@json_option
@db_option
@click.pass_context
def command(
    ctx: click.Context,
    *,
    files: tuple[str, ...],
    incident: str | None,
    published_at: str | None,
    on_error: str,
    refused: str | None,
    order: str | None,
    encoding: str | None,
    profile: str | None,
    policy: str,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Record claims, incidents and sources from files: CSV, TSV, JSON, JSON Lines.

    `-` is standard input. Which file is which is told by its columns. One call is one
    transaction: every bad row of every file is listed with its place, and unless you say
    otherwise nothing is recorded while there is one. Importing a file again records nothing.
    """
    if refused is not None and on_error != "skip":
        raise OptionError("--refused goes with --on-error skip; without it nothing is recorded")
    _check_files(files)
    _check_outputs(files, refused, policy)
    from tracker.importing import (  # noqa: PLC0415 - sqlmodel, dateutil
        DateOrder,
        ImportOptions,
        OnError,
        import_files,
    )
    from tracker.importing.profiles.shipped import profile_named  # noqa: PLC0415

    options = ImportOptions(
        incident=incident,
        published_at=_published(published_at, order),
        order=DateOrder(order) if order else None,
        encoding=encoding,
        profile=profile_named(profile) if profile else None,
        policy=policy_named(policy),
        on_error=OnError(on_error),
        dry_run=dry_run,
        refused_path=refused,
    )
    with opened(create=True, dry_run=dry_run) as ledger, row_counter() as progress:
        report = import_files(ledger, files, options, progress=progress, stdin=sys.stdin.buffer)
    if as_json:
        print_json(import_shape(report, dry_run=dry_run))
    else:
        tell_report(report, dry_run=dry_run)
    if any(one.refused or one.errors for one in report.files):
        ctx.exit(DataError.exit_code)


def _published(text: str | None, order: str | None) -> "Stamp | None":
    """The time that stands in for a blank one. Raises OptionError."""
    from tracker.importing import DateOrder, read_stamp  # noqa: PLC0415 - dateutil

    if text is None:
        return None
    try:
        return read_stamp(text, order=DateOrder(order) if order else None)
    except StampError as problem:
        raise OptionError(f"--published-at: {problem}") from None


def _check_files(files: tuple[str, ...]) -> None:
    """Raises NotFoundError or OptionError before anything is read."""
    for name in files:
        if name == STDIN:
            continue
        path = Path(name)
        if path.is_dir():
            raise OptionError(f"{name} is a directory; name its files, as in {name}/*.csv")
        if not path.exists():
            near = [one.name for one in path.parent.glob("*") if one.is_file()]
            raise NotFoundError("file", name, near, advice="nothing was read")
    if files.count(STDIN) > 1:
        raise OptionError("standard input can be read only once; give - once")


def _check_outputs(files: tuple[str, ...], refused: str | None, policy: str) -> None:
    """Raises OptionError, before a ledger is made, for files that are to be read and written."""
    where = place()
    for name in files:
        if name != STDIN:
            refuse_own_files("FILE", name, where)
    if refused == STDIN:
        raise OptionError("--refused takes the name of a file; for one called - write ./-")
    if refused is not None:
        refuse_own_files("--refused", refused, where)
        refuse_same("--refused", refused, "--policy", policy)
        if STDIN in files:
            refuse_own_input("--refused", refused)
