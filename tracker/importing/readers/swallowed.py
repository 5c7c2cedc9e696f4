"""Rows that an open quotation mark makes a part of another row's text."""

import re
from collections.abc import Sequence

_LINE_ENDS = re.compile(r"\r\n|\r|\n")


def swallows_rows(cells: Sequence[str], delimiter: str) -> bool:
    """Whether a text of several lines in a row holds what is a row of the same file.

    Such a line has as many cells as the row, or as many as come before the quotation mark that
    ends the text, and one of them is what the row has in the same column: the incident, a date.

    >>> swallows_rows(["q-1", "killed", "so the ministry\\nq-2,killed,said it"], ",")
    True
    >>> swallows_rows(["q-1", "killed", "so the ministry,\\nat noon, on Friday"], ",")
    False
    """
    return any(
        _is_row(line.split(delimiter), cells, at)
        for at, cell in enumerate(cells)
        for line in _LINE_ENDS.split(cell)[1:]
    )


def is_all_quoted(written: str, cells: Sequence[str], delimiter: str) -> bool:
    """Whether a row is written with quotation marks around each of its cells. Then none can be
    missing: the next row would begin with one, which would end the text before it.

    >>> is_all_quoted('"q-1","so\\nq-2,it"\\n', ["q-1", "so\\nq-2,it"], ",")
    True
    >>> is_all_quoted('q-1,"so\\nq-2,it"\\n', ["q-1", "so\\nq-2,it"], ",")
    False
    """
    quoted = ('"' + cell.replace('"', '""') + '"' for cell in cells)
    return written.rstrip("\r\n") == delimiter.join(quoted)


def _is_row(parts: Sequence[str], cells: Sequence[str], at: int) -> bool:
    if len(parts) not in (at + 1, len(cells)):
        return False
    shared = zip(parts, cells[:at], strict=False)
    return any(part.strip() and part.strip() == cell.strip() for part, cell in shared)
