"""What a claim costs as ledgers grow, and the memory of an import: each in its own process.

CPU time of the whole process is counted, with that of the processes it begins, but for starting
and importing modules. The floor of an import writes the same rows, already computed, into the
same tables: from a list, as scripts do; or cells from the file as they come, one table.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.data import write_claims
from benchmarks.timing import Line, line

SIZES = (10_000, 100_000)
MILLION = (*SIZES, 1_000_000)
ROUNDS = 3
DONE = {
    "import": "an import",
    "estimates": "reconcile --method latest",
    "timelines": "reconcile --timelines --method latest",
}


class Run(NamedTuple):
    """What one process took."""

    cpu_s: float
    wall_s: float
    peak_mb: float
    """The most memory that it held, and the greatest of the processes it began."""


def results() -> Iterator[Line]:
    """Costs per claim, 10 k to 100 k."""
    yield from _grown(SIZES)


def million_results() -> Iterator[Line]:
    """Costs per claim, 10 k to 1 M; the import of a million beside its floors."""
    yield from _grown(MILLION)


def _grown(sizes: tuple[int, ...]) -> Iterator[Line]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        runs: dict[tuple[str, int], Run] = {}
        for size in sizes:
            file = folder / f"{size}.csv"
            write_claims(file, size)
            for what in DONE:
                rounds = ROUNDS if size < MILLION[-1] else 1
                runs[what, size] = _best(what, file, rounds)
        for what, told in DONE.items():
            yield from _growth(told, [(size, runs[what, size]) for size in sizes])
        yield from _beside_floors(folder / f"{sizes[-1]}.csv", sizes[-1], runs["import", sizes[-1]])


def _growth(told: str, runs: list[tuple[int, Run]]) -> Iterator[Line]:
    each = [run.cpu_s / size * 1e6 for size, run in runs]
    detail = ", ".join(
        f"{size // 1000:,} k: {cost:.1f} µs, {run.peak_mb:.0f} MB"
        for (size, run), cost in zip(runs, each, strict=True)
    )
    most = f"{runs[-1][0] // 1000:,} k / 10 k"
    yield line(f"CPU a claim, {told}: {most}", each[-1] / each[0], "≤ 1.3", detail)


def _beside_floors(file: Path, size: int, ours: Run) -> Iterator[Line]:
    listed, streamed = _best("listed", file, 1), _best("streamed", file, 1)
    again = _best("again", file, 1)
    of = f"{size // 1000:,} k claims"
    told = f"{ours.wall_s:.1f} s beside {listed.wall_s:.1f} s"
    yield line(f"import of {of} / executemany", ours.wall_s / listed.wall_s, "≤ 2.2", told)
    known = again.wall_s / listed.wall_s
    yield line(f"import again of {of} / executemany", known, "≤ 0.4", f"{again.wall_s:.1f} s")
    told = f"{ours.peak_mb:.0f} MB beside {listed.peak_mb:.0f} MB"
    memory = ours.peak_mb / listed.peak_mb
    yield line(f"memory: import of {of} / executemany", memory, "≤ 1.3", told)
    told = f"beside {streamed.peak_mb:.0f} MB, {streamed.wall_s:.1f} s"
    memory = ours.peak_mb / streamed.peak_mb
    yield line(f"memory: import of {of} / csv streamed, one table", memory, "", told)


def _best(what: str, file: Path, rounds: int) -> Run:
    command = [sys.executable, "-m", "benchmarks.growth_run", what, str(file)]
    runs = []
    for _ in range(rounds):
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
        runs.append(Run(*map(float, told)))
    return min(runs)
