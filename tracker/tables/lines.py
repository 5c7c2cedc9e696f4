"""Rows as CSV and as JSON Lines.

A number that is unknown or unbounded is an empty cell in CSV and null in JSON, never 0.
"""

import csv
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any

import orjson

from tracker.model import instant
from tracker.spreadsheets import guarded
from tracker.tables.columns import Column, ColumnKind, Row


def csv_header(columns: Sequence[Column]) -> bytes:
    """The line of names."""
    return (",".join(column.name for column in columns) + "\n").encode()


def csv_lines(rows: Iterable[Row], columns: Sequence[Column]) -> bytes:
    """The rows as CSV (RFC 4180, line feeds), without a header. A cell that a spreadsheet would
    run has an apostrophe before it; flags are true and false, ids have blanks between them."""
    cells = [_CELLS.get(column.kind) for column in columns]
    changed = [(place, cell) for place, cell in enumerate(cells) if cell is not None]
    written = _Lines()
    writer = csv.writer(written, lineterminator=_BOTH_SIGNS)
    for row in rows:
        fields = list(row)
        for place, cell in changed:
            fields[place] = cell(fields[place])
        writer.writerow(fields)
    return "".join(written.lines).encode()


_BOTH_SIGNS = "\r\n"


class _Lines:
    """Lines that the writer of CSV ends by both signs, so that a cell with either of them is
    quoted, and that we end by a line feed."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def write(self, line: str) -> None:
        self.lines.append(f"{line.removesuffix(_BOTH_SIGNS)}\n")


def json_lines(rows: Iterable[Row], columns: Sequence[Column]) -> bytes:
    """The rows as objects, one a line."""
    names = [column.name for column in columns]
    moments = [place for place, one in enumerate(columns) if one.kind is ColumnKind.MOMENT]
    lines = []
    for row in rows:
        fields = list(row)
        for place in moments:
            fields[place] = instant(fields[place])
        lines.append(orjson.dumps(dict(zip(names, fields, strict=True))))
    return b"".join(line + b"\n" for line in lines)


def _flag(value: bool) -> str:  # noqa: FBT001 - a cell like the others
    return "true" if value else "false"


_CELLS: dict[ColumnKind, Callable[[Any], str]] = {
    ColumnKind.TEXT: lru_cache(maxsize=1_024)(guarded),
    ColumnKind.FLAG: _flag,
    ColumnKind.MOMENT: instant,
    ColumnKind.IDS: " ".join,
}
