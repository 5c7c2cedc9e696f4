"""Rows into their tables, large batches on a thread of their own.

While SQLite inserts one batch, the next rows are read: on two cores that takes a quarter off
an import's time. It needs statements of many rows, because between two statements the thread
must wait for its turn at the interpreter.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from tracker.ledger import statements as sql
from tracker.ledger.aside import Aside

Rows = Mapping[str, Sequence[tuple[Any, ...]]]
"""Rows by table, referenced tables first."""
FEWEST_ASIDE = 1_000
"""Rows of a batch from which on it is worth handing over."""
MOST_AT_ONCE = 1_024
"""Most rows in one statement; a power of two."""


class Inserter(Aside):
    """Inserts batches in their order. One may be on its way while the next is made."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__()
        self._connection = connection
        self._is_alone = False
        self._most_values = connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER)

    def insert(self, rows: Rows) -> None:
        """Adds rows. What goes wrong with a large batch shows in the next call of `insert` or
        `wait`."""
        self.wait()
        if self._is_alone or sum(map(len, rows.values())) < FEWEST_ASIDE:
            self._insert_one_by_one(rows)
        else:
            self.begin(partial(self._insert_many_at_once, rows))

    def go_alone(self) -> None:
        """Comes to the end of what was begun; from here on every batch is in when `insert`
        returns."""
        self.wait()
        self.close()
        self._is_alone = True

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
