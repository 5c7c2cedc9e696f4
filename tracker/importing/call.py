"""One import call under the ledger's lock: incidents, sources, exports, then claims."""

from collections.abc import Sequence
from functools import partial

from tracker.importing.batches import Batches
from tracker.importing.book import Book
from tracker.importing.claim_files import ClaimFiles
from tracker.importing.each_row import EachRow, Progress
from tracker.importing.examining import Work
from tracker.importing.headers import FileKind
from tracker.importing.names import IncidentNames, SourceNames
from tracker.importing.options import ImportOptions, OnError
from tracker.importing.record_files import RecordFiles
from tracker.importing.ref_marks import RefMarks
from tracker.importing.refused import RefusedRow, by_list
from tracker.importing.row_outcomes import RowOutcomes, WatchedTaker
from tracker.importing.slugs_twice import SlugsTwice
from tracker.importing.taking_claims import ClaimTaker
from tracker.importing.taking_exports import ExportTaker
from tracker.ledger import Appending


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
        self._incident_names = IncidentNames(writer.incidents, options.incident)
        self._taker = self._taker_of(options.outcomes)
        self._taker.holds_corrections = options.on_error is OnError.SKIP
        # Who is called without need keeps this call, and all it knows, until garbage is collected.
        begin_batch = partial(self._begin_batch_if_full, batches) if batches else None
        self._rows = EachRow(options, progress, begin_batch, batches)

    def run(self, works: Sequence[Work]) -> None:
        """Takes all files: what is good goes to the writer, what is wrong into the tallies."""
        self._rows.begin(works)
        of_kind = {kind: [work for work in works if work.layout.kind is kind] for kind in FileKind}
        if len(of_kind[FileKind.CLAIMS]) < len(works):
            self._incident_names.look_up()
        slugs = self._take_records(of_kind)
        self._take_exports(of_kind[FileKind.EXPORT])
        claims = ClaimFiles(
            self._book,
            self._source_names,
            self._incident_names,
            self._taker,
            self._options,
            self._rows,
        )
        for work in of_kind[FileKind.CLAIMS]:
            claims.take(work)
        self._taker.take_put_off(self._rows.refuse_put_off)
        marks = RefMarks(
            ours={work.tally.file for work in works if work.binding is None},
            abroad=claims.refused_abroad,
            bearers=self._taker.bearers,
            zone=self._incident_names.zone,
            is_overtaken=slugs.is_overtaken,
            options=self._options,
        )
        self.refused = list(map(marks.on, self._rows.refused))
        self._tell_lists(works)
        self._book.flush()
        self._rows.end()

    def _tell_lists(self, works: Sequence[Work]) -> None:
        """Has each file say where its refused rows are, if that is not where the caller said."""
        path = self._options.refused_path
        if path is None or self._options.dry_run or not self.refused:
            return
        for name, rows in by_list(path, self.refused).items():
            files = {row.file for row in rows} if name != path else set()
            for work in works:
                if work.tally.file in files:
                    work.tally.remarks.append(f"its refused rows are in {name}")

    def _taker_of(self, outcomes: RowOutcomes | None) -> ClaimTaker:
        into = (self._book, self._source_names, self._incident_names)
        return ClaimTaker(*into) if outcomes is None else WatchedTaker(*into, outcomes)

    def _take_records(self, of_kind: dict[FileKind, list[Work]]) -> SlugsTwice:
        records = RecordFiles(
            self._book,
            self._sources,
            self._source_names,
            self._incident_names,
            self._options,
            self._rows.take_all,
            self._rows.refuse,
        )
        records.take_incidents(of_kind[FileKind.INCIDENTS])
        records.take_sources(of_kind[FileKind.SOURCES])
        return records.slugs

    def _take_exports(self, works: Sequence[Work]) -> None:
        taker = ExportTaker(self._book, self._sources, self._source_names, self._incident_names)
        for work in works:
            self._rows.take_lines(work, partial(taker.take, tally=work.tally))

    def _begin_batch_if_full(self, batches: Batches, rows: int) -> None:
        """Keeps what was taken so far where the batch is full, and learns what others have
        recorded since."""
        if not batches.is_full(rows):
            return
        self._book.flush()
        writer, is_alone = batches.next()
        self._book.go_on(writer, is_alone=is_alone)
        if not is_alone:
            self._sources.update(writer.sources())
            self._source_names.learn(self._sources)
            self._incident_names.learn(writer.incidents())
