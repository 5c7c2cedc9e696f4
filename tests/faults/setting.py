"""What the fault tests share: other processes, and the roots a ledger had."""

import multiprocessing
import sqlite3
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from tracker.ledger import Ledger
from tracker.ledger.merkle import Tree, leaf


def _programs() -> Any:
    """Where new processes come from: forks of a small server that has our modules loaded."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.faults.victims"])
    return context


PROGRAMS = _programs()


def started(program: Callable[..., None], *given: object) -> tuple[BaseProcess, Connection]:
    """A program running in a process of its own, and the end of the pipe on which it reports."""
    hearing, telling = PROGRAMS.Pipe(duplex=False)
    process: BaseProcess = PROGRAMS.Process(target=program, args=(*given, telling), daemon=True)
    process.start()
    telling.close()
    return process, hearing


def leaves_of(path: Path) -> list[bytes]:
    """Leaf hash of every entry, read with nothing of ours but the definition of a leaf."""
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT seq, recorded_us, content_hash FROM entry ORDER BY seq")
    leaves = [leaf(*row) for row in rows]
    connection.close()
    return leaves


def root_over(leaves: list[bytes]) -> str:
    """Root of the tree with those leaves."""
    return Tree().extended(leaves).root


def roots_kept(path: Path) -> dict[int, str]:
    """Size and root of every batch of a ledger, and of the empty one."""
    connection = sqlite3.connect(path)
    roots = dict(connection.execute("SELECT size, root FROM batch"))
    connection.close()
    return {0: Tree().root, **roots}


def is_sound(ledger: Ledger) -> bool:
    """Whether verify has nothing to say, which fails loudly where it has."""
    problems = ledger.verify().problems
    assert problems == ()
    return True
