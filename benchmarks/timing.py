"""Timing of calls and whole commands, and how the results are printed."""

import os
import resource
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def command_seconds(
    commands: Sequence[Sequence[str]], runs: int, *, within: Mapping[str, str] | None = None
) -> list[float]:
    """The median time of each command, run in turn so that noise falls on all alike.

    within: the environment, None for the one there is.
    """
    taken: list[list[float]] = [[] for _ in commands]
    for _ in range(runs):
        for place, command in enumerate(commands):
            start = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True, env=within)
            taken[place].append(time.perf_counter() - start)
    return [statistics.median(each) for each in taken]


def cpu_seconds(work: Callable[[], object]) -> float:
    """How much of a processor one call takes, all threads together."""
    start = time.process_time()
    work()
    return time.process_time() - start


def as_installed(folder: Path) -> dict[str, str]:
    """An environment in which what is imported is compiled once and kept in a folder, as it is of
    a program that is installed: where PYTHONDONTWRITEBYTECODE is set, each run of a checkout
    compiles its modules anew, which takes longer than to import them."""
    kept = {name: held for name, held in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": str(folder)}


class Line(NamedTuple):
    """One result: what was compared, the ratio, what it should be."""

    what: str
    ratio: float | None
    """None where a peer is missing."""
    goal: str
    detail: str

    def __str__(self) -> str:
        ratio = "      –" if self.ratio is None else f"{self.ratio:7.2f}"
        return f"  {self.what:<58} {ratio}   {self.goal:<12} {self.detail}"


def line(what: str, ratio: float, goal: str, detail: str = "") -> Line:
    """One result that was measured."""
    return Line(what, ratio, goal, detail)


def missing(what: str, problem: ImportError) -> Line:
    """A peer that is not there to be measured."""
    return Line(what, None, "", f"{problem}; pip install 'casualty-tracker[bench]'")


def peak_kilobytes() -> int:
    """The most memory this process ever held. Linux counts what a process inherited from its
    parent into ru_maxrss, so there its own high-water mark is read."""
    status = Path("/proc/self/status")
    if status.exists():
        for entry in status.read_text(encoding="ascii").splitlines():
            if entry.startswith("VmHWM:"):
                return int(entry.split()[1])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
