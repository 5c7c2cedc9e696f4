"""The same table on Spark: claims as Parquet in, the same pure functions, the same rows out.

Spark brings the claims of an incident together and into order; what is made of them is
worked out in its Python processes by what `making` calls too. Every schema is written down on
both sides: a type that is guessed is how whole numbers become floating point.
"""

import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from itertools import chain, groupby, islice
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq
from py4j.protocol import Py4JError
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.pandas.types import from_arrow_schema

from tracker import errors
from tracker.errors import OptionError, StorageError, TrackerError
from tracker.ledger import Ledger
from tracker.ledger.view import sound_rows
from tracker.model import Snapshot
from tracker.reconcile import method_named
from tracker.tables.arrow import batch_of, schema_of
from tracker.tables.asked import Asked
from tracker.tables.claim_columns import ColumnReader
from tracker.tables.claims_arrow import CLAIMS, SOURCES, claims_in, sources_in
from tracker.tables.claims_files import write_tables
from tracker.tables.columns import ColumnKind, Row
from tracker.tables.encoding import encoded, file_of
from tracker.tables.pinning import Pin
from tracker.typed.moments import moment_us

ROWS_A_BATCH = 10_000
MOST_SAID = 300
CLAIMS_A_PARTITION = 25_000
_LOGGING = """\
rootLogger.level = off
rootLogger.appenderRef.stderr.ref = stderr
logger.shell.name = org.apache.spark.api.python.PythonGatewayServer
logger.shell.level = off
appender.stderr.type = Console
appender.stderr.name = stderr
appender.stderr.target = SYSTEM_ERR
appender.stderr.layout.type = PatternLayout
appender.stderr.layout.pattern = %m%n%ex
"""
"""Spark says nothing by itself: what goes wrong comes back as an exception. Its shell, which is
what answers Python, would else set its own level, and say so for every table."""


def table_on_spark(
    ledger: Ledger, asked: Asked, pin: Pin, *, jobs: int | None = None
) -> Iterator[bytes]:
    """The chunks of the file of all incidents, as `making.table` gives them.

    jobs: cores that Spark uses of this machine; None takes all. Raises OptionError for a moment
    that is another entry in one zone than in another.
    """
    if not pin.is_one_for_all:
        raise OptionError(
            f"--known-at {asked.known_at} is not one moment for all incidents, which --engine "
            "spark needs; give a time with its offset, as in 2016-07-27T18:00+03:00"
        )
    return file_of(_pieces(ledger, asked, pin.size, jobs), asked)


def local_session(folder: Path, jobs: int | None = None) -> SparkSession:
    """Spark in this process and on this machine alone, quiet, reachable by nobody else; what it
    puts down goes into the folder."""
    logging = folder / "log4j2.properties"
    logging.write_text(_LOGGING, encoding="ascii")
    # Its settings know no other way, and the first python3 on the path may lack this package.
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master(f"local[{jobs or '*'}]").appName("tracker")
    for key, value in {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={logging.as_uri()}",
        "spark.driver.host": "127.0.0.1",
        "spark.local.dir": str(folder / "spark"),
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.execution.arrow.maxRecordsPerBatch": str(ROWS_A_BATCH),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }.items():
        builder = builder.config(key, value)
    return builder.getOrCreate()


def spark_table(spark: SparkSession, folder: str, asked: Asked, partitions: int) -> DataFrame:
    """The table of a folder that `tracker export --format parquet` wrote, in order of slug and
    count from partition to partition; instants are µs since 1970 UTC.

    folder: any place that Spark's machines can read. They need this package installed, and the
    method that is asked for.
    """
    claims = spark.read.schema(from_arrow_schema(CLAIMS)).parquet(f"{folder}/claims")
    sources = spark.read.schema(from_arrow_schema(SOURCES)).parquet(f"{folder}/sources.parquet")
    rows = partial(_rows, asked=asked, sources=sources.toArrow().to_pylist())
    parted = claims.repartitionByRange(partitions, "incident")
    in_order = parted.sortWithinPartitions("incident", "seq")
    return in_order.mapInArrow(rows, from_arrow_schema(_spark_schema(asked)))


def _spark_schema(asked: Asked) -> pa.Schema:
    whole = [
        one._replace(kind=ColumnKind.NUMBER) if one.kind is ColumnKind.MOMENT else one
        for one in asked.columns
    ]
    return schema_of(whole)


def _rows(
    batches: Iterable[pa.RecordBatch], *, asked: Asked, sources: list[dict[str, str | None]]
) -> Iterator[pa.RecordBatch]:
    """What one of Spark's Python processes does: claims in order of incident and entry to the
    rows of the table."""
    schema = _spark_schema(asked)
    method, rows_of = method_named(asked.method), asked.rows
    rows = chain.from_iterable(
        rows_of(snapshot, method) for snapshot in _snapshots(batches, asked, sources)
    )
    while some := list(islice(rows, ROWS_A_BATCH)):
        yield batch_of(some, schema)


def _snapshots(
    batches: Iterable[pa.RecordBatch], asked: Asked, sources: list[dict[str, str | None]]
) -> Iterator[Snapshot]:
    known, reader = sources_in(sources), ColumnReader()
    ends_us = cache(lambda zone: moment_us(asked.as_of or "", zone, "--as-of"))
    with sound_rows():
        claims = chain.from_iterable(claims_in(batch, reader) for batch in batches)
        for incident, some in groupby(claims, key=_INCIDENT):
            yield Snapshot(
                incident=incident,
                sources=known,
                claims=tuple(claim for _, claim in some),
                as_of_us=ends_us(incident.timezone) if asked.as_of else None,
            )


_INCIDENT = itemgetter(0)


def _pieces(ledger: Ledger, asked: Asked, size: int, jobs: int | None) -> Iterator[bytes]:
    with TemporaryDirectory(prefix="tracker-spark-") as name:
        folder = Path(name)
        write_tables(ledger, folder, size)
        with _in_our_words():
            spark = local_session(folder, jobs)
            try:
                partitions = max(spark.sparkContext.defaultParallelism, size // CLAIMS_A_PARTITION)
                spark_table(spark, name, asked, partitions).write.parquet(f"{name}/table")
            finally:
                spark.stop()
        for part in sorted((folder / "table").glob("part-*.parquet")):
            for batch in pq.ParquetFile(part).iter_batches(ROWS_A_BATCH):
                yield encoded(_plain_rows(batch), asked)


_REFUSAL = re.compile(r"^(?:\w+\.)*tracker\.errors\.(\w+): (.*)$", re.MULTILINE)


@contextmanager
def _in_our_words() -> Iterator[None]:
    """Raises TrackerError for what Spark ends with: a refusal of ours from one of its Python
    processes as that, anything else as StorageError with what Spark says first."""
    try:
        yield
    except (PySparkException, Py4JError) as problem:
        refusals = _REFUSAL.findall(str(problem))
        if not refusals:
            said = str(problem).strip().partition("\n")[0][:MOST_SAID]
            raise StorageError(f"Spark ended with an error: {said}") from problem
        kind, message = refusals[-1]
        error = TrackerError(message)
        error.exit_code = getattr(errors, kind, TrackerError).exit_code
        raise error from problem


def _plain_rows(batch: pa.RecordBatch) -> list[Row]:
    columns = [column.to_pylist() for column in batch.columns]
    return list(zip(*columns, strict=True))
