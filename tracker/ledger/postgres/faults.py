"""What PostgreSQL says, in our words: the border where its errors become ours."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from tracker.errors import (
    BusyError,
    NotFoundError,
    OptionError,
    StorageError,
    TrackerError,
    UnreachableError,
    UnsoundError,
)

_LOST = (psycopg.OperationalError, psycopg.InterfaceError)
"""What the driver raises by itself where there is no connection, or no longer."""
_BUSY = ("55P03", "40P01")
_NO_DATABASE = "3D000"
_REFUSED = ("42501", "28000", "28P01")
_READ_ONLY = "25006"
_SAID_STANDBY = "during recovery"
"""What a standby answers whoever wants to write, under a code that says nothing."""
_GONE = ("08", "57P", "53300")
_ROOM = "53"
_NOT_AS_MADE = ("42P01", "42703", "42883", "3F000", "XX001", "XX002")
_OURS = ("P0001", "23505", "23502")

# A connection that does not come about has no code, only what the driver says in English. What
# none of these fits is taken for a server that is not to be reached.
_SAID_NO_DATABASE = re.compile(r'database ".*" does not exist')
_SAID_REFUSED = re.compile(
    r'authentication failed|no password supplied|no pg_hba\.conf entry|role ".*" does not exist'
    r"|permission denied for database|is not permitted to log in|authentication method"
)
_SAID_UNSAFE = re.compile(r"\bSSL\b|certificate|\bTLS\b", re.IGNORECASE)
_SAID_NO_SETTING = re.compile(
    r'^(invalid|bad value|definition of service|missing "=")|service file|unrecognized|parameter'
)


@contextmanager
def in_our_words(where: str, waited_s: float) -> Iterator[None]:
    """Raises BusyError, UnreachableError, StorageError, NotFoundError, UnsoundError or
    OptionError for whatever the server refuses inside."""
    try:
        yield
    except DBAPIError as problem:
        if isinstance(problem.orig, psycopg.Error):
            raise _ours(problem.orig, where, waited_s) from problem
        raise
    except PoolTimeoutError as problem:
        raise BusyError(where, waited_s) from problem
    except psycopg.Error as problem:
        if problem.sqlstate is None and not isinstance(problem, _LOST):
            raise  # A mistake of ours in handing over a statement.
        raise _ours(problem, where, waited_s) from problem


def reason_of(problem: psycopg.Error) -> str:
    """The first line of what the server or the network says."""
    said = problem.diag.message_primary or str(problem)
    first = said.strip().split("\n")[0]
    return first.removeprefix("connection failed: ").removeprefix("connection is bad: ")


def _ours(problem: psycopg.Error, where: str, waited_s: float) -> TrackerError:
    state, reason = problem.sqlstate or "", reason_of(problem)
    if not state:
        return _unconnected(where, reason)
    if state in _BUSY:
        return BusyError(where, waited_s)
    if state == _NO_DATABASE:
        return _no_database(where)
    if state in _REFUSED:
        return StorageError(f"{where}: the server refuses this role ({reason})")
    if state == _READ_ONLY or _SAID_STANDBY in reason:
        return StorageError(f"{where}: the server takes no writing ({reason})")
    if state.startswith(_GONE):
        return UnreachableError(where, reason)
    if state.startswith(_ROOM):
        return StorageError(f"{where}: the server has no room ({reason})", "nothing was recorded")
    if state in _NOT_AS_MADE or state in _OURS:
        return UnsoundError(
            f"{where}: the ledger is not as this program made it ({reason}); try tracker verify"
        )
    return StorageError(f"{where}: the server refuses ({reason})")


def _unconnected(where: str, reason: str) -> TrackerError:
    """Why a connection did not come about, or was lost."""
    if _SAID_NO_DATABASE.search(reason):
        return _no_database(where)
    if _SAID_REFUSED.search(reason):
        return StorageError(f"{where}: the server refuses this role ({reason})")
    if _SAID_NO_SETTING.search(reason):
        return OptionError(f"{where}: the address says what the driver does not know ({reason})")
    if _SAID_UNSAFE.search(reason):
        return StorageError(f"{where}: no connection as safe as asked for comes about ({reason})")
    return UnreachableError(where, reason)


def _no_database(where: str) -> NotFoundError:
    return NotFoundError("database", where, advice="an administrator creates it first")
