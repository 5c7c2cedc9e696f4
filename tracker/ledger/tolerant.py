"""Reading for the verifier, whom nothing in the ledger may stop."""

from collections.abc import Iterator

from tracker.errors import StorageError, UnsoundError
from tracker.ledger.problem import Problem

PAGE = 2_000
"""Rows read at once; between pages no lock is held."""


def as_far_as_it_goes(problems: Iterator[Problem]) -> Iterator[Problem]:
    """The problems, closed by one that says what kept a check from going on, if anything did."""
    try:
        yield from problems
    except (UnsoundError, StorageError) as stopped:
        yield Problem("database", None, f"a check could not be finished: {stopped}")
