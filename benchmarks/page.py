"""docs/performance.md: a section of the page for each section of the benchmarks.

A section that was run stands in place of the one that was there, under the machine, the day
and how busy the machine was; the others stay as they were measured.
"""

import os
import platform
import re
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.timing import Line

HEAD = """\
# Performance

Written by `make bench` and `make bench-million`; each section bears the machine and the day it \
was run on, and how busy the machine was (a load of its cores' number is all they can do). Every \
line is a ratio of two things done in the same run, because seconds differ from machine to \
machine and from hour to hour; the seconds beside it are those of that run. A line without a \
goal is there to be known. *Peers* are what a script would use instead; they are named with what \
exactly they do in `benchmarks/`, and where their figures can be compared, they are.

What these numbers mean for a large ledger, and what to do when one is slow, is in \
[scaling](scaling.md).

"""
_SECTION = re.compile(r"^## (\S+)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)


def write_sections(
    page: Path, measured: Mapping[str, Sequence[Line]], order: Sequence[str]
) -> None:
    """Puts what was measured into the page, in the order of all sections."""
    old = page.read_text(encoding="utf-8") if page.exists() else ""
    sections = {found[1]: found[2].strip("\n") for found in _SECTION.finditer(old)}
    for name, lines in measured.items():
        sections[name] = f"{machine()}\n\n{_rows(lines)}"
    told = [f"## {name}\n\n{sections[name].strip()}\n" for name in order if name in sections]
    page.write_text(HEAD + "\n".join(told), encoding="utf-8")


def _rows(lines: Sequence[Line]) -> str:
    head = "| what | ratio | goal | |\n|---|---:|---|---|\n"
    return head + "\n".join(map(_row, lines))


def _row(one: Line) -> str:
    ratio = "–" if one.ratio is None else f"{one.ratio:.2f}"
    return f"| {one.what} | {ratio} | {one.goal} | {one.detail} |"


def machine() -> str:
    """The machine, the day and what else ran, in a sentence."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    load = f", load {os.getloadavg()[0]:.1f} when it ended" if hasattr(os, "getloadavg") else ""
    return (
        f"{datetime.now(UTC):%d %B %Y}: {_processor()}, {cores} cores, {platform.system()} "
        f"{platform.release().split('-')[0]}, Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}{load}."
    )


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    if told.exists():
        for entry in told.read_text(encoding="utf-8").splitlines():
            if entry.startswith("model name"):
                return entry.partition(":")[2].strip()
    return platform.processor() or platform.machine()
