"""What a profile makes of the first rows of a file, with nothing recorded."""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from tracker.figures import Figure
from tracker.importing.drafts import Draft
from tracker.importing.faults import Fault, RowError
from tracker.importing.names import IncidentNames, SourceNames
from tracker.importing.options import ImportOptions
from tracker.importing.profiles.applying import dated_by_name
from tracker.importing.profiles.binding import Binding, ColumnUse
from tracker.importing.profiles.counts import times
from tracker.importing.profiles.foreign_rows import ForeignRows
from tracker.importing.readers import BadRow, Table
from tracker.model import Claim, Incident


@dataclass(frozen=True, slots=True)
class RowCheck:
    """What became of one row."""

    line: int
    claims: tuple[Claim, ...]
    """() for a row that is left out, gives no figure, or is refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What a profile makes of a file's first rows."""

    file: str
    profile: str
    columns: tuple[ColumnUse, ...]
    rows: tuple[RowCheck, ...]
    incidents: tuple[Incident, ...]
    """Those that the rows are about, in order."""
    faults: tuple[Fault, ...]
    remarks: tuple[str, ...]


def checked(file: str, table: Table, binding: Binding, options: ImportOptions, most: int) -> Check:
    """What the profile makes of the first rows, `most` of them. Raises FileError."""
    incidents = IncidentNames(dict, options.incident)
    remarks: list[str] = []
    rows = ForeignRows(
        binding, dated_by_name(options, file), SourceNames({}, ()), incidents, remarks.append
    )
    faults: list[Fault] = []
    taken = tuple(_taken(file, table.sheet, islice(table.rows, most), rows, faults))
    rows.tell()
    remarks += _contradicting(claim for row in taken for claim in row.claims)
    return Check(
        file=file,
        profile=binding.profile.name,
        columns=binding.uses(),
        rows=taken,
        incidents=tuple(incidents.new.values()),
        faults=tuple(faults),
        remarks=tuple(remarks),
    )


def _contradicting(claims: Iterable[Claim]) -> Iterator[str]:
    """A remark where a source says two figures of one count at one time: of these the last in the
    file would stand, and a toll by district would be that of the last district."""
    first: dict[Hashable, Figure] = {}
    others = 0
    for one in claims:
        about = (one.incident, one.source, one.metric, one.population, one.scope, one.mode)
        figure = first.setdefault((about, one.asserted_at, one.published_at), one.figure)
        others += (figure.low, figure.high) != (one.figure.low, one.figure.high)
    if others:
        told = "another figure of a count that a row above gives for the same time, so that only "
        told += "the last would stand; scope or asserted_at can say what tells them apart"
        yield f"{times(others, 'claim')}: {told}"


def _taken(
    file: str,
    sheet: str,
    given: Iterator[tuple[int, list[str] | BadRow]],
    rows: ForeignRows,
    faults: list[Fault],
) -> Iterator[RowCheck]:
    for line, cells in given:
        try:
            if isinstance(cells, BadRow):
                raise cells.error
            claims = tuple(map(_claim, rows.read(line, cells)))
        except RowError as problem:
            faults += problem.at(file, line, sheet)
            claims = ()
        yield RowCheck(line, claims)


def _claim(given: Claim | Draft) -> Claim:
    return given.claim() if isinstance(given, Draft) else given
