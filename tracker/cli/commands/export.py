"""`tracker export`: claims as CSV, or everything as JSON Lines."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from tracker.cli.opening import opened
from tracker.cli.options import complete_incident, db_option, examples
from tracker.cli.output import ledger_line, remark, write_data
from tracker.whole_files import write_whole

CHUNK_LINES = 1_000


@click.command(
    "export",
    epilog=examples(
        "tracker export --format jsonl --output ledger.jsonl",
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
    help="Write to a file only you can read, whole or not at all. Default: stdout.",
)
@db_option
def command(incident: str | None, form: str, output: str | None) -> None:
    """Write claims as CSV, or everything as JSON Lines.

    What is exported is what was given, never what was worked out of it: imported into a
    new ledger it has the same ids, and importing it again records nothing.
    """
    from tracker.errors import NotFoundError  # noqa: PLC0415
    from tracker.reports.export import export_csv, export_jsonl  # noqa: PLC0415 - orjson

    with opened() as ledger:
        if incident is not None:
            known = ledger.incidents()
            if incident not in known:
                raise NotFoundError("incident", incident, list(known))
        lines = (export_csv if form == "csv" else export_jsonl)(ledger, incident)
        if output is None or output == "-":
            for chunk in _chunks(_for_a_terminal(lines, form) if sys.stdout.isatty() else lines):
                write_data(chunk)
        else:
            write_whole(Path(output), _chunks(lines))
        remark(ledger_line(ledger.head()))


def _for_a_terminal(lines: Iterable[str], form: str) -> Iterator[str]:
    """The lines with nothing in them that a terminal may take for an order: JSON escapes it and
    says the same, CSV has no way to, and shows symbols."""
    from tracker.reports.safe import escaped, visible  # noqa: PLC0415

    if form == "csv":
        remark("control characters are shown as symbols; --output FILE writes them as they are")
    for one in lines:
        yield (escaped if form == "jsonl" else visible)(one.removesuffix("\n")) + "\n"


def _chunks(lines: Iterable[str]) -> Iterator[str]:
    """The lines in pieces large enough to be written quickly."""
    kept: list[str] = []
    for one in lines:
        kept.append(one)
        if len(kept) == CHUNK_LINES:
            yield "".join(kept)
            kept.clear()
    yield "".join(kept)
