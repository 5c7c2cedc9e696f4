"""One thing done in this process: prints CPU seconds, seconds, and megabytes at the peak."""

import gc
import os
import resource
import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.import_peers import plain
from benchmarks.imports import executemany_into, rows_of
from benchmarks.timing import peak_kilobytes
from tracker.cli import GARBAGE_THRESHOLD
from tracker.importing import ImportOptions, import_files
from tracker.ledger import Ledger
from tracker.tables import Asked, Form, pinned, table


def _import(file: Path) -> Callable[[], object]:
    place = file.with_suffix(".db")
    place.unlink(missing_ok=True)
    return lambda: _imported(file, place)


def _again(file: Path) -> Callable[[], object]:
    return lambda: _imported(file, file.with_suffix(".db"))


def _imported(file: Path, place: Path) -> None:
    ledger = Ledger.open(place)
    assert import_files(ledger, [str(file)], ImportOptions()).stored
    ledger.close()


def _listed(file: Path) -> Callable[[], object]:
    """The rows of the ledger that the import made, from a list into another one."""
    rows = rows_of(file.with_suffix(".db"))
    place = file.with_name("listed.db")
    place.unlink(missing_ok=True)
    Ledger.open(place).close()
    return lambda: executemany_into(sqlite3.connect(place, isolation_level=None), rows)


def _streamed(file: Path) -> Callable[[], object]:
    place = file.with_name("streamed.db")
    place.unlink(missing_ok=True)
    return lambda: plain(file, place)


def _estimates(file: Path) -> Callable[[], object]:
    return lambda: _table(file, Asked("latest", Form.JSONL))


def _timelines(file: Path) -> Callable[[], object]:
    return lambda: _table(file, Asked("latest", Form.JSONL, of_timelines=True))


def _table(file: Path, asked: Asked) -> int:
    """The whole table on one core, written nowhere: its length."""
    place = file.with_suffix(".db")
    ledger = Ledger.open(place, create=False)
    pin = pinned(ledger, asked, ledger.head().size)
    return sum(map(len, table(ledger, str(place), asked, pin, jobs=1)))


WORK = {
    "import": _import,
    "again": _again,
    "listed": _listed,
    "streamed": _streamed,
    "estimates": _estimates,
    "timelines": _timelines,
}


def _cpu_s() -> float:
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


if __name__ == "__main__":
    gc.set_threshold(GARBAGE_THRESHOLD)  # as every command does
    work = WORK[sys.argv[1]](Path(sys.argv[2]))
    began_cpu, began = _cpu_s(), time.perf_counter()
    work()
    taken, cpu = time.perf_counter() - began, _cpu_s() - began_cpu
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(cpu, taken, (peak_kilobytes() + children) / 1024)
