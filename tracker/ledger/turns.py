"""Waiting for the one write lock so that every writer gets it in its turn.

SQLite's own waiting asks ever more seldom, up to ten times a second, so that whoever has waited
longest asks least: with 32 programs that write without a pause, some got no turn in 30 s. Here
they stand in a line, and only the first of it asks.
"""

import random
import sqlite3
from pathlib import Path
from time import monotonic, sleep

from tracker.ledger.faults import is_busy
from tracker.ledger.queueing import Place, has_line, in_line

SHORTEST_S, LONGEST_S = 0.001, 0.010
"""Between two questions of whoever does not stand in a line: about as long as a small
transaction takes."""
FIRST_S = 0.001
"""Between two questions of the first in the line, and for each who is before the others."""
SELDOMEST_S = 0.020
"""Between two looks of somebody far behind."""


def take_write_lock(connection: sqlite3.Connection, wait_ms: int, path: Path | None) -> None:
    """Begins a transaction that holds the write lock. Raises sqlite3.OperationalError (busy)
    when it was not to be had within the time.

    path: the ledger's file; None for one in memory, for which nobody waits here.
    """
    if path is None:
        connection.execute("BEGIN IMMEDIATE")
        return
    began = monotonic()
    until = began + wait_ms / 1000
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        may_ask = wait_ms == 0 or not has_line(path)
        if may_ask and _has_begun(connection, until):
            return
        with in_line(path) as place:
            _wait(connection, place, began, until)
    finally:
        connection.execute(f"PRAGMA busy_timeout = {wait_ms}")


def _wait(connection: sqlite3.Connection, place: Place | None, began: float, until: float) -> None:
    """Returns once the transaction has begun. Raises as `take_write_lock` does.

    Who has waited half its time asks whether it is its turn or not: the first in the line may
    have been stopped, and somebody who does not know of lines may be writing.
    """
    is_patient_until = (began + until) / 2
    while True:
        now = monotonic()
        is_asking = place is None or now >= is_patient_until
        is_first = place is not None and place.is_first()
        if (is_first or is_asking or now >= until) and _has_begun(connection, until):
            return
        if is_first:
            pause_s = FIRST_S
        elif is_asking or place is None:
            pause_s = random.uniform(SHORTEST_S, LONGEST_S)  # noqa: S311 - a turn is no secret
        else:
            pause_s = min(FIRST_S * place.ahead(), SELDOMEST_S)
        sleep(pause_s)


def _has_begun(connection: sqlite3.Connection, until: float) -> bool:
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as problem:
        if not is_busy(problem) or monotonic() >= until:
            raise
        return False
    return True
