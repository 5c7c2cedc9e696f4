"""Versions into the ledger, one after the other, each whole or not at all."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import replace
from functools import partial

from tracker.errors import OptionError, TrackerError, shown_value
from tracker.importing.call import Call
from tracker.importing.each_row import Progress
from tracker.importing.examining import Work, looked_at, refuse_changed
from tracker.importing.faults import FileError
from tracker.importing.headers import FileKind
from tracker.importing.options import ImportOptions, OnError
from tracker.importing.pipeline import (
    collector_paused,
    examined_whole,
    memory_in_words,
    past_names,
)
from tracker.importing.report import FileReport, ImportReport, Tally
from tracker.importing.vintages.remarks import on_ended, on_unknown
from tracker.importing.vintages.taking import Place, VersionTaker
from tracker.importing.vintages.version import Version
from tracker.importing.vintages.words import Words
from tracker.ledger import Ledger, Writer
from tracker.model import Stamp, instant


def import_vintages(
    ledger: Ledger,
    versions: Iterable[Version],
    options: ImportOptions | None = None,
    *,
    is_complete: bool,
    progress: Progress | None = None,
    cut_off: Callable[[ImportReport], None] | None = None,
) -> ImportReport:
    """What became of the versions of one file, oldest first, each taken in its own transaction.

    A row is compared by value with the last word under its ref: what is new or changed becomes
    a claim published when the version was, what is as it was is already known. is_complete:
    every version holds all values of the file, so that one that the next version lacks was
    withdrawn by its source. A version with any fault is refused whole, and the others go on.
    Raises OptionError for options that make no sense here, else as `import_files` does; the
    versions before are stored then, as is said, and importing them again goes on where it ended.
    A KeyboardInterrupt says so too. cut_off is called first then, with what became of those.
    """
    options, versions = options or ImportOptions(), tuple(versions)
    _refuse_options(versions, options)
    if options.profile is not None:
        options = replace(options, profile=replace(options.profile, published_name=""))
    series = _Series(ledger, options, is_complete=is_complete, progress=progress)
    reports: list[FileReport] = []
    with collector_paused():
        try:
            with memory_in_words():
                reports.extend(series.reports(versions))
        except (KeyboardInterrupt, TrackerError) as ended:
            if not options.dry_run:
                _say_kept(ended, reports, len(versions))
            part = None if options.dry_run else _report_on_part(ledger, reports, ended)
            if cut_off is not None and part is not None:
                cut_off(part)
            raise
    head = ledger.head()
    return ImportReport(
        files=tuple(reports),
        size=head.size,
        root=head.root,
        stored=not options.dry_run and any(not one.errors for one in reports),
        remarks=on_unknown(reports) if is_complete else (),
    )


def _say_kept(
    ended: KeyboardInterrupt | TrackerError, reports: Sequence[FileReport], of: int
) -> None:
    """Has what ended a series say how much of it is kept."""
    told = on_ended(len(reports), of)
    if isinstance(ended, KeyboardInterrupt):
        ended.args = (f"interrupted; {told}",)
    elif reports:
        ended.say_kept(told)


def _report_on_part(
    ledger: Ledger, reports: Sequence[FileReport], ended: BaseException
) -> ImportReport | None:
    """What became of the versions before the one at which something ended the series; None
    where there is none, or the ledger is not to be reached any more, as is told then."""
    if not reports:
        return None
    try:
        head = ledger.head()
    except TrackerError:
        return None
    return ImportReport(
        files=tuple(reports),
        size=head.size,
        root=head.root,
        stored=any(not one.errors for one in reports),
        remarks=(str(ended),),
    )


class _Series:
    """The versions of one call."""

    def __init__(
        self,
        ledger: Ledger,
        options: ImportOptions,
        *,
        is_complete: bool,
        progress: Progress | None,
    ) -> None:
        self._ledger = ledger
        self._options = options
        self._is_complete = is_complete
        self._progress = progress
        self._words = Words()
        self._before: frozenset[Place] | None = None
        """Where the last version that was taken has values."""
        self._done = 0

    def reports(self, versions: Sequence[Version]) -> Iterator[FileReport]:
        """What became of each, in order."""
        placed = [one for one in versions if not one.misdated] or versions
        last = max((one.published_at for one in placed), key=_moment_us)
        with self._writers() as writing:
            for version in versions:
                tally = Tally(version.name, published_at=version.published_at.text)
                with ExitStack() as stack:
                    work = self._opened(version, tally, stack)
                    if work is not None:
                        self._take(work, version, last, writing)
                yield tally.report(is_refused=bool(tally.errors))
                self._done += tally.rows

    @contextmanager
    def _writers(self) -> Iterator[Callable[[], AbstractContextManager[Writer]]]:
        """What lends a writer for each version: one of its own; in a dry run one for all, so
        that each version is compared with those before it, of which nothing is kept."""
        if not self._options.dry_run:
            yield lambda: self._ledger.writing(recorded_by=self._options.recorded_by)
            return
        with self._ledger.writing() as writer:
            writer.discard()

            @contextmanager
            def lent() -> Iterator[Writer]:
                yield writer

            yield lent

    def _opened(self, version: Version, tally: Tally, stack: ExitStack) -> Work | None:
        """The version, recognised; None, with the fault in its tally, where it is none."""
        if version.misdated:
            tally.fault(FileError(version.misdated), None)
            return None
        try:
            given = version.opened()
        except FileError as problem:
            tally.fault(problem, problem.line)
            return None
        stack.callback(given.close)
        look = partial(examined_whole, stack, given, tally, self._options)
        work = looked_at(given, tally, look)
        if work is not None and work.layout.kind is not FileKind.CLAIMS:
            tally.remarks.clear()
            tally.fault(FileError(_NO_CLAIMS), None)
            return None
        return work

    def _take(
        self,
        work: Work,
        version: Version,
        last: Stamp,
        writing: Callable[[], AbstractContextManager[Writer]],
    ) -> None:
        names = list(past_names(self._ledger))
        with writing() as writer:
            self._words.begin(writer)
            call = _VersionCall(writer, self._options, names, self._sign)
            taker = call.taking(version, last, self._words, writer)
            call.run([work])
            refuse_changed([work])
            tally = work.tally
            if not tally.errors:
                self._refuse_late(taker, tally)
            if not tally.errors and not tally.rows:
                tally.fault(FileError(_EMPTY), None)
            gone = (
                self._before - taker.places if self._before and self._is_complete else frozenset()
            )
            if not tally.errors:
                self._refuse_cut_off(len(gone), tally)
            if tally.errors:
                if not self._options.dry_run:
                    writer.discard()
                return
            taker.record(tally)
            taker.withdraw(gone, tally)
            call.flush()
            taker.keep()
        self._before = frozenset(taker.places)

    @staticmethod
    def _refuse_late(taker: VersionTaker, tally: Tally) -> None:
        """A version older than what is recorded is taken only with those that came after: what
        they left unchanged is no claim, and would seem to have been changed by it."""
        if taker.later_us is not None:
            problem = (
                f"the ledger has a later word under its refs, of {instant(taker.later_us)}; "
                "import it together with all versions that came after it, or put that date right "
                "by tracker correct if it is wrong"
            )
            tally.fault(FileError(problem), None)

    def _refuse_cut_off(self, gone: int, tally: Tally) -> None:
        """A table that ends at the end of a line shows nowhere that it is not whole."""
        had = len(self._before or ())
        if gone >= _MANY and 2 * gone > had:
            problem = (
                f"it lacks {gone:,} of the {had:,} values of the version before, and is more "
                "likely cut off; if they were taken back, import it and what follows in a call of "
                "its own, and record that by tracker retract"
            )
            tally.fault(FileError(problem), None)

    def _sign(self, rows: int) -> None:
        if self._progress is not None:
            self._progress(self._done + rows)


def _moment_us(published_at: Stamp) -> int:
    """By which the latest version is told."""
    return published_at.ends_us("UTC")


_NO_CLAIMS = "it holds no claims, so it is no version of a file of them"
_MANY = 20
"""Values that may be gone at once whatever their share: those of a small file are soon half."""
_EMPTY = "it has a header and no rows; a file that lost all its rows is more likely broken"


class _VersionCall(Call):
    """An import call whose claims are compared before they are recorded."""

    def taking(self, version: Version, last: Stamp, words: Words, writer: Writer) -> VersionTaker:
        """What takes the version's rows."""
        taker = VersionTaker(
            self._book,
            self._source_names,
            self._incident_names,
            version=version,
            last=last,
            words=words,
            writer=writer,
        )
        self._taker = taker
        return taker

    def flush(self) -> None:
        """Hands what was recorded to the ledger."""
        self._book.flush()


def _refuse_options(versions: Sequence[Version], options: ImportOptions) -> None:
    if not versions:
        raise OptionError("name at least one version")
    for one in versions:
        if not isinstance(one, Version):
            raise OptionError(f"versions are what versions_named gives, not {shown_value(one)}")
    if options.on_error is OnError.SKIP or options.refused_path is not None:
        raise OptionError(
            "a version is taken whole or not at all, so --on-error skip does not go with versions"
        )
    if options.batch is not None:
        raise OptionError(
            "each version is a transaction of its own, so --batch does not go with versions"
        )
    if options.published_at is not None:
        raise OptionError(
            "each version has its own time, so --published-at does not go with versions"
        )
