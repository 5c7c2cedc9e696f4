"""The five tables as a server has them.

Texts are compared byte by byte (COLLATE "C"), so that order and equality are SQLite's. There
are no references: append_batch() checks a whole batch at once that every entry has its row.
"""

from typing import Any

from sqlalchemy import Column, Index, MetaData, Table, Text
from sqlalchemy.types import TypeEngine
from sqlmodel import AutoString

from tracker.ledger.names import TABLES
from tracker.ledger.tables import metadata


def server_tables() -> MetaData:
    """The tables and their indexes."""
    made = MetaData()
    for name in TABLES:
        columns = (
            Column(
                column.name,
                _server_type(column.type),
                primary_key=column.primary_key,
                autoincrement=False,
                nullable=column.nullable,
            )
            for column in metadata.tables[name].columns
        )
        table = Table(name, made, *columns)
        for index in metadata.tables[name].indexes:
            Index(index.name, *(table.c[column.name] for column in index.columns))
    return made


def _server_type(kept: "TypeEngine[Any]") -> "TypeEngine[Any]":
    return Text(collation="C") if isinstance(kept, AutoString) else kept
