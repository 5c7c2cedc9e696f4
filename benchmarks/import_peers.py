"""The import beside what a script would use: sqlite-utils, pandas.to_sql, a plain csv reader.

Each writes the cells of the CSV as they stand into one table with three indexes. None checks a
cell, knows a row again, keeps who recorded what when, or hashes anything.
"""

import csv
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.data import write_claims
from benchmarks.imports import import_seconds
from benchmarks.timing import Line, line, missing, seconds

CLAIMS = 100_000
ROUNDS = 3
INDEXED = ("incident", "source", "ref")


def results() -> Iterator[Line]:
    """Our time over theirs, rounds in turn so that noise falls on all alike."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "claims.csv"
        write_claims(file, CLAIMS)
        peers: dict[str, Callable[[Path, Path], None]] = {}
        for peer, made in (("sqlite-utils", _sqlite_utils), ("pandas.to_sql", _pandas)):
            try:
                peers[peer] = made()
            except ImportError as problem:
                yield missing(f"import / {peer}", problem)
        peers["csv and executemany, one table"] = plain
        taken: dict[str, list[float]] = {"ours": [], **{peer: [] for peer in peers}}
        for turn in range(ROUNDS):
            taken["ours"].append(import_seconds(file, folder / f"ours{turn}.db"))
            for peer, write in peers.items():
                place = folder / f"{peer.split(' ', 1)[0]}{turn}.db"
                taken[peer].append(seconds(lambda write=write, to=place: write(file, to)))  # type: ignore[misc]
    ours = min(taken["ours"])
    for peer in peers:
        detail = f"{ours:.2f} s beside {min(taken[peer]):.2f} s"
        yield line(f"import of 100 k claims / {peer}", ours / min(taken[peer]), "", detail)


def plain(file: Path, database: Path) -> None:
    """The standard library, streaming: the floor of what a script can do."""
    connection = sqlite3.connect(database, isolation_level=None)
    with file.open(encoding="utf-8", newline="") as opened:
        reader = csv.reader(opened)
        names = next(reader)
        connection.execute(f"CREATE TABLE claim ({', '.join(names)})")
        for column in INDEXED:
            connection.execute(f"CREATE INDEX by_{column} ON claim ({column})")
        connection.execute("BEGIN IMMEDIATE")
        marks = ",".join("?" * len(names))
        connection.executemany(f"INSERT INTO claim VALUES ({marks})", reader)
        connection.execute("COMMIT")
    connection.close()


def _sqlite_utils() -> Callable[[Path, Path], None]:
    import sqlite_utils

    def write(file: Path, place: Path) -> None:
        database: Any = sqlite_utils.Database(str(place))
        with file.open(encoding="utf-8", newline="") as opened:
            database["claim"].insert_all(csv.DictReader(opened))
        for column in INDEXED:
            database["claim"].create_index([column])
        database.close()

    return write


def _pandas() -> Callable[[Path, Path], None]:
    import pandas as pd

    def write(file: Path, place: Path) -> None:
        connection = sqlite3.connect(place)
        frame = pd.read_csv(file, dtype=str, keep_default_na=False)
        frame.to_sql("claim", connection, index=False)
        for column in INDEXED:
            connection.execute(f"CREATE INDEX by_{column} ON claim ({column})")
        connection.commit()
        connection.close()

    return write
