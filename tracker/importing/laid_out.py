"""Some rows of a file, laid out column by column, where their cells are plain texts."""

from collections.abc import Sequence
from typing import NamedTuple

from tracker.importing.cells import is_clean
from tracker.importing.readers import BadRow, Cells
from tracker.ledger import BETWEEN

_OTHER_BLANKS = "\t\n\v\f\r\x1c\x1d\x1e"
"""What `strip` takes off an ASCII text, but the space and BETWEEN."""


class LaidOut(NamedTuple):
    """Rows one below the other."""

    lines: Sequence[int]
    cells: Sequence[str]
    """The cells of each row as they stand in the file, with BETWEEN between them."""
    columns: Sequence[Sequence[str]]
    """The cells of each column, cleaned as `cells.clean` does; past the last one of blanks."""


def laid_out(block: Sequence[tuple[int, Cells | BadRow]], width: int) -> LaidOut | None:
    """Rows of a table of so many columns; None where one of them could not be read, or a cell
    holds BETWEEN or what is worth a second look."""
    lines, rows = zip(*block, strict=True)
    if set(map(type, rows)) != {list}:
        return None
    cells = list(map(BETWEEN.join, rows))
    whole = BETWEEN.join(cells)
    if whole.count(BETWEEN) != len(rows) * width - 1 or not is_clean(whole):
        return None
    if _may_have_outer_blanks(whole):
        rows = tuple(list(map(str.strip, row)) for row in rows)
    return LaidOut(lines, cells, [*zip(*rows, strict=True), ("",) * len(rows)])


def _may_have_outer_blanks(whole: str) -> bool:
    """Whether a cell of joined ones begins or ends with a blank; also where that is not sure."""
    if not whole.isascii():
        return True
    edged = f"{BETWEEN}{whole}{BETWEEN}"
    return (
        f"{BETWEEN} " in edged
        or f" {BETWEEN}" in edged
        or any(blank in whole for blank in _OTHER_BLANKS)
    )
