"""Doing what only the ledger's owner may, as an administrator."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from tracker.errors import StorageError
from tracker.ledger.postgres.connection import PostgresConnection
from tracker.ledger.postgres.faults import reason_of
from tracker.ledger.postgres.names import OWNER

_SUPERUSER = "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"


@contextmanager
def as_owner(connection: PostgresConnection) -> Iterator[None]:
    """Inside, the transaction acts as the owner, a role that cannot log in.

    An administrator who is no superuser is made its member for as long. Raises StorageError
    for whoever may not do that.
    """
    is_superuser = connection.execute(_SUPERUSER).fetchone() == (True,)
    if not is_superuser:
        try:
            connection.execute(f"GRANT {OWNER} TO CURRENT_USER")
        except psycopg.errors.InsufficientPrivilege as refused:
            raise StorageError(
                f"the server refuses this role ({reason_of(refused)}); give the "
                "address of an administrator"
            ) from refused
    connection.execute(f"SET LOCAL ROLE {OWNER}")
    yield  # Not in a finally: after an error the transaction is over, and all of this with it.
    connection.execute("RESET ROLE")
    if not is_superuser:
        connection.execute(f"REVOKE {OWNER} FROM CURRENT_USER")
