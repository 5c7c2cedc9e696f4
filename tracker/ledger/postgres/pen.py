"""Rows into the tables by the one function that may put them there.

A batch goes as JSON: at two thousand rows a call it takes about as long as COPY into a
temporary table and moving from there, and the function reads nothing that its caller made.
"""

from collections.abc import Mapping, Sequence

import orjson

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
            self._connection.execute(_APPEND, given)
        else:
            self._connection.start(_APPEND, given)

    @property
    def is_unsettled(self) -> bool:
        """True while rows are on their way."""
        return self._connection.is_unsettled

    def settle(self) -> None:
        """Waits for the rows that are on their way."""
        self._connection.settle()

    def close(self, batch: Row) -> None:
        """Adds the row of the batch."""
        number, first, size, frontier, root, recorded_by = batch
        row = (number, first, size, frontier.hex(), root, recorded_by)
        self._connection.execute(_CLOSE, (_object("batch", row),))


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
