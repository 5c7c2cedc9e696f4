"""Whether tables, triggers and functions are those that `founding` made."""

from collections.abc import Iterator
from typing import Any

from tracker.ledger.database import Raw
from tracker.ledger.names import TABLES
from tracker.ledger.postgres.functions import BODIES, CONFIG, TRIGGERS
from tracker.ledger.postgres.names import OWNER, SCHEMA
from tracker.ledger.problem import Problem

_OF_SCHEMA = "JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = ?"
_RELATIONS = (
    "SELECT c.relname, c.relkind::text || c.relpersistence::text, pg_get_userbyid(c.relowner), "
    "c.relhasrules OR c.relrowsecurity OR c.relhassubclass OR EXISTS "
    "(SELECT 1 FROM pg_constraint k WHERE k.conrelid = c.oid "
    "AND (k.contype NOT IN ('p', 'n', 't') OR k.condeferrable AND k.contype = 'p')) "
    "OR EXISTS (SELECT 1 FROM pg_attrdef a WHERE a.adrelid = c.oid) "
    f"FROM pg_class c {_OF_SCHEMA} WHERE c.relkind <> 'i' ORDER BY 1"
)
_COLUMNS = (
    "SELECT a.attname, format_type(a.atttypid, a.atttypmod), NOT a.attnotnull, "
    "(SELECT collname FROM pg_collation l WHERE l.oid = a.attcollation) "
    f"FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid {_OF_SCHEMA} "
    "WHERE c.relname = ? AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum"
)
_INDEXES = (
    "SELECT pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid "
    f"{_OF_SCHEMA} WHERE c.relname = ? AND i.indisvalid"
)
_SCHEMA_OWNER = "SELECT pg_get_userbyid(nspowner) FROM pg_namespace WHERE nspname = ?"
# Whatever is in a schema depends on it, but for tables' own types, indexes and constraints.
_PLANTED = (
    "SELECT pg_describe_object(d.classid, d.objid, d.objsubid) FROM pg_depend d "
    "JOIN pg_namespace n ON d.refclassid = 'pg_namespace'::regclass AND d.refobjid = n.oid "
    "WHERE n.nspname = ? AND d.classid NOT IN ('pg_class'::regclass, 'pg_proc'::regclass) "
    # Those of extensions, as of an audit's, come with what a superuser has installed.
    "UNION ALL SELECT 'event trigger ' || evtname FROM pg_event_trigger t WHERE NOT EXISTS "
    "(SELECT 1 FROM pg_depend e WHERE e.classid = 'pg_event_trigger'::regclass "
    "AND e.objid = t.oid AND e.deptype = 'e') ORDER BY 1"
)
_TRIGGERS = (
    "SELECT t.tgname, c.relname, t.tgenabled::text, pg_get_triggerdef(t.oid), "
    # The text names no schema where the path finds the function, as it does the server's own.
    "f.pronamespace = c.relnamespace FROM pg_trigger t JOIN pg_proc f ON f.oid = t.tgfoid "
    f"JOIN pg_class c ON c.oid = t.tgrelid {_OF_SCHEMA} WHERE NOT t.tgisinternal"
)
_FUNCTIONS = (
    "SELECT p.proname, p.prosrc, p.prosecdef, pg_get_userbyid(p.proowner), p.proconfig, "
    # A strict function is not run at all where one argument is NULL, as one always is.
    "concat_ws(' ', l.lanname, p.prokind, p.provolatile, p.proisstrict, p.proretset) "
    "FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang "
    "JOIN pg_namespace n ON n.oid = p.pronamespace AND n.nspname = ?"
)
_AS_MADE = "plpgsql f v f f"
ALWAYS = "A"


def schema_problems(connection: Raw) -> Iterator[Problem]:
    """Tables, columns and indexes that are missing, altered or not ours."""
    from tracker.ledger.postgres.shapes import expected_shapes  # noqa: PLC0415 - SQLModel is slow

    found = {row[0]: row[1:] for row in connection.execute(_RELATIONS, (SCHEMA,))}
    for table, expected in expected_shapes().items():
        if found.get(table, ("",))[0] not in ("rp", "ru"):
            yield Problem("schema", None, f"the table {table} is missing")
        elif found[table] != ("rp", OWNER, False) or _shape(connection, table) != expected:
            yield Problem("schema", None, f"the table {table} or its indexes have been altered")
    for name in found.keys() - set(TABLES):
        yield Problem("schema", None, f"there is a {name!r} in the schema, which is not ours")
    for (owner,) in connection.execute(_SCHEMA_OWNER, (SCHEMA,)):
        if owner != OWNER:
            yield Problem("schema", None, f"the schema belongs to {owner!r}, not to {OWNER}")
    for (what,) in connection.execute(_PLANTED, (SCHEMA,)):
        yield Problem("schema", None, f"there is the {what}, which is not ours")


def guard_text_problems(connection: Raw) -> Iterator[Problem]:
    """Triggers and functions that are missing, altered, switched off or not ours."""
    triggers = {row[0]: row[1:] for row in connection.execute(_TRIGGERS, (SCHEMA,))}
    for name, (table, text) in TRIGGERS.items():
        if name not in triggers:
            yield Problem("trigger", None, f"the trigger {name} is missing")
        elif triggers[name] != (table, ALWAYS, text, True):
            yield Problem("trigger", None, f"the trigger {name} has been altered or switched off")
    for name in triggers.keys() - TRIGGERS.keys():
        yield Problem("trigger", None, f"there is a trigger {name!r}, which is not ours")
    yield from _function_problems(connection.execute(_FUNCTIONS, (SCHEMA,)).fetchall())


def _function_problems(rows: list[Any]) -> Iterator[Problem]:
    found = {row[0]: row[1:] for row in rows}
    for name, body in BODIES.items():
        if name not in found:
            yield Problem("trigger", None, f"the function {name}() is missing")
        elif found[name] != (body, name == "append_batch", OWNER, CONFIG, _AS_MADE):
            yield Problem("trigger", None, f"the function {name}() has been altered")
    if len(rows) > len(BODIES) or found.keys() - BODIES.keys():
        yield Problem("trigger", None, "there are functions in the schema that are not ours")


def _shape(connection: Raw, table: str) -> Any:
    columns = connection.execute(_COLUMNS, (SCHEMA, table)).fetchall()
    indexes = connection.execute(_INDEXES, (SCHEMA, table)).fetchall()
    return columns, {row[0] for row in indexes}
