"""Making a ledger on a server, and who is let in."""

from collections.abc import Iterator
from hashlib import sha256
from threading import Timer

import pytest

from tests.ledger.builders import RECORDS, record
from tests.servers import Server
from tracker.errors import BusyError, NotFoundError, OptionError, StorageError, UnsoundError
from tracker.ledger import Ledger
from tracker.ledger.founding import found_ledger
from tracker.ledger.postgres.functions import FUNCTIONS, TRIGGERS
from tracker.ledger.postgres.names import LOCK
from tracker.ledger.schema import SCHEMA_VERSION

OF_FORMAT_1 = "0c5771ce39ab20c26ce068834c4abe271a4395978295469a070363ed34c28cc2"
"""SHA-256 of everything that makes functions and triggers."""


@pytest.fixture
def empty(server: Server) -> Iterator[str]:
    """A database with nothing in it."""
    name = server.an_empty_database()
    yield name
    server.drop(name)


@pytest.fixture
def role(server: Server) -> Iterator[str]:
    """A role's name that is free; it is removed if it was made."""
    name = f"{server.app_role}_two"
    yield name
    with server.connected(server.admin.database or "postgres") as connection:
        for made in connection.execute(
            f"SELECT rolname FROM pg_roles WHERE rolname LIKE '{name}%'"
        ):
            connection.execute(f"DROP OWNED BY {made[0]}; DROP ROLE {made[0]}".encode())


def test_a_ledger_and_its_roles_are_made_once(server: Server, empty: str, role: str) -> None:
    first = found_ledger(server.as_admin(empty), app_role=role)
    second = found_ledger(server.as_admin(empty), app_role=server.app_role)
    ledger = Ledger.open(server.as_app(empty))
    record(ledger, *RECORDS)

    assert (first.made_ledger, first.made_role) == (True, True)
    assert (second.made_ledger, second.made_role) == (False, False)
    assert ledger.verify().problems == ()
    assert ledger.head().size == 4
    ledger.close()
    server.drop(empty)


def test_who_is_to_be_let_in_waits_for_a_writer_and_not_for_ever(
    server: Server, empty: str
) -> None:
    with server.connected(empty) as writer:
        writer.execute("SELECT pg_advisory_lock(%s, %s)", LOCK)
        release = Timer(0.3, writer.execute, ["SELECT pg_advisory_unlock_all()"])
        release.start()

        with pytest.raises(BusyError):
            found_ledger(server.as_admin(empty), app_role=server.app_role, busy_timeout_ms=50)
        release.join()
        found_ledger(server.as_admin(empty), app_role=server.app_role, busy_timeout_ms=50)


def test_an_administrator_who_is_no_superuser_makes_one(
    server: Server, empty: str, role: str
) -> None:
    with server.connected(empty) as connection:
        connection.execute(f"CREATE ROLE {role} LOGIN CREATEROLE PASSWORD 'x'".encode())
        connection.execute(f"GRANT CREATE ON DATABASE {empty} TO {role}".encode())
        options = "WITH ADMIN TRUE, SET FALSE, INHERIT FALSE"
        options = options if server.version >= 160_000 else "WITH ADMIN OPTION"
        connection.execute(f"GRANT casualty_ledger_owner TO {role} {options}".encode())
    admin = server.admin.set(database=empty, username=role, password="x")  # noqa: S106

    done = found_ledger(admin.render_as_string(hide_password=False), app_role=server.app_role)

    assert done.made_ledger
    ledger = Ledger.open(server.as_app(empty))
    assert ledger.verify().problems == ()
    ledger.close()
    server.drop(empty)


@pytest.mark.parametrize(
    ("power", "said"),
    [
        ("ALTER ROLE {role} SUPERUSER", "superuser"),
        ("ALTER ROLE {role} CREATEROLE", "may create roles"),
        ("ALTER DATABASE {database} OWNER TO {role}", "owns the database"),
        ("GRANT casualty_ledger_owner TO {role}", "member of the owner"),
        ("GRANT pg_write_all_data TO {role}", "write everywhere"),
        ("GRANT pg_execute_server_program TO {role}", "write everywhere"),
        ("GRANT pg_write_server_files TO {role}", "write everywhere"),
        ("GRANT pg_create_subscription TO {role}", "write everywhere"),
        ("GRANT casualty_ledger_owner TO {role} WITH INHERIT FALSE, SET TRUE", "of the owner"),
        ("GRANT casualty_ledger_owner TO {role} WITH ADMIN TRUE, SET FALSE", "of the owner"),
        ("ALTER ROLE {role}_boss SUPERUSER; GRANT {role}_boss TO {role}", "a member of a role"),
        ("ALTER ROLE {role}_boss CREATEROLE; GRANT {role}_boss TO {role}", "a member of a role"),
        ("ALTER ROLE {role}_boss BYPASSRLS; GRANT {role}_boss TO {role}", "a member of a role"),
        ("GRANT pg_write_all_data TO {role}_boss; GRANT {role}_boss TO {role}", "everywhere"),
        ("ALTER DATABASE {database} OWNER TO {role}_boss; GRANT {role}_boss TO {role}", "owns"),
        ("GRANT CREATE ON DATABASE {database} TO {role}", "create things in the database"),
        ("GRANT CREATE ON DATABASE {database} TO PUBLIC", "create things in the database"),
        ("GRANT SET ON PARAMETER session_replication_role TO {role}", "settings"),
        ("GRANT ALTER SYSTEM ON PARAMETER archive_command TO {role}", "settings"),
    ],
)
def test_a_role_that_could_undo_the_guards_is_refused(
    server: Server, empty: str, role: str, power: str, said: str
) -> None:
    server.skip_unless_known(power)
    with server.connected(empty) as connection:
        connection.execute(f"CREATE ROLE {role} LOGIN; CREATE ROLE {role}_boss".encode())
        connection.execute(power.format(role=role, database=empty).encode())

    with pytest.raises(OptionError, match=said):
        found_ledger(server.as_admin(empty), app_role=role)

    with pytest.raises(NotFoundError, match="tracker db init"):
        Ledger.open(server.as_admin(empty))
    server.drop(empty)


def test_a_new_role_is_refused_what_everybody_may(server: Server, empty: str, role: str) -> None:
    server.run(empty, f"GRANT CREATE ON DATABASE {empty} TO PUBLIC")

    with pytest.raises(OptionError, match="create things in the database"):
        found_ledger(server.as_admin(empty), app_role=role)


def test_an_ordinary_role_cannot_make_one(server: Server, empty: str) -> None:
    with pytest.raises(StorageError, match="refuses this role"):
        found_ledger(server.as_app(empty), app_role=server.app_role)


def test_names_of_roles_are_taken_literally(server: Server, empty: str) -> None:
    name = f'{server.app_role}"; DROP TABLE claim; --'

    assert found_ledger(server.as_admin(empty), app_role=name).made_role

    with server.connected(empty) as connection:
        assert connection.execute("SELECT count(*) FROM claim").fetchall() == [(0,)]
    server.drop(empty)
    with server.connected(server.admin.database or "postgres") as connection:
        quoted = name.replace('"', '""')
        connection.execute(f'DROP ROLE "{quoted}"'.encode())


def test_a_name_that_the_server_would_cut_is_refused(server: Server, empty: str) -> None:
    with pytest.raises(OptionError, match="at most 63 bytes"):
        found_ledger(server.as_admin(empty), app_role="ä" * 32)


def test_a_role_that_is_the_servers_own_is_refused(server: Server, empty: str) -> None:
    with pytest.raises(OptionError, match="'pg_monitor': roles whose names begin with pg_"):
        found_ledger(server.as_admin(empty), app_role="pg_monitor")


def test_a_server_needs_a_role_and_a_file_has_none(server: Server, empty: str) -> None:
    with pytest.raises(OptionError, match="--app-role"):
        found_ledger(server.as_admin(empty))
    with pytest.raises(OptionError, match="no roles"):
        found_ledger("ledger.db", app_role="desk")


def test_an_import_makes_no_ledger_on_a_server(server: Server, empty: str) -> None:
    with pytest.raises(NotFoundError, match="an administrator makes one"):
        Ledger.open(server.as_app(empty), create=True)


def test_somebody_elses_schema_is_refused(server: Server, empty: str) -> None:
    with server.connected(empty) as connection:
        connection.execute("CREATE SCHEMA casualty_ledger")

    for open_or_make in (Ledger.open, lambda url: found_ledger(url, app_role="desk")):
        with pytest.raises(UnsoundError, match="somebody else's"):
            open_or_make(server.as_admin(empty))


def test_a_ledger_of_a_newer_version_is_refused_kindly(server: Server, empty: str) -> None:
    found_ledger(server.as_admin(empty), app_role=server.app_role)
    with server.connected(empty) as connection:
        comment = "COMMENT ON SCHEMA casualty_ledger IS 'casualty-tracker ledger, format 9'"
        connection.execute(comment)

    for open_or_make in (Ledger.open, lambda url: found_ledger(url, app_role=server.app_role)):
        with pytest.raises(UnsoundError, match=r"newer version.*format 9.*update"):
            open_or_make(server.as_admin(empty))
    server.drop(empty)


def test_a_role_that_nobody_let_in_is_told_so(server: Server, empty: str, role: str) -> None:
    found_ledger(server.as_admin(empty), app_role=role)

    with pytest.raises(StorageError, match="not let into the ledger"):
        Ledger.open(server.as_app(empty))
    server.drop(empty)


def test_a_database_that_is_not_there_is_not_found(server: Server) -> None:
    with pytest.raises(NotFoundError, match="an administrator creates it"):
        Ledger.open(server.as_app("no_such_database"))


def test_functions_and_triggers_are_those_of_the_first_format() -> None:
    """A ledger whose functions are others counts as altered and takes nothing more: whoever
    changes them makes a new format with a revision, and pins it here."""
    texts = "\n".join((*FUNCTIONS, *(text for _, text in TRIGGERS.values())))

    assert SCHEMA_VERSION == 1
    assert sha256(texts.encode()).hexdigest() == OF_FORMAT_1


def test_a_server_that_is_too_old_is_refused(
    server: Server, empty: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.ledger.postgres.schema.OLDEST_SERVER", 990_000)

    with pytest.raises(StorageError, match=r"PostgreSQL \d\d is too old; 99 or newer is needed"):
        found_ledger(server.as_admin(empty), app_role=server.app_role)


def test_a_database_of_another_encoding_is_refused(server: Server) -> None:
    name = server.an_empty_database(encoding="LATIN1")

    with pytest.raises(StorageError, match="LATIN1"):
        found_ledger(server.as_admin(name), app_role=server.app_role)
    server.drop(name)
