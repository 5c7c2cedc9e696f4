"""Whether the tables, indexes and triggers are those of a ledger fresh from this program."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, TypeAlias

from tracker.ledger.database import Raw
from tracker.ledger.definitions import says_the_same
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
    expected, listed = _fresh()
    rows = connection.execute("SELECT name, type FROM sqlite_master")
    things = {str(name): kind for name, kind in rows}  # A damaged name may be of any type.
    altered = set()
    for table in TABLES:
        if things.get(table) != "table":
            yield Problem("schema", None, f"the table {table} is missing")
        elif _shape(connection, table) != expected[table]:
            altered.add(table)
            yield Problem("schema", None, f"the table {table} or its indexes have been altered")
    for name, row in _listed(connection).items():
        if name not in listed:
            continue
        reworded = not (row[1] in altered or row[0] == "trigger" or _is_same(row, listed[name]))
        if reworded or _is_touched(row, listed[name]):
            yield Problem("schema", None, f"how the file describes {name} has been altered")
    for name, kind in things.items():
        if kind != "trigger" and name not in listed and not name.startswith("sqlite_"):
            yield Problem("schema", None, f"there is a {kind} {name!r}, which is not ours")


@cache
def _fresh() -> tuple[Mapping[str, Shape], Mapping[str, Row]]:
    """What a ledger fresh from this program has: the shape of each table, and how its file
    describes everything in it."""
    fresh = SqliteFile(None, busy_timeout_ms=0)
    try:
        open_schema(fresh, create=True)
        with fresh.reading() as connection:
            return {table: _shape(connection, table) for table in TABLES}, _listed(connection)
    finally:
        fresh.close()


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


def _is_same(found: Row, expected: Row) -> bool:
    """Whether a table or an index is described in the same words. Its shape alone would not show
    a CHECK, an ON CONFLICT or a comment."""
    return says_the_same(str(found[3]), str(expected[3]))


def _is_touched(found: Row, expected: Row) -> bool:
    """Whether a description means the same and yet is not what a program of ours writes: letters
    of another case, odd blanks. This holds for triggers and for altered tables too."""
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
