"""A call whose rows are kept in batches: looked through first, then recorded piece by piece."""

from collections.abc import Sequence
from dataclasses import replace

from tracker.errors import StorageError, TrackerError
from tracker.importing.batches import Batches, CutOffError, StoppedError
from tracker.importing.call import Call
from tracker.importing.each_row import Progress
from tracker.importing.examining import Work, refuse_changed
from tracker.importing.options import ImportOptions, OnError
from tracker.importing.refused import RefusedFile
from tracker.importing.report import Tally, are_faulty, refuse_all
from tracker.ledger import Ledger

_NOTHING_YET = "interrupted in the first pass, which records nothing; the same command begins anew"
PastNames = Sequence[tuple[str, str]]


def stored_in_batches(
    ledger: Ledger,
    works: Sequence[Work],
    tallies: Sequence[Tally],
    rows: int,
    options: ImportOptions,
    past_names: PastNames,
    progress: Progress | None,
) -> bool:
    """Takes the files, a transaction every so many rows; whether anything is kept.

    Where a refused row refuses the call, a first pass looks at everything, so that such a row
    is found before anything is kept. Where it finds nothing new, there is no second. Raises
    CutOffError for what ends it, an interruption too, when something is kept.
    """
    is_strict = options.on_error is OnError.STOP
    if is_strict or options.dry_run:
        rehearsed = [replace(work, tally=work.tally.copy()) for work in works]
        try:
            with ledger.rehearsing() as rehearsal:
                Call(rehearsal, options, past_names, progress).run(rehearsed)
        except KeyboardInterrupt:
            raise KeyboardInterrupt(_NOTHING_YET) from None
        refuse_changed(rehearsed)
        seen = [work.tally for work in rehearsed]
        is_refused = options.dry_run or are_faulty([*tallies, *seen])
        if is_refused or not any(tally.recorded for tally in seen):
            for work, tally in zip(works, seen, strict=True):
                work.tally.become(tally)
            return not is_refused
    if options.outcomes is not None:  # The first pass noted every row.
        options.outcomes.forget()
    try:
        _record(ledger, works, tallies, rows, options, past_names, progress)
    except StoppedError:
        for tally in tallies:
            tally.fall_back()
        return any(tally.recorded for tally in tallies)
    return True


def in_words(problem: OSError | MemoryError) -> StorageError:
    """The refusal that the system's own error makes."""
    if isinstance(problem, MemoryError):
        return StorageError("there is not enough memory for this import", "nothing was recorded")
    named = f"{problem.filename}: " if problem.filename else ""
    return StorageError(f"{named}{problem.strerror or problem}", "nothing was recorded")


def _told_kept(tallies: Sequence[Tally]) -> str:
    """What is kept where something ends a call. A batch may be kept that was not counted yet."""
    kept = sum(tally.kept.get("recorded", 0) for tally in tallies)
    known = sum(tally.kept.get("already_known", 0) for tally in tallies)
    made = sum(sum(tally.made) for tally in tallies)
    records = "source or incident" if made == 1 else "sources and incidents"
    return (
        f"recorded and kept: at least {kept:,} entries"
        f"{f' and {made:,} new {records}' if made else ''}"
        f"{f', besides {known:,} that were known' if known else ''}; the same command goes on"
    )


def _end(
    problem: TrackerError | KeyboardInterrupt, batches: Batches, tallies: Sequence[Tally]
) -> None:
    """Raises what ends the call, with what is kept in its words: as CutOffError where that may
    be anything."""
    told = _told_kept(tallies)
    if isinstance(problem, KeyboardInterrupt):
        problem = KeyboardInterrupt(f"interrupted; {told}")
    elif batches.head is not None:
        problem.say_kept(told)
    if batches.head is None:
        raise problem
    raise CutOffError(problem, batches.head) from problem


def _record(
    ledger: Ledger,
    works: Sequence[Work],
    tallies: Sequence[Tally],
    rows: int,
    options: ImportOptions,
    past_names: PastNames,
    progress: Progress | None,
) -> None:
    """Raises StoppedError for what is found only now: others may have recorded since the first
    pass, and the file may have changed."""

    def check() -> None:
        refuse_changed(works)
        if refuse_all(tallies, is_strict=options.on_error is OnError.STOP):
            raise StoppedError

    batches = Batches(ledger, rows, options.recorded_by, check, tallies)
    refused: RefusedFile | None = None
    try:
        with batches:
            call = Call(batches.writer, options, past_names, progress, batches)
            call.run(works)
            check()
            if options.refused_path is not None and call.refused:
                refused = RefusedFile(options.refused_path, call.refused)
    except (TrackerError, KeyboardInterrupt) as problem:
        _end(problem, batches, tallies)
    except (OSError, MemoryError) as problem:
        _end(in_words(problem), batches, tallies)
    else:
        if refused is not None:
            refused.appear()
    finally:
        if refused is not None:
            refused.drop()
