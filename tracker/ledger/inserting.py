"""Rows into their tables, large batches on a thread of their own.

While SQLite inserts one batch, the next rows are read: on two cores that takes a quarter off
an import's time. It needs statements of many rows, because between two statements the thread
must wait for its turn at the interpreter.
"""

import sqlite3
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Any

from tracker.ledger import statements as sql
from tracker.ledger.database import Raw

Rows = Mapping[str, Sequence[tuple[Any, ...]]]
"""Rows by table, referenced tables first."""
FEWEST_ASIDE = 1_000
"""Rows of a batch from which on it is worth handing over."""
MOST_AT_ONCE = 1_024
"""Most rows in one statement; a power of two."""
TURN_S = 0.0002
"""How long the thread waits before it asks for its turn; Python's own 5 ms would be most of
its time."""


class Inserter:
    """Inserts batches in their order. One may be on its way while the next is made.

    `wait` before anything else is done with the connection, and `close` in the end.
    """

    def __init__(self, connection: Raw) -> None:
        self._connection = connection
        self._most_values = connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER)
        self._thread: ThreadPoolExecutor | None = None
        self._running: Future[None] | None = None
        self._turn_before_s = 0.0

    def insert(self, rows: Rows) -> None:
        """Adds rows. What goes wrong with a large batch shows in the next call of `insert` or
        `wait`."""
        self.wait()
        if sum(map(len, rows.values())) < FEWEST_ASIDE:
            self._insert_one_by_one(rows)
        else:
            self._hand_over(partial(self._insert_many_at_once, rows))

    def after(self, check: Callable[[], None]) -> None:
        """Calls a check once what was handed over is in; it may raise in `wait`."""
        running, self._running = self._running, None
        if running is None:
            check()
        else:
            self._hand_over(partial(_both, running, check))

    def wait(self) -> None:
        """Returns once everything handed over is in. Raises what went wrong with it."""
        running, self._running = self._running, None
        if running is not None:
            running.result()

    def close(self) -> None:
        """Ends the thread once it is done with what it has begun."""
        if self._thread is not None:
            self._thread.shutdown()
            self._thread = None
            sys.setswitchinterval(self._turn_before_s)

    def _hand_over(self, work: Callable[[], None]) -> None:
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, "inserting")
            self._turn_before_s = sys.getswitchinterval()
            sys.setswitchinterval(TURN_S)
        self._running = self._thread.submit(work)

    def _insert_one_by_one(self, rows: Rows) -> None:
        for table, some in rows.items():
            if some:
                self._connection.executemany(sql.insert_of(table), some)

    def _insert_many_at_once(self, rows: Rows) -> None:
        for table, some in rows.items():
            if some:
                self._insert_into(table, some)

    def _insert_into(self, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
        """In statements of 1,024, 512, 256 … rows, so that few different ones are prepared."""
        done, left, size = 0, len(rows), MOST_AT_ONCE
        most = self._most_values // len(rows[0])
        while left:
            while size > left or size > most:
                size //= 2
            values = [value for row in rows[done : done + size] for value in row]
            self._connection.execute(sql.insert_of(table, size), values)
            done, left = done + size, left - size


def _both(before: Future[None], check: Callable[[], None]) -> None:
    before.result()
    check()
