"""What every reader gives: a header and rows of text, each with its line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple, TypeVar

from tracker.importing.faults import FileError, RowError

T = TypeVar("T")
Cells = list[str]
ROWS_AT_ONCE = 500
"""So many are looked at together where that is quicker than one by one."""
MOST_COLUMNS = 1_000
"""Far more than any sheet of ours has, and few enough to be looked at one by one."""


class NoKey(str):
    """The blank cell of a JSON object that lacks the key. It says nothing, where a cell that is
    there and blank may say that nothing is known."""

    __slots__ = ()


class Seen(NamedTuple):
    """What a look through all of a text file told of it, which holds while it is unchanged."""

    may_hold_guards: bool
    """Whether a cell may be guarded against spreadsheets."""
    may_be_quoted: bool
    """Whether a row may be in quotation marks from its first cell on."""


def refuse_many_columns(count: int, line: int) -> None:
    """Raises FileError for a header that is too wide to be one."""
    if count > MOST_COLUMNS:
        problem = f"there are {count:,} columns; at most {MOST_COLUMNS:,} are read"
        raise FileError(problem, line=line)


@dataclass(frozen=True, slots=True)
class BadRow:
    """A record that could not be made into cells."""

    error: RowError
    cells: Cells
    """As much of it as there is."""


def in_blocks(rows: Iterator[T], most: int) -> Iterator[list[T]]:
    """The rows, so many at once; the last are fewer. What their reader raises comes after those
    that it gave before."""
    while True:
        block: list[T] = []
        try:
            for row in islice(rows, most):
                block.append(row)  # noqa: PERF402 - what was read before a fault is kept
        except Exception:
            if block:
                yield block
            raise
        if not block:
            return
        yield block


@dataclass(frozen=True, slots=True)
class Table:
    """A file as rows of text, read as they are asked for, once."""

    header: tuple[str, ...]
    """Column names as the file writes them."""
    rows: Iterator[tuple[int, Cells | BadRow]]
    """Line on which a record starts, and its cells, as many as the header has.

    Raises FileError where the file cannot be read any further.
    """
    absent: frozenset[str] = frozenset()
    """Names of columns that every row leaves out or gives as null; only JSON knows such."""
    line: int = 1
    """Line or row of the header."""
    sheet: str = ""
    """Name of the sheet it was read from; '' for what has no sheets."""
    remarks: Sequence[str] = ()
    """What a person should know of how it was read."""
    noted: list[str] = field(default_factory=list)
    """Further remarks, complete when all rows were read."""
    seen: Seen | None = None
    """What its file need not be looked through for again; None where it was not."""
