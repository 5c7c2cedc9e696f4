"""Whether the tables, indexes and triggers are those of a ledger fresh from this program."""

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

from tracker.ledger.database import Raw
from tracker.ledger.names import TABLES
from tracker.ledger.problem import Problem
from tracker.ledger.schema import open_schema, triggers_found
from tracker.ledger.sqlite_file import SqliteFile
from tracker.ledger.triggers import TRIGGERS

Shape: TypeAlias = tuple[Any, ...]
Row: TypeAlias = tuple[Any, Any, Any, Any]
_ODD = re.compile(r"[^\t\n -~]")


def schema_problems(connection: Raw) -> Iterator[Problem]:
    """Tables, columns, references and indexes that are missing, altered or not ours."""
    fresh = SqliteFile(None, busy_timeout_ms=0)
    try:
        open_schema(fresh, create=True)
        with fresh.reading() as model:
            expected = {table: _shape(model, table) for table in TABLES}
            listed = _listed(model)
    finally:
        fresh.close()
    rows = connection.execute("SELECT name, type FROM sqlite_master")
    things = {str(name): kind for name, kind in rows}  # A damaged name may be of any type.
    for table in TABLES:
        if things.get(table) != "table":
            yield Problem("schema", None, f"the table {table} is missing")
        elif _shape(connection, table) != expected[table]:
            yield Problem("schema", None, f"the table {table} or its indexes have been altered")
    for name, row in _listed(connection).items():
        if name in listed and _is_touched(row, listed[name]):
            yield Problem("schema", None, f"how the file describes {name} has been altered")
    for name, kind in things.items():
        if kind != "trigger" and name not in listed and not name.startswith("sqlite_"):
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


def _listed(connection: Raw) -> dict[str, Row]:
    """What the file says of every table, index and trigger, by name: (type, table, root page where
    it has none of its own, SQL)."""
    rows = connection.execute("SELECT type, name, tbl_name, rootpage, sql FROM sqlite_master")
    return {
        name: (kind, table, page if kind == "trigger" else None, sql or "")
        for kind, name, table, page, sql in rows
    }


def _is_touched(found: Row, expected: Row) -> bool:
    """Whether a description means the same and yet is not what a program of ours writes: letters
    of another case, odd blanks. Other words are left to `_shape`, since another version of
    SQLAlchemy may choose others."""
    if found[:3] != expected[:3] or _ODD.search(str(found[3])):
        return True
    words, meant = (" ".join(str(sql).split()) for sql in (found[3], expected[3]))
    return words != meant and words.lower() == meant.lower()


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
