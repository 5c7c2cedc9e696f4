"""Whether tables, rights, triggers and functions are those that `founding` made."""

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
    "(SELECT 1 FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype NOT IN ('p', 'n', 't')) "
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
_RIGHTS = (
    "SELECT r.rolname, c.relname FROM pg_roles r CROSS JOIN pg_class c "
    f"{_OF_SCHEMA} WHERE c.relkind = 'r' AND NOT r.rolsuper AND r.rolname <> ? "
    "AND r.rolname NOT LIKE 'pg\\_%' "
    "AND has_table_privilege(r.oid, c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE, TRIGGER') "
    "ORDER BY 1, 2"
)
_MEMBERS = (
    "SELECT rolname, rolcanlogin FROM pg_roles WHERE NOT rolsuper "
    "AND CASE WHEN rolname = ? THEN rolcanlogin ELSE pg_has_role(oid, ?::name, 'USAGE') END"
)
_TRIGGERS = (
    "SELECT t.tgname, c.relname, t.tgenabled::text, pg_get_triggerdef(t.oid) FROM pg_trigger t "
    f"JOIN pg_class c ON c.oid = t.tgrelid {_OF_SCHEMA} WHERE NOT t.tgisinternal"
)
_FUNCTIONS = (
    "SELECT p.proname, p.prosrc, p.prosecdef, pg_get_userbyid(p.proowner), p.proconfig "
    "FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace AND n.nspname = ?"
)
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


def rights_problems(connection: Raw) -> Iterator[Problem]:
    """Roles that may do more than read and append."""
    for role, table in connection.execute(_RIGHTS, (SCHEMA, OWNER)):
        yield Problem("schema", None, f"the role {role!r} may write to {table} past append_batch()")
    for role, can_log_in in connection.execute(_MEMBERS, (OWNER, OWNER)):
        how = "can log in" if role == OWNER and can_log_in else "may act as the ledger's owner"
        yield Problem("schema", None, f"the role {role!r} {how}")


def guard_text_problems(connection: Raw) -> Iterator[Problem]:
    """Triggers and functions that are missing, altered, switched off or not ours."""
    triggers = {row[0]: row[1:] for row in connection.execute(_TRIGGERS, (SCHEMA,))}
    for name, (table, text) in TRIGGERS.items():
        if name not in triggers:
            yield Problem("trigger", None, f"the trigger {name} is missing")
        elif triggers[name] != (table, ALWAYS, text):
            yield Problem("trigger", None, f"the trigger {name} has been altered or switched off")
    for name in triggers.keys() - TRIGGERS.keys():
        yield Problem("trigger", None, f"there is a trigger {name!r}, which is not ours")
    yield from _function_problems(connection.execute(_FUNCTIONS, (SCHEMA,)).fetchall())


def _function_problems(rows: list[Any]) -> Iterator[Problem]:
    found = {row[0]: row[1:] for row in rows}
    for name, body in BODIES.items():
        if name not in found:
            yield Problem("trigger", None, f"the function {name}() is missing")
        elif found[name] != (body, name == "append_batch", OWNER, CONFIG):
            yield Problem("trigger", None, f"the function {name}() has been altered")
    if len(rows) > len(BODIES) or found.keys() - BODIES.keys():
        yield Problem("trigger", None, "there are functions in the schema that are not ours")


def _shape(connection: Raw, table: str) -> Any:
    columns = connection.execute(_COLUMNS, (SCHEMA, table)).fetchall()
    indexes = connection.execute(_INDEXES, (SCHEMA, table)).fetchall()
    return columns, {row[0] for row in indexes}
