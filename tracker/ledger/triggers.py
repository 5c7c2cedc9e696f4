"""The guards that make the tables append-only, as the SQL text that must be there.

Forbidding UPDATE and DELETE is not enough: INSERT OR REPLACE overwrites a row without either.
So an insert is let through only at the end of its table.
"""

from tracker.ledger.tables import KINDS, TABLES

_LAST_US = "(SELECT recorded_us FROM entry ORDER BY seq DESC LIMIT 1)"
_OUT_OF_LINE = {
    "entry": (
        "NEW.seq IS NOT (SELECT COALESCE(MAX(seq), 0) + 1 FROM entry) "
        f"OR NEW.recorded_us <= {_LAST_US}"
    ),
    "batch": "NEW.number IS NOT (SELECT COALESCE(MAX(number), 0) + 1 FROM batch)",
    **{kind: f"NEW.seq <= (SELECT COALESCE(MAX(seq), 0) FROM {kind})" for kind in KINDS},
}
"""By table: when a new row does not belong at its end."""


def _trigger(table: str, event: str, when: str = "") -> str:
    condition = f" WHEN {when}" if when else ""
    return (
        f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table}{condition} "
        f"BEGIN SELECT RAISE(ABORT, 'append-only: {event} of {table} refused'); END"
    )


def _guards(table: str) -> dict[str, str]:
    return {
        f"{table}_no_update": _trigger(table, "UPDATE"),
        f"{table}_no_delete": _trigger(table, "DELETE"),
        f"{table}_no_insert": _trigger(table, "INSERT", _OUT_OF_LINE[table]),
    }


TRIGGERS: dict[str, str] = {name: sql for table in TABLES for name, sql in _guards(table).items()}
"""Every trigger's name and its exact SQL."""
