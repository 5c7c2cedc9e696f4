"""An import with everything it checks, against the bare writing of the same rows."""

import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sqlmodel import Session, SQLModel, create_engine

from benchmarks.data import write_claims
from benchmarks.timing import Line, line, seconds
from tracker.importing import ImportOptions, import_files
from tracker.ledger import Ledger
from tracker.ledger.names import TABLES, columns_of
from tracker.ledger.tables import (
    BatchRow,
    ClaimRow,
    EntryRow,
    IncidentRow,
    SourceRow,
)

CLAIMS = 100_000
ADD_ALL_CLAIMS = 20_000
ROUNDS = 3
MODELS: tuple[type[SQLModel], ...] = (EntryRow, IncidentRow, SourceRow, ClaimRow, BatchRow)
Rows = dict[str, list[tuple[Any, ...]]]


def results() -> Iterator[Line]:
    """The import beside executemany of the same rows, and session.add_all."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "claims.csv"
        write_claims(file, CLAIMS)
        whole = min(import_seconds(file, folder / f"whole{n}.db") for n in range(ROUNDS))
        rows = rows_of(folder / "whole0.db")
        bare = min(executemany_seconds(rows, folder / f"bare{n}.db") for n in range(ROUNDS))
        again = min(import_seconds(file, folder / "whole0.db") for _ in range(ROUNDS))
        orm = _add_all(rows, folder / "orm.db") * CLAIMS / ADD_ALL_CLAIMS
    yield line(
        "import of 100 k claims / executemany into the same tables",
        whole / bare,
        "≤ 2.2",
        f"{whole:.2f} s, {CLAIMS / whole:,.0f} claims a second",
    )
    yield line("session.add_all of the same rows / import", orm / whole, "≥ 6")
    yield line("import again, all known / executemany", again / bare, "≤ 0.4")


def import_seconds(file: Path, ledger: Path) -> float:
    """How long one import of a file takes, ledger opened and closed."""

    def work() -> None:
        opened = Ledger.open(ledger)
        assert import_files(opened, [str(file)], ImportOptions()).stored
        opened.close()

    return seconds(work)


def rows_of(ledger: Path) -> Rows:
    """Every row of a ledger, by table."""
    with sqlite3.connect(ledger) as connection:
        return {
            table: connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()
            for table in TABLES
        }


def executemany_seconds(rows: Rows, ledger: Path) -> float:
    """How long it takes to write rows into the tables of a new ledger."""
    Ledger.open(ledger).close()
    return seconds(lambda: executemany_into(sqlite3.connect(ledger, isolation_level=None), rows))


def executemany_into(connection: sqlite3.Connection, rows: Rows) -> None:
    """The rows, already computed, into the same tables, past the same triggers and indexes."""
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA recursive_triggers=ON")
    connection.execute("BEGIN IMMEDIATE")
    for table, some in rows.items():
        marks = ",".join("?" * len(some[0]))
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", some)
    connection.execute("COMMIT")
    connection.close()


def _add_all(rows: Rows, database: Path) -> float:
    """The first rows as SQLModel objects through session.add_all, same tables, no triggers."""
    engine = create_engine(f"sqlite:///{database}")
    SQLModel.metadata.create_all(engine)
    models = {str(model.__tablename__): model for model in MODELS}

    def objects(table: str, some: Sequence[tuple[Any, ...]]) -> list[SQLModel]:
        names = columns_of(table)
        return [models[table](**dict(zip(names, row, strict=True))) for row in some]

    def work() -> None:
        with Session(engine) as session:
            last = rows["claim"][ADD_ALL_CLAIMS - 1][0]
            for table in ("entry", "incident", "source", "claim"):
                session.add_all(objects(table, [row for row in rows[table] if row[0] <= last]))
                session.flush()
            session.commit()

    return seconds(work)
