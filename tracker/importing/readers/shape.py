"""How rows stand in a file, as far as somebody has to say it."""

from dataclasses import dataclass

from tracker.errors import OptionError, shown

FORMATS = ("csv", "json", "jsonl", "xlsx", "ods", "parquet")

_NO_DELIMITERS = '"\r\n\0'


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What a profile or the caller says of a file; every default leaves it to the file."""

    format: str = ""
    """One of FORMATS, csv with any delimiter; '' is told by the content."""
    delimiter: str = ""
    """Between the cells of a line; '' is told by the header."""
    quoting: bool = True
    """False where a quotation mark is a character like any other."""
    sheet: str = ""
    """Name of a workbook's sheet; '' is the only one in sight that has rows."""
    member: str = ""
    """Name of the file in a zip archive; '' is the only one that holds data."""
    header_row: int = 0
    """Line or row that names the columns, counted from 1; 0 is the first that is not blank."""
    rows: str = ""
    """Keys that lead to the list of rows in a JSON document, joined by dots; '' is its top."""
    totals: bool = False
    """True where the file is known to end in a row of totals, which is then left out."""
    verbatim: bool = False
    """True where each value comes as the file writes it, also what no column of ours holds:
    fractions, true and false, nested JSON. Else a row with such a value is refused."""

    def __post_init__(self) -> None:
        """Raises OptionError for a shape that no file can have."""
        if self.format and self.format not in FORMATS:
            known = ", ".join(FORMATS)
            raise OptionError(f"{shown(self.format)} is no format I read (known: {known})")
        if self.delimiter and (len(self.delimiter) > 1 or self.delimiter in _NO_DELIMITERS):
            raise OptionError(
                f"{shown(self.delimiter)} is no delimiter; give one character that is no "
                "quotation mark and ends no line"
            )
        if self.header_row < 0:
            raise OptionError(f"row {self.header_row} cannot be the header; the first row is 1")


PLAIN_SHAPE = Shape()
