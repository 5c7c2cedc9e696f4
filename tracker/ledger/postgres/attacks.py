"""Trying to break the rules as this role can, to see that the guards hold. Nothing is kept."""

from collections.abc import Iterator

import psycopg

from tracker.errors import StorageError
from tracker.ledger.database import Database
from tracker.ledger.names import TABLES, columns_of
from tracker.ledger.postgres.connection import PostgresConnection, postgres
from tracker.ledger.postgres.functions import REFUSAL
from tracker.ledger.problem import Problem

_HELD_UP = "55P03"
_NOT_ALLOWED = "42501"


def attack_problems(database: Database) -> Iterator[Problem]:
    """Whatever rewriting the guards let through. A server that takes no writing passes.

    Takes the write lock for a moment; raises BusyError when it is not to be had.
    """
    try:
        with database.writing() as lent:
            connection = postgres(lent)
            # TRUNCATE waits for readers, and readers would wait behind it.
            connection.execute("SELECT set_config('lock_timeout', '100ms', true)")
            problems = list(_broken_guards(connection))
            connection.rollback()
    except StorageError:
        return
    yield from problems


def _broken_guards(connection: PostgresConnection) -> Iterator[Problem]:
    for table in TABLES:
        for name, statement in _attacks(table).items():
            if _goes_through(connection, statement):
                yield Problem("trigger", None, f"{name} of a row of {table} is not refused")


def _attacks(table: str) -> dict[str, str]:
    key, other = columns_of(table)[:2]
    last = f"{key} = (SELECT MAX({key}) FROM {table})"
    return {
        "UPDATE": f"UPDATE {table} SET {other} = {other} WHERE {last}",
        "DELETE": f"DELETE FROM {table} WHERE {last}",
        "TRUNCATE": f"TRUNCATE {table}",
        "UPSERT": f"INSERT INTO {table} SELECT * FROM {table} WHERE {last} "
        f"ON CONFLICT ({key}) DO UPDATE SET {other} = excluded.{other}",
    }


def _goes_through(connection: PostgresConnection, statement: str) -> bool:
    """Whether no guard stops an attack. It is taken back at once."""
    connection.execute("SAVEPOINT attack")
    try:
        return connection.execute(statement).rowcount != 0
    except psycopg.Error as refusal:
        held = refusal.sqlstate in (_HELD_UP, _NOT_ALLOWED) or REFUSAL in str(refusal)
        return not held
    finally:
        connection.execute("ROLLBACK TO attack")
        connection.execute("RELEASE attack")
