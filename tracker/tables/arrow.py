"""Rows as Arrow batches and Parquet files, with an exact schema.

Nothing goes through pandas: it turns a column of whole numbers with gaps into floating point,
and gives other numbers without a word. Here a value that its column cannot hold is an error.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tracker.tables.columns import Column, ColumnKind, Row

ROWS_A_GROUP = 131_072
"""Rows that stand together in a Parquet file: its reader skips and reads them as one."""
_TYPES = {
    ColumnKind.TEXT: pa.string(),
    ColumnKind.NUMBER: pa.int64(),
    ColumnKind.FLAG: pa.bool_(),
    ColumnKind.MOMENT: pa.timestamp("us", tz="UTC"),
    ColumnKind.IDS: pa.list_(pa.field("element", pa.string(), nullable=False)),
}


def schema_of(columns: Sequence[Column]) -> pa.Schema:
    """The columns as Arrow types; only numbers may be null."""
    return pa.schema(
        [
            pa.field(one.name, _TYPES[one.kind], nullable=one.kind is ColumnKind.NUMBER)
            for one in columns
        ]
    )


def batch_of(rows: Sequence[Row], schema: pa.Schema) -> pa.RecordBatch:
    """The rows as one batch. Raises TypeError or pyarrow.ArrowInvalid for a value of another
    type."""
    values = zip(*rows, strict=True) if rows else (() for _ in schema)
    arrays = [_array(some, field) for some, field in zip(values, schema, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


_WHOLE = frozenset({int, type(None)})


def _array(values: Sequence[Any], field: pa.Field) -> pa.Array:
    # Arrow itself makes 4 of 4.5 without a word.
    if pa.types.is_int64(field.type) and not _WHOLE.issuperset(map(type, values)):
        raise TypeError(f"{field.name} holds something that is no whole number")
    return pa.array(values, type=field.type)


def packed(rows: Sequence[Row], schema: pa.Schema) -> bytes:
    """The rows for another process, in Arrow's own format."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, schema) as stream:
        stream.write_batch(batch_of(rows, schema))
    packed: bytes = sink.getvalue().to_pybytes()
    return packed


def unpacked(pieces: Iterable[bytes]) -> Iterator[pa.RecordBatch]:
    """The batches of what `packed` gave."""
    for piece in pieces:
        with pa.ipc.open_stream(piece) as stream:
            yield from stream


def parquet_file(batches: Iterable[pa.RecordBatch], schema: pa.Schema) -> Iterator[bytes]:
    """A Parquet file of all the batches, in chunks as they come."""
    sink = _Sink()
    with pq.ParquetWriter(pa.PythonFile(sink, mode="w"), schema, compression="zstd") as writer:
        for group in _groups(batches, schema):
            writer.write_table(group, row_group_size=ROWS_A_GROUP)
            yield sink.taken()
    yield sink.taken()


def _groups(batches: Iterable[pa.RecordBatch], schema: pa.Schema) -> Iterator[pa.Table]:
    kept: list[pa.RecordBatch] = []
    rows = 0
    for batch in batches:
        kept.append(batch)
        rows += batch.num_rows
        if rows >= ROWS_A_GROUP:
            yield pa.Table.from_batches(kept, schema)
            kept, rows = [], 0
    if kept:
        yield pa.Table.from_batches(kept, schema)


class _Sink:
    """A file that hands on what is written into it."""

    closed = False

    def __init__(self) -> None:
        self._chunks: list[bytes] = []
        self._written = 0

    def write(self, chunk: Any) -> int:
        """Takes a piece, and says how long it was."""
        self._chunks.append(bytes(chunk))
        self._written += len(chunk)
        return len(chunk)

    def tell(self) -> int:
        """Bytes so far."""
        return self._written

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """Whoever takes the chunks ends the file."""

    def taken(self) -> bytes:
        """What was written since it was asked last."""
        chunk = b"".join(self._chunks)
        self._chunks.clear()
        return chunk
