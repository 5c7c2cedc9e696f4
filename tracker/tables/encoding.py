"""Rows made bytes where they are worked out, and the bytes of all put together to a file."""

from collections.abc import Iterable, Iterator, Sequence

from tracker.tables.asked import Asked, Form
from tracker.tables.columns import Row
from tracker.tables.extras import arrow_or_refuse
from tracker.tables.lines import csv_header, csv_lines, json_lines


def encoded(rows: Sequence[Row], asked: Asked) -> bytes:
    """A piece of the table, to be handed to `file_of` in order."""
    if asked.form is Form.CSV:
        return csv_lines(rows, asked.columns)
    if asked.form is Form.JSONL:
        return json_lines(rows, asked.columns)
    arrow = arrow_or_refuse()
    piece: bytes = arrow.packed(rows, arrow.schema_of(asked.columns))
    return piece


def file_of(pieces: Iterable[bytes], asked: Asked) -> Iterator[bytes]:
    """The chunks of the file that all pieces make."""
    if asked.form is Form.CSV:
        yield csv_header(asked.columns)
    if asked.form is not Form.PARQUET:
        yield from pieces
        return
    arrow = arrow_or_refuse()
    yield from arrow.parquet_file(arrow.unpacked(pieces), arrow.schema_of(asked.columns))
