"""A ledger's claims as Parquet: one file, or a folder for engines that read many at once.

FOLDER/claims/bucket=0000/claims.parquet …   each incident whole in one bucket, in order
FOLDER/incidents.parquet  FOLDER/sources.parquet   the newest row of each
FOLDER/ledger.json   size and root of the ledger that was read
"""

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

import orjson
import pyarrow as pa

from tracker.ledger import Head, Ledger
from tracker.model import Snapshot
from tracker.tables.arrow import parquet_file
from tracker.tables.claims_arrow import (
    CLAIMS,
    INCIDENTS,
    SOURCES,
    claims_batch,
    incidents_batch,
    sources_batch,
)
from tracker.whole_files import write_whole

CLAIMS_A_BUCKET = 100_000
CLAIMS_A_BATCH = 5_000


def claims_file(ledger: Ledger, size: int, incident: str | None = None) -> Iterator[bytes]:
    """The claims of the first entries, so many, as one Parquet file: in order of incident and
    entry, one incident's or all. Raises NotFoundError for an incident that is not there."""
    if incident is None:
        found = ledger.snapshots(size=size)
    else:
        found = iter([ledger.snapshot(incident, size=size)])
    return parquet_file(_batches(found), CLAIMS)


def write_folder(ledger: Ledger, folder: Path, head: Head) -> None:
    """Claims, incidents and sources of a ledger with that head, into a folder that appears
    only when it is complete. Raises FileExistsError where something is there, and OSError."""
    with _appearing(folder) as made:
        write_tables(ledger, made, head.size)
        told = {"size": head.size, "root": head.root}
        write_whole(made / "ledger.json", [orjson.dumps(told) + b"\n"])


def write_tables(ledger: Ledger, folder: Path, size: int) -> None:
    """The same of the first entries, so many, into a folder that is there and empty."""
    for number, among in enumerate(ledger.stretches(CLAIMS_A_BUCKET, size=size)):
        bucket = folder / "claims" / f"bucket={number:04}"
        bucket.mkdir(parents=True)
        found = ledger.snapshots(size=size, among=among)
        write_whole(bucket / "claims.parquet", parquet_file(_batches(found), CLAIMS))
    incidents = incidents_batch(ledger.incidents(size=size).values())
    write_whole(folder / "incidents.parquet", parquet_file([incidents], INCIDENTS))
    sources = sources_batch(ledger.sources(size=size).values())
    write_whole(folder / "sources.parquet", parquet_file([sources], SOURCES))


def _batches(found: Iterable[Snapshot]) -> Iterator[pa.RecordBatch]:
    kept: list[Snapshot] = []
    claims = 0
    for one in found:
        kept.append(one)
        claims += len(one.claims)
        if claims >= CLAIMS_A_BATCH:
            yield claims_batch(kept)
            kept, claims = [], 0
    yield claims_batch(kept)


@contextmanager
def _appearing(folder: Path) -> Iterator[Path]:
    """A folder beside the place of another, which it takes at the end; gone after an error."""
    whole = Path(os.path.abspath(folder))  # noqa: PTH100 - links stay: one there is something
    if os.path.lexists(whole):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(folder))
    try:
        made = Path(mkdtemp(prefix=f".{whole.name[:40]}.", dir=whole.parent))
    except OSError as problem:
        raise OSError(problem.errno, problem.strerror, str(folder)) from problem
    try:
        yield made
        made.rename(whole)
    except BaseException:
        rmtree(made, ignore_errors=True)
        raise
