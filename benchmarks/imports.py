"""An import with everything it checks, against the bare writing of the same rows."""

import csv
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
    """The import beside executemany of the same rows, plain csv, and session.add_all."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "claims.csv"
        write_claims(file, CLAIMS)
        whole = min(_import(file, folder / f"whole{n}.db") for n in range(ROUNDS))
        rows = _rows(folder / "whole0.db")
        bare = min(_executemany(rows, folder / f"bare{n}.db") for n in range(ROUNDS))
        plain = min(_plain(file, folder / f"plain{n}.db") for n in range(ROUNDS))
        again = min(_import(file, folder / "whole0.db") for _ in range(ROUNDS))
        orm = _add_all(rows, folder / "orm.db") * CLAIMS / ADD_ALL_CLAIMS
    yield line(
        "import of 100 k claims / executemany into the same tables",
        whole / bare,
        "≤ 2.5",
        f"{whole:.2f} s, {CLAIMS / whole:,.0f} claims a second",
    )
    yield line("session.add_all of the same rows / import", orm / whole, "≥ 6")
    yield line("import / plain csv and executemany into one table", whole / plain, "")
    yield line("import again, all known / executemany", again / bare, "")


def _import(file: Path, ledger: Path) -> float:
    def work() -> None:
        opened = Ledger.open(ledger)
        assert import_files(opened, [str(file)], ImportOptions()).stored
        opened.close()

    return seconds(work)


def _rows(ledger: Path) -> Rows:
    with sqlite3.connect(ledger) as connection:
        return {
            table: connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()
            for table in TABLES
        }


def _executemany(rows: Rows, ledger: Path) -> float:
    """The same rows, already computed, into the same tables, triggers and indexes."""
    Ledger.open(ledger).close()

    def work() -> None:
        connection = sqlite3.connect(ledger, isolation_level=None)
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA recursive_triggers=ON")
        connection.execute("BEGIN IMMEDIATE")
        for table, some in rows.items():
            marks = ",".join("?" * len(some[0]))
            connection.executemany(f"INSERT INTO {table} VALUES ({marks})", some)
        connection.execute("COMMIT")
        connection.close()

    return seconds(work)


def _plain(file: Path, database: Path) -> float:
    """What a script would do: read the CSV and write its cells into one table, 3 indexes."""

    def work() -> None:
        connection = sqlite3.connect(database, isolation_level=None)
        with file.open(encoding="utf-8", newline="") as opened:
            reader = csv.reader(opened)
            columns = ", ".join(next(reader))
            connection.execute(f"CREATE TABLE claim ({columns})")
            for column in ("incident", "source", "ref"):
                connection.execute(f"CREATE INDEX by_{column} ON claim ({column})")
            connection.execute("BEGIN IMMEDIATE")
            marks = ",".join("?" * len(columns.split(",")))
            connection.executemany(f"INSERT INTO claim VALUES ({marks})", reader)
        connection.execute("COMMIT")
        connection.close()

    return seconds(work)


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
