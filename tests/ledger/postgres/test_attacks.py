"""Whatever could rewrite a ledger on a server, tried as the role that the application has."""

from typing import Any

import psycopg
import pytest

from tests.ledger.builders import a_claim
from tests.ledger.postgres.by_hand import ByHand, hand_over
from tests.ledger.postgres.conftest import OnServer
from tracker.ledger import Head
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
    by_hand = ByHand(on_server, a_claim(9))
    by_hand.given["claim"] = [1]

    refusal = on_server.refusal_of(
        "SET search_path = pg_temp, casualty_ledger",
        "CREATE TEMP TABLE entry AS SELECT * FROM casualty_ledger.entry WHERE false",
        "CREATE TEMP TABLE batch AS SELECT * FROM casualty_ledger.batch WHERE false",
        "CREATE FUNCTION pg_temp.sha256(bytea) RETURNS bytea LANGUAGE sql AS 'SELECT $1'",
        by_hand.append,
    )

    assert '"entry_pkey"' in str(refusal)
    assert on_server.ledger.head().size == 6


HOUR_US = 3_600_000_000
OUT_OF_LINE = "out of line"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"claim": [8, 9]}, OUT_OF_LINE),  # one is left out
        ({"claim": [7, 9]}, OUT_OF_LINE),
        ({"claim": [0, 7]}, OUT_OF_LINE),
        ({"claim": [-1, 8]}, OUT_OF_LINE),
        ({"claim": [6, 7]}, "duplicate key"),
        ({"claim": [7, 7]}, "duplicate key"),
        ({"claim": [7, None]}, "null value"),
        ({"claim": [7]}, "null value"),  # a content without a number
        ({"claim": [7, 8, 9]}, "null value"),  # a number without a content
        ({"claim": [7, "8 OR 1"]}, "invalid input"),
        ({"claim": []}, OUT_OF_LINE),
        ({"claim": None}, OUT_OF_LINE),
        ({"source": [7, 8], "claim": []}, "null value"),
        ({"incident": [7, 8], "claim": []}, "null value"),
        ({"incident": [9]}, "null value"),
        ({"first_us": None}, OUT_OF_LINE),
        ({"first_us": 1}, OUT_OF_LINE),
        ({"first_us": "infinity"}, "invalid input"),
        ({}, "belong to no batch"),
    ],
)
def test_the_function_takes_nothing_out_of_line(
    kept: OnServer, changed: dict[str, Any], said: str
) -> None:
    before = kept.ledger.head()
    by_hand = ByHand(kept, a_claim(9), a_claim(10))
    by_hand.given |= changed

    assert said in str(kept.refusal_of(by_hand.append))

    assert kept.ledger.head() == before == Head(6, before.root)
    assert len(kept.rows("SELECT 1 FROM entry")) == 6


@pytest.mark.parametrize("shift_us", [HOUR_US, -HOUR_US, 60_000_000, -61_000_000])
def test_the_moment_is_now(kept: OnServer, shift_us: int) -> None:
    by_hand = ByHand(kept, a_claim(9))
    by_hand.given["first_us"] += shift_us

    assert OUT_OF_LINE in str(kept.refusal_of("BEGIN", by_hand.append))


def test_a_moment_just_after_an_old_entry_is_not_now(on_server: OnServer) -> None:
    shift = f"UPDATE entry SET recorded_us = recorded_us - {HOUR_US}"
    on_server.server.tampered(on_server.name, shift)
    by_hand = ByHand(on_server, a_claim(9))
    by_hand.given["first_us"] = on_server.rows("SELECT max(recorded_us) FROM entry")[0][0] + 1

    assert OUT_OF_LINE in str(on_server.refusal_of("BEGIN", by_hand.append))


def test_a_second_call_goes_on_from_the_first(kept: OnServer) -> None:
    first, second = ByHand(kept, a_claim(9)), ByHand(kept, a_claim(10))
    second.given |= {"claim": [8], "first_us": first.given["first_us"]}

    assert OUT_OF_LINE in str(kept.refusal_of("BEGIN", first.append, second.append))


@pytest.mark.parametrize("root", ["", "no root", "0" * 64, 7, "true", "older"])
def test_a_batch_with_another_root_than_its_entries_is_refused(kept: OnServer, root: str) -> None:
    before = kept.ledger.head()
    by_hand = ByHand(kept, a_claim(9))
    false = by_hand.close(before.root if root == "older" else root)

    refusal = kept.refusal_of("BEGIN", by_hand.append, false)

    assert "the root is not that of the entries" in str(refusal)
    assert kept.ledger.head() == before


def test_a_batch_of_nothing_is_refused(kept: OnServer) -> None:
    by_hand = ByHand(kept, a_claim(9))

    for statements in (
        (by_hand.close(kept.ledger.head().root),),
        ("BEGIN", by_hand.append, by_hand.close(), by_hand.close()),
    ):
        assert "does not fit its entries" in str(kept.refusal_of(*statements))


def test_a_batch_has_one_recorder(kept: OnServer) -> None:
    first, second = ByHand(kept, a_claim(9)), ByHand(kept, a_claim(10))
    second.given |= {
        "claim": [8],
        "recorded_by": "another",
        "first_us": first.given["first_us"] + 1,
    }
    both = ByHand(kept, a_claim(9), a_claim(10))
    both.given["first_us"] = first.given["first_us"]

    refusal = kept.refusal_of("BEGIN", first.append, second.append, both.close())

    assert "does not fit its entries" in str(refusal)


@pytest.mark.parametrize("count", [1, 2, 3, 7, 8, 70])
def test_the_server_comes_to_the_same_root_from_any_size(on_server: OnServer, count: int) -> None:
    for start in range(0, 3 * count, count):
        values = [a_claim(100 + number) for number in range(start, start + count)]
        hand_over(on_server, *ByHand(on_server, *values).statements())

    assert on_server.problems() == set()
    assert on_server.ledger.head().size == 6 + 3 * count


def test_every_guard_fires_always(kept: OnServer) -> None:
    found = kept.rows("SELECT tgname, tgenabled::text FROM pg_trigger WHERE NOT tgisinternal")

    assert dict(found) == dict.fromkeys(TRIGGERS, "A")
