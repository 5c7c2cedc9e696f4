"""Parts of a line: whole ones as far as there is room, since half a figure is a wrong one."""

from collections.abc import Sequence

from rich.cells import cell_len

from tracker.reports.safe import fit, sentence

BETWEEN = " · "


def joined(parts: Sequence[str], width: int, between: str = BETWEEN) -> str:
    """The parts in their order, from the last on left out until the rest fits.

    Data in them is made safe; only the first is ever cut, with an ellipsis.

    >>> joined(["killed 57", "132 claims", "6 voices"], 24)
    'killed 57 · 132 claims'
    """
    kept = [sentence(part) for part in parts if part]
    while len(kept) > 1 and cell_len(between.join(kept)) > width:
        kept.pop()
    line = between.join(kept)
    return line if cell_len(line) <= width else fit(next(part for part in parts if part), width)
