"""Telling our files from others, and making a new one."""

import sqlite3
from functools import cache
from typing import Any

from tracker.errors import NotFoundError, UnsoundError
from tracker.ledger.database import Raw
from tracker.ledger.location import HOW_ONE_BEGINS
from tracker.ledger.names import TABLES
from tracker.ledger.sqlite_file import SqliteFile, driver, wal_is_safe
from tracker.ledger.triggers import TRIGGERS

APPLICATION_ID = 0x43415354
"""SQLite's mark for whose file it is: "CAST", for casualty tracker."""
SCHEMA_VERSION = 1


def open_schema(database: SqliteFile, *, create: bool) -> None:
    """Sees that the database is a ledger of ours, making the tables in an empty one.

    Raises UnsoundError for other people's files and those of a newer version,
    NotFoundError for an empty one that is not to be filled.
    """
    with database.reading() as connection:
        new = _is_empty(connection)
        if not new:
            _refuse_strangers(connection, database.where)
    if new and not create:
        raise NotFoundError("ledger", database.where, advice=HOW_ONE_BEGINS)
    if new:
        _choose_journal(database)
        _make_tables(database)
    elif not wal_is_safe(sqlite3.sqlite_version_info):
        _leave_wal(database)


def guards_in_place(connection: Raw) -> bool:
    """Whether every trigger is there, word for word."""
    return triggers_found(connection) == TRIGGERS


def triggers_found(connection: Raw) -> dict[str, str]:
    """Every trigger in the file: its name and SQL."""
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
    return dict(connection.execute(query))


def _make_tables(database: SqliteFile) -> None:
    with database.lending() as lent:
        connection = driver(lent)
        if not _is_empty(connection):  # Another program was faster.
            _refuse_strangers(connection, database.where)
            return
        for definition in _definitions():
            connection.execute(definition)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        make_guards(connection, SCHEMA_VERSION)


@cache
def _definitions() -> tuple[str, ...]:
    """The statements that make the tables and their indexes, put together once: that takes longer
    than making them."""
    from sqlalchemy import create_mock_engine  # noqa: PLC0415
    from sqlalchemy.dialects.sqlite.base import SQLiteDialect  # noqa: PLC0415

    from tracker.ledger.tables import metadata  # noqa: PLC0415 - SQLModel is slow to load

    found: list[str] = []

    def take(made: Any, *_: object) -> None:
        found.append(str(made.compile(dialect=SQLiteDialect())))

    tables = [metadata.tables[name] for name in TABLES]
    metadata.create_all(create_mock_engine("sqlite://", take), tables=tables, checkfirst=False)
    return tuple(found)


def make_guards(connection: Raw, version: int) -> None:
    """The triggers as they must be, those that are there made anew, and the format's number."""
    for name in triggers_found(connection):
        connection.execute(f'DROP TRIGGER "{name}"')
    for trigger in TRIGGERS.values():
        connection.execute(trigger)
    connection.execute(f"PRAGMA user_version = {version}")


def _choose_journal(database: SqliteFile) -> None:
    journal = "WAL" if wal_is_safe(sqlite3.sqlite_version_info) else "DELETE"
    with database.unbegun() as connection:
        connection.execute(f"PRAGMA journal_mode = {journal}").fetchall()


def _leave_wal(database: SqliteFile) -> None:
    """Away from a write-ahead log that this SQLite may corrupt, as soon as nobody else is in."""
    with database.unbegun() as connection:
        if connection.execute("PRAGMA journal_mode").fetchone() == ("wal",):
            try:
                connection.execute("PRAGMA journal_mode = DELETE").fetchall()
            except sqlite3.OperationalError:
                return


def _is_empty(connection: Raw) -> bool:
    things = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return things == (0,) and _number(connection, "user_version") == 0


def format_found(connection: Raw, where: str) -> int:
    """Format of the ledger in a file. Raises UnsoundError for somebody else's file, and
    NotFoundError for an empty one."""
    if _is_empty(connection):
        raise NotFoundError("ledger", where, advice=HOW_ONE_BEGINS)
    if _number(connection, "application_id") != APPLICATION_ID:
        raise UnsoundError(
            f"{where}: this is somebody else's database, not a ledger; name another file"
        )
    return _number(connection, "user_version")


def _refuse_strangers(connection: Raw, where: str) -> None:
    refuse_version(format_found(connection, where), SCHEMA_VERSION, where)


def refuse_version(version: int, known: int, where: str) -> None:
    """Raises UnsoundError for a ledger of a format that this program does not write."""
    refuse_newer(version, known, where)
    if version < known:
        raise UnsoundError(
            f"{where}: kept in format {version}, and this program writes format {known}; "
            "tracker db upgrade backs it up and brings it up to date"
        )


def refuse_newer(version: int, known: int, where: str) -> None:
    """Raises UnsoundError for a ledger of a newer format, and for a format that never was."""
    if version > known:
        raise UnsoundError(
            f"{where}: written by a newer version of this program (format {version}, this one "
            f"knows {known}); update casualty-tracker to open it"
        )
    if version < 1:
        raise UnsoundError(f"{where}: no ledger has format {version}; use a copy kept elsewhere")


def _number(connection: Raw, setting: str) -> int:
    number: int = connection.execute(f"PRAGMA {setting}").fetchone()[0]
    return number
