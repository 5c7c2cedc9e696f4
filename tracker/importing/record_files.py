"""Incidents and sources files into the book, in an order that their links allow."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from tracker.importing.book import Book
from tracker.importing.examining import Work
from tracker.importing.faults import RowError
from tracker.importing.headers import INCIDENT_COLUMNS, SOURCE_COLUMNS, FileKind
from tracker.importing.names import IncidentNames, SourceNames
from tracker.importing.options import ImportOptions
from tracker.importing.readers import Cells
from tracker.importing.record_order import RecordRow, SourceQueue, refuse_circle
from tracker.importing.records import RecordRows
from tracker.importing.refused import are_refused_before, refuse_unread
from tracker.importing.report import Tally
from tracker.importing.row_outcomes import outcome_since
from tracker.importing.taking_records import R, completed, take_record
from tracker.model import Incident, Source

EachRow = Callable[[Work, Callable[[int, Cells], None]], object]
"""Hands every row of a file to a function."""
Refuse = Callable[[Tally, int, Cells, RowError], None]


class RecordFiles:
    """The incidents and sources files of one call."""

    def __init__(
        self,
        book: Book,
        sources: dict[str, Source],
        source_names: SourceNames,
        incident_names: IncidentNames,
        options: ImportOptions,
        each_row: EachRow,
        refuse: Refuse,
    ) -> None:
        """sources: the current ones by slug, to which those taken are added."""
        self._book = book
        self._sources = sources
        self._source_names = source_names
        self._incident_names = incident_names
        self._options = options
        self._each_row = each_row
        self._refuse_row = refuse

    def take_incidents(self, works: Sequence[Work]) -> None:
        """Takes the rows of incidents files."""
        for row in self._record_rows(works):
            value = row.value
            if isinstance(value, Incident):
                current = self._incident_names.current(value.slug)
                whole = completed(value, current, row.lacking)
                taken = self._take_record(row, value, whole)
                if taken is not None:
                    self._incident_names.add(taken)

    def take_sources(self, works: Sequence[Work]) -> None:
        """Takes the rows of sources files, those first that others speak for."""
        queue = SourceQueue(self._sources)
        rows = [ready for row in self._record_rows(works) for ready in queue.ready(row)]
        while rows:
            rows = self._take_uncircled(rows)
        for row, problem in queue.stuck():
            self._refuse_record(row, problem)

    def _take_uncircled(self, rows: Sequence[RecordRow]) -> list[RecordRow]:
        """The rows that wait for another turn: who would close a circle may only have come
        before the row that opens it. Where no row is taken, the circle is there."""
        circled: dict[str, RowError] = {}
        left: list[RecordRow] = []
        for row in rows:
            if row.value.slug not in circled:
                try:
                    self._take_source(row)
                    continue
                except RowError as problem:
                    circled[row.value.slug] = problem
            left.append(row)
        if len(left) < len(rows):
            return left
        behind: list[RecordRow] = []
        for row in left:
            found = circled.pop(row.value.slug, None)
            if found is None:
                behind.append(row)
            else:
                self._refuse_record(row, found)
        return behind

    def _take_source(self, row: RecordRow) -> None:
        """Raises RowError where it would close a circle."""
        value = row.value
        if not isinstance(value, Source):
            return
        whole = completed(value, self._sources.get(value.slug), row.lacking)
        refuse_circle(whole, self._sources)
        taken = self._take_record(row, value, whole)
        if taken is not None:
            self._sources[taken.slug] = taken
            self._source_names.add(taken)

    def _take_record(self, row: RecordRow, given: R, value: R) -> R | None:
        tally, outcomes = row.tally, self._options.outcomes
        revised, known = tally.revised, tally.already_known
        taken = take_record(given, value, row.lacking, self._book, tally)
        if outcomes is not None:
            outcomes.note(tally, row.line, outcome_since(tally, revised, known), value)
        return taken

    def _record_rows(self, works: Sequence[Work]) -> Iterator[RecordRow]:
        return chain.from_iterable(map(self._rows_of_records, works))

    def _rows_of_records(self, work: Work) -> list[RecordRow]:
        rows: list[RecordRow] = []
        reader = RecordRows(work.layout, self._options.order, work.tally.remarks.append)
        is_second_try = are_refused_before(work.header)
        known = INCIDENT_COLUMNS if work.layout.kind is FileKind.INCIDENTS else SOURCE_COLUMNS
        lacking = tuple(column for column in known if column not in work.layout.columns)

        def take(line: int, cells: Cells) -> None:
            try:
                if is_second_try:
                    refuse_unread(work.header, cells)
                value = reader.read(line, cells)
                unsaid = (*lacking, "timezone") if reader.has_blank_zone(cells) else lacking
                rows.append(RecordRow(work.tally, line, cells, value, unsaid))
            except RowError:
                slug = cells[work.layout.columns.index("slug")].strip()
                self._names_of(work).refused.add(slug)
                raise

        self._each_row(work, take)
        return rows

    def _names_of(self, work: Work) -> IncidentNames | SourceNames:
        is_incidents = work.layout.kind is FileKind.INCIDENTS
        return self._incident_names if is_incidents else self._source_names

    def _refuse_record(self, row: RecordRow, problem: RowError) -> None:
        names = self._incident_names if isinstance(row.value, Incident) else self._source_names
        names.refused.add(row.value.slug)
        self._refuse_row(row.tally, row.line, row.cells, problem)
