"""Tables that reach a file or standard output whole or not at all.

A program that reads our output may not look at how we end, and half a table looks like a
table: so nothing is written before everything is worked out.
"""

import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import SpooledTemporaryFile

from tracker.cli.streams import to_stdout
from tracker.errors import OptionError
from tracker.whole_files import write_whole

MOST_HELD = 32 << 20
"""Bytes kept in memory; what is longer waits in a file without a name."""
CHUNK = 1 << 20


def refuse_terminal(option: str) -> None:
    """Raises OptionError for bytes that are no text on their way to a terminal."""
    if sys.stdout.isatty():
        raise OptionError(f"{option} is no text for a terminal; name a file with --output")


def write_table(chunks: Iterable[bytes], output: str | None, form: str) -> None:
    """The chunks into a file, or onto standard output once all of them are there. form: csv,
    jsonl or parquet."""
    if output is not None and output != "-":
        write_whole(Path(output), chunks)
        return
    with SpooledTemporaryFile(MOST_HELD) as held:
        for chunk in chunks:
            held.write(chunk)
        held.seek(0)
        if sys.stdout.isatty():
            for line in held:
                to_stdout(shown_line(line, form))
            return
        while chunk := held.read(CHUNK):
            to_stdout(chunk)


def shown_line(line: bytes, form: str) -> str:
    """A line with nothing in it that a terminal may take for an order: JSON escapes it and says
    the same, CSV has no way to, and shows symbols."""
    from tracker.reports.safe import escaped, visible  # noqa: PLC0415 - not for scripts

    return (escaped if form == "jsonl" else visible)(line.decode().removesuffix("\n")) + "\n"
