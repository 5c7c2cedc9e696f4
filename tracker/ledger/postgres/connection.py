"""The driver's connection, taking the same statements as SQLite's."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, TypeAlias, cast

import psycopg
from sqlalchemy import Connection

from tracker.ledger.database import Raw
from tracker.ledger.faults import unaskable

Driver: TypeAlias = psycopg.Connection[tuple[Any, ...]]


class PostgresConnection:
    """A connection inside a transaction; question marks stand for values."""

    def __init__(self, driver: Driver) -> None:
        self.driver = driver

    def execute(
        self, statement: str, values: Sequence[Any] = (), /
    ) -> psycopg.Cursor[tuple[Any, ...]]:
        """The answer to one statement. Raises OptionError for a text that none can hold."""
        try:
            return self.driver.execute(_marked(statement), values)
        except UnicodeEncodeError as problem:
            raise unaskable(problem.object, "half a character") from None
        except psycopg.DataError as problem:
            with_zero = [one for one in values if isinstance(one, str) and "\0" in one]
            if problem.sqlstate is not None or not with_zero:
                raise
            raise unaskable(with_zero[0], "a zero byte") from None

    def rollback(self) -> None:
        """Ends the transaction; nothing of it is kept."""
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
