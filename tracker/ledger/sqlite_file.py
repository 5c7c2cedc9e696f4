"""A ledger in one SQLite file, with every setting that correctness hangs on.

SQLite's own transactions lose atomicity, so they are switched off and begun by us: plainly
for readers, who never take the write lock, and IMMEDIATE for writers, who wait for it. A
ledger in memory has one connection; its readers share the writer's and begin nothing.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Lock
from typing import Any, cast

from sqlalchemy import Connection, Engine, QueuePool, StaticPool, create_engine, event
from sqlalchemy.engine import URL

from tracker import clock
from tracker.errors import StorageError
from tracker.ledger.database import Check, Raw, Row
from tracker.ledger.faults import error_name, in_our_words
from tracker.ledger.indexes import LateIndexes
from tracker.ledger.inserting import Inserter
from tracker.ledger.problem import Problem
from tracker.ledger.turns import take_write_lock

MANY_CLAIMS = 1_000
"""Claims in a ledger's first batch of them from which on its indexes are built in the end."""
MOST_PAGES_HELD = 65_535
"""Pages of a transaction, 256 MB, that are kept in memory until its end. SQLite would begin to
write into the file after 2 MB and lock all readers out until an import is over. No multiple of
256: of those it reads the last byte as "off", and keeps transactions of any size in memory."""


def wal_is_safe(version: tuple[int, ...]) -> bool:
    """Whether that SQLite is free of the bug by which write-ahead logs corrupt a file."""
    if version[:2] == (3, 50):
        return version >= (3, 50, 7)
    if version[:2] == (3, 44):
        return version >= (3, 44, 6)
    return version >= (3, 51, 3)


class SqliteFile:
    """One SQLite file, or one in memory; lends connections to readers and to one writer."""

    def __init__(self, path: Path | None, *, busy_timeout_ms: int) -> None:
        self.path = path
        self.where = ":memory:" if path is None else str(path)
        self.in_memory = path is None
        self._waited_s = busy_timeout_ms / 1000
        self._engine = _engine(path, busy_timeout_ms)
        self._one_writer = Lock()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees one state of the ledger for as long as it is lent."""
        with in_our_words(self.where, self._waited_s), self._engine.connect() as connection:
            if self.in_memory:
                yield driver(connection)
            else:
                with connection.begin():
                    yield driver(connection)

    @contextmanager
    def reading_anything(self) -> Iterator[sqlite3.Connection]:
        """A reader's connection on which text need not be UTF-8."""
        with self.reading() as connection:
            strict = connection.text_factory
            connection.text_factory = _any_text
            try:
                yield connection
            finally:
                connection.text_factory = strict

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection that holds the write lock; keeps what was done unless an error ends it
        or it is rolled back."""
        with self.lending() as lent:
            yield driver(lent)

    @contextmanager
    def lending(self) -> Iterator[Connection]:
        """The same as SQLAlchemy sees it, for making and changing tables."""
        writers = self._engine.execution_options(takes_write_lock=True)
        with in_our_words(self.where, self._waited_s), self._turn(), writers.connect() as lent:
            transaction = lent.begin()
            try:
                yield lent
                transaction.commit()  # Does nothing where the driver has rolled back.
            except BaseException:
                # SQLAlchemy takes a failed commit for one that is over, and has closed the
                # connection where Ctrl-C stopped it.
                if not lent.invalidated:
                    driver(lent).rollback()
                raise

    @contextmanager
    def unbegun(self) -> Iterator[sqlite3.Connection]:
        """A connection outside any transaction, for settings that need that."""
        with in_our_words(self.where, self._waited_s), self._engine.connect() as connection:
            yield driver(connection)

    def pen(self, connection: Raw) -> "SqlitePen":
        """What puts rows into the tables."""
        return SqlitePen(sqlite(connection))

    @contextmanager
    def restoring(self) -> Iterator[tuple[sqlite3.Connection, "SqlitePen"]]:
        """A connection as for writing, with a pen for rows whose moments are past."""
        with self.writing() as connection:
            pen = SqlitePen(connection)
            try:
                yield connection, pen
            finally:
                pen.end()

    def back_up(self, path: Path, name: str) -> None:
        """Writes the whole file as it is at one moment into another, byte for byte.

        name: how messages call the other. Raises StorageError where there is no room for it.
        """
        with self.reading() as connection, closing(sqlite3.connect(path.absolute())) as target:
            # Once it has begun to read, nobody locks it out: copying would wait without an end.
            connection.execute("SELECT 1 FROM sqlite_master").fetchone()
            try:
                connection.backup(target)
            except sqlite3.Error as problem:
                if error_name(problem) != "SQLITE_FULL":  # It may be this file that is damaged.
                    raise
                raise StorageError(f"{name}: the disk is full; name another place") from problem

    @contextmanager
    def upgrading(self) -> Iterator[tuple[Connection, sqlite3.Connection]]:
        """A connection that holds the write lock, as SQLAlchemy and as we see it."""
        with self.lending() as lent:
            yield lent, driver(lent)

    def format_found(self, connection: Raw) -> int:
        """The format of the ledger there. Raises NotFoundError or UnsoundError for none."""
        from tracker.ledger.schema import format_found  # noqa: PLC0415 - it stands on this

        return format_found(connection, self.where)

    def renew_guards(self, connection: Raw, version: int) -> None:
        """Makes the triggers anew, and says which format the ledger has now."""
        from tracker.ledger.schema import make_guards  # noqa: PLC0415 - it stands on this

        make_guards(connection, version)

    def is_guarded(self, connection: Raw) -> bool:
        """Whether every trigger is there, word for word."""
        from tracker.ledger.schema import guards_in_place  # noqa: PLC0415 - it stands on this

        return guards_in_place(connection)

    def checks(self) -> tuple[Check, ...]:
        """Those of pages and references, tables and indexes, triggers."""
        from tracker.ledger.check_database import database_problems  # noqa: PLC0415
        from tracker.ledger.check_schema import schema_problems, trigger_problems  # noqa: PLC0415

        return database_problems, schema_problems, trigger_problems

    def guard_problems(self) -> Iterator[Problem]:
        """Whatever rewriting the guards let through."""
        from tracker.ledger.check_guards import guard_problems  # noqa: PLC0415

        return guard_problems(self)

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


class SqlitePen:
    """Inserts rows, each past the triggers."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._inserter = Inserter(connection)
        self._late = LateIndexes(connection)

    @property
    def is_unindexed(self) -> bool:
        """True while claims can be found by their number alone."""
        return self._late.are_put_off

    def now_us(self) -> int:
        """The moment by this machine's clock."""
        return clock.now_us()

    def write(self, rows: Mapping[str, Sequence[Row]]) -> None:
        """Adds entries and typed rows, by table, referenced tables first."""
        if len(rows["claim"]) >= MANY_CLAIMS:
            self.wait()
            self._late.put_off_if_first()
        self._inserter.insert(rows)

    def after(self, check: Callable[[], None]) -> None:
        """Calls a check once what was written is in."""
        self._inserter.after(check)

    def insert_alone(self) -> None:
        """Ends the thread that inserts large batches, and does without it."""
        self._inserter.go_alone()

    def wait(self) -> None:
        """Returns once everything is in."""
        self._inserter.wait()

    def index(self) -> None:
        """Builds the indexes that were put off, if any were."""
        self.wait()
        self._late.build()

    def close(self, batch: Row) -> None:
        """Adds the row of the batch."""
        self._inserter.insert({"batch": [batch]})

    def end(self) -> None:
        """Ends the thread that inserts large batches."""
        self._inserter.close()


def sqlite(connection: Raw) -> sqlite3.Connection:
    """The same connection, known to be SQLite's. Raises TypeError for any other."""
    if not isinstance(connection, sqlite3.Connection):
        raise TypeError(f"not a SQLite connection: {connection!r}")
    return connection


def driver(connection: Connection) -> sqlite3.Connection:
    """The driver's connection under one that SQLAlchemy lent."""
    return sqlite(cast("Raw", connection.connection.driver_connection))


def _any_text(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")


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
            # A journal whose removal is not on the disk would undo the last commit after a crash.
            "synchronous = EXTRA",
            "trusted_schema = OFF",
            f"cache_spill = {MOST_PAGES_HELD}",
        ):
            connection.execute(f"PRAGMA {setting}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get("takes_write_lock"):
            take_write_lock(driver(connection), busy_timeout_ms, path)
        else:
            connection.exec_driver_sql("BEGIN")

    return engine
