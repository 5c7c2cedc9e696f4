"""Entries of the past into an empty ledger on a server, as its owner and by COPY."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from tracker.ledger.database import Row
from tracker.ledger.names import columns_of
from tracker.ledger.postgres.connection import PostgresConnection, driver
from tracker.ledger.postgres.database import PostgresDatabase
from tracker.ledger.postgres.ownership import as_owner


class CopyPen:
    """Writes rows as they are given, whatever their moments."""

    def __init__(self, connection: PostgresConnection) -> None:
        self._connection = connection

    def write(self, rows: Mapping[str, Sequence[Row]]) -> None:
        """Adds entries and typed rows, by table."""
        for table, some in rows.items():
            if some:
                self._copy(table, some)

    def wait(self) -> None:
        """Does nothing: what was written is in."""

    def index(self) -> None:
        """Does nothing: the server keeps its indexes as it goes."""

    def end(self) -> None:
        """Does nothing: nothing was begun."""

    def close(self, batch: Row) -> None:
        """Adds the row of a batch."""
        self._copy("batch", (batch,))

    def _copy(self, table: str, rows: Sequence[Row]) -> None:
        statement = f"COPY {table} ({', '.join(columns_of(table))}) FROM STDIN"
        with self._connection.driver.cursor() as cursor, cursor.copy(statement.encode()) as copy:
            for row in rows:
                copy.write_row(row)


@contextmanager
def restoring(database: PostgresDatabase) -> Iterator[tuple[PostgresConnection, CopyPen]]:
    """A connection that holds the write lock and acts as the owner, with a pen for it."""
    with database.lending() as lent:
        connection = PostgresConnection(driver(lent))
        database.take_turn(connection)
        with as_owner(connection):
            yield connection, CopyPen(connection)
