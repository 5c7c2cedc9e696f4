"""Reading for the verifier, whom nothing in the file may stop."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tracker.errors import StorageError, UnsoundError
from tracker.ledger.database import Database, Raw
from tracker.ledger.problem import Problem

PAGE = 5_000
"""Rows read at once; between pages no lock is held."""


@contextmanager
def tolerant_reading(database: Database) -> Iterator[Raw]:
    """A reader's connection on which text need not be UTF-8."""
    with database.reading() as connection:
        strict = connection.text_factory
        connection.text_factory = _any_text
        try:
            yield connection
        finally:
            connection.text_factory = strict


def every_row(connection: Raw, statement: str, given: tuple[object, ...]) -> list[Any]:
    """The rows of a statement, on a connection for which text need not be UTF-8.

    Decoding each text by ourselves costs as much as all the rest of reading it, so that is
    done only where SQLite's own decoding fails.
    """
    connection.text_factory = str
    try:
        return connection.execute(statement, given).fetchall()
    except sqlite3.OperationalError as problem:
        if "decode" not in str(problem):
            raise
    finally:
        connection.text_factory = _any_text
    return connection.execute(statement, given).fetchall()


def as_far_as_it_goes(problems: Iterator[Problem]) -> Iterator[Problem]:
    """The problems, closed by one that says what kept a check from going on, if anything did."""
    try:
        yield from problems
    except (UnsoundError, StorageError) as stopped:
        yield Problem("database", None, f"a check could not be finished: {stopped}")


def _any_text(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")
