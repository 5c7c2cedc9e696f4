"""Telling our databases from others."""

import re

from tracker.errors import NotFoundError, StorageError, UnsoundError
from tracker.ledger.postgres.connection import PostgresConnection
from tracker.ledger.postgres.database import PostgresDatabase
from tracker.ledger.postgres.names import MARK, OLDEST_SERVER, SCHEMA
from tracker.ledger.schema import SCHEMA_VERSION, refuse_version

_COMMENT = "SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = ?"
_READABLE = "SELECT has_schema_privilege(?, 'USAGE')"
_VERSION = "SELECT current_setting('server_version_num')::int, current_setting('server_encoding')"


def check_schema(database: PostgresDatabase) -> None:
    """Sees that the database holds a ledger of ours that this role may read.

    Raises NotFoundError where there is none, UnsoundError for one of a newer version or one
    that is not ours, StorageError for a role that nobody let in.
    """
    with database.reading() as connection:
        version = format_found(connection, database.where)
        refuse_version(version, SCHEMA_VERSION, database.where)
        if connection.execute(_READABLE, (SCHEMA,)).fetchone() != (True,):
            raise StorageError(
                f"{database.where}: this role was not let into the ledger; an administrator "
                "lets it in with tracker db init --app-role NAME"
            )


def format_found(connection: PostgresConnection, where: str) -> int:
    """Format of the ledger there. Raises NotFoundError for none, UnsoundError for another's."""
    version = version_found(connection, where)
    if version is None:
        advice = "an administrator makes one with tracker db init --app-role NAME"
        raise NotFoundError("ledger", where, advice=advice)
    return version


def version_found(connection: PostgresConnection, where: str) -> int | None:
    """Format of the ledger there; None for none. Raises UnsoundError for what is not ours."""
    row = connection.execute(_COMMENT, (SCHEMA,)).fetchone()
    if row is None:
        return None
    found = re.fullmatch(re.escape(MARK) + r"(\d{1,9})", row[0] or "")
    if found is None:
        raise UnsoundError(
            f"{where}: its schema {SCHEMA} is somebody else's; name another database"
        )
    return int(found[1])


def refuse_server(connection: PostgresConnection, where: str) -> None:
    """Raises StorageError for a server on which a ledger cannot be kept."""
    number, encoding = connection.execute(_VERSION).fetchall()[0]
    if number < OLDEST_SERVER:
        found, oldest = number // 10_000, OLDEST_SERVER // 10_000
        raise StorageError(f"{where}: PostgreSQL {found} is too old; {oldest} or newer is needed")
    if encoding != "UTF8":
        raise StorageError(
            f"{where}: the database keeps texts as {encoding}; one with UTF8 is needed"
        )
