"""`tracker import`: files become claims."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.import_options import import_options, reading_options
from tracker.cli.import_report import is_nothing_ours, tell_report, tell_what_is_wrong
from tracker.cli.opening import opened, place
from tracker.cli.options import (
    db_option,
    dry_run_option,
    examples,
    json_option,
    not_blank,
)
from tracker.cli.output import print_json, remark
from tracker.cli.outputs import refuse_inputs, refuse_no_folder, refuse_own_input, refuse_same
from tracker.cli.progress import row_counter
from tracker.cli.stopping import interrupted_by_sigterm
from tracker.cli.vintages import versions_asked, versions_options
from tracker.errors import DataError, NotFoundError, OptionError, StorageError
from tracker.scripting.receipts import import_receipt, write_receipt
from tracker.typed.outputs import refuse_folder, refuse_own_files

if TYPE_CHECKING:
    from tracker.importing import ImportReport

STDIN = "-"


@click.command(
    "import",
    epilog=examples(
        "tracker import incidents.csv sources.csv qamishli-2016.csv",
        "tracker import march.csv --on-error skip --refused refused.csv",
        "tracker import reports.jsonl --dry-run",
        "tracker import desk.xlsx --sheet Claims",
        "tracker import signif.txt --profile noaa-earthquakes --published-at 2019-03",
        "tracker import --vintages downloads/ --profile ukraine-losses",
        "tracker import --git ~/data --path daily.json --profile lebanon-daily",
        "curl -s https://example.org/a.csv | tracker import - --incident paris-2015",
        "tracker import /srv/inbox/*.csv --quiet --receipt today.json",
    ),
)
@click.argument(
    "files",
    nargs=-1,
    metavar="FILE...",
    type=click.Path(readable=False, allow_dash=True),
)
@reading_options
@click.option(
    "--refused",
    metavar="FILE",
    callback=not_blank,
    help="With skip: write the refused rows here, as CSV.",
)
@versions_options
@click.option(
    "--receipt",
    metavar="FILE",
    callback=not_blank,
    help="Write there what --json prints: each file's SHA-256, its counts and faults.",
)
@click.option("--quiet", is_flag=True, help="Say nothing unless something is wrong.")
@dry_run_option
@json_option
@db_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    *,
    files: tuple[str, ...],
    refused: str | None,
    receipt: str | None,
    quiet: bool,
    dry_run: bool,
    as_json: bool,
    **given: Any,
) -> None:
    """Record claims, incidents and sources from files: CSV, TSV, JSON, JSON Lines, XLSX, ODS,
    Parquet, also packed by gzip, zip or zstd.

    `-` is standard input. Which file is which is told by its columns. One call is one
    transaction: every bad row of every file is listed with its place, and unless you say
    otherwise nothing is recorded while there is one. Importing a file again records nothing.
    """
    if refused is not None and given["on_error"] != "skip":
        raise OptionError("--refused goes with --on-error skip; without it nothing is recorded")
    asked = versions_asked(ctx)
    if asked is None:
        _check_files(ctx, files)
    _check_outputs(files, "--refused", refused, given["policy"])
    _check_outputs(files, "--receipt", receipt, given["policy"])
    if receipt is not None:
        refuse_same("--receipt", receipt, "--refused", refused)
    from tracker.importing import import_files  # noqa: PLC0415 - sqlmodel, dateutil

    options = import_options(given, dry_run=dry_run, refused_path=refused)

    def cut_off(report: "ImportReport") -> None:
        _tell_part(report, receipt, as_json=as_json)

    with (
        interrupted_by_sigterm(),
        opened(create=True, dry_run=dry_run) as ledger,
        row_counter(quiet=quiet) as progress,
    ):
        if asked is not None:
            report = asked.imported(ledger, files, options, progress, cut_off)
        else:
            stdin = sys.stdin.buffer
            report = import_files(
                ledger, files, options, progress=progress, stdin=stdin, cut_off=cut_off
            )
    _tell(report, receipt, quiet=quiet, dry_run=dry_run, as_json=as_json)
    if is_nothing_ours(report) or any(one.refused or one.errors for one in report.files):
        ctx.exit(DataError.exit_code)


def _tell(
    report: "ImportReport", receipt: str | None, *, quiet: bool, dry_run: bool, as_json: bool
) -> None:
    """Say what became of the files, in every way that was asked for."""
    shape = import_receipt(report, dry_run=dry_run)
    try:
        if as_json:
            print_json(shape)
        elif quiet:
            tell_what_is_wrong(report, dry_run=dry_run)
        else:
            tell_report(report, dry_run=dry_run)
    finally:  # Also where nobody reads on, or the output has no room.
        if receipt is not None:
            _write_receipt(receipt, shape)


def _tell_part(report: "ImportReport", receipt: str | None, *, as_json: bool) -> None:
    """Say for scripts what is kept of a call that something ended; people are told at its end."""
    shape = import_receipt(report)
    if receipt is not None:
        try:
            _write_receipt(receipt, shape)
        except StorageError as problem:  # What ended the call is still to be told.
            remark(str(problem))
    if as_json:
        print_json(shape)


def _write_receipt(receipt: str, shape: dict[str, Any]) -> None:
    """Raises StorageError, which says that it is only the receipt that is missing."""
    try:
        write_receipt(Path(receipt), shape)
    except OSError as problem:
        done = "what was recorded is recorded; import the files again to have the receipt"
        raise StorageError(f"{receipt}: {problem.strerror or problem}; {done}") from None


def _check_files(ctx: click.Context, files: tuple[str, ...]) -> None:
    """Raises NotFoundError or OptionError before anything is read."""
    if not files:
        files_of = next(one for one in ctx.command.params if one.name == "files")
        raise click.MissingParameter(ctx=ctx, param=files_of)
    for name in files:
        if name == STDIN:
            continue
        if not name.strip():
            raise OptionError("FILE is empty; name a file")
        path = Path(name)
        if path.is_dir():
            raise OptionError(f"{name} is a directory; name its files, as in {name}/*.csv")
        if not path.exists():
            near = [one.name for one in path.parent.glob("*") if one.is_file()]
            raise NotFoundError("file", name, near, advice="nothing was read")
    if files.count(STDIN) > 1:
        raise OptionError("standard input can be read only once; give - once")


def _check_outputs(files: tuple[str, ...], option: str, output: str | None, policy: str) -> None:
    """Raises OptionError, before a ledger is made, for files that are to be read and written."""
    where = place()
    for name in files:
        if name != STDIN:
            refuse_own_files("FILE", name, where)
    if output == STDIN:
        raise OptionError(f"{option} takes the name of a file; for one called - write ./-")
    if output is None:
        return
    refuse_folder(option, output)
    refuse_no_folder(output)
    refuse_own_files(option, output, where)
    refuse_same(option, output, "--policy", policy)
    refuse_inputs(option, output, files)
    if STDIN in files:
        refuse_own_input(option, output)
