"""The rows of a call's files, one after the other: counted, handed over, or refused."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from tracker.importing.batches import Batches
from tracker.importing.examining import Work
from tracker.importing.faults import FileError, RowError, forget_where
from tracker.importing.looked import PutOff
from tracker.importing.options import ImportOptions, OnError
from tracker.importing.readers import BadRow, Cells, bounded_lines
from tracker.importing.references import NotYetError
from tracker.importing.refused import RefusedRow, list_of
from tracker.importing.report import Tally
from tracker.importing.revising import RefTwiceError

ROWS_BETWEEN_SIGNS = 1_000
Progress = Callable[[int], None]
Take = Callable[[int, Cells], None]
"""Takes the row of a line. Raises RowError."""
Rows = Iterator[tuple[int, Cells | BadRow]]


class EachRow:
    """Goes through the rows of one call's files."""

    def __init__(
        self,
        options: ImportOptions,
        progress: Progress | None,
        begin_batch: Callable[[int], None] | None,
        batches: Batches | None,
    ) -> None:
        """progress: told the number of rows now and then. begin_batch: where rows are kept in
        batches, called with so many before they are taken, since a row may belong into the next.
        batches: those, which say how many rows do not."""
        self.refused: list[RefusedRow] = []
        """Kept only where they are to be written somewhere."""
        self._options = options
        self._progress = progress
        self._begin_batch = begin_batch
        self._batches = batches
        self._done = 0
        self._refused_refs: dict[str, str] = {}
        """Where a row with that ref was refused."""
        self._headers: dict[str, tuple[str, ...]] = {}
        self._kinds: dict[str, str] = {}
        """Which list the refused rows of a file go to."""

    def begin(self, works: Sequence[Work]) -> None:
        """Learns the headers of the files."""
        self._headers = {work.tally.file: work.header for work in works}
        self._kinds = {work.tally.file: list_of(work.layout) for work in works}

    def take_all(
        self,
        work: Work,
        take: Take,
        some: Callable[[Rows], bool] | None = None,
        note_bad: Take | None = None,
    ) -> bool:
        """Hands every row that was not taken yet to a function; what it refuses is noted with
        its place. some: takes rows before that, and says whether to go on. note_bad: told of
        those that were refused as they were read. Whether it came to the end."""
        tally = work.tally
        try:
            with work.table() as table:
                rows = islice(table.rows, tally.rows, None)
                if some is not None and not some(rows):
                    return False
                for line, cells in rows:
                    self.take(line, cells, take, tally)
                    if note_bad is not None and isinstance(cells, BadRow):
                        note_bad(line, cells.cells)
                tally.remarks += table.noted
        except FileError as problem:
            self._stop_reading(tally, problem)
        except UnicodeError:
            tally.tear()
        self.end_table(tally)
        return True

    def take_lines(self, work: Work, take: Callable[[str], None]) -> None:
        """The same for a file of lines without a header, as exports are."""
        tally = work.tally
        try:
            with work.text() as text:
                for line, entry in bounded_lines(text):
                    self.count(1, tally)
                    try:
                        take(entry)
                    except RowError as problem:
                        self.refuse(tally, line, [], problem)
        except FileError as problem:
            self._stop_reading(tally, problem)
        except UnicodeError:
            tally.tear()
        self.end_file(tally)

    def take(self, line: int, cells: Cells | BadRow, take: Take, tally: Tally) -> None:
        """Counts one row and hands it to a function, or refuses it."""
        self.count(1, tally)
        self.take_counted(line, cells, take, tally)

    def take_counted(self, line: int, cells: Cells | BadRow, take: Take, tally: Tally) -> None:
        """The same for a row that was counted."""
        if isinstance(cells, BadRow):
            unread = {one.column for one in (cells.error, *cells.error.others)}
            self.refuse(tally, line, cells.cells, cells.error, frozenset(unread))
            return
        try:
            take(line, cells)
        except RowError as problem:
            self.refuse(tally, line, cells, problem)

    def has_room(self, rows: int) -> bool:
        """Whether rows may be counted together: no batch begins between them."""
        return self._batches is None or rows <= self._batches.room

    def count(self, rows: int, tally: Tally) -> None:
        """Counts one row that is about to be taken, or many for which there is room."""
        signs = tally.rows // ROWS_BETWEEN_SIGNS
        tally.rows += rows
        if tally.rows // ROWS_BETWEEN_SIGNS > signs and self._progress is not None:
            self._progress(self._done + tally.rows)
        if self._begin_batch is not None:
            self._begin_batch(rows)

    def end_table(self, tally: Tally) -> None:
        """The same as `end_file` for a file with a header, of which one without a row is told."""
        self.end_file(tally)
        if not tally.rows and not tally.errors:
            tally.remarks.append("there is a header and no row under it")

    def end_file(self, tally: Tally) -> None:
        """Counts the rows of a file as done."""
        self._done += tally.rows

    def end(self) -> None:
        """Tells the number of all rows."""
        if self._progress is not None:
            self._progress(self._done)

    def refuse(
        self,
        tally: Tally,
        line: int,
        cells: Cells,
        problem: RowError,
        unread: frozenset[str] = frozenset(),
    ) -> None:
        """Notes what is wrong with a row, and where. unread: columns of which a second look
        would tell nothing."""
        tally.refused += 1
        tally.fault(problem, line)
        forget_where(problem)
        header = self._headers[tally.file]
        if self._options.refused_path is not None:
            if isinstance(problem, RefTwiceError):
                unread |= {problem.column}
            told = "; ".join(fault.problem for fault in problem.at(tally.file, line))
            kind = self._kinds[tally.file]
            self.refused.append(RefusedRow(tally.file, line, header, cells, told, unread, kind))
        if "ref" in header and len(cells) == len(header):
            self._refused_refs[cells[header.index("ref")].strip()] = f"{tally.file}:{line}"

    def refuse_put_off(self, one: PutOff, problem: RowError) -> None:
        """Refuses a row whose target never came."""
        place = self._refused_refs.get(problem.value)
        if place and isinstance(problem, NotYetError):
            told = f"what it is about, {problem.value}, was itself refused at {place}"
            problem = RowError(problem.column, problem.value, told)
        one.tally.awaiting += isinstance(problem, NotYetError)
        self.refuse(one.tally, one.line, one.cells, problem)

    def _stop_reading(self, tally: Tally, problem: FileError) -> None:
        """Notes what ends a file before its end, and what is missed where its rows are kept."""
        tally.fault(problem, problem.line)
        if self._options.on_error is OnError.SKIP:
            rows = "1 row" if tally.rows == 1 else f"{tally.rows:,} rows"
            tally.remarks.append(f"of this file only {rows} could be read; nothing lists the rest")
