"""All timelines of a ledger in one process: claims a second, and memory.

A second of processor time, as one core that nobody else uses gives it; the clock beside it.
"""

import gc
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

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
            one, least = _measured(many, method), _measured(few, method)
            rate, by_clock = CLAIMS / one.cpu_s, CLAIMS / one.wall_s
            detail = f"{rate:,.0f} a second of CPU, {by_clock:,.0f} by the clock"
            for goal in goals:
                told = f"all timelines, {method}: claims a second / {goal:,}"
                yield line(told, rate / goal, "≥ 1", detail)
            yield line(
                f"all timelines, {method}: peak memory 100 k / 10 k claims",
                one.peak_kb / least.peak_kb,
                "flat",
                f"{one.peak_kb / 1024:.0f} MB",
            )


class Run(NamedTuple):
    """What one process took for every timeline of every count of every incident."""

    cpu_s: float
    wall_s: float
    peak_kb: int


def run(ledger: Path, method: str) -> int:
    """Every timeline of every count of every incident: number of steps."""
    opened = Ledger.open(ledger, create=False)
    estimate, total = METHODS[method].estimate, 0
    for snapshot in opened.snapshots():
        for count, events in unfold(snapshot).events.items():
            for _ in steps(count, events, estimate):
                total += 1
    return total


def fill(ledger: Path, claims: int) -> None:
    """A new ledger of so many claims, and the file they came from beside it."""
    file = ledger.with_suffix(".csv")
    write_claims(file, claims)
    opened = Ledger.open(ledger)
    assert import_files(opened, [str(file)], ImportOptions()).stored
    opened.close()


def _measured(ledger: Path, method: str) -> Run:
    """The quickest of three processes."""
    command = [sys.executable, "-m", "benchmarks.timelines", str(ledger), method]
    runs = []
    for _ in range(3):
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
        runs.append(Run(float(told[0]), float(told[1]), int(told[2])))
    return min(runs)


if __name__ == "__main__":
    gc.set_threshold(GARBAGE_THRESHOLD)  # as every command does
    began_cpu, began = time.process_time(), time.perf_counter()
    run(Path(sys.argv[1]), sys.argv[2])
    print(time.process_time() - began_cpu, time.perf_counter() - began, peak_kilobytes())
