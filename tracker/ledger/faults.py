"""What SQLite says, in our words: the border where its errors become ours."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from tracker.errors import BusyError, OptionError, StorageError, TrackerError, UnsoundError, shown

_STORAGE = {
    "SQLITE_CANTOPEN": "the file cannot be opened",
    "SQLITE_READONLY": "the file or its directory cannot be written to",
    "SQLITE_PERM": "permission was refused",
    "SQLITE_AUTH": "permission was refused",
    "SQLITE_FULL": "the disk is full",
    "SQLITE_IOERR": "the disk could not be read or written",
    "SQLITE_LOCKED": "a table is locked by this very program",
    "SQLITE_NOLFS": "the disk does not take files of this size",
    "SQLITE_NOMEM": "there is not enough memory",
    "SQLITE_TOOBIG": "a text is longer than SQLite takes",
}
_UNSOUND = {
    "SQLITE_NOTADB": "this is not a ledger",
    "SQLITE_CORRUPT": "the ledger is damaged",
}
_OTHERWISE = "the ledger is not as this program made it"
_WAY_OUT = "try tracker verify, or a copy"
_BUSY = "SQLITE_BUSY"


@contextmanager
def in_our_words(where: str, waited_s: float) -> Iterator[None]:
    """Raises BusyError, StorageError or UnsoundError for whatever SQLite refuses inside, and
    OptionError for a text that it cannot be asked about."""
    try:
        yield
    except DBAPIError as problem:
        if isinstance(problem.orig, sqlite3.Error):
            raise _ours(problem.orig, where, waited_s) from problem
        raise
    except sqlite3.ProgrammingError:
        raise
    except sqlite3.Error as problem:
        raise _ours(problem, where, waited_s) from problem
    except UnicodeEncodeError as problem:
        if not _is_of_the_driver(problem):
            raise
        raise unaskable(problem.object, "half a character") from None
    except UnicodeDecodeError as problem:
        if not _is_of_the_driver(problem):
            raise
        damaged = _UNSOUND["SQLITE_CORRUPT"]
        raise UnsoundError(f"{where}: {damaged} ({problem}); {_WAY_OUT}") from None
    except OverflowError as problem:
        if not _is_of_the_driver(problem):
            raise
        used_up = "an entry or a batch has the last number there is, and none can follow"
        raise UnsoundError(f"{where}: {_OTHERWISE} ({used_up}); {_WAY_OUT}") from None


def unaskable(text: str, what: str) -> OptionError:
    """The refusal of a text that no database can be asked about."""
    return OptionError(
        f"{shown(text)} holds {what}, which nothing in a ledger does; check how it was typed"
    )


def is_busy(problem: sqlite3.Error) -> bool:
    """Whether SQLite only says that somebody else is at work."""
    return error_name(problem) == _BUSY


def error_name(problem: sqlite3.Error) -> str:
    """SQLite's primary name for an error, as in SQLITE_BUSY; '' where it has none."""
    name: str = getattr(problem, "sqlite_errorname", "")
    return "_".join(name.split("_")[:2])


def _ours(problem: sqlite3.Error, where: str, waited_s: float) -> TrackerError:
    name = error_name(problem)
    if name == _BUSY:
        return BusyError(where, waited_s)
    if name in _STORAGE:
        return StorageError(f"{where}: {_STORAGE[name]} ({problem})", "nothing was recorded")
    meaning = _UNSOUND.get(name, _OTHERWISE)
    return UnsoundError(f"{where}: {meaning} ({problem}); {_WAY_OUT}")


def _is_of_the_driver(problem: UnicodeError | OverflowError) -> bool:
    """Whether SQLite could not be handed a text or a number, or its own message not be read, as of
    a damaged schema, and not something of the caller's: the driver, having no frames, fails in
    ours."""
    frames = problem.__traceback__
    while frames is not None and frames.tb_next is not None:
        frames = frames.tb_next
    name = "" if frames is None else frames.tb_frame.f_globals.get("__name__", "")
    return str(name).startswith("tracker.ledger.")
