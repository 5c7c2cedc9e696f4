"""Trying to break the rules, to see that the guards hold. Nothing of it is kept."""

import sqlite3
from collections.abc import Iterator

from tracker.errors import StorageError
from tracker.ledger import statements as sql
from tracker.ledger.database import Database, Raw
from tracker.ledger.merkle import HASH_BYTES
from tracker.ledger.names import KINDS, TABLES, columns_of
from tracker.ledger.problem import Problem
from tracker.ledger.triggers import REFUSAL

_FAR_US = 2**62


def guard_problems(database: Database) -> Iterator[Problem]:
    """Whatever rewriting the guards let through. A file that cannot be written to passes.

    Takes the write lock for a moment; raises BusyError when it is not to be had.
    """
    try:
        with database.writing() as connection:
            problems = list(_broken_guards(connection))
            connection.rollback()
    except StorageError:
        return
    yield from problems


def _broken_guards(connection: Raw) -> Iterator[Problem]:
    _fill(connection)
    for table in TABLES:
        for name, statement in _attacks(table).items():
            if _goes_through(connection, statement):
                yield Problem("trigger", None, f"{name} of a row of {table} is not refused")


def _fill(connection: Raw) -> None:
    """A row at the end of every table, for an empty table has nothing to guard."""
    seq = _last(connection, "entry") + 1
    entry = (seq, _FAR_US, "", 0, "probe", b"{}", bytes(HASH_BYTES))
    batch = (_last(connection, "batch") + 1, seq, seq, b"", "", "")
    _try(connection, sql.insert_of("entry"), entry)
    _try(connection, sql.insert_of("batch"), batch)
    for kind in KINDS:
        blank = ["" for _ in columns_of(kind)[1:]]
        _try(connection, sql.insert_of(kind), (seq, *blank))


def _last(connection: Raw, table: str) -> int:
    key = columns_of(table)[0]
    try:
        row = connection.execute(f"SELECT COALESCE(MAX({key}), 0) FROM {table}").fetchone()  # noqa: S608
    except sqlite3.OperationalError:
        return 0
    return row[0] if isinstance(row[0], int) else 0


def _try(connection: Raw, statement: str, row: tuple[object, ...]) -> None:
    try:
        connection.execute(statement, row)
    except (sqlite3.IntegrityError, sqlite3.OperationalError):
        return


def _attacks(table: str) -> dict[str, str]:
    key, other = columns_of(table)[:2]
    last = f"{key} = (SELECT MAX({key}) FROM {table})"  # noqa: S608
    columns = ", ".join(columns_of(table))
    return {
        "UPDATE": f"UPDATE {table} SET {other} = {other} WHERE {last}",  # noqa: S608
        "DELETE": f"DELETE FROM {table} WHERE {last}",  # noqa: S608
        "REPLACE": f"REPLACE INTO {table} ({columns}) SELECT {columns} FROM {table} WHERE {last}",  # noqa: S608
    }


def _goes_through(connection: Raw, statement: str) -> bool:
    """Whether no guard stops an attack. It is taken back at once.

    What only a reference or a constraint stops goes through: the attacker switches those off.
    """
    connection.execute("SAVEPOINT attack")
    try:
        return connection.execute(statement).rowcount > 0
    except sqlite3.IntegrityError as refusal:
        return REFUSAL not in str(refusal)
    except sqlite3.OperationalError:
        return False
    finally:
        connection.execute("ROLLBACK TO attack")
        connection.execute("RELEASE attack")
