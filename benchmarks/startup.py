"""Whole commands against the import they cannot do without."""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.timing import Line, command_seconds, line

SAMPLE_DATA = Path(__file__).parents[1] / "sample_data"
RUNS = 15


def results() -> Iterator[Line]:
    """`tracker --help` beside `import click`, `tracker show` beside `import sqlmodel`."""
    python = sys.executable
    tracker = str(Path(python).parent / "tracker")
    with tempfile.TemporaryDirectory() as folder:
        ledger = str(Path(folder) / "ledger.db")
        files = sorted(str(path) for path in SAMPLE_DATA.glob("*.csv"))
        os.environ["TRACKER_DB"] = ledger
        command_seconds([[tracker, "import", *files]], 1)
        commands = [
            [python, "-c", "import click"],
            [tracker, "--help"],
            [python, "-c", "import sqlmodel"],
            [tracker, "show", "qamishli-2016"],
            [tracker, "history", "qamishli-2016", "--json"],
        ]
        click, usage, sqlmodel, show, history = command_seconds(commands, RUNS)
    yield line("tracker --help / import click", usage / click, "≤ 1.5", f"{usage * 1000:.0f} ms")
    yield line("tracker show / import sqlmodel", show / sqlmodel, "≤ 1.6", f"{show * 1000:.0f} ms")
    yield line("tracker history --json / import sqlmodel", history / sqlmodel, "")
