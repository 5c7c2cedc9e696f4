"""JSON and JSON Lines: a list of objects, an object with such a list, or an object a line."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import TextIO

from tracker.importing.faults import FileError, RowError
from tracker.importing.headers import column_name
from tracker.importing.readers.conflicts import refuse_conflicts
from tracker.importing.readers.json_lists import LIST_KEYS, list_start, paths_to_lists
from tracker.importing.readers.json_text import JsonText, is_long
from tracker.importing.readers.json_values import Pairs, decoded, refuse_at, refused_row, row_of
from tracker.importing.readers.shape import PLAIN_SHAPE, Shape
from tracker.importing.readers.table import (
    BadRow,
    Cells,
    NoKey,
    Table,
    refuse_many_columns,
)

LONGEST_LINE = 4_000_000
MOST_WITHOUT_KEYS = 100_000
"""Elements of a list, none of them an object with a key, after which no row is expected."""
_NO_KEY = NoKey()
_Records = Iterator[tuple[int, Pairs | BadRow]]


def json_table(text: TextIO, shape: Shape = PLAIN_SHAPE) -> Table:
    """The table of a JSON document. Raises FileError where it is broken, with its place."""
    whole = text.read()
    refuse_conflicts(whole)
    document = JsonText(whole)
    start = list_start(document, shape.rows)
    return _table(lambda: _elements(document, start), verbatim=shape.verbatim)


def lines_table(text: TextIO, shape: Shape = PLAIN_SHAPE) -> Table:
    """The table of a JSON Lines file, which is read twice: for its keys, then for its rows."""

    def records() -> _Records:
        text.seek(0)
        return _line_records(text)

    return _table(records, verbatim=shape.verbatim)


def is_json_lines(text: TextIO, extension: str) -> bool:
    """Whether a file that begins with a brace holds an object a line, not one document.

    A single line is a document where it holds a list of objects.
    """
    text.seek(0)
    lines = (line for line in iter(lambda: text.readline(LONGEST_LINE), "") if line.strip())
    first = next(lines)
    is_only = next(lines, None) is None
    text.seek(0)
    if extension in (".jsonl", ".ndjson"):
        return True
    if is_long(first):
        return False
    try:
        start = len(first) - len(first.lstrip())
        value, end = decoded(first, start)
    except FileError:
        return False
    if not isinstance(value, Pairs) or first[end:].strip():
        return False
    if any(key in LIST_KEYS for key, _ in value):
        return False
    return not (is_only and next(paths_to_lists(JsonText(first), start), None))


def first_keys(text: TextIO) -> dict[str, object]:
    """The first line's object, for telling an export from rows; empty where it is no object."""
    text.seek(0)
    line = text.readline(LONGEST_LINE)
    text.seek(0)
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _table(records: Callable[[], Iterable[tuple[int, Pairs | BadRow]]], *, verbatim: bool) -> Table:
    keys: dict[str, None] = {}
    given: set[str] = set()
    bad: FileError | None = None
    for number, (line, record) in enumerate(records()):
        if number == MOST_WITHOUT_KEYS and not keys:
            break
        if isinstance(record, Pairs):
            keys.update((key, None) for key, _ in record)
            refuse_many_columns(len(keys), line)
            given.update(key for key, value in record if value is not None)
        elif bad is None:
            bad = FileError(record.error.problem, line=line)
    if not keys:
        raise bad or FileError("there are no objects in this file")
    rows = _rows(records(), tuple(keys), verbatim=verbatim)
    return Table(tuple(keys), rows, frozenset(keys.keys() - given))


def _rows(
    records: Iterable[tuple[int, Pairs | BadRow]], keys: tuple[str, ...], *, verbatim: bool
) -> Iterator[tuple[int, Cells | BadRow]]:
    # Only in lists of incidents and sources it matters; a claim's row goes from one process to
    # another, which takes plain texts alone.
    missing = _NO_KEY if "slug" in map(column_name, keys) else ""
    for line, record in records:
        if isinstance(record, BadRow):
            yield line, record
            continue
        try:
            row = row_of(record, verbatim=verbatim)
        except RowError as problem:
            written = refused_row(record)
            yield line, BadRow(problem, [written.get(key, "") for key in keys])
            continue
        yield line, [row.get(key, missing) for key in keys]


def bounded_lines(text: TextIO) -> Iterator[tuple[int, str]]:
    """The lines that are not blank, with their numbers. Raises FileError for one that is too
    long to be worth the memory, and for a mark of git's."""
    number = 0
    while line := text.readline(LONGEST_LINE):
        number += 1
        if len(line) == LONGEST_LINE:
            problem = f"this line holds more than {LONGEST_LINE:,} characters; no claim needs them"
            raise FileError(problem, line=number)
        refuse_conflicts(line, number)
        if line.strip():
            yield number, line


def _line_records(text: TextIO) -> _Records:
    for number, line in bounded_lines(text):
        yield number, _one_line(line)


def _one_line(line: str) -> Pairs | BadRow:
    start = len(line) - len(line.lstrip())
    line = line.rstrip()
    try:
        value, end = decoded(line, start)
        if line[end:].strip():
            refuse_at(line, end, "a second value on one line")
    except FileError as problem:
        return BadRow(RowError("", line.strip(), problem.problem), [])
    if not isinstance(value, Pairs):
        return BadRow(RowError("", line.strip(), "each line must hold one object in braces"), [])
    return value


def _elements(document: JsonText, start: int) -> _Records:
    """The elements of a list, each with its line."""
    line, counted = 1, 0
    for at, value, end in document.elements(start):
        line += document.text.count("\n", counted, at)
        counted = at
        if isinstance(value, Pairs):
            yield line, value
        else:
            problem = "each row must be an object in braces"
            yield line, BadRow(RowError("", document.text[at:end], problem), [])
