"""`tracker export`: claims as CSV or Parquet, or everything as JSON Lines."""

import sys
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.opening import opened
from tracker.cli.options import complete_incident, db_option, examples, not_blank
from tracker.cli.output import ledger_line, remark
from tracker.cli.outputs import refuse_own_files, refuse_same
from tracker.cli.streams import to_stdout
from tracker.cli.whole_output import refuse_terminal, shown_line
from tracker.errors import NotFoundError, OptionError
from tracker.whole_files import write_whole

if TYPE_CHECKING:
    from tracker.ledger import Head, Ledger

CHUNK_LINES = 1_000


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
def command(incident: str | None, form: str, output: str | None, receipt: str | None) -> None:
    """Write claims as CSV or Parquet, or everything as JSON Lines.

    What is exported is what was given, never what was worked out of it: imported into a
    new ledger it has the same ids, and importing it again records nothing. In CSV, a cell
    that a spreadsheet would run has an apostrophe before it, which importing takes off.
    """
    if form == "parquet":
        _refuse_odd_parquet(incident, output, receipt)
    elif output is not None and output.endswith("/"):
        raise OptionError(f"--output {output} is a folder, which --format parquet alone fills")
    with opened() as ledger:
        _check_outputs(output, receipt, ledger.where)
        if incident is not None:
            known = ledger.incidents()
            if incident not in known:
                raise NotFoundError("incident", incident, list(known))
        head = ledger.head()
        if output is not None and output.endswith("/"):
            _write_folder(ledger, output, head)
        else:
            on_terminal = output in (None, "-") and sys.stdout.isatty()
            lines = 1 if on_terminal else CHUNK_LINES
            written = _Written(_chunks(ledger, head, incident, form, lines))
            _write(written, output, form, on_terminal=on_terminal)
            if receipt is not None:
                shape = {
                    "export": {"format": form, "incident": incident, **written.shape()},
                    "ledger": {"size": head.size, "root": head.root},
                }
                _write_receipt(Path(receipt), shape)
        remark(ledger_line(head))


def _refuse_odd_parquet(incident: str | None, output: str | None, receipt: str | None) -> None:
    """Raises OptionError for what goes with other formats."""
    if output in (None, "-"):
        refuse_terminal("--format parquet")
    elif output is not None and output.endswith("/"):
        if receipt is not None:
            raise OptionError("--receipt is of one file; a folder has its own, ledger.json")
        if incident is not None:
            raise OptionError("a folder holds all incidents; leave INCIDENT out, or name a file")


def _chunks(
    ledger: "Ledger", head: "Head", incident: str | None, form: str, chunk_lines: int
) -> Iterator[bytes]:
    if form == "parquet":
        from tracker.tables.extras import arrow_or_refuse  # noqa: PLC0415 - an extra

        arrow_or_refuse()
        from tracker.tables.claims_files import claims_file  # noqa: PLC0415

        return claims_file(ledger, head.size, incident)
    from tracker.reports.export import export_csv, export_jsonl  # noqa: PLC0415 - orjson

    lines = (export_csv if form == "csv" else export_jsonl)(_AsOf(ledger, head), incident)
    return _together(lines, chunk_lines)


def _write_folder(ledger: "Ledger", output: str, head: "Head") -> None:
    from tracker.tables.extras import arrow_or_refuse  # noqa: PLC0415 - an extra

    arrow_or_refuse()
    from tracker.tables.claims_files import write_folder  # noqa: PLC0415

    try:
        write_folder(ledger, Path(output), head)
    except FileExistsError:
        raise OptionError(f"--output {output} is there already; name a new folder") from None


def _write(written: "_Written", output: str | None, form: str, *, on_terminal: bool) -> None:
    if output is not None and output != "-":
        write_whole(Path(output), written)
        return
    if on_terminal and form == "csv":
        remark("control characters are shown as symbols; --output writes what they are")
    for chunk in written:
        to_stdout(shown_line(chunk, form) if on_terminal else chunk)


def _check_outputs(output: str | None, receipt: str | None, where: str) -> None:
    """Raises OptionError for files that must not be written over."""
    if output is not None:
        refuse_own_files("--output", output, where)
    if receipt is not None:
        refuse_own_files("--receipt", receipt, where)
        refuse_same("--receipt", receipt, "--output", output)
        if receipt == "-":
            raise OptionError("--receipt takes the name of a file; for one called - write ./-")


class _AsOf:
    """The ledger as it was when the export began, whatever is recorded meanwhile: its head is
    then the head of what was exported."""

    def __init__(self, ledger: "Ledger", head: "Head") -> None:
        self._ledger = ledger
        self._size = head.size

    def contents(
        self, kind: str, *, incident: str | None = None
    ) -> Iterator[tuple[int, str, bytes]]:
        """What `Ledger.contents` gives of the entries up to then."""
        return self._ledger.contents(kind, incident=incident, size=self._size)


class _Written:
    """Chunks on their way out, counted and hashed."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = chunks
        self._bytes = 0
        self._hash = sha256()

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._chunks:
            self._bytes += len(chunk)
            self._hash.update(chunk)
            yield chunk

    def shape(self) -> dict[str, Any]:
        """What a receipt says of them."""
        return {"bytes": self._bytes, "sha256": self._hash.hexdigest()}


def _write_receipt(path: Path, shape: dict[str, Any]) -> None:
    from tracker.reports.shapes import to_json  # noqa: PLC0415 - only for a receipt

    write_whole(path, [(to_json(shape).rstrip("\n") + "\n").encode()])


def _together(lines: Iterable[str], size: int) -> Iterator[bytes]:
    """The lines in pieces of so many, large enough to be written quickly."""
    kept: list[str] = []
    for one in lines:
        kept.append(one)
        if len(kept) == size:
            yield "".join(kept).encode()
            kept.clear()
    yield "".join(kept).encode()
