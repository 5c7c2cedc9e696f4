"""What the ledger asks of a database, whichever it is.

All reading is plain SQL with question marks, the same text for both. What differs stands
behind `Database`: how a transaction begins, how rows get in, and what guards them. SQLite's
own connection is a `Connection` as it is, so that nothing stands between it and an import.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol, TypeAlias

from tracker.ledger.problem import Problem

Row: TypeAlias = tuple[Any, ...]
"""One row, columns in the order of the table or of the query."""


class Answer(Protocol):
    """The rows that a statement gave."""

    @property
    def rowcount(self) -> int:
        """Number of rows that a statement touched."""
        ...

    def fetchone(self) -> Any:
        """The next row; None after the last."""
        ...

    def fetchall(self) -> list[Any]:
        """All rows that are left."""
        ...

    def __iter__(self) -> Iterator[Any]: ...


class Raw(Protocol):
    """A connection inside a transaction. Statements have question marks for their values."""

    def execute(self, statement: str, values: Sequence[Any] = ..., /) -> Answer:
        """The answer to one statement."""
        ...

    def rollback(self) -> None:
        """Ends the transaction; nothing of it is kept."""
        ...


class CopyingPen(Protocol):
    """Puts rows into the tables, on the connection of one writer."""

    def write(self, rows: Mapping[str, Sequence[Row]]) -> None:
        """Adds entries and the rows of the typed tables, by table, in order of seq.

        Many of them may be on their way when it returns; what goes wrong shows in `wait`.
        """
        ...

    def wait(self) -> None:
        """Returns once everything is in. To be called before the connection is used."""
        ...

    def index(self) -> None:
        """Sees that everything is in and has its indexes."""
        ...

    def close(self, batch: Row) -> None:
        """Adds the row of the batch that those entries make."""
        ...

    def end(self) -> None:
        """Begins nothing more, and comes to the end of what was begun."""
        ...


class Pen(CopyingPen, Protocol):
    """The same, telling the moment at which they are recorded."""

    @property
    def is_unindexed(self) -> bool:
        """True while claims can be found by their number alone."""
        ...

    def now_us(self) -> int:
        """The moment to record at, µs since 1970 UTC, by the clock that counts there."""
        ...

    def after(self, check: Callable[[], None]) -> None:
        """Calls a check once what was written is in; it may raise in `wait`."""
        ...

    def insert_alone(self) -> None:
        """Comes to the end of what was begun, and has no thread at work afterwards, unless it
        were only to wait for a server."""
        ...


Check: TypeAlias = Callable[[Raw], Iterator[Problem]]
"""Gives what is wrong, as a connection sees it."""


class Database(Protocol):
    """One ledger's database; lends connections to readers and to one writer at a time."""

    where: str
    """Its file or address as it may be shown: no password in it."""

    def reading(self) -> AbstractContextManager[Raw]:
        """A connection that sees one state of the ledger for as long as it is lent."""
        ...

    def reading_anything(self) -> AbstractContextManager[Raw]:
        """The same for the verifier: text that is no text is read all the same."""
        ...

    def writing(self) -> AbstractContextManager[Raw]:
        """A connection that holds the write lock; keeps what was done unless an error ends it
        or it is rolled back."""
        ...

    def pen(self, connection: Raw) -> Pen:
        """What puts rows into the tables, on a connection lent for writing."""
        ...

    def restoring(self) -> AbstractContextManager[tuple[Raw, CopyingPen]]:
        """A connection as for writing, with a pen for rows whose moments are past. On a server
        that is an administrator's work."""
        ...

    def is_guarded(self, connection: Raw) -> bool:
        """Whether everything that guards the rows against changes is in place."""
        ...

    def checks(self) -> tuple[Check, ...]:
        """What finds out whether the database around the rows is as it was made."""
        ...

    def guard_problems(self) -> Iterator[Problem]:
        """Whatever rewriting the guards let through, tried and taken back."""
        ...

    def close(self) -> None:
        """Gives up every connection."""
        ...
