"""The terminal UI: its first frame beside a bare app's, its first row, a step in time, the longest
gap while it imports, and its memory."""

import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from benchmarks.data import write_claims
from benchmarks.timing import Line, as_installed, command_seconds, line

RUNS = 9
FEW = 3
MANY = 100_000
BIG = 5_000
"""Claims of one incident."""
MOST = 1_000_000
SAMPLE_DATA = Path(__file__).parents[1] / "sample_data"

BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("bare")
    def on_mount(self):
        self.call_after_refresh(self.exit)
Bare().run(headless=True)
"""
FRAME = """
import sys
from tracker.tui.app import TrackerApp
from tracker.tui.opening import Opening
app = TrackerApp(Opening(where=sys.argv[1]))
type(app.desk).begin = lambda desk: app.exit()
app.run(headless=True)
"""


def results() -> Iterator[Line]:
    """Every line; one ledger of the sample, one of 100,000 claims, one of a million."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bench = Bench(folder, as_installed(folder / "compiled"))
        files = sorted(str(path) for path in SAMPLE_DATA.glob("*.csv"))
        sample, csv = bench.ledger("s", *files), folder / "many.csv"
        write_claims(csv, MANY)
        many = bench.ledger("many", str(csv))
        bench.run(sample, "memory")  # Compiles what the others import.
        yield from bench.frames(sample, many)
        yield from bench.big()
        for told, where in (("the sample", sample), ("100,000 claims", many)):
            first, step, _ = bench.measured(where, "rows")
            yield line(f"first row after the first frame, {told}", first, "≤ 0.3", "seconds")
            yield line(f"a step in time, {told}", step * 1000, "≤ 50", "ms")
        *_, gap, _ = bench.run(sample, "import", str(csv))
        yield line("longest gap while 100,000 rows are imported", gap * 1000, "≤ 100", "ms")
        write_claims(csv, MOST)
        *_, most_mb = bench.run(bench.ledger("most", str(csv)), "memory")
        yield line("memory at 1,000,000 claims", most_mb, "≤ 120", "MB")


class Bench(NamedTuple):
    """Where it is done."""

    folder: Path
    within: Mapping[str, str]
    """The environment of what is run."""

    def ledger(self, name: str, *files: str) -> str:
        """A new ledger with what stands in some files."""
        where = str(self.folder / f"{name}.db")
        command = [sys.executable, "-m", "tracker.cli", "--db", where, "import", *files]
        subprocess.run(command, check=True, capture_output=True, env=self.within)
        return where

    def frames(self, sample: str, many: str) -> Iterator[Line]:
        """The first frame beside a bare app's."""
        python = sys.executable
        commands = [
            [python, "-c", BARE],
            [python, "-c", FRAME, sample],
            [python, "-c", FRAME, many],
        ]
        bare, small, large = command_seconds(commands, RUNS, within=self.within)
        told = "first frame / bare app's"
        yield line(told, small / bare, "≤ 1.6", f"{small * 1000:.0f} ms")
        yield line(f"{told}, 100,000 claims", large / bare, "≤ 1.6", f"{large * 1000:.0f} ms")

    def big(self) -> Iterator[Line]:
        """One incident of many claims."""
        csv = self.folder / "big.csv"
        write_claims(csv, BIG, BIG)
        first, step, gap = self.measured(self.ledger("big", str(csv)), "incident")
        told = f"{BIG:,} claims of one incident"
        yield line(f"first claim after the first frame, {told}", first, "≤ 0.3", "seconds")
        yield line(f"a step in time, {told}", step * 1000, "≤ 50", "ms")
        yield line(f"longest gap, {told}", gap * 1000, "≤ 100", "ms")

    def measured(self, where: str, what: str) -> tuple[float, float, float]:
        """Seconds to the first row, of a step and of the longest gap: medians of a few runs."""
        runs = zip(*(self.run(where, what) for _ in range(FEW)), strict=True)
        first, step, gap, _ = map(statistics.median, runs)
        return first, step, gap

    def run(self, where: str, *words: str) -> tuple[float, float, float, float]:
        """Seconds to the first row, of a step and of the longest gap, and the most MB, of a run."""
        command = [sys.executable, "-m", "benchmarks.screen_runs", where, *words]
        told = subprocess.run(command, check=True, capture_output=True, text=True, env=self.within)
        first, step, gap, most_mb = map(float, told.stdout.split())
        return first, step, gap, most_mb
