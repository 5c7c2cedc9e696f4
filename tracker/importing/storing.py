"""A call whose rows are kept in batches: looked through first, then recorded piece by piece."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace

from tracker.importing.batches import Batches, StoppedError
from tracker.importing.call import Call, Progress
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
    is found before anything is kept. Where it finds nothing new, there is no second. A
    KeyboardInterrupt says what is kept by then.
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
    except KeyboardInterrupt:
        raise KeyboardInterrupt(_told_kept(tallies)) from None
    return True


def _told_kept(tallies: Sequence[Tally]) -> str:
    """What an interruption leaves. A batch may be kept that was not counted yet."""
    kept = sum(tally.kept.get("recorded", 0) for tally in tallies)
    known = sum(tally.kept.get("already_known", 0) for tally in tallies)
    return (
        f"interrupted; recorded and kept: at least {kept:,} entries"
        f"{f', besides {known:,} that were known' if known else ''}; the same command goes on"
    )


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

    refused: RefusedFile | None = None
    with ExitStack() as kept:
        with Batches(ledger, rows, options.recorded_by, check, tallies) as batches:
            call = Call(batches.writer, options, past_names, progress, batches)
            call.run(works)
            check()
            if options.refused_path is not None and call.refused:
                refused = RefusedFile(options.refused_path, call.refused)
                kept.callback(refused.drop)
        if refused is not None:
            refused.appear()
