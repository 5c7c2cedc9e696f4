"""Incidents and sources files into the book, in an order that their links allow."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Protocol

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
from tracker.importing.slugs_twice import SlugsTwice
from tracker.importing.taking_records import R, completed, take_record
from tracker.model import Incident, Source

Take = Callable[[int, Cells], None]


class EachRow(Protocol):
    """Goes through the rows of a file."""

    def __call__(self, work: Work, take: Take, *, note_bad: Take) -> object:
        """Hands every row to a function; note_bad is told of those that could not be read."""


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
        self._read = 0
        """Rows so far, of all files."""
        self.slugs = SlugsTwice()

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
            self._refuse_source(row, problem)

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
                self._refuse_source(row, found)
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
        self.slugs.take(row, is_recorded=taken is not None)
        return taken

    def _record_rows(self, works: Sequence[Work]) -> Iterator[RecordRow]:
        return chain.from_iterable(map(self._rows_of_records, works))

    def _rows_of_records(self, work: Work) -> list[RecordRow]:
        rows: list[RecordRow] = []
        reader = RecordRows(work.layout, self._options.order, work.tally.remarks.append)
        is_second_try = are_refused_before(work.header)
        is_incident = work.layout.kind is FileKind.INCIDENTS
        known = INCIDENT_COLUMNS if is_incident else SOURCE_COLUMNS
        called = ("slug",) if is_incident else ("slug", "name")
        named = [work.layout.columns.index(column) for column in called]
        lacking = tuple(column for column in known if column not in work.layout.columns)

        def take(line: int, cells: Cells) -> None:
            self._read += 1
            try:
                if is_second_try:
                    refuse_unread(work.header, cells)
                value = reader.read(line, cells)
                unsaid = (*lacking, *reader.unsaid(cells, is_second_try=is_second_try))
                rows.append(RecordRow(work.tally, line, cells, value, self._read, unsaid))
            except RowError:
                note_refused(line, cells)
                raise

        def note_refused(line: int, cells: Cells) -> None:
            texts = [cells[at].strip() for at in named if at < len(cells)]
            self._note_refused(work.tally, line, self._read, texts, is_incident=is_incident)

        def note_bad(line: int, cells: Cells) -> None:
            self._read += 1
            note_refused(line, cells)

        self._each_row(work, take, note_bad=note_bad)
        return rows

    def _refuse_source(self, row: RecordRow, problem: RowError) -> None:
        if isinstance(row.value, Source):
            called = (row.value.slug, row.value.name)
            self._note_refused(row.tally, row.line, row.place, called, is_incident=False)
        self._refuse_row(row.tally, row.line, row.cells, problem)

    def _note_refused(
        self, tally: Tally, line: int, place: int, called: Sequence[str], *, is_incident: bool
    ) -> None:
        """called: by what claims may name it; the first is its slug."""
        names = self._incident_names if is_incident else self._source_names
        names.refused.update(called)
        for slug in called[:1]:
            self.slugs.refuse(tally.file, line, slug, place, is_incident=is_incident)
