"""What a server may say, and which of our refusals it becomes."""

import psycopg
import pytest

from tracker.errors import BusyError, NotFoundError, StorageError, TrackerError, UnsoundError
from tracker.ledger.postgres.faults import in_our_words

errors = psycopg.errors


@pytest.mark.parametrize(
    ("problem", "ours", "said"),
    [
        (errors.LockNotAvailable("x"), BusyError, "for 30 seconds"),
        (errors.DeadlockDetected("x"), BusyError, "try again"),
        (errors.ReadOnlySqlTransaction("x"), StorageError, "takes no writing"),
        (errors.DiskFull("x"), StorageError, "no room"),
        (errors.TooManyConnections("x"), StorageError, "no room"),
        (errors.InsufficientPrivilege("x"), StorageError, "refuses this role"),
        (errors.InvalidPassword("x"), StorageError, "refuses this role"),
        (errors.AdminShutdown("x"), StorageError, "not to be reached"),
        (errors.ConnectionFailure("x"), StorageError, "not to be reached"),
        (psycopg.OperationalError("connection failed: x\ny"), StorageError, r"reached \(x\)"),
        (errors.UndefinedTable("x"), UnsoundError, "not as this program made it"),
        (errors.DataCorrupted("x"), UnsoundError, "not as this program made it"),
        (errors.RaiseException("append-only: x"), UnsoundError, "append-only: x"),
        (errors.UniqueViolation("x"), UnsoundError, "not as this program made it"),
        (errors.InvalidCatalogName("x"), NotFoundError, "an administrator creates it"),
        (errors.QueryCanceled("x"), StorageError, "the server refuses"),
    ],
)
def test_the_server_is_quoted_in_our_words(
    problem: psycopg.Error, ours: type[TrackerError], said: str
) -> None:
    with pytest.raises(ours, match=said) as refused, in_our_words("desk", 30):
        raise problem

    assert "desk" in str(refused.value)
    assert refused.value.__cause__ is problem


def test_mistakes_of_our_own_are_left_alone() -> None:
    with pytest.raises(psycopg.ProgrammingError, match="placeholders"), in_our_words("desk", 30):
        raise psycopg.ProgrammingError("the query has 0 placeholders but 1 parameters were passed")
