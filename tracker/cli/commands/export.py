"""`tracker export`: claims as CSV, or everything as JSON Lines."""

import sys
from pathlib import Path

import click

from tracker.cli.opening import opened
from tracker.cli.options import complete_incident, db_option, examples, not_blank
from tracker.cli.output import ledger_line, remark
from tracker.cli.outputs import refuse_own_files, refuse_same
from tracker.cli.streams import to_stdout
from tracker.errors import OptionError
from tracker.scripting.exporting import CHUNK_LINES, Export, Form, Writing
from tracker.scripting.receipts import write_receipt
from tracker.whole_files import write_whole


@click.command(
    "export",
    epilog=examples(
        "tracker export --format jsonl --output ledger.jsonl --receipt ledger.receipt",
        "tracker export qamishli-2016 > qamishli.csv",
        "tracker export --format jsonl | tracker --db copy.db import -",
    ),
)
@click.argument("incident", required=False, shell_complete=complete_incident)
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "jsonl"]),
    default="csv",
    show_default=True,
    help="csv: the claims in canonical columns. jsonl: incidents, sources and claims with "
    "every act, enough to rebuild an equal ledger.",
)
@click.option(
    "--output",
    "-o",
    metavar="FILE",
    callback=not_blank,
    help="Write to a file only you can read, whole or not at all. Default: stdout.",
)
@click.option(
    "--receipt",
    metavar="FILE",
    callback=not_blank,
    help="Write there, as JSON, the export's SHA-256 and the ledger's size and root.",
)
@db_option
def command(incident: str | None, form: Form, output: str | None, receipt: str | None) -> None:
    """Write claims as CSV, or everything as JSON Lines.

    What is exported is what was given, never what was worked out of it: imported into a
    new ledger it has the same ids, and importing it again records nothing. In CSV, a cell
    that a spreadsheet would run has an apostrophe before it, which importing takes off.
    """
    with opened() as ledger:
        _check_outputs(output, receipt, ledger.where)
        exported = Export(ledger, form, incident)
        on_terminal = output in (None, "-") and sys.stdout.isatty()
        writing = Writing(exported.lines(), 1 if on_terminal else CHUNK_LINES)
        if output is None or output == "-":
            if on_terminal and form == "csv":
                remark("control characters are shown as symbols; --output writes what they are")
            for chunk in writing:
                to_stdout(_shown(chunk, form) if on_terminal else chunk)
        else:
            write_whole(Path(output), writing)
        if receipt is not None:
            write_receipt(Path(receipt), exported.shape(writing.written()))
        remark(ledger_line(exported.head))


def _check_outputs(output: str | None, receipt: str | None, where: str) -> None:
    """Raises OptionError for files that must not be written over."""
    if output is not None:
        refuse_own_files("--output", output, where)
    if receipt is not None:
        refuse_own_files("--receipt", receipt, where)
        refuse_same("--receipt", receipt, "--output", output)
        if receipt == "-":
            raise OptionError("--receipt takes the name of a file; for one called - write ./-")


def _shown(line: bytes, form: Form) -> str:
    """A line with nothing in it that a terminal may take for an order: JSON escapes it and says
    the same, CSV has no way to, and shows symbols."""
    from tracker.reports.safe import escaped, visible  # noqa: PLC0415

    return (escaped if form == "jsonl" else visible)(line.decode().removesuffix("\n")) + "\n"
