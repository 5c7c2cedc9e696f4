"""Rows into the tables by the one function that may put them there.

Handed over are the contents as they are hashed, as JSON; the server takes the columns out of
them. Only what words were read as goes beside them, since the server cannot read words.
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
_READ = {name: columns_of("claim").index(name) for name in ("low", "high", "qualifier")}
"""What goes beside the content of a claim, and its place in a row."""
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
        entries, given = rows["entry"], _given(rows)
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
        root = batch[columns_of("batch").index("root")]
        self._run(_CLOSE, (orjson.dumps({"root": root}).decode(),))

    def end(self) -> None:
        """Ends the thread that waits for the server."""
        self._aside.close()

    def _run(self, statement: str, given: Sequence[str]) -> None:
        self._connection.execute(statement, given)


def _given(rows: Mapping[str, Sequence[Row]]) -> tuple[str, ...]:
    """What append_batch() takes: the entries' moment, recorder and numbers by kind, and the
    contents of each kind."""
    entries, claims = rows["entry"], rows["claim"]
    beside = {name: [row[place] for row in claims] for name, place in _READ.items()}
    numbers = {kind: [row[0] for row in rows[kind]] for kind in KINDS}
    first = {"first_us": entries[0][1], "recorded_by": entries[0][2]}
    told = orjson.dumps(first | numbers | beside).decode()
    contents: dict[str, list[bytes]] = {kind: [] for kind in KINDS}
    for _, _, _, _, kind, content, _ in entries:
        contents[kind].append(content)
    return told, *((b"[" + b",".join(contents[kind]) + b"]").decode() for kind in KINDS)
