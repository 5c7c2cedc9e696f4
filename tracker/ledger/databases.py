"""Which database a place names, opened."""

from pathlib import Path
from typing import TYPE_CHECKING

from tracker.errors import OptionError
from tracker.ledger.database import Database
from tracker.ledger.location import file_of, is_server, prepare_file
from tracker.ledger.schema import open_schema
from tracker.ledger.sqlite_file import SqliteFile

if TYPE_CHECKING:
    from tracker.ledger.postgres.database import PostgresDatabase


def open_database(where: str | Path, *, create: bool, busy_timeout_ms: int) -> Database:
    """The ledger's database at a path, a URL or ":memory:", seen to be one of ours.

    create: a missing file is made; on a server that is an administrator's work.
    """
    if is_server(where):
        return _open_server(str(where), busy_timeout_ms)
    return _open_file(file_of(where), create=create, busy_timeout_ms=busy_timeout_ms)


def server_at(where: str, *, busy_timeout_ms: int) -> "PostgresDatabase":
    """A database on a server, whatever it holds. Nothing is connected yet.

    Raises OptionError where psycopg is not installed or the address is none.
    """
    try:
        import psycopg  # noqa: F401, PLC0415 - an extra, and only for servers
    except ImportError:
        raise OptionError(
            "a ledger on PostgreSQL needs psycopg; pip install 'casualty-tracker[postgres]'"
        ) from None
    from tracker.ledger.postgres.address import server_url  # noqa: PLC0415
    from tracker.ledger.postgres.database import PostgresDatabase  # noqa: PLC0415

    return PostgresDatabase(server_url(where), busy_timeout_ms=busy_timeout_ms)


def unchecked_database(
    where: str | Path, *, busy_timeout_ms: int
) -> "SqliteFile | PostgresDatabase":
    """The database at a place, which must be there, whatever its format.

    Raises NotFoundError for a missing file.
    """
    if is_server(where):
        return server_at(str(where), busy_timeout_ms=busy_timeout_ms)
    path = file_of(where)
    if path is None:
        raise OptionError("a ledger in memory is of the newest format; name a file")
    prepare_file(path, create=False)
    return SqliteFile(path, busy_timeout_ms=busy_timeout_ms)


def _open_server(where: str, busy_timeout_ms: int) -> Database:
    database = server_at(where, busy_timeout_ms=busy_timeout_ms)
    from tracker.ledger.postgres.schema import check_schema  # noqa: PLC0415 - needs psycopg

    try:
        check_schema(database)
    except BaseException:
        database.close()
        raise
    return database


def _open_file(path: Path | None, *, create: bool, busy_timeout_ms: int) -> Database:
    if path is not None:
        prepare_file(path, create=create)
    database = SqliteFile(path, busy_timeout_ms=busy_timeout_ms)
    try:
        open_schema(database, create=create or path is None)
    except BaseException:
        database.close()
        raise
    return database
