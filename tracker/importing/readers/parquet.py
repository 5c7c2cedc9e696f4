"""Parquet: columns of numbers, texts and dates, read a batch of rows at a time by Apache Arrow."""

import struct
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any, BinaryIO

from tracker.importing.extras import missing
from tracker.importing.faults import FileError, RowError
from tracker.importing.packed.bounded import ANYTHING_UP_TO, MOST_TIMES
from tracker.importing.readers.number_texts import number_text
from tracker.importing.readers.table import BadRow, Cells, Table, refuse_many_columns

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

MOST_ROWS = 100_000_000
_ROWS_AT_ONCE = 1_024
_ROWS_OF_GROWING_TEXTS = 16
"""Where each text may repeat the one before, so that few bytes come to many."""
LONGEST_TEXT = 131_072
_Text = Callable[[Any], str]


def parquet_table(stream: BinaryIO) -> Table:
    """The table of a Parquet file, whose first row is row 1. Raises FileError."""
    try:
        import pyarrow as arrow  # noqa: PLC0415 - an extra, and heavy
        from pyarrow.parquet import ParquetFile  # noqa: PLC0415
    except ImportError:
        raise missing("Parquet files") from None
    if not _ends_well(stream):
        raise FileError("the Parquet file is cut off; fetch it again")
    try:
        file = ParquetFile(
            stream,
            pre_buffer=False,
            buffer_size=1 << 16,
            thrift_string_size_limit=10_000_000,
            thrift_container_size_limit=1_000_000,
        )
        _refuse_large(file, stream)
        schema = file.schema_arrow
        header = tuple(schema.names)
        refuse_many_columns(len(header), 1)
        texts = [_text_of(arrow, name, schema.field(at).type) for at, name in enumerate(header)]
    except (arrow.ArrowException, OSError, ValueError) as problem:
        raise _told(problem) from None
    return Table(header, _rows(arrow, file, header, texts))


def _ends_well(stream: BinaryIO) -> bool:
    stream.seek(-4, 2)
    end = stream.read()
    stream.seek(0)
    return end == b"PAR1"


def _refuse_large(file: "ParquetFile", stream: BinaryIO) -> None:
    known = file.metadata
    size = stream.seek(0, 2)
    if known.num_rows > MOST_ROWS:
        raise FileError(f"there are {known.num_rows:,} rows; at most {MOST_ROWS:,} are read")
    groups = [known.row_group(at) for at in range(known.num_row_groups)]
    if sum(one.total_byte_size for one in groups) > max(ANYTHING_UP_TO, MOST_TIMES * size):
        raise FileError("it unpacks to far more than its size explains; save it as CSV")


def _told(problem: Exception) -> FileError:
    """What Arrow says of a file, on one line."""
    told = str(problem).strip().partition("\n")[0][:200]
    return FileError(f"the Parquet file cannot be read: {told}")


def _rows(
    arrow: Any, file: "ParquetFile", header: tuple[str, ...], texts: list[_Text]
) -> Iterator[tuple[int, Cells | BadRow]]:
    """The rows that are not blank, in batches; what cannot be told as text makes a bad row."""
    number = 0
    try:
        for batch in file.iter_batches(_batch_size(file), use_threads=False):
            columns = [_values(arrow, column) for column in batch.columns]
            for values in zip(*columns, strict=True):
                number += 1
                row = _row(values, header, texts)
                if isinstance(row, BadRow) or any(row):
                    yield number, row
    except (arrow.ArrowException, OSError, ValueError, OverflowError) as problem:
        raise _told(problem) from None


def _row(values: tuple[Any, ...], header: tuple[str, ...], texts: list[_Text]) -> Cells | BadRow:
    cells: Cells = []
    bad: RowError | None = None
    for name, value, text in zip(header, values, texts, strict=True):
        try:
            cells.append("" if value is None else text(value))
        except ValueError as problem:
            bad = bad or RowError(name, str(value)[:200], f"the cell {problem}; write it as text")
            cells.append("")
    return cells if bad is None else BadRow(bad, cells)


def _batch_size(file: "ParquetFile") -> int:
    known = file.metadata
    for group in range(known.num_row_groups):
        for column in range(known.num_columns):
            if "DELTA_BYTE_ARRAY" in known.row_group(group).column(column).encodings:
                return _ROWS_OF_GROWING_TEXTS
    return _ROWS_AT_ONCE


def _values(arrow: Any, column: Any) -> list[Any]:
    """A column's values; one text that many rows share is one in memory too."""
    kind = column.type
    if arrow.types.is_dictionary(kind):
        words = column.dictionary.to_pylist()
        return [None if at is None else words[at] for at in column.indices.to_pylist()]
    if arrow.types.is_timestamp(kind) and kind.unit == "ns":
        column = column.cast(arrow.timestamp("us", kind.tz), safe=False)
    values: list[Any] = column.to_pylist()
    return values


def _text_of(arrow: Any, name: str, kind: Any) -> _Text:
    """How values of a column's type are written. Raises FileError for types without a text."""
    types = arrow.types
    if types.is_dictionary(kind):
        return _text_of(arrow, name, kind.value_type)
    if types.is_float32(kind):
        return _single
    texts: tuple[tuple[bool, _Text], ...] = (
        (types.is_string(kind) or types.is_large_string(kind), _whole_text),
        (types.is_binary(kind) or types.is_large_binary(kind), _decoded),
        (types.is_integer(kind) or types.is_null(kind), str),
        (types.is_boolean(kind), _boolean),
        (types.is_floating(kind), _fraction),
        (types.is_decimal(kind), _exact),
        (types.is_date(kind) or types.is_timestamp(kind) or types.is_time(kind), _date),
    )
    for is_kind, text in texts:
        if is_kind:
            return text
    told = f"it holds {str(kind)[:60]}, and a cell holds one text, number or date"
    raise FileError(f"{told}; leave the column out", line=None, column=name)


def _whole_text(value: str) -> str:
    if len(value) > LONGEST_TEXT:
        raise ValueError(f"holds more than {LONGEST_TEXT:,} characters")
    return value


def _boolean(value: bool) -> str:  # noqa: FBT001 - the cell's own value
    return str(value).upper()


def _decoded(value: bytes) -> str:
    try:
        return _whole_text(value.decode())
    except UnicodeDecodeError:
        raise ValueError("holds bytes that are no text") from None


def _fraction(value: float) -> str:
    return "" if value != value else number_text(repr(value))  # noqa: PLR0124 - pandas' blank


def _single(value: float) -> str:
    """A number of four bytes, by the fewest digits that give it back.

    >>> _single(0.10000000149011612), _single(40.0)
    ('0.1', '40')
    """
    if value != value:  # noqa: PLR0124
        return ""
    for digits in range(6, 10):
        written = f"{value:.{digits}g}"
        if struct.pack("f", float(written)) == struct.pack("f", value):
            break
    return number_text(written)


def _exact(value: Decimal) -> str:
    whole = value == value.to_integral_value()
    return str(int(value)) if whole else f"{value.normalize():f}"


def _date(value: date | time) -> str:
    """A date, with its time of day where there is one.

    >>> _date(datetime(2016, 7, 27)), _date(datetime(2016, 7, 27, 15, 4))
    ('2016-07-27', '2016-07-27T15:04')
    """
    if isinstance(value, datetime):
        if value.tzinfo is None and value.time() == time():
            return value.date().isoformat()
        spec = "minutes" if not (value.second or value.microsecond) else "auto"
        return value.isoformat(timespec=spec)
    if isinstance(value, time):
        return value.isoformat("auto" if value.second or value.microsecond else "minutes")
    return value.isoformat()
