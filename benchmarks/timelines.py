"""All timelines of a ledger in one process: claims a second, and memory."""

import gc
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.data import write_claims
from benchmarks.timing import Line, line, peak_kilobytes
from tracker.cli import GARBAGE_THRESHOLD
from tracker.importing import ImportOptions, import_files
from tracker.ledger import Ledger
from tracker.reconcile import METHODS, steps, unfold

CLAIMS = 100_000
FEW_CLAIMS = 10_000
GOALS = {"latest": (80_000, 100_000), "consensus": (40_000,)}
"""Claims a second in one process; and, of a million, on one core."""


def results() -> Iterator[Line]:
    """Claims a second by method, and how the peak of memory grows from 10 k to 100 k claims."""
    with tempfile.TemporaryDirectory() as folder:
        few, many = Path(folder) / "few.db", Path(folder) / "many.db"
        fill(few, FEW_CLAIMS)
        fill(many, CLAIMS)
        for method, goals in GOALS.items():
            rate, peak = _measured(many, method)
            _, least = _measured(few, method)
            for goal in goals:
                told = f"all timelines, {method}: claims a second / {goal:,}"
                yield line(told, rate / goal, "≥ 1", f"{rate:,.0f} a second")
            yield line(
                f"all timelines, {method}: peak memory 100 k / 10 k claims",
                peak / least,
                "flat",
                f"{peak / 1024:.0f} MB",
            )


def run(ledger: Path, method: str) -> tuple[int, float]:
    """Every timeline of every count of every incident: number of steps, seconds."""
    opened = Ledger.open(ledger, create=False)
    estimate = METHODS[method].estimate
    start, total = time.perf_counter(), 0
    for snapshot in opened.snapshots():
        for count, events in unfold(snapshot).events.items():
            for _ in steps(count, events, estimate):
                total += 1
    return total, time.perf_counter() - start


def fill(ledger: Path, claims: int) -> None:
    """A new ledger of so many claims, and the file they came from beside it."""
    file = ledger.with_suffix(".csv")
    write_claims(file, claims)
    opened = Ledger.open(ledger)
    assert import_files(opened, [str(file)], ImportOptions()).stored
    opened.close()


def _measured(ledger: Path, method: str) -> tuple[float, int]:
    """Claims a second and peak memory in kB of a process of its own; the best of three."""
    best, peak = 0.0, 0
    for _ in range(3):
        command = [sys.executable, "-m", "benchmarks.timelines", str(ledger), method]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
        best, peak = max(best, float(told[0])), int(told[1])
    return best, peak


if __name__ == "__main__":
    gc.set_threshold(GARBAGE_THRESHOLD)  # as every command does
    path, name = Path(sys.argv[1]), sys.argv[2]
    claims = sum(Ledger.open(path, create=False).claim_totals().values())
    _, taken = run(path, name)
    print(claims / taken, peak_kilobytes())
