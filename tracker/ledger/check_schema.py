"""Whether the tables, indexes and triggers are those of a ledger fresh from this program."""

from collections.abc import Iterator
from typing import Any, TypeAlias

from tracker.ledger.database import Raw
from tracker.ledger.names import TABLES
from tracker.ledger.problem import Problem
from tracker.ledger.schema import open_schema, triggers_found
from tracker.ledger.sqlite_file import SqliteFile
from tracker.ledger.triggers import TRIGGERS

Shape: TypeAlias = tuple[Any, ...]


def schema_problems(connection: Raw) -> Iterator[Problem]:
    """Tables, columns, references and indexes that are missing, altered or not ours."""
    fresh = SqliteFile(None, busy_timeout_ms=0)
    try:
        open_schema(fresh, create=True)
        with fresh.reading() as model:
            expected = {table: _shape(model, table) for table in TABLES}
    finally:
        fresh.close()
    things = dict(connection.execute("SELECT name, type FROM sqlite_master"))
    for table in TABLES:
        if things.get(table) != "table":
            yield Problem("schema", None, f"the table {table} is missing")
        elif _shape(connection, table) != expected[table]:
            yield Problem("schema", None, f"the table {table} or its indexes have been altered")
    for name, kind in things.items():
        if kind in ("table", "view") and name not in TABLES and not name.startswith("sqlite_"):
            yield Problem("schema", None, f"there is a {kind} {name!r}, which is not ours")


def trigger_problems(connection: Raw) -> Iterator[Problem]:
    """Triggers that are missing, altered or not ours."""
    found = triggers_found(connection)
    for name, text in TRIGGERS.items():
        if name not in found:
            yield Problem("trigger", None, f"the trigger {name} is missing")
        elif found[name] != text:
            yield Problem("trigger", None, f"the trigger {name} has been altered")
    for name in found.keys() - TRIGGERS.keys():
        yield Problem("trigger", None, f"there is a trigger {name!r}, which is not ours")


def _shape(connection: Raw, table: str) -> Shape:
    """Columns, references and indexes of a table, however their SQL was laid out."""
    indexes = connection.execute(f"PRAGMA index_list({table})").fetchall()
    return (
        connection.execute(f"PRAGMA table_xinfo({table})").fetchall(),
        connection.execute(f"PRAGMA foreign_key_list({table})").fetchall(),
        {
            name: (unique, partial, connection.execute(f'PRAGMA index_xinfo("{name}")').fetchall())
            for _, name, unique, _, partial in indexes
        },
    )
