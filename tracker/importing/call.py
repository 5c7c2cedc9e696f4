"""One import call under the ledger's lock: incidents, sources, exports, then claims."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import islice

from tracker.importing.batches import Batches
from tracker.importing.book import Book
from tracker.importing.claim_rows import ClaimRows
from tracker.importing.examining import Work
from tracker.importing.faults import FileError, RowError, forget_where
from tracker.importing.headers import FileKind
from tracker.importing.known_rows import KnownRows
from tracker.importing.names import IncidentNames, SourceNames
from tracker.importing.options import ImportOptions, OnError
from tracker.importing.plain_rows import PlainRows
from tracker.importing.profiles.applying import dated_by_name, lacking_date
from tracker.importing.profiles.foreign_rows import ForeignRows
from tracker.importing.readers import BadRow, Cells, bounded_lines
from tracker.importing.reading_ahead import BETWEEN, FIELDS, ReadAhead, is_worth_it, to_be_read
from tracker.importing.record_files import RecordFiles
from tracker.importing.ref_marks import RefMarks
from tracker.importing.references import NotYetError
from tracker.importing.refused import RefusedRow, are_refused_before, refuse_unread
from tracker.importing.report import Tally
from tracker.importing.revising import RefTwiceError
from tracker.importing.row_outcomes import RowOutcomes, WatchedTaker
from tracker.importing.taking_claims import ClaimTaker, PutOff
from tracker.importing.taking_exports import ExportTaker
from tracker.ledger import Appending, ClaimAsRow, Sealed

ROWS_BETWEEN_SIGNS = 1_000
Progress = Callable[[int], None]
_new = tuple.__new__
"""Makes a named tuple of its fields at half the cost: there are two for every row read ahead."""


class Call:
    """The files of one call on their way into the ledger."""

    def __init__(
        self,
        writer: Appending,
        options: ImportOptions,
        past_names: Sequence[tuple[str, str]],
        progress: Progress | None,
        batches: Batches | None = None,
    ) -> None:
        """batches: the writers of a call that keeps its rows in batches, `writer` the first."""
        self.refused: list[RefusedRow] = []
        """Kept only where they are to be written somewhere."""
        self._options = options
        self._book = Book(writer)
        self._sources = dict(writer.sources())
        self._source_names = SourceNames(self._sources, past_names)
        self._incident_names = IncidentNames(writer.incidents(), options.incident)
        self._taker = self._taker_of(options.outcomes)
        self._exports = ExportTaker(
            self._book, self._sources, self._source_names, self._incident_names
        )
        self._progress = progress
        self._batches = batches
        self._done = 0
        self._refused_refs: dict[str, str] = {}
        """Where a row with that ref was refused."""
        self._headers: dict[str, tuple[str, ...]] = {}

    def run(self, works: Sequence[Work]) -> None:
        """Takes all files: what is good goes to the writer, what is wrong into the tallies."""
        self._headers = {work.tally.file: work.header for work in works}
        of_kind = {kind: [work for work in works if work.layout.kind is kind] for kind in FileKind}
        records = RecordFiles(
            self._book,
            self._sources,
            self._source_names,
            self._incident_names,
            self._options,
            self._each_row,
            self._refuse,
        )
        records.take_incidents(of_kind[FileKind.INCIDENTS])
        records.take_sources(of_kind[FileKind.SOURCES])
        for work in of_kind[FileKind.EXPORT]:
            self._take_export(work)
        for work in of_kind[FileKind.CLAIMS]:
            self._take_claims(work)
        self._taker.take_put_off(self._refuse_put_off)
        ours = {work.tally.file for work in works if work.binding is None}
        zone = self._incident_names.zone
        marks = RefMarks(ours, self._taker.bearers, zone, records.slugs.is_overtaken, self._options)
        self.refused = list(map(marks.on, self.refused))
        self._book.flush()
        if self._progress is not None:
            self._progress(self._done)

    def _taker_of(self, outcomes: RowOutcomes | None) -> ClaimTaker:
        into = (self._book, self._source_names, self._incident_names)
        return ClaimTaker(*into) if outcomes is None else WatchedTaker(*into, outcomes)

    def _take_claims(self, work: Work) -> None:
        tally = work.tally
        rows = self._reader_of(work)(tally.remarks.append)
        read, take = rows.read, self._taker.take

        is_second_try = are_refused_before(work.header)

        def take_row(line: int, cells: Cells) -> None:
            if is_second_try:
                refuse_unread(work.header, cells)
            row = read(line, cells)
            try:
                take(row, line, tally)
            except NotYetError as problem:
                self._taker.put_off.append(PutOff(tally, line, cells, row, problem))

        if isinstance(rows, ForeignRows):
            self._each_row(work, take_row)
            rows.tell()
            tally.remarks += lacking_date(self._options, tally.file)
        elif is_second_try or not (
            self._has_all_known(work, take_row) or self._has_all_ahead(work, take_row)
        ):
            self._each_row(work, take_row)

    def _reader_of(self, work: Work) -> Callable[[Callable[[str], None]], ClaimRows | ForeignRows]:
        """Makes what reads the rows of a claims file, given what it is to tell its remarks."""
        if work.binding is None:
            return self._claim_rows(work)
        options = dated_by_name(self._options, work.tally.file)
        return partial(ForeignRows, work.binding, options, self._source_names, self._incident_names)

    def _claim_rows(self, work: Work) -> Callable[[Callable[[str], None]], ClaimRows]:
        options = dated_by_name(self._options, work.tally.file)
        return partial(ClaimRows, work.layout, options, self._source_names, self._incident_names)

    def _has_all_known(self, work: Work, take: Callable[[int, Cells], None]) -> bool:
        """Takes rows as long as most of them are recorded word for word; whether those were
        all."""
        options = dated_by_name(self._options, work.tally.file)
        known = KnownRows(PlainRows(work.layout, options, self._source_names), self._book)

        def take_if_new(line: int, cells: Cells) -> None:
            found = known.found(cells)
            if found is None or not self._taker.take_known(*found, line, work.tally):
                take(line, cells)

        taker = self._taker
        if not (taker.takes_sealed and taker.takes_known and known.is_worth_it):
            return False
        return self._each_row(work, take_if_new, known)

    def _has_all_ahead(self, work: Work, take: Callable[[int, Cells], None]) -> bool:
        """Takes the rows that a second process reads ahead; whether those were all."""
        if not (self._taker.takes_sealed and is_worth_it(work)):
            return False
        self._book.insert_alone()
        with ReadAhead(work, self._claim_rows(work), work.tally.rows) as ahead:
            self._take_ahead(ahead, take, work.tally)
        if ahead.is_whole:
            work.tally.remarks += ahead.noted
            self._done += work.tally.rows
        return ahead.is_whole

    def _take_ahead(
        self, ahead: ReadAhead, take: Callable[[int, Cells], None], tally: Tally
    ) -> None:
        """Takes rows that were read ahead. One whose names mean something else here, or whose
        ref is known, is read again by `take`."""
        for told in ahead:
            if len(told) != FIELDS:
                self._take_row(*to_be_read(told), take, tally)
                continue
            line, cells, incident, source, content, digest, columns = told
            claim = _new(ClaimAsRow, (columns[1], columns[2], columns[-1], columns))
            sealed = _new(Sealed, (claim, content, digest))
            if self._is_named_so(claim, incident, source) and self._taker.take_row(
                sealed, claim, line, tally
            ):
                self._count_row(tally)
            else:
                self._take_row(line, cells.split(BETWEEN), take, tally)

    def _is_named_so(self, claim: ClaimAsRow, incident: str, source: tuple[str, str]) -> bool:
        """Whether what a row calls its incident and source means the same here."""
        try:
            return (
                self._source_names.slug_of(*source) == claim.source
                and self._incident_names.slug_of(incident) == claim.incident
            )
        except RowError:
            return False

    def _each_row(
        self, work: Work, take: Callable[[int, Cells], None], known: KnownRows | None = None
    ) -> bool:
        """Hands every row that was not taken yet to a function; what it refuses is noted with
        its place. known: stop where too few of the rows are. Whether it came to the end."""
        tally = work.tally
        try:
            with work.table() as table:
                for line, cells in islice(table.rows, tally.rows, None):
                    self._take_row(line, cells, take, tally)
                    if known is not None and not known.is_worth_it:
                        return False
                tally.remarks += table.noted
        except FileError as problem:
            self._stop_reading(tally, problem)
        except UnicodeError:
            tally.tear()
        self._done += tally.rows
        if not tally.rows and not tally.errors:
            tally.remarks.append("there is a header and no row under it")
        return True

    def _take_row(
        self, line: int, cells: Cells | BadRow, take: Callable[[int, Cells], None], tally: Tally
    ) -> None:
        self._count_row(tally)
        if isinstance(cells, BadRow):
            unread = {one.column for one in (cells.error, *cells.error.others)}
            self._refuse(tally, line, cells.cells, cells.error, frozenset(unread))
            return
        try:
            take(line, cells)
        except RowError as problem:
            self._refuse(tally, line, cells, problem)

    def _count_row(self, tally: Tally) -> None:
        tally.rows += 1
        if not tally.rows % ROWS_BETWEEN_SIGNS:
            self._sign(tally)
        if self._batches is not None and self._batches.is_full():
            self._begin_batch(self._batches)

    def _take_export(self, work: Work) -> None:
        tally = work.tally
        try:
            with work.text() as text:
                for line, entry in bounded_lines(text):
                    self._count_row(tally)
                    try:
                        self._exports.take(entry, tally)
                    except RowError as problem:
                        self._refuse(tally, line, [], problem)
        except FileError as problem:
            self._stop_reading(tally, problem)
        except UnicodeError:
            tally.tear()
        self._done += tally.rows

    def _stop_reading(self, tally: Tally, problem: FileError) -> None:
        """Notes what ends a file before its end, and what is missed where its rows are kept."""
        tally.fault(problem, problem.line)
        if self._options.on_error is OnError.SKIP:
            rows = "1 row" if tally.rows == 1 else f"{tally.rows:,} rows"
            tally.remarks.append(f"of this file only {rows} could be read; nothing lists the rest")

    def _begin_batch(self, batches: Batches) -> None:
        """Keeps what was taken so far, and learns what others have recorded since."""
        self._book.flush()
        writer, is_alone = batches.next()
        self._book.go_on(writer, is_alone=is_alone)
        if not is_alone:
            self._sources.update(writer.sources())
            self._source_names.learn(self._sources)
            self._incident_names.learn(writer.incidents())

    def _refuse_put_off(self, one: PutOff, problem: RowError) -> None:
        place = self._refused_refs.get(problem.value)
        if place:
            told = f"what it is about, {problem.value}, was itself refused at {place}"
            problem = RowError(problem.column, problem.value, told)
        one.tally.awaiting += isinstance(problem, NotYetError)
        self._refuse(one.tally, one.line, one.cells, problem)

    def _refuse(
        self,
        tally: Tally,
        line: int,
        cells: Cells,
        problem: RowError,
        unread: frozenset[str] = frozenset(),
    ) -> None:
        tally.refused += 1
        tally.fault(problem, line)
        forget_where(problem)
        header = self._headers[tally.file]
        if self._options.refused_path is not None:
            if isinstance(problem, RefTwiceError):
                unread |= {problem.column}
            told = "; ".join(fault.problem for fault in problem.at(tally.file, line))
            self.refused.append(RefusedRow(tally.file, line, header, cells, told, unread))
        if "ref" in header and len(cells) == len(header):
            self._refused_refs[cells[header.index("ref")].strip()] = f"{tally.file}:{line}"

    def _sign(self, tally: Tally) -> None:
        if self._progress is not None:
            self._progress(self._done + tally.rows)
