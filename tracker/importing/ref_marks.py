"""Refused rows under a ref or a slug that another row of their call bears.

In one call the two would be told from each other. Put right and imported by itself, the refused
row would pass for a correction of ours, or for the newer of the two: its ref or slug is marked,
so that somebody looks at it.
"""

import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from tracker.errors import StampError
from tracker.importing.dates import read_stamp
from tracker.importing.headers import METRICS, column_name
from tracker.importing.options import ImportOptions
from tracker.importing.refused import RefusedRow
from tracker.importing.revising import is_published_after
from tracker.importing.shelf import Version
from tracker.model import Act, stamp

_ASSERTS = ("", Act.ASSERT.value)
Bearers = Callable[[str, str], list[Version]]
"""The rows under a ref of an incident which this call has used; [] where it has not."""


@dataclass(frozen=True, slots=True)
class RefMarks:
    """What marks the refs of a call's refused rows."""

    ours: Collection[str]
    """The files that have our columns; in those of others refs are made of several."""
    abroad: Mapping[tuple[str, int], Collection[tuple[str, str]]]
    """By file and line, of refused rows of the others: the incidents ('' for the caller's) and
    refs that their claims would have."""
    bearers: Bearers
    zone: Callable[[str], str]
    """The zone of an incident."""
    is_overtaken: Callable[[str, int], bool]
    """Whether a later row of the call has the slug of the one at that line of a file."""
    options: ImportOptions

    def on(self, row: RefusedRow) -> RefusedRow:
        """The row, its ref marked unless nobody else bears it or the row is plainly a later word.
        An act may well bear the ref of what it is about. Of an incident or a source the slug is
        marked where the call has taken a later row of it, of a row of a foreign file its first
        cell."""
        columns = [column_name(name) for name in row.header]
        if self.is_overtaken(row.file, row.line):
            return replace(row, unread=row.unread | {row.header[columns.index("slug")]})
        borne = self.abroad.get((row.file, row.line), ())
        caller = self.options.incident or ""
        if any(self.bearers(incident or caller, ref) for incident, ref in borne if ref):
            return replace(row, unread=row.unread | {""})
        texts = (unicodedata.normalize("NFC", cell).strip() for cell in row.cells)
        cells = dict(zip(columns, texts, strict=False))
        if row.file not in self.ours or cells.get("act", "").lower() not in _ASSERTS:
            return row
        ref, incident = cells.get("ref", ""), self.options.incident or cells.get("incident", "")
        refs = [ref, *(f"{ref}/{metric}" for metric in METRICS if metric in columns)]
        others = [other for one in refs if ref for other in self.bearers(incident, one)]
        published, zone = self._published(cells.get("published_at", "")), self.zone(incident)
        if all(_is_plainly_after(published, one.published, zone) for one in others):
            return row
        return replace(row, unread=row.unread | {row.header[columns.index("ref")]})

    def _published(self, cell: str) -> str:
        """When a row became public, as the ledger writes it; '' where that is not to be told."""
        options = self.options
        try:
            known = read_stamp(cell, order=options.order) if cell else options.published_at
        except StampError:
            return ""
        return known.text if known else ""


def _is_plainly_after(one: str, other: str, zone: str) -> bool:
    """Whether a publication is after all of another's hour or day: a day is not plainly after an
    hour of it, though it ends later, and in one call the one would be refused for the other."""
    is_after = is_published_after(one, other, zone)
    return is_after and stamp(one).begins_us(zone) >= stamp(other).ends_us(zone)
