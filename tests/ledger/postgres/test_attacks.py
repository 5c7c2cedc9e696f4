"""Whatever could rewrite a ledger on a server, tried as the role that the application has."""

import json
from typing import Any

import psycopg
import pytest

from tests.ledger.builders import a_claim
from tests.ledger.postgres.conftest import OnServer
from tracker.ledger import Head, seal
from tracker.ledger.columns import claim_row
from tracker.ledger.names import TABLES, columns_of
from tracker.ledger.postgres.functions import TRIGGERS

NotOwnError = psycopg.errors.InsufficientPrivilege
NOT_ALLOWED = "42501"
ON_TABLES = {
    "update": "UPDATE {table} SET {column} = {column}",
    "update of nothing": "UPDATE {table} SET {column} = {column} WHERE false",
    "delete": "DELETE FROM {table}",
    "truncate": "TRUNCATE {table}",
    "truncate all": "TRUNCATE {table} CASCADE",
    "insert": "INSERT INTO {table} SELECT * FROM {table}",
    "upsert": "INSERT INTO {table} SELECT * FROM {table} ON CONFLICT ({key}) DO UPDATE "
    "SET {column} = excluded.{column}",
    "merge": "MERGE INTO {table} t USING {table} s ON t.{key} = s.{key} WHEN MATCHED THEN DELETE",
    "copy": "COPY {table} FROM PROGRAM 'true'",
    "lock": "BEGIN; LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE",
    "lock rows": "SELECT * FROM {table} FOR UPDATE",
    "disable triggers": "ALTER TABLE {table} DISABLE TRIGGER USER",
    "disable all triggers": "ALTER TABLE {table} DISABLE TRIGGER ALL",
    "add a trigger": "CREATE TRIGGER t BEFORE INSERT ON {table} EXECUTE FUNCTION refuse_change()",
    "add a rule": "CREATE RULE r AS ON INSERT TO {table} DO INSTEAD NOTHING",
    "add a column": "ALTER TABLE {table} ADD COLUMN victim text",
    "change a type": "ALTER TABLE {table} ALTER COLUMN {column} TYPE text USING 'x'",
    "rename": "ALTER TABLE {table} RENAME TO other",
    "move": "ALTER TABLE {table} SET SCHEMA public",
    "not logged": "ALTER TABLE {table} SET UNLOGGED",
    "inherit": "CREATE TABLE pg_temp.heir () INHERITS ({table})",
    "own": "ALTER TABLE {table} OWNER TO CURRENT_USER",
    "drop": "DROP TABLE {table} CASCADE",
    "index": "CREATE INDEX ON {table} ({key})",
}
ELSEWHERE = {
    "become the owner": "SET ROLE casualty_ledger_owner",
    "log in as the owner": "SET SESSION AUTHORIZATION casualty_ledger_owner",
    "become a member": "GRANT casualty_ledger_owner TO CURRENT_USER",
    "make a role": "CREATE ROLE helper",
    "act as a replica": "SET session_replication_role = replica",
    "replace the function": "CREATE OR REPLACE FUNCTION append_batch(json, json, json, json, json) "
    "RETURNS void LANGUAGE sql AS ''",
    "alter the function": "ALTER FUNCTION append_batch RESET ALL",
    "drop the function": "DROP FUNCTION append_batch",
    "drop a guard's function": "DROP FUNCTION refuse_change CASCADE",
    "add to the schema": "CREATE TABLE casualty_ledger.notes (text text)",
    "drop the schema": "DROP SCHEMA casualty_ledger CASCADE",
    "forge the mark": "COMMENT ON SCHEMA casualty_ledger IS 'casualty-tracker ledger, format 9'",
    "run on events": "CREATE EVENT TRIGGER e ON ddl_command_start EXECUTE FUNCTION refuse_change()",
    "change settings": "ALTER SYSTEM SET fsync = off",
}


def state(on_server: OnServer) -> list[list[tuple[Any, ...]]]:
    return [on_server.rows(f"SELECT * FROM {table} ORDER BY 1") for table in TABLES]


@pytest.mark.parametrize("attack", ON_TABLES)
@pytest.mark.parametrize("table", TABLES)
def test_the_application_may_do_nothing_to_a_table(kept: OnServer, table: str, attack: str) -> None:
    key, column = columns_of(table)[:2]
    before = state(kept)

    refusal = kept.refusal_of(ON_TABLES[attack].format(table=table, key=key, column=column))

    assert refusal.sqlstate == NOT_ALLOWED, refusal
    assert state(kept) == before


@pytest.mark.parametrize("attack", ELSEWHERE)
def test_the_application_may_do_nothing_around_the_tables(kept: OnServer, attack: str) -> None:
    refusal = kept.refusal_of(ELSEWHERE[attack])

    assert refusal.sqlstate == NOT_ALLOWED, refusal
    assert kept.ledger.verify().problems == ()


def test_the_application_cannot_let_others_in(kept: OnServer) -> None:
    rights = "SELECT relname, relacl::text FROM pg_class WHERE relname IN ('entry', 'claim')"
    before = kept.rows(rights)

    with kept.server.connected(kept.name, "app") as connection:
        connection.execute("GRANT ALL ON ALL TABLES IN SCHEMA casualty_ledger TO PUBLIC")

    assert kept.rows(rights) == before


def test_the_application_cannot_drop_the_database(kept: OnServer) -> None:
    elsewhere = kept.server.admin.database or ""
    with kept.server.connected(elsewhere, "app") as connection, pytest.raises(NotOwnError):
        connection.execute(f"DROP DATABASE {kept.name}".encode())


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("attack", ["update", "delete", "truncate", "upsert", "merge"])
@pytest.mark.parametrize("replica", ["origin", "replica"])
def test_even_a_superuser_meets_the_triggers(
    kept: OnServer, table: str, attack: str, replica: str
) -> None:
    key, column = columns_of(table)[:2]
    before = state(kept)

    with kept.server.connected(kept.name) as connection:
        connection.execute(f"SET session_replication_role = {replica}".encode())
        with pytest.raises(psycopg.errors.RaiseException, match="append-only"):
            statement = ON_TABLES[attack].format(table=table, key=key, column=column)
            connection.execute(statement.encode())

    assert state(kept) == before


def test_temporary_tables_and_functions_cannot_pose_as_ours(on_server: OnServer) -> None:
    refusal = on_server.refusal_of(
        "SET search_path = pg_temp, casualty_ledger",
        "CREATE TEMP TABLE entry AS SELECT * FROM casualty_ledger.entry WHERE false",
        "CREATE TEMP TABLE batch AS SELECT * FROM casualty_ledger.batch WHERE false",
        "CREATE FUNCTION pg_temp.sha256(bytea) RETURNS bytea LANGUAGE sql AS 'SELECT $1'",
        call(entries=[an_entry(1, 0)], claims=[a_row(1, 0)]),
    )

    assert '"entry_pkey"' in str(refusal)
    assert on_server.ledger.head().size == 6


NOW = "%NOW%"


def an_entry(seq: int, number: int, **other: Any) -> dict[str, Any]:
    """An entry as append_batch() takes it; the moment is the server's."""
    sealed = seal(a_claim(number))
    plain = {
        "seq": seq,
        "recorded_us": NOW,
        "recorded_by": "somebody",
        "batch": 3,
        "kind": "claim",
        "content": sealed.content.decode(),
        "content_hash": sealed.digest.hex(),
    }
    return {**plain, **other}


def a_row(seq: int, number: int) -> dict[str, Any]:
    sealed = seal(a_claim(number))
    row = claim_row(seq, a_claim(number), sealed.digest)
    return dict(zip(columns_of("claim"), row, strict=True))


def call(entries: list[dict[str, Any]], claims: list[dict[str, Any]], moment: str = "0") -> str:
    """A call of append_batch() by hand, at so many µs from now."""
    told = json.dumps(entries).replace("'", "''")
    now = f"((extract(epoch FROM clock_timestamp()) * 1000000)::bigint + {moment})::text"
    rows = json.dumps(claims).replace("'", "''")
    return (
        f"SELECT append_batch(replace('{told}', '\"{NOW}\"', {now})::json, '[]', '[]', "
        f"'{rows}'::json, NULL)"
    )


HOUR_US = 3_600_000_000


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (call([an_entry(8, 9)], [a_row(8, 9)]), "out of line"),  # one is left out
        (call([an_entry(6, 9)], [a_row(6, 9)]), "duplicate key"),
        (call([an_entry(7, 9, batch=2)], [a_row(7, 9)]), "out of line"),
        (call([an_entry(7, 9, content_hash="00" * 32)], [a_row(7, 9)]), "out of line"),
        (call([an_entry(7, 9)], [a_row(7, 9)], f"{HOUR_US}"), "out of line"),
        (call([an_entry(7, 9)], [a_row(7, 9)], f"-{HOUR_US}"), "out of line"),
        (call([an_entry(7, 9, recorded_us=1)], [a_row(7, 9)]), "out of line"),
        (call([an_entry(7, 9), an_entry(8, 10)], [a_row(7, 9), a_row(8, 10)]), "out of line"),
        (call([an_entry(7, 9)], []), "do not fit"),
        (call([an_entry(7, 9)], [a_row(7, 9), a_row(8, 10)]), "do not fit"),
        (call([an_entry(7, 9, kind="source")], [a_row(7, 9)]), "do not fit"),
        (call([an_entry(7, 9, kind="rumour")], []), "of no kind"),
        (call([], [a_row(7, 9)]), "out of line"),
        (call([an_entry(7, 9)], [a_row(7, 9)]), "belong to no batch"),
        (call([an_entry(None, 9)], [a_row(7, 9)]), "null value"),  # type: ignore[arg-type]
    ],
)
def test_the_function_takes_nothing_out_of_line(kept: OnServer, wrong: str, said: str) -> None:
    before = kept.ledger.head()

    assert said in str(kept.refusal_of(wrong))

    assert kept.ledger.head() == before == Head(6, before.root)
    assert len(kept.rows("SELECT 1 FROM entry")) == 6


def test_a_moment_just_after_an_old_entry_is_not_now(on_server: OnServer) -> None:
    shift = f"UPDATE entry SET recorded_us = recorded_us - {HOUR_US}"
    on_server.server.tampered(on_server.name, shift)
    last = on_server.rows("SELECT max(recorded_us) FROM entry")[0][0]

    forged = call([an_entry(7, 9, recorded_us=last + 1)], [a_row(7, 9)])

    assert "out of line" in str(on_server.refusal_of(forged))


@pytest.mark.parametrize(
    "changed",
    [
        {"number": 4},
        {"first_seq": 6},
        {"size": 8},
        {"frontier": "00"},
        {"root": "no root"},
    ],
)
def test_a_batch_that_does_not_fit_its_entries_is_refused(
    kept: OnServer, changed: dict[str, Any]
) -> None:
    batch = {
        "number": 3,
        "first_seq": 7,
        "size": 7,
        "frontier": "00" * 96,
        "root": "0" * 64,
        "recorded_by": "",
        **changed,
    }
    close = f"SELECT append_batch(NULL, NULL, NULL, NULL, '{json.dumps(batch)}')"

    refusal = kept.refusal_of("BEGIN", call([an_entry(7, 9)], [a_row(7, 9)]), close)

    assert "does not fit its entries" in str(refusal)


def test_every_guard_fires_always(kept: OnServer) -> None:
    found = kept.rows("SELECT tgname, tgenabled::text FROM pg_trigger WHERE NOT tgisinternal")

    assert dict(found) == dict.fromkeys(TRIGGERS, "A")
