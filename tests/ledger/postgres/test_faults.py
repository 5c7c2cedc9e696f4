"""What a server may say, and which of our refusals it becomes."""

import psycopg
import pytest

from tests.ledger.postgres.conftest import OnServer
from tracker.errors import (
    BusyError,
    NotFoundError,
    OptionError,
    StorageError,
    TrackerError,
    UnreachableError,
    UnsoundError,
)
from tracker.ledger.postgres.faults import in_our_words

errors = psycopg.errors


@pytest.mark.parametrize(
    ("problem", "ours", "said"),
    [
        (errors.LockNotAvailable("x"), BusyError, "for 30 seconds"),
        (errors.DeadlockDetected("x"), BusyError, "try again"),
        (errors.ReadOnlySqlTransaction("x"), StorageError, "takes no writing"),
        (errors.FeatureNotSupported("x during recovery"), StorageError, "takes no writing"),
        (errors.DiskFull("x"), StorageError, "no room"),
        (errors.TooManyConnections("x"), UnreachableError, "not to be reached"),
        (errors.InsufficientPrivilege("x"), StorageError, "refuses this role"),
        (errors.InvalidPassword("x"), StorageError, "refuses this role"),
        (errors.AdminShutdown("x"), UnreachableError, "not to be reached"),
        (errors.CannotConnectNow("x"), UnreachableError, "not to be reached"),
        (errors.ConnectionFailure("x"), UnreachableError, "not to be reached"),
        (psycopg.OperationalError("connection failed: x\ny"), UnreachableError, r"reached \(x\)"),
        (psycopg.InterfaceError("the connection is closed"), UnreachableError, "not to be reached"),
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


@pytest.mark.parametrize(
    ("said", "ours", "code"),
    [
        ('FATAL:  password authentication failed for user "desk"', StorageError, 6),
        ("fe_sendauth: no password supplied", StorageError, 6),
        ('FATAL:  role "desk" does not exist', StorageError, 6),
        ('FATAL:  no pg_hba.conf entry for host "h", user "desk", no encryption', StorageError, 6),
        ('FATAL:  permission denied for database "ledger"', StorageError, 6),
        ("server does not support SSL, but SSL was required", StorageError, 6),
        ("SSL error: certificate verify failed", StorageError, 6),
        ('FATAL:  database "desk" does not exist', NotFoundError, 5),
        ('invalid connection option "x"', OptionError, 2),
        ("Connection refused", UnreachableError, 3),
        ("FATAL:  the database system is starting up", UnreachableError, 3),
        ("FATAL:  sorry, too many clients already", UnreachableError, 3),
        ("connection timeout expired", UnreachableError, 3),
        ("server closed the connection unexpectedly", UnreachableError, 3),
        ("ВАЖНО:  пользователь не прошёл проверку подлинности", UnreachableError, 3),
    ],
)
def test_a_connection_that_does_not_come_about_is_explained(
    said: str, ours: type[TrackerError], code: int
) -> None:
    at = "" if said.startswith("invalid") else 'connection to server at "h", port 1 failed: '
    problem = psycopg.OperationalError(f"connection failed: {at}{said}\n\tsome advice")

    with pytest.raises(ours) as refused, in_our_words("desk", 30):
        raise problem

    assert refused.value.exit_code == code


@pytest.mark.parametrize(
    ("slug", "said"), [("\ud800", "half a character"), ("a\0b", "a zero byte")]
)
def test_what_no_server_can_be_asked_about_is_refused(
    on_server: OnServer, slug: str, said: str
) -> None:
    with pytest.raises(OptionError, match=said):
        on_server.ledger.snapshot(slug)

    assert on_server.ledger.head().size == 6
