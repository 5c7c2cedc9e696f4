"""One reader for each format; all give the same Table."""

from typing import TextIO

from tracker.importing.faults import FileError
from tracker.importing.readers.delimited import delimited_table
from tracker.importing.readers.json_rows import (
    bounded_lines,
    first_keys,
    is_json_lines,
    json_table,
    lines_table,
)
from tracker.importing.readers.shape import PLAIN_SHAPE, Shape
from tracker.importing.readers.table import (
    ROWS_AT_ONCE,
    BadRow,
    Cells,
    NoKey,
    Seen,
    Table,
    in_blocks,
)

__all__ = [
    "ROWS_AT_ONCE",
    "BadRow",
    "Cells",
    "NoKey",
    "Seen",
    "Table",
    "bounded_lines",
    "in_blocks",
    "is_export",
    "table_of",
]

_OF_FORMAT = {"csv": delimited_table, "json": json_table, "jsonl": lines_table}

_PAGES = ("<!doctype", "<html", "<head", "<body", "<table", "<?xml", "<!--", "<office:")


def table_of(
    text: TextIO, extension: str, shape: Shape = PLAIN_SHAPE, seen: Seen | None = None
) -> Table:
    """The rows of a text file, whose format is told by its first character unless the shape says.

    The extension only tells JSON Lines from one JSON document. seen: what an earlier table of the
    same file told. Raises FileError.
    """
    if seen is not None:  # Only a file of cells between delimiters is looked through.
        text.seek(0)
        return delimited_table(text, shape, seen)
    if shape.format:
        return _OF_FORMAT[shape.format](text, shape)
    first = _first_character(text)
    if first == "{" and not shape.rows and is_json_lines(text, extension):
        return lines_table(text, shape)
    if first in ("{", "["):
        return json_table(text, shape)
    if first == "<":
        _refuse_pages(text)
    if extension in (".json", ".jsonl", ".ndjson"):
        raise FileError(f"this is not JSON: it begins with {first!r} instead of {{ or [", line=1)
    return delimited_table(text, shape)


def _refuse_pages(text: TextIO) -> None:
    """Raises FileError for a web page or XML, also one that is called a spreadsheet."""
    beginning = text.read(1_000).lstrip("\ufeff \t\r\n").lower()
    text.seek(0)
    if beginning.startswith(_PAGES):
        problem = "this is a web page or XML and no table of cells"
        raise FileError(f"{problem}; open it in a spreadsheet program and save it as XLSX or CSV")


def is_export(text: TextIO) -> bool:
    """Whether a file is an export of ours: an object a line, each with its kind and its id."""
    if _first_character(text) != "{":
        return False
    keys = first_keys(text)
    kind, entry_id = keys.get("kind"), keys.get("id")
    return (
        kind in ("incident", "source", "claim")
        and isinstance(entry_id, str)
        and len(entry_id) == 64
    )


def _first_character(text: TextIO) -> str:
    """The first character that is no blank; the text is back at its start."""
    text.seek(0)
    first = ""
    while chunk := text.read(4096):
        first = chunk.strip()[:1]
        if first:
            break
    text.seek(0)
    if not first:
        raise FileError("the file holds nothing but blanks")
    return first
