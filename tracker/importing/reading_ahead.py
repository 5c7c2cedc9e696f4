"""A large file's rows, read, checked and sealed by a second process while this one takes them.

Rows that are plain claims come laid out for their table; every other row comes as it stands, to
be read here as ever.
"""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from typing import Any, NamedTuple

from tracker.errors import ClaimError
from tracker.importing.claim_rows import ClaimRows
from tracker.importing.examining import Work
from tracker.importing.faults import RowError
from tracker.importing.readers import ROWS_AT_ONCE, BadRow, Cells, in_blocks
from tracker.importing.second_process import Sent, Told, as_it_stands
from tracker.ledger import BETWEEN, seal
from tracker.ledger.columns import claim_row
from tracker.model import Claim


class ReadRow(NamedTuple):
    """A row that is a plain claim, as it comes from the other process."""

    line: int
    cells: str
    """As they stand in the file, with `BETWEEN` between them; a row with a cell that holds it
    comes as it stands."""
    incident: str
    """What the row calls its incident."""
    source: tuple[str, str]
    """What it calls its source, and the word for the source's kind."""
    content: bytes
    digest: bytes
    columns: tuple[Any, ...]
    """As in ClaimAsRow."""


FIELDS = len(ReadRow._fields)
"""Such a row comes as a plain tuple of so many; one that is to be read here of fewer."""


def read_ahead(
    work: Work, make: Callable[[Callable[[str], None]], ClaimRows], taken: int
) -> Iterator[Sent]:
    """The rows of a file, for the process that takes them.

    make: makes what reads the rows, given what it is to tell its remarks. taken: so many rows
    were taken already, and are passed over.
    """
    remarks: list[str] = []
    told = partial(_told, make(remarks.append), remarks)
    with work.table() as table:
        for some in in_blocks(islice(table.rows, taken, None), ROWS_AT_ONCE):
            yield [told(line, cells) for line, cells in some], None
        yield [], table.noted


def _told(rows: ClaimRows, remarks: list[str], line: int, cells: Cells | BadRow) -> Told:
    if isinstance(cells, BadRow):
        return as_it_stands(line, cells)
    try:
        given = rows.read(line, cells)
        claim = given[0] if len(given) == 1 else None
        if remarks or type(claim) is not Claim:
            remarks.clear()
            return as_it_stands(line, cells)
        _, content, digest = seal(claim)
    except (RowError, ClaimError):
        remarks.clear()
        return as_it_stands(line, cells)
    told = BETWEEN.join(cells)
    if told.count(BETWEEN) >= len(cells):
        return as_it_stands(line, cells)
    incident, *source = rows.named
    return line, told, incident, tuple(source), content, digest, claim_row(0, claim, digest)[1:]
