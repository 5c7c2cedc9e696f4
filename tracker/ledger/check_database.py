"""What SQLite itself can say: the file's pages, its references, and its own version."""

import sqlite3
from collections.abc import Iterator

from tracker.ledger.database import Raw
from tracker.ledger.problem import Problem
from tracker.ledger.sqlite_file import wal_is_safe


def database_problems(connection: Raw) -> Iterator[Problem]:
    """Damaged pages, rows that refer to no entry, a journal that this SQLite may corrupt."""
    for (message,) in connection.execute("PRAGMA integrity_check"):
        if message != "ok":
            yield Problem("database", None, f"integrity check: {message}")
    for table, seq, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield Problem("database", seq, f"a row of {table} refers to no row of {parent}")
    journal = connection.execute("PRAGMA journal_mode").fetchone()
    if journal == ("wal",) and not wal_is_safe(sqlite3.sqlite_version_info):
        yield Problem(
            "database",
            None,
            f"the file keeps a write-ahead log, which SQLite {sqlite3.sqlite_version} can "
            "corrupt; open it with SQLite 3.51.3 or newer",
        )
