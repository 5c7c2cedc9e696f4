"""Claims files into the book: rows known word for word, rows read ahead, rows read here."""

from collections.abc import Callable, Iterable
from functools import partial

from tracker.importing.book import Book
from tracker.importing.claim_rows import ClaimRows
from tracker.importing.each_row import EachRow, Rows, Take
from tracker.importing.examining import Work
from tracker.importing.faults import RowError
from tracker.importing.known_rows import KnownRows, row_of
from tracker.importing.looked import PutOff
from tracker.importing.names import IncidentNames, SourceNames
from tracker.importing.options import ImportOptions
from tracker.importing.plain_rows import KEY, PlainRows, ToldTogether
from tracker.importing.profiles.applying import dated_by_name, lacking_date
from tracker.importing.profiles.foreign_rows import ForeignRows
from tracker.importing.readers import Cells
from tracker.importing.reading_ahead import ReadClaims, ReadingAhead, read_claims
from tracker.importing.references import NotYetError
from tracker.importing.refused import are_refused_before, refuse_unread
from tracker.importing.report import Tally
from tracker.importing.second_process import SecondProcess, Told, is_worth_it, to_be_read
from tracker.importing.taking_claims import ClaimTaker
from tracker.ledger import BETWEEN


class ClaimFiles:
    """The claims files of one call."""

    def __init__(
        self,
        book: Book,
        source_names: SourceNames,
        incident_names: IncidentNames,
        taker: ClaimTaker,
        options: ImportOptions,
        rows: EachRow,
    ) -> None:
        self._book = book
        self._source_names = source_names
        self._incident_names = incident_names
        self._taker = taker
        self._options = options
        self._rows = rows
        self.refused_abroad: dict[tuple[str, int], frozenset[tuple[str, str]]] = {}
        """By file and line, of rows of foreign files: see `ForeignRows.refused`."""

    def take(self, work: Work) -> None:
        """Takes the rows of a claims file; those whose target is not there yet are put off."""
        tally = work.tally
        reader = self._reader_of(work)(tally.remarks.append)
        read, take = reader.read, self._taker.take

        is_second_try = are_refused_before(work.header)

        def take_row(line: int, cells: Cells) -> None:
            if is_second_try:
                refuse_unread(work.header, cells)
            row = read(line, cells)
            try:
                take(row, line, tally)
            except NotYetError as problem:
                self._taker.put_off.append(PutOff(tally, line, cells, row, problem))

        if isinstance(reader, ForeignRows):
            self._rows.take_all(work, take_row)
            reader.tell()
            refused = reader.refused.items()
            self.refused_abroad |= {(tally.file, line): borne for line, borne in refused}
            tally.remarks += lacking_date(self._options, tally.file)
        elif is_second_try or not (
            self._has_all_known(work, take_row) or self._has_all_ahead(work, take_row)
        ):
            self._rows.take_all(work, take_row)

    def _reader_of(self, work: Work) -> Callable[[Callable[[str], None]], ClaimRows | ForeignRows]:
        """Makes what reads the rows of a claims file, given what it is to tell its remarks."""
        if work.binding is None:
            return self._claim_rows(work)
        options = dated_by_name(self._options, work.tally.file)
        return partial(ForeignRows, work.binding, options, self._source_names, self._incident_names)

    def _claim_rows(self, work: Work) -> Callable[[Callable[[str], None]], ClaimRows]:
        options = dated_by_name(self._options, work.tally.file)
        return partial(ClaimRows, work.layout, options, self._source_names, self._incident_names)

    def _has_all_known(self, work: Work, take: Take) -> bool:
        """Takes rows as long as most of them are recorded word for word; whether those were
        all."""
        options = dated_by_name(self._options, work.tally.file)
        names, tally = self._source_names, work.tally
        known = KnownRows(PlainRows(work.layout, options, names), names, self._book)
        if not (self._taker.takes_sealed and self._taker.takes_known and known.is_worth_it):
            return False
        if is_worth_it(work):
            with SecondProcess(partial(known.told_apart, work, tally.rows)) as apart:
                self._take_known(apart, known, take, tally)
            if apart.is_whole:
                self._note_whole(apart, tally)
                return True

        def take_known(rows: Rows) -> bool:
            self._take_known(known.told(rows), known, take, tally)
            return known.is_worth_it

        return known.is_worth_it and self._rows.take_all(work, take, take_known)

    def _take_known(
        self,
        blocks: Iterable[ToldTogether | list[Told]],
        known: KnownRows,
        take: Take,
        tally: Tally,
    ) -> None:
        """Takes rows as long as most of them are known."""
        taker, rows = self._taker, self._rows
        for block in blocks:
            if isinstance(block, tuple):
                lines, _, _, keys, _ = block
                has_all = rows.has_room(len(lines)) and known.has_all(block)
                if has_all and not taker.has_corrected(keys):
                    rows.count(len(lines), tally)
                    taker.take_known(keys, lines, tally)
                    continue
            each = zip(*block, strict=True) if isinstance(block, tuple) else block
            for told in each:
                found = known.found(told)
                rows.count(1, tally)
                if found is not None and not taker.has_corrected((found[KEY],)):
                    taker.take_known((found[KEY],), (found[0],), tally)
                else:
                    rows.take_counted(*row_of(told), take, tally)
                if not known.is_worth_it:
                    return

    def _has_all_ahead(self, work: Work, take: Take) -> bool:
        """Takes the rows that a second process reads ahead; whether those were all."""
        if not (self._taker.takes_sealed and is_worth_it(work)):
            return False
        self._book.insert_alone()
        options = dated_by_name(self._options, work.tally.file)
        rows = ReadingAhead(work.layout, options, self._source_names, self._incident_names)
        with SecondProcess(partial(rows.sent, work, work.tally.rows)) as ahead:
            for told in ahead:
                if isinstance(told, list):
                    for row in told:
                        self._rows.take(*to_be_read(row), take, work.tally)
                else:
                    self._take_read(read_claims(told), take, work.tally)
        if ahead.is_whole:
            self._note_whole(ahead, work.tally)
        return ahead.is_whole

    def _take_read(self, read: ReadClaims, take: Take, tally: Tally) -> None:
        """Takes rows that were read ahead. One whose names mean something else here, or whose
        ref is known, is read again by `take`."""
        rows, taker, size = self._rows, self._taker, read.claims.size
        may_be_many = taker.takes_together and rows.has_room(size) and self._is_named_so(read)
        if may_be_many and taker.take_together(read, tally):
            rows.count(size, tally)
            return
        named_so_at = -1
        each = zip(read.lines, read.cells, *read.claims.each(), strict=True)
        for line, cells, claim, sealed in each:
            rows.count(1, tally)
            if named_so_at != self._source_names.changes:  # By this call, or others in between.
                is_named_so, named_so_at = self._is_named_so(read), self._source_names.changes
            if not (is_named_so and taker.take_row(sealed, claim, line, tally)):
                rows.take_counted(line, cells.split(BETWEEN), take, tally)

    def _is_named_so(self, read: ReadClaims) -> bool:
        """Whether what rows call their incidents and sources means the same here."""
        source_of, incident_of = self._source_names.slug_of, self._incident_names.slug_of
        try:
            return all(source_of(*named) == slug for *named, slug in read.sources) and all(
                incident_of(named) == slug for named, slug in read.incidents
            )
        except RowError:
            return False

    def _note_whole(self, process: SecondProcess, tally: Tally) -> None:
        """Notes that a second process gave all rows of a file."""
        tally.remarks += process.noted
        self._rows.end_table(tally)
