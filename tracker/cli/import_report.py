"""What an import says to people: a table, every fault, and what they should know."""

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tracker.cli.output import head_line, line, remark

if TYPE_CHECKING:
    from tracker.importing import Fault, FileReport, ImportReport

MOST_FAULTS_ON_A_TERMINAL = 200
_COLUMNS = {
    "rows": "rows",
    "recorded": "recorded",
    "already_known": "known",
    "revised": "revised",
    "refused": "refused",
}
_VERSION_COLUMNS = {
    "rows": "rows",
    "recorded": "recorded",
    "already_known": "known",
    "restated": "restated",
    "withdrawn": "withdrawn",
    "refused": "refused",
}


def tell_report(report: "ImportReport", *, dry_run: bool) -> None:
    """A line a file on stdout, the faults and remarks on stderr, then the ledger's head."""
    are_versions = any(one.published_at for one in report.files)
    _tell_counts(report.files, _VERSION_COLUMNS if are_versions else _COLUMNS)
    tell_faults(report.errors)
    _tell_remarks(report.files)
    for text in report.remarks:
        remark(text)
    _tell_ending(report, dry_run=dry_run)
    line(head_line(report.size, report.root))


def is_nothing_ours(report: "ImportReport") -> bool:
    """Whether no file of the call was read at all: a name or a profile is wrong, and a script that
    took it for done would lose a day's figures in silence."""
    from tracker.importing.headers import FileKind  # noqa: PLC0415 - sqlmodel

    return bool(report.files) and all(one.kind is FileKind.SKIPPED for one in report.files)


def tell_what_is_wrong(report: "ImportReport", *, dry_run: bool) -> None:
    """Nothing where all went well; else every fault, on stderr, and what was recorded; of a call
    of which nothing could be read, why."""
    if is_nothing_ours(report):
        _tell_remarks(report.files)
    if report.errors:
        tell_faults(report.errors)
        _tell_ending(report, dry_run=dry_run)


def _tell_remarks(files: "Sequence[FileReport]") -> None:
    for one in files:
        for text in one.remarks:
            remark(f"{one.file}: {text}")


def _tell_ending(report: "ImportReport", *, dry_run: bool) -> None:
    if dry_run:
        remark("dry run: nothing was recorded")
    elif not report.stored and not any(one.published_at for one in report.files):
        are_whole = all(one.fingerprint is not None for one in report.files)
        would_help = are_whole and any(one.held_back for one in report.files)
        advice = "; --on-error skip would record the good rows" if would_help else ""
        remark(f"nothing was recorded{advice}")


def _tell_counts(files: "Sequence[FileReport]", columns: Mapping[str, str]) -> None:
    line(f"{' '.join(f'{name:>9}' for name in columns.values())}  file")
    for one in files:
        counts = " ".join(f"{getattr(one, name):>9,}" for name in columns)
        whole = ", refused whole" if one.published_at and one.errors else ""
        line(f"{counts}  {one.file} ({one.published_at or one.kind}{whole})")


def tell_faults(faults: "Sequence[Fault]") -> None:
    """Every fault on stderr; on a terminal the first of them, and how many more there are."""
    most = MOST_FAULTS_ON_A_TERMINAL if sys.stderr.isatty() else len(faults)
    for fault in faults[:most]:
        remark(str(fault))
    if len(faults) > most:
        more = len(faults) - most
        remark(f"and {more:,} more; --json lists them all")
