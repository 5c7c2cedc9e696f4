"""Connections to one ledger, with every SQLite setting that correctness hangs on.

SQLite's own transactions lose atomicity, so they are switched off and begun by us: plainly
for readers, who never take the write lock, and IMMEDIATE for writers, who wait for it. A
ledger in memory has one connection; its readers share the writer's and begin nothing.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any, TypeAlias

from sqlalchemy import Connection, Engine, QueuePool, StaticPool, create_engine, event
from sqlalchemy.engine import URL

from tracker.ledger.faults import in_our_words
from tracker.ledger.turns import take_write_lock

Raw: TypeAlias = sqlite3.Connection
"""The driver's connection: all reading and appending goes through it, unwrapped."""

MOST_PAGES_HELD = 65_536
"""Pages of a transaction, 256 MB, that are kept in memory until its end. SQLite would begin to
write into the file after 2 MB and lock all readers out until an import is over."""


def wal_is_safe(version: tuple[int, ...]) -> bool:
    """Whether that SQLite is free of the bug by which write-ahead logs corrupt a file."""
    if version[:2] == (3, 50):
        return version >= (3, 50, 7)
    if version[:2] == (3, 44):
        return version >= (3, 44, 6)
    return version >= (3, 51, 3)


class Database:
    """One SQLite file, or one in memory; lends connections to readers and to one writer."""

    def __init__(self, path: Path | None, *, busy_timeout_ms: int) -> None:
        self.where = ":memory:" if path is None else str(path)
        self.in_memory = path is None
        self._waited_s = busy_timeout_ms / 1000
        self._engine = _engine(path, busy_timeout_ms)
        self._one_writer = Lock()

    @contextmanager
    def reading(self) -> Iterator[Raw]:
        """A connection that sees one state of the ledger for as long as it is lent."""
        with in_our_words(self.where, self._waited_s), self._engine.connect() as connection:
            if self.in_memory:
                yield _driver(connection)
            else:
                with connection.begin():
                    yield _driver(connection)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection that holds the write lock; keeps what was done unless an error ends it
        or it is rolled back."""
        writers = self._engine.execution_options(takes_write_lock=True)
        with in_our_words(self.where, self._waited_s), self._turn(), writers.connect() as lent:
            transaction, driver = lent.begin(), _driver(lent)
            try:
                yield lent
                if transaction.is_active:
                    transaction.commit()
            except BaseException:
                driver.rollback()  # SQLAlchemy takes a commit that failed for one that is over.
                raise

    @contextmanager
    def unbegun(self) -> Iterator[Raw]:
        """A connection outside any transaction, for settings that need that."""
        with in_our_words(self.where, self._waited_s), self._engine.connect() as connection:
            yield _driver(connection)

    def close(self) -> None:
        """Gives up every connection."""
        self._engine.dispose()

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Threads that share the one connection in memory write one after the other."""
        if not self.in_memory:
            yield
            return
        with self._one_writer:
            yield


def raw(connection: Connection) -> Raw:
    """The driver's connection under a lent one."""
    return _driver(connection)


def _driver(connection: Connection) -> Raw:
    driver = connection.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):
        raise TypeError(f"not a SQLite connection: {driver!r}")
    return driver


def _engine(path: Path | None, busy_timeout_ms: int) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=None if path is None else str(path)),
        poolclass=StaticPool if path is None else QueuePool,
        pool_reset_on_return=None if path is None else "rollback",
        connect_args={"check_same_thread": False, "timeout": busy_timeout_ms / 1000},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for setting in (
            f"busy_timeout = {busy_timeout_ms}",
            "foreign_keys = ON",
            "recursive_triggers = ON",
            "synchronous = FULL",
            "trusted_schema = OFF",
            f"cache_spill = {MOST_PAGES_HELD}",
        ):
            connection.execute(f"PRAGMA {setting}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get("takes_write_lock"):
            take_write_lock(_driver(connection), busy_timeout_ms)
        else:
            connection.exec_driver_sql("BEGIN")

    return engine
