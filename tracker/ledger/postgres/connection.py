"""The driver's connection, taking the same statements as SQLite's."""

from collections.abc import Sequence
from functools import lru_cache
from threading import Thread
from typing import Any, TypeAlias, cast

import psycopg
from sqlalchemy import Connection

from tracker.ledger.database import Raw

Driver: TypeAlias = psycopg.Connection[tuple[Any, ...]]


class PostgresConnection:
    """A connection inside a transaction; question marks stand for values."""

    def __init__(self, driver: Driver) -> None:
        self.driver = driver
        self._running: Thread | None = None
        self._failure: BaseException | None = None

    def execute(
        self, statement: str, values: Sequence[Any] = (), /
    ) -> psycopg.Cursor[tuple[Any, ...]]:
        """The answer to one statement, after one that is running."""
        self.settle()
        return self.driver.execute(_marked(statement), values)

    def start(self, statement: str, values: Sequence[Any]) -> None:
        """Has the server run a statement while this program goes on; its failure shows later."""
        self.settle()
        self._running = Thread(target=self._run, args=(statement, values))
        self._running.start()

    @property
    def is_unsettled(self) -> bool:
        """True while a statement that was started may be running."""
        return self._running is not None

    def settle(self) -> None:
        """Waits for a statement that is running, and raises what became of it."""
        if self._running is not None:
            self._running.join()
            self._running = None
        if self._failure is not None:
            failure, self._failure = self._failure, None
            raise failure

    def _run(self, statement: str, values: Sequence[Any]) -> None:
        try:
            self.driver.execute(_marked(statement), values)
        except BaseException as failure:  # noqa: BLE001 - raised where it is waited for
            self._failure = failure

    def rollback(self) -> None:
        """Ends the transaction; nothing of it is kept."""
        if self._running is not None:
            self._running.join()
            self._running = self._failure = None
        self.driver.rollback()


def postgres(connection: Raw) -> PostgresConnection:
    """The same connection, known to be PostgreSQL's. Raises TypeError for any other."""
    if not isinstance(connection, PostgresConnection):
        raise TypeError(f"not a PostgreSQL connection: {connection!r}")
    return connection


def driver(connection: Connection) -> Driver:
    """The driver's connection under one that SQLAlchemy lent."""
    return cast("Driver", connection.connection.driver_connection)


@lru_cache(maxsize=256)
def _marked(statement: str) -> bytes:
    """The statement with the driver's marks; ours hold no question mark that is none."""
    return statement.replace("%", "%%").replace("?", "%s").encode()
