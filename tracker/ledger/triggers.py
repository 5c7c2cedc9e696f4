"""The guards that make the tables append-only, as the SQL text that must be there.

Forbidding UPDATE and DELETE is not enough: INSERT OR REPLACE overwrites a row without either.
So an insert is let through only at the end of its table.
"""

from tracker.ledger.names import KINDS, TABLES

REFUSAL = "append-only"
"""How every guard's message begins."""
_LAST_US = "(SELECT recorded_us FROM entry ORDER BY seq DESC LIMIT 1)"


def _last(table: str, key: str) -> str:
    return f"(SELECT COALESCE(MAX({key}), 0) FROM {table})"  # noqa: S608


_OUT_OF_LINE = {
    "entry": f"NEW.seq IS NOT {_last('entry', 'seq')} + 1 OR NEW.recorded_us <= {_LAST_US}",
    "batch": f"NEW.number IS NOT {_last('batch', 'number')} + 1",
    **{kind: f"NEW.seq <= {_last(kind, 'seq')}" for kind in KINDS},
}
"""By table: when a new row does not belong at its end."""


def _trigger(table: str, event: str, when: str = "") -> str:
    condition = f" WHEN {when}" if when else ""
    return (
        f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table}{condition} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}: {event} of {table} refused'); END"
    )


def _guards(table: str) -> dict[str, str]:
    return {
        f"{table}_no_update": _trigger(table, "UPDATE"),
        f"{table}_no_delete": _trigger(table, "DELETE"),
        f"{table}_no_insert": _trigger(table, "INSERT", _OUT_OF_LINE[table]),
    }


TRIGGERS: dict[str, str] = {name: sql for table in TABLES for name, sql in _guards(table).items()}
"""Every trigger's name and its exact SQL."""
