"""How rows stand in a file, as far as somebody has to say it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What a profile or the caller says of a file; every default leaves it to the file."""

    format: str = ""
    """csv (with any delimiter), json, jsonl, xlsx, ods or parquet; '' is told by its content."""
    delimiter: str = ""
    """Between the cells of a line; '' is told by the header."""
    quoting: bool = True
    """False where a quotation mark is a character like any other."""
    sheet: str = ""
    """Name of a workbook's sheet; '' is the only one that has rows."""
    header_row: int = 0
    """Line or row that names the columns, counted from 1; 0 is the first that is not blank."""
    rows: str = ""
    """Keys that lead to the list of rows in a JSON document, joined by dots; '' is its top."""
    totals: bool = False
    """True where the file is known to end in a row of totals, which is then left out."""


PLAIN_SHAPE = Shape()
