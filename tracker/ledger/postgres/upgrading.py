"""Changing the tables of a ledger on a server, as its owner."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from tracker.ledger.database import Raw
from tracker.ledger.postgres.connection import PostgresConnection, driver
from tracker.ledger.postgres.database import PostgresDatabase
from tracker.ledger.postgres.functions import FUNCTIONS, TRIGGERS
from tracker.ledger.postgres.names import MARK, SCHEMA
from tracker.ledger.postgres.ownership import as_owner

_TRIGGERS = (
    "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
    "JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = ? WHERE NOT t.tgisinternal"
)


@contextmanager
def upgrading(database: PostgresDatabase) -> Iterator[tuple[Connection, PostgresConnection]]:
    """A connection that holds the write lock and acts as the owner."""
    with database.lending() as lent:
        connection = PostgresConnection(driver(lent))
        database.take_turn(connection)
        with as_owner(connection):
            yield lent, connection


def make_guards(connection: Raw, version: int) -> None:
    """Functions and triggers as they must be, and the format in the comment on the schema.

    Those that are there are made anew; who may call append_batch() stays as it is.
    """
    for name, table in connection.execute(_TRIGGERS, (SCHEMA,)).fetchall():
        connection.execute(f'DROP TRIGGER "{name}" ON "{table}"')
    for function in FUNCTIONS:
        connection.execute(function)
    # A function that is made may be called by everybody; one that is made anew as before.
    connection.execute(f"REVOKE ALL ON ALL FUNCTIONS IN SCHEMA {SCHEMA} FROM PUBLIC")
    for name, (table, trigger) in TRIGGERS.items():
        connection.execute(trigger)
        connection.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")
    connection.execute(f"COMMENT ON SCHEMA {SCHEMA} IS '{MARK}{version}'")
