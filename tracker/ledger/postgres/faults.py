"""What PostgreSQL says, in our words: the border where its errors become ours."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from tracker.errors import BusyError, NotFoundError, StorageError, TrackerError, UnsoundError

_BUSY = ("55P03", "40P01")
_NO_DATABASE = "3D000"
_REFUSED = ("42501", "28000", "28P01")
_READ_ONLY = "25006"
_ROOM = "53"
_GONE = ("08", "57P")
_NOT_AS_MADE = ("42P01", "42703", "42883", "3F000", "XX001", "XX002")
_OURS = ("P0001", "23505", "23502")


@contextmanager
def in_our_words(where: str, waited_s: int) -> Iterator[None]:
    """Raises BusyError, StorageError, NotFoundError or UnsoundError for whatever the server
    refuses inside."""
    try:
        yield
    except DBAPIError as problem:
        if isinstance(problem.orig, psycopg.Error):
            raise _ours(problem.orig, where, waited_s) from problem
        raise
    except PoolTimeoutError as problem:
        raise BusyError(where, waited_s) from problem
    except psycopg.ProgrammingError as problem:
        if problem.sqlstate is None:
            raise
        raise _ours(problem, where, waited_s) from problem
    except psycopg.Error as problem:
        raise _ours(problem, where, waited_s) from problem


def reason_of(problem: psycopg.Error) -> str:
    """The first line of what the server or the network says."""
    said = problem.diag.message_primary or str(problem)
    return said.strip().split("\n")[0].removeprefix("connection failed: ")


def _ours(problem: psycopg.Error, where: str, waited_s: int) -> TrackerError:
    state, reason = problem.sqlstate or "", reason_of(problem)
    if state in _BUSY:
        return BusyError(where, waited_s)
    if state == _NO_DATABASE or (not state and reason.endswith("does not exist")):
        return NotFoundError("database", where, advice="an administrator creates it first")
    if state in _REFUSED:
        return StorageError(f"{where}: the server refuses this role ({reason})")
    if state == _READ_ONLY:
        return StorageError(f"{where}: the server takes no writing ({reason})")
    if state.startswith(_ROOM):
        return StorageError(f"{where}: the server has no room ({reason}); nothing was recorded")
    if state in _NOT_AS_MADE or state in _OURS:
        return UnsoundError(
            f"{where}: the ledger is not as this program made it ({reason}); try tracker verify"
        )
    if not state or state.startswith(_GONE):
        return StorageError(
            f"{where}: the server is not to be reached ({reason}); when it is, repeat the "
            "command: what was recorded is recognised and not recorded twice"
        )
    return StorageError(f"{where}: the server refuses ({reason})")
