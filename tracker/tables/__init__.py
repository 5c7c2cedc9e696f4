"""Every incident's estimates or timelines as one table, in one process, in many, or on Spark;
and claims as Parquet, for others and for Spark.

    Ledger.snapshots ──rows──▶ tuples ──encoded──▶ CSV, JSON Lines or Parquet, in order of slug

A row is worked out by the same pure functions wherever that happens, and what was read is
pinned to one entry of the ledger, so that no way of running it can give other numbers.
"""

from tracker.tables.asked import Asked, Form
from tracker.tables.columns import ESTIMATES, TIMELINES, Column, ColumnKind
from tracker.tables.making import table, table_of
from tracker.tables.pinning import Pin, pinned

__all__ = [
    "ESTIMATES",
    "TIMELINES",
    "Asked",
    "Column",
    "ColumnKind",
    "Form",
    "Pin",
    "pinned",
    "table",
    "table_of",
]
