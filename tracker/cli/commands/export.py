"""`tracker export`: claims as CSV or Parquet, or everything as JSON Lines."""

import sys
from pathlib import Path

import click

from tracker.cli.opening import opened
from tracker.cli.options import complete_incident, db_option, examples, not_blank
from tracker.cli.output import ledger_line, remark
from tracker.cli.outputs import refuse_no_folder, refuse_same
from tracker.cli.streams import to_stdout
from tracker.cli.whole_output import refuse_terminal, shown_line
from tracker.errors import OptionError
from tracker.scripting.exporting import CHUNK_LINES, Export, Form, Writing
from tracker.scripting.receipts import write_receipt
from tracker.typed.outputs import refuse_folder, refuse_own_files
from tracker.whole_files import write_whole


@click.command(
    "export",
    epilog=examples(
        "tracker export --format jsonl --output ledger.jsonl --receipt ledger.receipt",
        "tracker export qamishli-2016 > qamishli.csv",
        "tracker export --format jsonl | tracker --db copy.db import -",
        "tracker export --format parquet --output ledger/",
    ),
)
@click.argument("incident", required=False, shell_complete=complete_incident)
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "jsonl", "parquet"]),
    default="csv",
    show_default=True,
    help="csv: the claims in canonical columns. jsonl: incidents, sources and claims with "
    "every act, enough to rebuild an equal ledger. parquet: the claims with what an estimate "
    "needs, in order of incident.",
)
@click.option(
    "--output",
    "-o",
    metavar="FILE",
    callback=not_blank,
    help="Write to a file only you can read, whole or not at all. Default: stdout. For parquet "
    "a name that ends in / is a new folder: claims in buckets of incidents, incidents, sources.",
)
@click.option(
    "--receipt",
    metavar="FILE",
    callback=not_blank,
    help="Write there, as JSON, the export's SHA-256 and the ledger's size and root.",
)
@db_option
def command(incident: str | None, form: Form, output: str | None, receipt: str | None) -> None:
    """Write claims as CSV or Parquet, or everything as JSON Lines.

    What is exported is what was given, never what was worked out of it: imported into a
    new ledger it has the same ids, and importing it again records nothing. Where the
    versions of a file gave a ref twice at one time, out of order, or for something else, a
    new ledger takes that from JSON Lines alone, and says so. In CSV, a cell that a
    spreadsheet would run has an apostrophe before it, which importing takes off.
    """
    is_folder = output is not None and output.endswith("/")
    if form == "parquet":
        _refuse_odd_parquet(incident, output, receipt)
    elif is_folder:
        raise OptionError(f"--output {output} is a folder, which --format parquet alone fills")
    with opened() as ledger:
        _check_outputs(output, receipt, ledger.where)
        exported = Export(ledger, form, incident)
        if output is not None and is_folder:
            exported.to_folder(output)
        else:
            writing = _write(exported, output)
            if receipt is not None:
                write_receipt(Path(receipt), exported.shape(writing.written()))
        remark(ledger_line(exported.head))


def _write(exported: Export, output: str | None) -> Writing:
    on_terminal = output in (None, "-") and sys.stdout.isatty()
    writing = Writing(exported.chunks(1 if on_terminal else CHUNK_LINES))
    if output is not None and output != "-":
        write_whole(Path(output), writing)
        return writing
    if on_terminal and exported.form == "csv":
        remark("control characters are shown as symbols; --output writes what they are")
    for chunk in writing:
        to_stdout(shown_line(chunk, exported.form) if on_terminal else chunk)
    return writing


def _refuse_odd_parquet(incident: str | None, output: str | None, receipt: str | None) -> None:
    """Raises OptionError for what goes with other formats."""
    if output is None or output == "-":
        refuse_terminal("--format parquet")
    elif output.endswith("/"):
        if receipt is not None:
            raise OptionError("--receipt is of one file; a folder has its own, ledger.json")
        if incident is not None:
            raise OptionError("a folder holds all incidents; leave INCIDENT out, or name a file")


def _check_outputs(output: str | None, receipt: str | None, where: str) -> None:
    """Raises OptionError for files that must not be written over."""
    if output is not None:
        if not output.endswith("/"):
            refuse_folder("--output", output)
        refuse_own_files("--output", output, where)
    if receipt is not None:
        refuse_folder("--receipt", receipt)
        refuse_no_folder(receipt)
        refuse_own_files("--receipt", receipt, where)
        refuse_same("--receipt", receipt, "--output", output)
        if receipt == "-":
            raise OptionError("--receipt takes the name of a file; for one called - write ./-")
