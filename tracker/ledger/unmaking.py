"""A ledger that was made for nothing: gone again, where nobody else has begun to use it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tracker.ledger.own_files import file_at


@contextmanager
def made_for(where: str) -> Iterator[None]:
    """While a new ledger is tried: a file that was not there before, and that holds no entry
    in the end, is removed. To be left when the ledger is closed."""
    path = file_at(where)
    is_new = path is not None and not path.exists()
    try:
        yield
    finally:
        if is_new and path is not None and path.is_file():
            _remove_empty(path)


def _remove_empty(path: Path) -> None:
    # Under the lock that keeps every other program out, and without a write-ahead log: whoever
    # opened the file before and writes after is refused by SQLite, since the file has gone.
    # By its whole path: some SQLites read a name that begins with "file:" as an address, and it
    # would then be another file that was found empty.
    connection = sqlite3.connect(path.absolute(), timeout=0, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = DELETE").fetchall()
        connection.execute("BEGIN EXCLUSIVE")
        if _is_empty(connection):
            path.unlink()
    except (sqlite3.OperationalError, OSError):  # Somebody uses it, or the folder keeps it.
        return
    finally:
        connection.close()


def _is_empty(connection: sqlite3.Connection) -> bool:
    """Whether there is no entry, or not even a table that could hold one."""
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master")]
    if "entry" not in tables:
        return not tables
    return connection.execute("SELECT 1 FROM entry LIMIT 1").fetchone() is None
