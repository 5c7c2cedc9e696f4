"""What the server should say of the tables."""

from typing import Any

from sqlalchemy import Column, String, Table
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg

from tracker.ledger.postgres.names import SCHEMA
from tracker.ledger.postgres.tables import server_tables

_DIALECT = PGDialect_psycopg()  # type: ignore[no-untyped-call]


def expected_shapes() -> dict[str, Any]:
    """By table: its columns, as (name, type, may be empty, collation), and its indexes' texts."""
    return {
        table.name: ([_column(column) for column in table.columns], _indexes(table))
        for table in server_tables().sorted_tables
    }


def _column(column: "Column[Any]") -> tuple[str, str, bool, str | None]:
    collation = "C" if isinstance(column.type, String) else None
    said = column.type.compile(dialect=_DIALECT).split(" COLLATE")[0].lower()
    return column.name, said, bool(column.nullable), collation


def _indexes(table: Table) -> set[str]:
    on = f"ON {SCHEMA}.{table.name} USING btree"
    key = ", ".join(column.name for column in table.primary_key.columns)
    return {f"CREATE UNIQUE INDEX {table.name}_pkey {on} ({key})"} | {
        f"CREATE INDEX {index.name} {on} ({', '.join(column.name for column in index.columns)})"
        for index in table.indexes
    }
