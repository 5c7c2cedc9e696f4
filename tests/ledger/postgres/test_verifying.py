"""Tampering by somebody who owns the server, and what verify says of it."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.ledger.builders import a_claim, record
from tests.ledger.postgres.conftest import OnServer
from tracker.errors import UnsoundError
from tracker.ledger import Ledger, Problem
from tracker.ledger.check_entries import entry_problems
from tracker.ledger.postgres.functions import TRIGGERS

NO = None


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE claim SET low = 400 WHERE seq = 5", {("columns", 5)}),
        ("UPDATE claim SET id60 = 0 WHERE seq = 6", {("columns", 6)}),
        ("UPDATE claim SET qualifier = 'nonsense' WHERE seq = 6", {("columns", 6)}),
        ("UPDATE incident SET title = 'x'", {("columns", 1)}),
        ("UPDATE source SET aliases = 'no json' WHERE seq = 2", {("columns", 2)}),
        ("DELETE FROM claim WHERE seq = 6", {("missing_row", 6)}),
        (
            "INSERT INTO source SELECT 99, slug, name, kind, affiliation, speaks_for, reliability,"
            " aliases, merged_into, revises FROM source WHERE seq = 2",
            {("extra_row", 99)},
        ),
        ("UPDATE entry SET content = 'x' WHERE seq = 6", {("hash", 6), ("content", 6)}),
        ("UPDATE entry SET content_hash = 'x' WHERE seq = 6", {("hash", 6), ("root", 5)}),
        ("UPDATE entry SET recorded_us = recorded_us + 1 WHERE seq = 6", {("root", 5)}),
        ("UPDATE entry SET recorded_us = 1 WHERE seq = 6", {("time", 6), ("root", 5)}),
        ("UPDATE entry SET kind = 'rumour' WHERE seq = 6", {("kind", 6), ("extra_row", 6)}),
        ("UPDATE entry SET seq = 60 WHERE seq = 6", {("sequence", 60), ("missing_row", 60)}),
        ("DELETE FROM entry WHERE seq = 4; DELETE FROM source WHERE seq = 4", {("sequence", 5)}),
        ("UPDATE batch SET root = 'x' WHERE number = 2", {("root", 5)}),
        ("UPDATE batch SET frontier = '' WHERE number = 2", {("root", 5)}),
        ("DELETE FROM batch WHERE number = 2", {("root", 5)}),
        ("CREATE TABLE notes (text text)", {("schema", NO)}),
        ("CREATE VIEW ours AS SELECT 1", {("schema", NO)}),
        ("DROP INDEX claim_by_id60", {("schema", NO)}),
        ("ALTER TABLE claim ADD COLUMN victim text", {("schema", NO)}),
        ("ALTER TABLE claim ALTER COLUMN note DROP NOT NULL", {("schema", NO)}),
        ('ALTER TABLE claim ALTER COLUMN note TYPE text COLLATE "default"', {("schema", NO)}),
        ("ALTER TABLE claim SET UNLOGGED", {("schema", NO)}),
        ("ALTER TABLE claim OWNER TO CURRENT_USER", {("schema", NO)}),
        ("CREATE RULE r AS ON INSERT TO claim DO INSTEAD NOTHING", {("schema", NO)}),
        ("ALTER TABLE claim ENABLE ROW LEVEL SECURITY", {("schema", NO)}),
        ("ALTER TABLE claim ADD CONSTRAINT small CHECK (low < 500)", {("schema", NO)}),
        ("GRANT INSERT ON entry TO {app}", {("schema", NO)}),
        ("GRANT TRUNCATE ON entry TO PUBLIC", {("schema", NO)}),
        ("GRANT casualty_ledger_owner TO {app}", {("schema", NO)}),
        ("DROP TABLE batch CASCADE", {("schema", NO), ("trigger", NO), ("database", NO)}),
    ],
)
def test_each_kind_of_tampering_is_found_where_it_is(
    on_server: OnServer, statement: str, expected: set[tuple[str, int | None]]
) -> None:
    statement = statement.format(app=on_server.server.app_role)
    if "DROP TABLE" in statement:
        on_server.run(f"{statement}")
    else:
        on_server.server.tampered(on_server.name, statement)

    found = on_server.problems()

    on_server.run(f"REVOKE casualty_ledger_owner FROM {on_server.server.app_role}")
    assert expected <= found


RIGHTS = {
    "GRANT INSERT (seq, low) ON claim TO {app}": "may write to the tables past append_batch()",
    "GRANT UPDATE (wording) ON claim TO {app}": "may write to the tables past append_batch()",
    "GRANT UPDATE (wording) ON claim TO {other}": "may write to claim past append_batch()",
    "GRANT REFERENCES ON claim TO {other}": "may write to claim past append_batch()",
    "GRANT casualty_ledger_owner TO {app} WITH INHERIT FALSE, SET TRUE": "member of the owner",
    "GRANT casualty_ledger_owner TO {app} WITH ADMIN TRUE, SET FALSE": "of the owner",
    "GRANT casualty_ledger_owner TO {other} WITH INHERIT FALSE, SET TRUE": "act as the ledger's",
    "GRANT {boss} TO {app}": "a member of a role that may",
    "ALTER ROLE {app} SUPERUSER": "is a superuser",
    "ALTER ROLE {app} CREATEROLE": "may create roles",
    "ALTER ROLE {app} REPLICATION": "replicate",
    "GRANT {app} TO {other}; ALTER ROLE {other} CREATEROLE": "may create roles",
    "GRANT pg_execute_server_program TO {app}": "may write everywhere",
    "GRANT SET ON PARAMETER session_replication_role TO {app}": "may change settings of the server",
    "GRANT CREATE ON DATABASE {database} TO {app}": "may create things in the database",
    "ALTER DATABASE {database} OWNER TO {app}": "owns the database",
    "GRANT CREATE ON SCHEMA casualty_ledger TO {app}": "create things in the schema",
    "GRANT CREATE ON SCHEMA casualty_ledger TO {other}": "create things in the schema",
    "ALTER SCHEMA casualty_ledger OWNER TO {app}": "the schema belongs to",
    "ALTER ROLE casualty_ledger_owner LOGIN": "can log in",
    "GRANT MAINTAIN ON claim TO {app}": "may lock the tables against everybody (MAINTAIN)",
    "GRANT MAINTAIN ON entry TO {other}": "may lock the tables against everybody (MAINTAIN)",
    "GRANT EXECUTE ON FUNCTION append_batch TO PUBLIC": "every role of the server may call",
    "CREATE DOMAIN casualty_ledger.bigint2 AS bigint": "type bigint2",
    "CREATE OPERATOR casualty_ledger.<= (leftarg = bigint, rightarg = int, "
    "function = pg_catalog.int84le)": "operator casualty_ledger.<=(bigint,integer)",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA casualty_ledger GRANT INSERT ON TABLES TO {app}": "default",
    "CREATE FUNCTION public.et() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'; "
    "CREATE EVENT TRIGGER et ON ddl_command_start EXECUTE FUNCTION public.et()": "event trigger et",
}
"""What an administrator may have given away, and what the desk's own verify says of it."""
UNDONE = (
    "ALTER ROLE {app} NOSUPERUSER NOCREATEROLE NOREPLICATION",
    "ALTER ROLE casualty_ledger_owner NOLOGIN",
    "REVOKE casualty_ledger_owner, pg_execute_server_program FROM {app}",
    "REVOKE SET ON PARAMETER session_replication_role FROM {app}",
    "ALTER DATABASE {database} OWNER TO CURRENT_USER",
    "DROP OWNED BY {other}, {boss}",
    "DROP ROLE {other}, {boss}",
)


@pytest.mark.parametrize("statement", RIGHTS)
def test_rights_that_go_past_the_guards_are_found_by_the_desk_itself(
    on_server: OnServer, statement: str
) -> None:
    on_server.server.skip_unless_known(statement)
    app = on_server.server.app_role
    names = {"app": app, "other": f"{app}_o", "boss": f"{app}_b", "database": on_server.name}
    on_server.run("CREATE ROLE {other}; CREATE ROLE {boss} SUPERUSER".format(**names))
    try:
        on_server.run(statement.format(**names))

        said = [problem.message for problem in on_server.ledger.verify().problems]
    finally:
        for undo in UNDONE:
            on_server.run(undo.format(**names))

    assert any(RIGHTS[statement] in message for message in said), said


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE claim DISABLE TRIGGER claim_no_change",
        "ALTER TABLE claim ENABLE TRIGGER claim_no_change",
        "DROP TRIGGER entry_no_truncate ON entry",
        "DROP TRIGGER entry_in_batch ON entry",
        "ALTER TRIGGER entry_no_truncate ON entry RENAME TO other",
        "CREATE TRIGGER other BEFORE INSERT ON claim EXECUTE FUNCTION refuse_change()",
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "'BEGIN RETURN NEW; END'",
        "ALTER FUNCTION append_batch SECURITY INVOKER",
        "ALTER FUNCTION append_batch RESET search_path",
        "ALTER FUNCTION append_batch OWNER TO CURRENT_USER",
        "CREATE FUNCTION append_batch(text) RETURNS void LANGUAGE sql AS ''",
        "CREATE FUNCTION other() RETURNS void LANGUAGE sql AS ''",
    ],
)
def test_altered_guards_are_found_and_nothing_more_is_recorded(
    on_server: OnServer, statement: str
) -> None:
    on_server.run(f"{statement}")

    assert ("trigger", None) in on_server.problems()
    with pytest.raises(UnsoundError, match="triggers that guard"):
        record(on_server.ledger, a_claim(3))


def test_a_guard_that_calls_a_namesake_of_its_function_is_found(on_server: OnServer) -> None:
    """The server writes the text of such a trigger just like that of ours."""
    name, (table, text) = "entry_in_batch", TRIGGERS["entry_in_batch"]
    on_server.run(
        "CREATE FUNCTION pg_catalog.refuse_unclosed() RETURNS trigger LANGUAGE plpgsql AS "
        f"'BEGIN RETURN NULL; END'; DROP TRIGGER {name} ON {table}; "
        f"{text.replace('FUNCTION ', 'FUNCTION pg_catalog.')}; "
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}"
    )

    assert ("trigger", None) in on_server.problems()


def test_switched_off_guards_let_a_superuser_through_and_that_is_found(on_server: OnServer) -> None:
    on_server.run("ALTER TABLE claim DISABLE TRIGGER USER")
    superuser = Ledger.open(on_server.server.as_admin(on_server.name))
    said = [problem.message for problem in superuser.verify().problems]
    superuser.close()

    assert "UPDATE of a row of claim is not refused" in said
    assert "TRUNCATE of a row of claim is not refused" in said
    assert on_server.ledger.head().size == 6
    assert len(on_server.rows("SELECT 1 FROM claim")) == 2


def test_a_superuser_may_verify_and_finds_nothing(on_server: OnServer) -> None:
    superuser = Ledger.open(on_server.server.as_admin(on_server.name))

    assert superuser.verify().problems == ()
    superuser.close()


def test_a_desk_that_holds_the_writers_lock_hides_nothing_that_is_wrong(
    on_server: OnServer,
) -> None:
    other = Ledger.open(on_server.server.as_app(on_server.name), busy_timeout_ms=10)
    with on_server.server.connected(on_server.name, "app") as desk:
        desk.execute("BEGIN")
        desk.execute("SELECT pg_advisory_xact_lock(1128354644, 1)")
        held_up = other.verify()
        on_server.server.tampered(on_server.name, "UPDATE claim SET low = 9 WHERE seq = 6")
        found = other.verify()
    other.close()

    assert (held_up.ok, held_up.problems, held_up.size) == (False, (), 6)
    assert [(one.kind, one.entry) for one in found.problems] == [("columns", 6)]
    assert "has been writing" in found.unchecked[0]


def test_a_desk_that_ends_others_sessions_hides_nothing_that_was_found(
    on_server: OnServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "

    def cut_off(*given: Any) -> Iterator[Problem]:
        yield from entry_problems(*given)
        with on_server.ledger._database.reading() as connection:
            with on_server.server.connected(on_server.name, "app") as desk:
                desk.execute(f"{end} AND usename = current_user".encode())
            connection.execute("SELECT 1")

    on_server.server.tampered(on_server.name, "UPDATE claim SET low = 9 WHERE seq = 6")
    monkeypatch.setattr("tracker.ledger.verification.entry_problems", cut_off)
    told = on_server.ledger.verify()

    assert [(one.kind, one.entry) for one in told.problems] == [("columns", 6)]
    assert "the server is not to be reached" in told.unchecked[0]
