"""Waiting for the one write lock so that every writer gets it within reason.

SQLite's own waiting asks ever more seldom, up to ten times a second, so that whoever has waited
longest asks least: with 32 programs that write without a pause, some got no turn in 30 s. Here
every waiter asks at short random intervals, more often the longer it has waited.
"""

import random
import sqlite3
from time import monotonic, sleep

from tracker.ledger.faults import is_busy

SHORTEST_S, LONGEST_S = 0.001, 0.010
"""Between two questions: about as long as a small transaction takes."""
MOST_OFTEN = 5
"""Times as often asks who has waited for seconds: on a machine so busy that a turn takes 100 ms,
the same chance for all left one of 32 writers without a turn for 30 s."""


def take_write_lock(connection: sqlite3.Connection, wait_ms: int) -> None:
    """Begins a transaction that holds the write lock. Raises sqlite3.OperationalError (busy)
    when it was not to be had within the time."""
    began = monotonic()
    until = began + wait_ms / 1000
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        while not _has_begun(connection, until):
            pause_s = random.uniform(SHORTEST_S, LONGEST_S)  # noqa: S311 - a turn is no secret
            sleep(pause_s / min(1 + monotonic() - began, MOST_OFTEN))
    finally:
        connection.execute(f"PRAGMA busy_timeout = {wait_ms}")


def _has_begun(connection: sqlite3.Connection, until: float) -> bool:
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as problem:
        if not is_busy(problem) or monotonic() >= until:
            raise
        return False
    return True
