"""Rows into the tables by the one function that may put them there.

A batch goes as JSON: at two thousand rows a call it takes about as long as COPY into a
temporary table and moving from there, and the function reads nothing that its caller made.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import orjson

from tracker.ledger.aside import Aside
from tracker.ledger.database import Row
from tracker.ledger.names import KINDS, columns_of
from tracker.ledger.postgres.connection import PostgresConnection

_NOW = "SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint"
_APPEND = "SELECT append_batch(?::json, ?::json, ?::json, ?::json, NULL)"
_CLOSE = "SELECT append_batch(NULL, NULL, NULL, NULL, ?::json)"
_NONE = "[]"
MANY = 500
"""Entries from which on the server takes them while the next are prepared."""


class PostgresPen:
    """Calls append_batch()."""

    def __init__(self, connection: PostgresConnection) -> None:
        self._connection = connection
        self._now_us: int | None = None
        self._aside = Aside()

    @property
    def is_unindexed(self) -> bool:
        """False: append_batch() keeps the indexes as it goes."""
        return False

    def now_us(self) -> int:
        """The moment by the server's clock at which this transaction first asked.

        Asking again would wait for the rows that are on their way.
        """
        if self._now_us is None:
            now: int = self._connection.execute(_NOW).fetchall()[0][0]
            self._now_us = now
        return self._now_us

    def write(self, rows: Mapping[str, Sequence[Row]]) -> None:
        """Adds entries and typed rows, by table; many of them while this program goes on."""
        entries = [(*entry[:5], entry[5].decode(), entry[6].hex()) for entry in rows["entry"]]
        given = [_json("entry", entries), *(_json(kind, rows[kind]) for kind in KINDS)]
        if len(entries) < MANY:
            self.wait()
            self._run(_APPEND, given)
        else:
            self._aside.begin(partial(self._run, _APPEND, given))

    def after(self, check: Callable[[], None]) -> None:
        """Calls a check once what was written is in."""
        self._aside.after(check)

    def insert_alone(self) -> None:
        """Ends the thread that waits for the server, until there is more to wait for."""
        self._aside.wait()
        self._aside.close()

    def wait(self) -> None:
        """Returns once everything is in."""
        self._aside.wait()

    def index(self) -> None:
        """Returns once everything is in."""
        self.wait()

    def close(self, batch: Row) -> None:
        """Adds the row of the batch."""
        self.wait()
        number, first, size, frontier, root, recorded_by = batch
        row = (number, first, size, frontier.hex(), root, recorded_by)
        self._run(_CLOSE, (_object("batch", row),))

    def end(self) -> None:
        """Ends the thread that waits for the server."""
        self._aside.close()

    def _run(self, statement: str, given: Sequence[str]) -> None:
        self._connection.execute(statement, given)


def _json(table: str, rows: Sequence[Row]) -> str:
    if not rows:
        return _NONE
    columns = columns_of(table)
    # The function fills in '' for what is left out: most columns of most claims.
    said = [
        {name: value for name, value in zip(columns, row, strict=True) if value != ""}
        for row in rows
    ]
    return orjson.dumps(said).decode()


def _object(table: str, row: Row) -> str:
    return orjson.dumps(dict(zip(columns_of(table), row, strict=True))).decode()
