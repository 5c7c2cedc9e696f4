"""What an import says to people: a table, every fault, and what they should know."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tracker.cli.output import head_line, line, remark

if TYPE_CHECKING:
    from tracker.importing import Fault, ImportReport

MOST_FAULTS_ON_A_TERMINAL = 200


def tell_report(report: "ImportReport", *, dry_run: bool) -> None:
    """A line a file on stdout, the faults and remarks on stderr, then the ledger's head."""
    from tracker.importing.receipts import COUNTS  # noqa: PLC0415 - sqlmodel

    line(f"{'rows':>9} {'recorded':>9} {'known':>9} {'revised':>9} {'refused':>9}  file")
    for one in report.files:
        counts = " ".join(f"{getattr(one, name):>9,}" for name in COUNTS)
        line(f"{counts}  {one.file} ({one.kind})")
    _tell_faults(report.errors)
    for one in report.files:
        for text in one.remarks:
            remark(f"{one.file}: {text}")
    for text in report.remarks:
        remark(text)
    _tell_ending(report, dry_run=dry_run)
    line(head_line(report.size, report.root))


def tell_faults(report: "ImportReport", *, dry_run: bool) -> None:
    """Nothing where all went well; else every fault, on stderr, and what was recorded."""
    if report.errors:
        _tell_faults(report.errors)
        _tell_ending(report, dry_run=dry_run)


def _tell_ending(report: "ImportReport", *, dry_run: bool) -> None:
    if dry_run:
        remark("dry run: nothing was recorded")
    elif not report.stored:
        would_help = any(one.held_back for one in report.files)
        advice = "; --on-error skip would record the good rows" if would_help else ""
        remark(f"nothing was recorded{advice}")


def _tell_faults(faults: "Sequence[Fault]") -> None:
    most = MOST_FAULTS_ON_A_TERMINAL if sys.stderr.isatty() else len(faults)
    for fault in faults[:most]:
        remark(str(fault))
    if len(faults) > most:
        more = len(faults) - most
        remark(f"and {more:,} more; --json lists them all")
