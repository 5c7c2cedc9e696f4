"""One ledger on a server: what the ordinary role does there.

A reader sees one state of the ledger (REPEATABLE READ) and waits for nobody. A writer first
takes an advisory lock that it keeps until its end, so that entries have one order and no gap;
it reads what is committed at each statement (READ COMMITTED), for a state taken before the
lock was its own could be an old one.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from sqlalchemy import Connection
from sqlalchemy.engine import URL

from tracker.ledger.database import Check, CopyingPen, Raw
from tracker.ledger.postgres.address import shown_url
from tracker.ledger.postgres.attacks import attack_problems
from tracker.ledger.postgres.checks import guard_text_problems, schema_problems
from tracker.ledger.postgres.connection import PostgresConnection, driver, postgres
from tracker.ledger.postgres.detours import detour_problems
from tracker.ledger.postgres.engine import engine_for
from tracker.ledger.postgres.faults import in_our_words
from tracker.ledger.postgres.names import LOCK
from tracker.ledger.postgres.pen import PostgresPen
from tracker.ledger.postgres.rights import rights_problems
from tracker.ledger.problem import Problem

_TAKE_TURN = "SELECT set_config('lock_timeout', ?, true), pg_advisory_xact_lock(?, ?)"


class PostgresDatabase:
    """One database on a server; lends connections to readers and to one writer at a time."""

    def __init__(self, url: URL, *, busy_timeout_ms: int) -> None:
        self.where = shown_url(url)
        self._busy_timeout_ms = busy_timeout_ms
        self._engine = engine_for(url)
        self._readers = self._engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )

    @contextmanager
    def reading(self) -> Iterator[PostgresConnection]:
        """A connection that sees one state of the ledger for as long as it is lent."""
        with self._in_our_words(), self._readers.connect() as lent, lent.begin():
            yield PostgresConnection(driver(lent))

    def reading_anything(self) -> AbstractContextManager[PostgresConnection]:
        """The same: the server lets no text in that is none."""
        return self.reading()

    @contextmanager
    def writing(self) -> Iterator[PostgresConnection]:
        """A connection that holds the write lock; keeps what was done unless an error ends it
        or it is rolled back."""
        with self.lending() as lent:
            connection = PostgresConnection(driver(lent))
            self.take_turn(connection)
            yield connection

    def take_turn(self, connection: PostgresConnection) -> None:
        """Takes the write lock until the end of the transaction, waiting for others' end."""
        connection.execute(_TAKE_TURN, (f"{max(1, self._busy_timeout_ms)}ms", *LOCK))

    @contextmanager
    def lending(self) -> Iterator[Connection]:
        """A transaction as SQLAlchemy sees it, without the lock, for making tables."""
        with self._in_our_words(), self._engine.connect() as lent, lent.begin():
            yield lent

    def pen(self, connection: Raw) -> PostgresPen:
        """What puts rows into the tables."""
        return PostgresPen(postgres(connection))

    def restoring(self) -> AbstractContextManager[tuple[Raw, CopyingPen]]:
        """A connection as for writing that acts as the owner, with a pen for the past."""
        from tracker.ledger.postgres.restoring import restoring  # noqa: PLC0415 - stands on this

        return restoring(self)

    def upgrading(self) -> AbstractContextManager[tuple[Connection, Raw]]:
        """A connection that holds the write lock and acts as the owner."""
        from tracker.ledger.postgres.upgrading import upgrading  # noqa: PLC0415 - stands on this

        return upgrading(self)

    def format_found(self, connection: Raw) -> int:
        """The format of the ledger there. Raises NotFoundError or UnsoundError for none."""
        from tracker.ledger.postgres.schema import format_found  # noqa: PLC0415 - stands on this

        return format_found(postgres(connection), self.where)

    def renew_guards(self, connection: Raw, version: int) -> None:
        """Makes functions and triggers anew, and says which format the ledger has now."""
        from tracker.ledger.postgres.upgrading import make_guards  # noqa: PLC0415 - stands on this

        make_guards(connection, version)

    def is_guarded(self, connection: Raw) -> bool:
        """Whether triggers and functions are there, word for word and switched on."""
        return not list(guard_text_problems(connection))

    def checks(self) -> tuple[Check, ...]:
        """Those of tables, rights, ways round them, triggers and functions."""
        return schema_problems, rights_problems, detour_problems, guard_text_problems

    def guard_problems(self) -> Iterator[Problem]:
        """Whatever rewriting the guards let through."""
        return attack_problems(self)

    def close(self) -> None:
        """Gives up every connection."""
        self._engine.dispose()

    def _in_our_words(self) -> AbstractContextManager[None]:
        return in_our_words(self.where, self._busy_timeout_ms / 1000)
