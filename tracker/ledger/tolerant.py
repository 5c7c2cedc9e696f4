"""Reading for the verifier, whom nothing in the ledger may stop."""

import sqlite3
from collections.abc import Iterator
from typing import Any

from tracker.errors import StorageError, UnsoundError
from tracker.ledger.database import Raw
from tracker.ledger.problem import Problem

PAGE = 5_000
"""Rows read at once; between pages no lock is held."""


def every_row(connection: Raw, statement: str, given: tuple[object, ...]) -> list[Any]:
    """The rows of a statement, on a connection for which text need not be UTF-8.

    Decoding each text by ourselves costs as much as all the rest of reading it, so that is
    done only where SQLite's own decoding fails.
    """
    if not isinstance(connection, sqlite3.Connection):
        return connection.execute(statement, given).fetchall()
    tolerant, connection.text_factory = connection.text_factory, str
    try:
        return connection.execute(statement, given).fetchall()
    except sqlite3.OperationalError as problem:
        if "decode" not in str(problem):
            raise
    finally:
        connection.text_factory = tolerant
    return connection.execute(statement, given).fetchall()


def as_far_as_it_goes(problems: Iterator[Problem]) -> Iterator[Problem]:
    """The problems, closed by one that says what kept a check from going on, if anything did."""
    try:
        yield from problems
    except (UnsoundError, StorageError) as stopped:
        yield Problem("database", None, f"a check could not be finished: {stopped}")
