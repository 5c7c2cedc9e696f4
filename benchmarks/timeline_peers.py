"""All timelines by `latest` beside pandas and DuckDB, which must come to the same rows.

pandas groupby-apply is tuned: claims are sorted once, by when they were said; within a group each
step takes those that are public, keeps each voice's newest and takes the newest of these. So
can any method be written. `latest` alone can also be written without a step, as the
greatest so far, which pandas (`cummax`) and DuckDB (a window) do in compiled code; no other
method can, and neither tells what changed and because of what. All peers get their claims in
memory with moments worked out. Ours gets them in memory as the ledger gives them, and works the
moments out; a line beside it counts the reading too.
"""

import gc
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.moments import StepRow, Told, our_steps, read_steps, snapshots_of, told_in
from benchmarks.timelines import fill
from benchmarks.timing import Line, cpu_seconds, line, missing
from tracker.cli import GARBAGE_THRESHOLD

FEW, MANY = 10_000, 100_000
ROUNDS = 3
COLUMNS = Told._fields
Work = Callable[[], list[StepRow]]


def results() -> Iterator[Line]:
    """Peers' time over ours: groupby-apply at 10,000 claims, compiled code at 100,000."""
    gc.set_threshold(GARBAGE_THRESHOLD)  # as every command does
    with tempfile.TemporaryDirectory() as name:
        few, many = Path(name) / "few.db", Path(name) / "many.db"
        fill(few, FEW)
        fill(many, MANY)
        try:
            yield from _beside("pandas groupby-apply, 10 k claims", few, groupby_apply, "≥ 40")
            yield from _beside("pandas cummax, which only latest has", many, cummax, "")
        except ImportError as problem:
            yield missing("all timelines: pandas", problem)
        try:
            yield from _beside("DuckDB window, which only latest has", many, duckdb_window, "")
        except ImportError as problem:
            yield missing("all timelines: DuckDB", problem)


def _beside(
    name: str, ledger: Path, prepared: Callable[[list[Told]], Work], goal: str
) -> Iterator[Line]:
    work, snapshots = prepared(told_in(ledger)), snapshots_of(ledger)
    ours = _by_key(our_steps(snapshots))
    if _by_key(work()) != ours:
        raise AssertionError(f"{name} comes to other steps")
    theirs = min(cpu_seconds(work) for _ in range(ROUNDS))
    for whose, run, asked in (
        ("ours", lambda: our_steps(snapshots), goal),
        ("ours with the reading of the file", lambda: read_steps(ledger), ""),
    ):
        taken = min(cpu_seconds(run) for _ in range(ROUNDS))
        detail = f"{theirs:.2f} s beside {taken:.3f} s of CPU, {len(ours):,} equal steps"
        yield line(f"all timelines: {name} / {whose}", theirs / taken, asked, detail)


def _by_key(rows: list[StepRow]) -> dict[tuple[str, str, int], tuple[int | None, int | None]]:
    return {(row.incident, row.metric, row.at_us): (row.low, row.high) for row in rows}


def a_frame(told: list[Told]) -> Any:
    """Moments and bounds as whole numbers that may be missing: never floating point."""
    import pandas as pd

    frame = pd.DataFrame(told, columns=list(COLUMNS))
    return frame.astype({"low": "Int64", "high": "Int64"})


def groupby_apply(told: list[Told]) -> Work:
    """Step by step within each count, as any method can be written."""
    frame = a_frame(told).sort_values(["said_us", "published_us", "seq"], ignore_index=True)
    lows, highs = frame["low"].tolist(), frame["high"].tolist()

    def timeline(group: Any) -> list[StepRow]:
        count = group["incident"].iat[0], group["metric"].iat[0]
        public = group["public_us"]
        steps = []
        for at_us in sorted(set(public.tolist())):
            newest = group[public <= at_us].drop_duplicates("voice", keep="last").index[-1]
            steps.append(StepRow(*count, at_us, number_of(lows[newest]), number_of(highs[newest])))
        return steps

    def work() -> list[StepRow]:
        counts = frame[["incident", "metric", "voice", "public_us"]].groupby(
            ["incident", "metric"], sort=False
        )
        return [step for _, group in counts for step in timeline(group)]

    return work


def cummax(told: list[Told]) -> Work:
    """The greatest claim so far, for all counts at once."""
    frame = a_frame(told)

    def work() -> list[StepRow]:
        ranked = frame.sort_values(["said_us", "published_us", "seq"]).reset_index(drop=True)
        ranked["rank"] = ranked.index
        counts = ["incident", "metric"]
        public = ranked.sort_values([*counts, "public_us", "seq"])
        public["top"] = public.groupby(counts, sort=False)["rank"].cummax()
        last = public.drop_duplicates([*counts, "public_us"], keep="last")
        told = ranked.loc[last["top"], ["low", "high"]]
        columns = last["incident"], last["metric"], last["public_us"], told["low"], told["high"]
        return [
            StepRow(incident, metric, at_us, number_of(low), number_of(high))
            for incident, metric, at_us, low, high in zip(
                *(column.tolist() for column in columns), strict=True
            )
        ]

    return work


WINDOW = """
WITH ranked AS (
    SELECT *, ROW_NUMBER() OVER (ORDER BY said_us, published_us, seq) AS rank FROM told
), reached AS (
    SELECT incident, metric, public_us, MAX(rank) OVER (
        PARTITION BY incident, metric ORDER BY public_us RANGE UNBOUNDED PRECEDING
    ) AS top FROM ranked
)
SELECT DISTINCT reached.incident, reached.metric, reached.public_us, ranked.low, ranked.high
FROM reached JOIN ranked ON ranked.rank = reached.top
"""


def duckdb_window(told: list[Told]) -> Work:
    """The same as one SQL statement, on one thread."""
    connection = a_duckdb(told)

    def work() -> list[StepRow]:
        return [StepRow(*row) for row in connection.execute(WINDOW).fetchall()]

    return work


def a_duckdb(told: list[Told]) -> Any:
    """A connection of one thread to a database with the claims in a table `told`."""
    import duckdb
    import pyarrow as pa

    columns = dict(zip(COLUMNS, zip(*told, strict=True), strict=True))
    rows = pa.table({name: list(values) for name, values in columns.items()})
    connection = duckdb.connect()
    connection.execute("SET threads = 1")
    connection.register("rows", rows)
    connection.execute("CREATE TABLE told AS SELECT * FROM rows")
    return connection


def number_of(value: Any) -> int | None:
    """A cell of pandas's whole numbers as a whole number, or None."""
    import pandas as pd

    return None if value is pd.NA else int(value)
