"""Every statement that could rewrite a row, tried on every table from outside."""

import sqlite3
from pathlib import Path

import pytest

from tests.ledger.builders import a_claim, a_ledger
from tracker.ledger.names import TABLES, columns_of

ATTACKS = {
    "update": "UPDATE {table} SET {column} = {column}",
    "update one": "UPDATE {table} SET {column} = NULL WHERE {key} IN (1, 2, 5)",
    "update or replace": "UPDATE OR REPLACE {table} SET {key} = {key} + 1",
    "update or ignore": "UPDATE OR IGNORE {table} SET {column} = ''",
    "delete": "DELETE FROM {table}",
    "delete one": "DELETE FROM {table} WHERE {key} = (SELECT MAX({key}) FROM {table})",
    "replace": "REPLACE INTO {table} SELECT * FROM {table}",
    "insert or replace": "INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1",
    "insert or ignore": "INSERT OR IGNORE INTO {table} SELECT * FROM {table}",
    "insert or rollback": "INSERT OR ROLLBACK INTO {table} SELECT * FROM {table}",
    "upsert": "INSERT INTO {table} SELECT * FROM {table} WHERE true "
    "ON CONFLICT ({key}) DO UPDATE SET {column} = excluded.{column}",
    "upsert nothing": "INSERT INTO {table} SELECT * FROM {table} WHERE true ON CONFLICT DO NOTHING",
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("attacks") / "ledger.db"
    a_ledger(a_claim(40), a_claim(41), where=path).close()
    return path


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("recursive", ["ON", "OFF"])
def test_no_statement_rewrites_a_row(path: Path, table: str, attack: str, recursive: str) -> None:
    key, column = columns_of(table)[:2]
    statement = ATTACKS[attack].format(table=table, key=key, column=column)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(f"PRAGMA recursive_triggers = {recursive}")
    before = connection.execute(f"SELECT * FROM {table}").fetchall()

    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(statement)

    assert connection.execute(f"SELECT * FROM {table}").fetchall() == before
    connection.close()


@pytest.mark.parametrize(
    ("seq", "us"),
    [
        ("NULL", "9e18"),
        ("8", "9e18"),  # one is left out
        ("1", "9e18"),
        ("7", "1"),  # before the last one
        ("7", "(SELECT MAX(recorded_us) FROM entry)"),
    ],
)
def test_an_entry_out_of_line_is_refused(path: Path, seq: str, us: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)

    with pytest.raises(sqlite3.IntegrityError, match="append-only: INSERT of entry"):
        connection.execute(f"INSERT INTO entry VALUES ({seq}, {us}, '', 1, 'claim', x'', x'')")

    connection.close()
