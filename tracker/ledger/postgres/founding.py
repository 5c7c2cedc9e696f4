"""Making a ledger on a server, once, and letting roles in. Done by an administrator."""

from psycopg import sql
from sqlalchemy import Connection

from tracker.errors import OptionError, shown
from tracker.ledger.names import TABLES
from tracker.ledger.postgres.connection import PostgresConnection, driver
from tracker.ledger.postgres.database import PostgresDatabase
from tracker.ledger.postgres.functions import APPEND_SIGNATURE
from tracker.ledger.postgres.names import OWNER, SCHEMA
from tracker.ledger.postgres.ownership import as_owner
from tracker.ledger.postgres.rights import danger_of
from tracker.ledger.postgres.schema import refuse_server, version_found
from tracker.ledger.postgres.upgrading import make_guards
from tracker.ledger.schema import SCHEMA_VERSION, refuse_version

_ROLE = "SELECT 1 FROM pg_roles WHERE rolname = ?"
_LONGEST_NAME = 63
_SERVERS_OWN = "pg_"
_OWNER = "SELECT rolcanlogin FROM pg_roles WHERE rolname = ?"


def found(database: PostgresDatabase, app_role: str) -> tuple[bool, bool]:
    """Makes owner, tables, guards and functions where they are missing, and lets a role in.

    Whether the ledger, and whether the role, had to be made. All in one transaction. Raises
    OptionError for a role that could undo the guards, BusyError while somebody else writes
    without an end, StorageError where the server is unfit or refuses, UnsoundError for what is
    not ours.
    """
    with database.lending() as lent:
        connection = PostgresConnection(driver(lent))
        database.take_turn(connection)
        refuse_server(connection, database.where)
        version = version_found(connection, database.where)
        if version is None:
            _make_owner(connection)
            connection.execute(f"CREATE SCHEMA {SCHEMA} AUTHORIZATION {OWNER}")
        else:
            refuse_version(version, SCHEMA_VERSION, database.where)
        made_role = _see_to_role(connection, app_role)
        with as_owner(connection):
            if version is None:
                _make_everything(lent, connection)
            _let_in(connection, app_role)
    return version is None, made_role


def _make_owner(connection: PostgresConnection) -> None:
    row = connection.execute(_OWNER, (OWNER,)).fetchone()
    if row is None:
        connection.execute(f"CREATE ROLE {OWNER} NOLOGIN")
    elif row[0]:
        raise OptionError(f"the role {OWNER} can log in; ALTER ROLE {OWNER} NOLOGIN first")
    is_superuser = connection.execute(
        "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"
    ).fetchone()
    if is_superuser == (False,):  # CREATE SCHEMA … AUTHORIZATION asks for membership, too.
        connection.execute(f"GRANT {OWNER} TO CURRENT_USER")


def _see_to_role(connection: PostgresConnection, name: str) -> bool:
    """Whether the role had to be made. Raises OptionError for one with too much power or of
    the server's own, and for a name that the server would cut."""
    if len(name.encode(errors="surrogateescape")) > _LONGEST_NAME:
        raise OptionError(f"a role's name has at most {_LONGEST_NAME} bytes; choose a shorter one")
    if name.startswith(_SERVERS_OWN):
        raise OptionError(
            f"{shown(name)}: roles whose names begin with {_SERVERS_OWN} are the server's own, "
            "for whomever it makes their members; name one of yours"
        )
    is_new = connection.execute(_ROLE, (name,)).fetchone() is None
    if is_new:
        connection.driver.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(name)))
    # Also a new one: what everybody may do, it may do, too.
    if why := danger_of(connection, name):
        raise OptionError(
            f"the role {name} {why}, and could take the guards away; "
            "the ledger needs a role that cannot"
        )
    return is_new


def _make_everything(lent: Connection, connection: PostgresConnection) -> None:
    from tracker.ledger.postgres.tables import server_tables  # noqa: PLC0415 - SQLModel is slow

    server_tables().create_all(lent, checkfirst=False)
    make_guards(connection, SCHEMA_VERSION)


def _let_in(connection: PostgresConnection, name: str) -> None:
    role = sql.Identifier(name)
    for grant in (
        f"USAGE ON SCHEMA {SCHEMA}",
        f"SELECT ON {', '.join(TABLES)}",
        f"EXECUTE ON FUNCTION {APPEND_SIGNATURE}",
    ):
        connection.driver.execute(sql.SQL("GRANT " + grant + " TO {}").format(role))
