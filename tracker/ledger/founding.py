"""Making a ledger on purpose, in a file or on a server."""

from dataclasses import dataclass
from pathlib import Path

from tracker.errors import OptionError
from tracker.ledger.databases import open_database, server_at
from tracker.ledger.location import file_of, is_server


@dataclass(frozen=True, slots=True)
class Founded:
    """What was done to make a ledger."""

    where: str
    """Its file, or its address, the password hidden."""
    made_ledger: bool
    """False where there was one already."""
    app_role: str
    """The role on the server that may read and append; '' for a file."""
    made_role: bool
    """True where the role was not there; it has no password yet."""


def found_ledger(
    where: str | Path, *, app_role: str | None = None, busy_timeout_ms: int = 30_000
) -> Founded:
    """Makes an empty ledger where there is none; on a server also lets a role in.

    app_role: for servers only, and needed there; a role that is missing is made. There it
    takes the address of an administrator. Raises OptionError for a role that does not fit the
    place or could undo the guards, UnsoundError for what is not ours, StorageError where the
    disk or the server refuses.
    """
    if is_server(where):
        if not app_role:
            raise OptionError("say which role is to read and append, as in --app-role desk")
        return _found_on_server(str(where), app_role, busy_timeout_ms)
    if app_role:
        raise OptionError("a file has no roles; --app-role goes with a ledger on a server")
    return _found_file(where, busy_timeout_ms)


def _found_on_server(where: str, app_role: str, busy_timeout_ms: int) -> Founded:
    database = server_at(where, busy_timeout_ms=busy_timeout_ms)
    from tracker.ledger.postgres.founding import found  # noqa: PLC0415 - needs psycopg

    try:
        made_ledger, made_role = found(database, app_role)
    finally:
        database.close()
    return Founded(database.where, made_ledger, app_role, made_role)


def _found_file(where: str | Path, busy_timeout_ms: int) -> Founded:
    path = file_of(where)
    if path is None:
        raise OptionError("a ledger in memory is gone when the command ends; name a file")
    was_there = path.exists() and path.stat().st_size > 0
    open_database(path, create=True, busy_timeout_ms=busy_timeout_ms).close()
    return Founded(str(path), not was_there, "", made_role=False)
