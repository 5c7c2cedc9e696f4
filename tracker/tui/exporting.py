"""What is seen, as the text of a file: claims as the commands give them, other lists as they
stand."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tracker.errors import OptionError, UnsoundError
from tracker.reports.dossier_text import dossier_text
from tracker.reports.export import csv_line, export_csv
from tracker.reports.history_text import history_text
from tracker.reports.layout import stacked
from tracker.reports.shapes import show_shape, to_json
from tracker.tui.plain import plain_text
from tracker.tui.rows import NOT_YET, PAGE, UNREADABLE, Rows
from tracker.tui.shown import Shown

if TYPE_CHECKING:
    from tracker.ledger import Head, Ledger

TEXT_WIDTH = 100
Complete = Callable[[int, int], object]
"""Of the rows of a page, the first and the last."""


def nothing_more(first: int, last: int) -> None:
    """For rows that hold everything once they are read."""


def dossier_file(ending: str, shown: Shown, ledger: "Ledger", head: "Head") -> str:
    """An incident as in view: text as `history` and `show` print it, JSON as `show --json`, CSV
    with the claims that are listed, in the canonical columns."""
    if ending == ".json":
        return to_json(show_shape(shown.dossier, head))
    if ending == ".csv":
        listed = frozenset(row.id for row in shown.claims.listed)
        return "".join(export_csv(ledger, shown.snapshot.incident.slug, only=listed))
    if shown.count is None:
        return plain_text(dossier_text(shown.dossier), TEXT_WIDTH)
    report = stacked(history_text(shown.dossier, shown.count), "", dossier_text(shown.dossier))
    return plain_text(report, TEXT_WIDTH)


def list_file(
    ending: str, heads: Sequence[str], rows: Rows, complete: Complete = nothing_more
) -> str:
    """A list, every row of it: CSV with its heads, JSON as objects under them, text in columns
    parted by tabs. Raises OptionError while some of it is still worked out, UnsoundError where
    some cannot be: what is left out of a file is not seen there.

    complete: works out what rows hold that were not in sight yet, given the first and the last.
    """
    told = _every_row(rows, complete)
    if any(NOT_YET in row for row in told):
        raise OptionError("some of it is still being worked out; Enter again in a moment")
    if any(UNREADABLE in row for row in told):
        raise UnsoundError("some of it is too damaged to be read; tracker verify lists what")
    named = [head or f"column {place}" for place, head in enumerate(heads, 1)]
    if ending == ".json":
        shapes = [dict(zip(named, row, strict=False)) for row in told]
        return json.dumps(shapes, ensure_ascii=False, indent=2) + "\n"
    if ending == ".csv":
        return "".join(map(csv_line, [named, *told]))
    out = io.StringIO()
    csv.writer(out, "excel-tab", lineterminator="\n").writerows([named, *told])
    return out.getvalue()


def _every_row(rows: Rows, complete: Complete) -> "list[Sequence[str]]":
    found: list[Sequence[str]] = []
    for first in range(0, len(rows), PAGE):
        last = min(first + PAGE, len(rows)) - 1
        for page in rows.missing(first, last):
            rows.read(page)
        complete(first, last)
        found += [rows.cells(place) or () for place in range(first, last + 1)]
    return found
