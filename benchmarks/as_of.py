"""The figures of one incident and of all as of a moment, beside bare queries of the same.

The query gives what `latest` gives of the benchmark's claims (see `moments`): of each count the
claim said last of those that were public. SQLite and DuckDB are asked of a table that holds the
moments worked out and has an index; pandas has it in memory, sorted. Ours reads the ledger and
works out the moments, the voices and what stands.
"""

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.moments import Told, told_in
from benchmarks.timeline_peers import a_duckdb, a_frame, number_of
from benchmarks.timelines import fill
from benchmarks.timing import Line, cpu_seconds, line, missing
from tracker.ledger import Ledger
from tracker.model import stamp
from tracker.reconcile import method_named, unfold
from tracker.reconcile.pictures import pictures_in

CLAIMS = 100_000
ROUNDS = 3
ONE, ONES = "incident-500", 200
AS_OF_US = stamp("2016-07-15").ends_us("UTC")
LATEST = method_named("latest")
Figures = dict[tuple[str, str], tuple[int | None, int | None]]
QUERY = """
SELECT incident, metric, low, high FROM (
    SELECT *, ROW_NUMBER() OVER (
        PARTITION BY incident, metric ORDER BY said_us DESC, published_us DESC, seq DESC
    ) AS place FROM told WHERE public_us <= ?{of}
) AS placed WHERE place = 1
"""


def results() -> Iterator[Line]:
    """Our time over theirs."""
    with tempfile.TemporaryDirectory() as name:
        ledger = Path(name) / "ledger.db"
        fill(ledger, CLAIMS)
        told, opened = told_in(ledger), Ledger.open(ledger, create=False)
        yield from _beside("one incident", opened, told, ONE)
        yield from _beside("all of 10,000 incidents", opened, told, None)
        opened.close()


def _beside(what: str, ledger: Ledger, told: list[Told], one: str | None) -> Iterator[Line]:
    runs = ONES if one else 1
    ours = ours_as_of(ledger, one)
    taken = _best(lambda: ours_as_of(ledger, one), runs)
    for peer, prepared in (("SQLite", _sqlite), ("DuckDB", _duckdb), ("pandas", _pandas)):
        try:
            work = prepared(told, one)
        except ImportError as problem:
            yield missing(f"as of, {what}: {peer}", problem)
            continue
        if work() != ours:
            raise AssertionError(f"{peer} comes to other figures of {what}")
        theirs = _best(work, runs)
        detail = f"{taken * 1000:.2f} ms beside {theirs * 1000:.2f} ms of CPU"
        yield line(f"as of a day, {what}: ours / {peer}", taken / theirs, "", detail)


def _best(work: Callable[[], object], runs: int) -> float:
    def repeated() -> None:
        for _ in range(runs):
            work()

    return min(cpu_seconds(repeated) for _ in range(ROUNDS)) / runs


def ours_as_of(ledger: Ledger, one: str | None) -> Figures:
    """What `tracker show` and `tracker reconcile` work out, of one incident or all."""
    if one:
        snapshots = iter([ledger.snapshot(one, as_of_us=AS_OF_US)])
    else:
        snapshots = ledger.snapshots(as_of_us=AS_OF_US)
    return {
        (snapshot.incident.slug, picture.count.metric.value): (
            picture.estimate.low,
            picture.estimate.high,
        )
        for snapshot in snapshots
        for picture in pictures_in(unfold(snapshot), LATEST)
    }


def _by_count(rows: list[tuple[str, str, int | None, int | None]]) -> Figures:
    return {(incident, metric): (low, high) for incident, metric, low, high in rows}


def _asked(one: str | None) -> tuple[str, list[object]]:
    of = " AND incident = ?" if one else ""
    return QUERY.format(of=of), [AS_OF_US, one] if one else [AS_OF_US]


def _sqlite(told: list[Told], one: str | None) -> Callable[[], Figures]:
    connection = sqlite3.connect(":memory:")
    connection.execute(f"CREATE TABLE told ({', '.join(Told._fields)})")
    connection.executemany(f"INSERT INTO told VALUES ({', '.join('?' * len(Told._fields))})", told)
    connection.execute("CREATE INDEX by_incident ON told (incident, public_us)")
    query, given = _asked(one)
    return lambda: _by_count(connection.execute(query, given).fetchall())


def _duckdb(told: list[Told], one: str | None) -> Callable[[], Figures]:
    connection = a_duckdb(told)
    query, given = _asked(one)
    return lambda: _by_count(connection.execute(query, given).fetchall())


def _pandas(told: list[Told], one: str | None) -> Callable[[], Figures]:
    frame = a_frame(told).sort_values(["said_us", "published_us", "seq"])
    by_incident = dict(tuple(frame.groupby("incident"))) if one else {}

    def work() -> Figures:
        some = by_incident[one] if one else frame
        public = some[some["public_us"] <= AS_OF_US]
        newest = public.drop_duplicates(["incident", "metric"], keep="last")
        columns = [newest[name].tolist() for name in ("incident", "metric", "low", "high")]
        rows = zip(*columns, strict=True)
        return {
            (incident, metric): (number_of(low), number_of(high))
            for incident, metric, low, high in rows
        }

    return work
