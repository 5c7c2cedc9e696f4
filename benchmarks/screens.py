"""The terminal UI: its first frame beside a bare app's, its first row, a step in time, the longest
gap while it imports, and its memory."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.data import write_claims
from benchmarks.timing import Line, command_seconds, line

RUNS = 9
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
    with tempfile.TemporaryDirectory() as folder:
        sample, many, most = (str(Path(folder) / f"{name}.db") for name in ("s", "many", "most"))
        csv = Path(folder) / "many.csv"
        write_claims(csv, MANY)
        tracker = [sys.executable, "-m", "tracker.cli", "--db"]
        files = sorted(str(path) for path in SAMPLE_DATA.glob("*.csv"))
        subprocess.run([*tracker, sample, "import", *files], check=True, capture_output=True)
        subprocess.run([*tracker, many, "import", str(csv)], check=True, capture_output=True)
        yield from _frames(sample, many)
        yield from _big(tracker, Path(folder))
        for name, where in (("the sample", sample), ("100,000 claims", many)):
            first, step, _ = _measured(where, "rows")
            yield line(f"first row after the first frame, {name}", first, "≤ 0.3", "seconds")
            yield line(f"a step in time, {name}", step * 1000, "≤ 50", "ms")
        _, _, gap = _measured(sample, "import", str(csv))
        yield line("longest gap while 100,000 rows are imported", gap * 1000, "≤ 100", "ms")
        write_claims(csv, MOST)
        subprocess.run([*tracker, most, "import", str(csv)], check=True, capture_output=True)
        yield line("memory at 1,000,000 claims", _memory(most), "≤ 120", "MB")


def _frames(sample: str, many: str) -> Iterator[Line]:
    python = sys.executable
    commands = [[python, "-c", BARE], [python, "-c", FRAME, sample], [python, "-c", FRAME, many]]
    bare, small, large = command_seconds(commands, RUNS)
    yield line("first frame / bare app's", small / bare, "≤ 1.6", f"{small * 1000:.0f} ms")
    yield line(
        "first frame / bare app's, 100,000 claims", large / bare, "≤ 1.6", f"{large * 1000:.0f} ms"
    )


def _big(tracker: list[str], folder: Path) -> Iterator[Line]:
    csv, where = folder / "big.csv", str(folder / "big.db")
    write_claims(csv, BIG, BIG)
    subprocess.run([*tracker, where, "import", str(csv)], check=True, capture_output=True)
    first, step, gap = _measured(where, "incident")
    told = f"{BIG:,} claims of one incident"
    yield line(f"first claim after the first frame, {told}", first, "≤ 0.3", "seconds")
    yield line(f"a step in time, {told}", step * 1000, "≤ 50", "ms")
    yield line(f"longest gap, {told}", gap * 1000, "≤ 100", "ms")


def _measured(where: str, *words: str) -> tuple[float, float, float]:
    """Seconds to the first row, of a step and of the longest gap, from a run of its own."""
    command = [sys.executable, "-m", "benchmarks.screen_runs", where, *words]
    told = subprocess.run(command, check=True, capture_output=True, text=True)
    first, step, gap = (float(word) for word in told.stdout.split()[:3])
    return first, step, gap


def _memory(where: str) -> float:
    """Most memory the UI had, in MB, while it went through its screens."""
    command = [sys.executable, "-m", "benchmarks.screen_runs", where, "memory"]
    told = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(told.stdout.split()[3])
