"""Files into the ledger: read, map, mark what is known, append; one call, one transaction."""

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from os import PathLike
from typing import BinaryIO

import orjson

from tracker.errors import ClaimError, OptionError, TrackerError
from tracker.importing.batches import CutOffError
from tracker.importing.call import Call
from tracker.importing.each_row import Progress
from tracker.importing.examining import Work, examined, looked_at, refuse_changed
from tracker.importing.faults import FileError
from tracker.importing.inputs import STDIN, Input, input_named, names_of
from tracker.importing.options import ImportOptions, OnError
from tracker.importing.packed import unpacked
from tracker.importing.profiles.applying import with_profile
from tracker.importing.refused import RefusedFile, list_names
from tracker.importing.report import ImportReport, Tally, refuse_all
from tracker.importing.storing import in_words, stored_in_batches
from tracker.ledger import Ledger
from tracker.ledger.own_files import is_of_ledger, is_same_file
from tracker.model.incident import check_slug

LATE_FAULT = (
    "the fault was found when earlier batches were kept already: somebody recorded something "
    "since the files were checked, or one of them changed; what is kept stays, put the fault "
    "right and import again"
)


def import_files(
    ledger: Ledger,
    paths: Iterable[str | PathLike[str]],
    options: ImportOptions | None = None,
    *,
    progress: Progress | None = None,
    stdin: BinaryIO | None = None,
    cut_off: Callable[[ImportReport], None] | None = None,
) -> ImportReport:
    """What became of the files, all taken in one transaction; `-` is standard input.

    A refused row means that nothing is stored, unless `options.on_error` says skip; a file that
    changes while it is read means so in any case. With
    `options.batch` there are several transactions: an interruption keeps those that were
    finished, and the same call again goes on from there. Faults in
    files stand in the report. progress is called now and then with the number of rows done.
    Raises NotFoundError, OptionError, StorageError, BusyError, UnreachableError or UnsoundError
    for what is no fault of a row; nothing is stored then, unless its text says how much: of a
    call in batches that it ended. cut_off is called first then, with what became of the files.
    """
    options = options or ImportOptions()
    names = names_of(paths)
    _refuse_options(names, options)
    _refuse_own_files(ledger, names, options.refused_path)
    tallies = [Tally(name) for name in names]
    with memory_in_words(), ExitStack() as stack:
        inputs = [_held(stack, input_named(name, stdin)) for name in names]
        pairs = zip(inputs, tallies, strict=True)
        looks = [
            looked_at(given, tally, partial(examined_whole, stack, given, tally, options))
            for given, tally in pairs
        ]
        works = [work for work in looks if work is not None]
        try:
            with collector_paused():  # Until all that was held of the rows is let go as well.
                stored = _stored(ledger, works, tallies, options, progress)
        except CutOffError as ended:
            if cut_off is not None:
                cut_off(_report_on_part(ledger, tallies, ended))
            raise ended.problem from ended.problem.__cause__
    is_faulty = refuse_all(tallies, is_strict=options.on_error is OnError.STOP)
    is_refused = is_faulty and not stored
    head = ledger.head()
    return ImportReport(
        files=tuple(tally.report(is_refused=is_refused) for tally in tallies),
        size=head.size,
        root=head.root,
        stored=stored,
        remarks=(LATE_FAULT,) if is_faulty and stored else (),
    )


def _report_on_part(ledger: Ledger, tallies: Sequence[Tally], ended: CutOffError) -> ImportReport:
    """What is kept of a call in batches that something ended. The ledger's head is that of the
    last batch where whatever ended the call stops it from being read."""
    try:
        head = ledger.head()
    except TrackerError:
        head = ended.head
    for tally in tallies:
        tally.fall_back()
    return ImportReport(
        files=tuple(tally.report(is_refused=False) for tally in tallies),
        size=head.size,
        root=head.root,
        stored=True,
        remarks=(str(ended.problem),),
    )


def _stored(
    ledger: Ledger,
    works: Sequence[Work],
    tallies: Sequence[Tally],
    options: ImportOptions,
    progress: Progress | None,
) -> bool:
    """Takes the files under the ledger's lock; whether anything they held is kept."""
    names = list(past_names(ledger))
    if options.batch is not None:
        return stored_in_batches(ledger, works, tallies, options.batch, options, names, progress)
    refused: RefusedFile | None = None
    with ExitStack() as kept:
        with ledger.writing(recorded_by=options.recorded_by) as writer:
            call = Call(writer, options, names, progress)
            call.run(works)
            refuse_changed(works)
            is_strict = options.on_error is OnError.STOP
            if options.dry_run or refuse_all(tallies, is_strict=is_strict):
                writer.discard()
                return False
            if options.refused_path is not None and call.refused:
                refused = RefusedFile(options.refused_path, call.refused)
                kept.callback(refused.drop)
        if refused is not None:
            refused.appear()
    return True


@contextmanager
def memory_in_words() -> Iterator[None]:
    """Raises StorageError where there is not enough memory."""
    try:
        yield
    except MemoryError as problem:
        raise in_words(problem) from None


@contextmanager
def collector_paused() -> Iterator[None]:
    """Nothing looks for circles among values meanwhile: rows make none, and looking for them
    takes an eighth of an import's time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _held(stack: ExitStack, given: Input) -> Input:
    stack.callback(given.close)
    return given


def examined_whole(
    stack: ExitStack, given: Input, tally: Tally, options: ImportOptions
) -> Work | None:
    """What the file is, unpacked where it is packed; None, with the fault in its tally, where
    it cannot be read at all. What it is unpacked into is let go with the stack."""
    options = with_profile(options)
    try:
        whole, remark = unpacked(given, options.shape.member)
    except FileError as problem:
        tally.fault(problem, problem.line)
        return None
    if whole is not given:
        _held(stack, whole)
    tally.remarks += [remark] if remark else []
    return examined(whole, options, tally)


def past_names(ledger: Ledger) -> Iterator[tuple[str, str]]:
    """Names and aliases of every row of every source, oldest first, each with its slug."""
    for _, _, content in ledger.contents("source"):
        row = orjson.loads(content)
        for name in (row.get("name"), *row.get("aliases", ())):
            if name:
                yield name, row["slug"]


def _refuse_options(paths: Sequence[str], options: ImportOptions) -> None:
    if not paths:
        raise OptionError("name at least one file, or - for standard input")
    if list(paths).count(STDIN) > 1:
        raise OptionError("standard input can be read only once; write - once")
    if options.incident is not None:
        try:
            check_slug(options.incident, "an incident")
        except ClaimError as problem:
            raise OptionError(f"--incident: {problem}") from None
    _refuse_skipping_numbered(options)
    refused = options.refused_path
    if refused is None:
        return
    if options.on_error is OnError.STOP:
        raise OptionError("--refused goes with --on-error skip: else no row is left out")
    for name in list_names(refused):
        if any(path != STDIN and is_same_file(path, name) for path in paths):
            raise OptionError(f"--refused {name} is one of the files to import; name another")


def _refuse_skipping_numbered(options: ImportOptions) -> None:
    """Raises OptionError where rows are to be left out of a file in which they are numbered: put
    right and imported by themselves, they would have the numbers, and correct the claims, of
    others."""
    profile = options.profile
    if profile is not None and profile.numbers_repeats and options.on_error is OnError.SKIP:
        raise OptionError(
            f"--on-error skip does not go with profile {profile.name}, which numbers the rows that "
            "share a ref: a row left out now would get the number of another one later; put the "
            "file right"
        )


def _refuse_own_files(ledger: Ledger, paths: Sequence[str], refused: str | None) -> None:
    for path in paths:
        if path != STDIN and is_of_ledger(path, ledger.where):
            raise OptionError(f"{path} is the ledger itself; name the files to import")
    names = () if refused is None else list_names(refused)
    if any(is_of_ledger(name, ledger.where) for name in names):
        raise OptionError(f"--refused {refused} is the ledger or part of it; name another file")
