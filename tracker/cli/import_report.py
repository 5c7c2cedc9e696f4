"""What an import says: one JSON shape for scripts, a table and every fault for people."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tracker.cli.output import head_line, line, remark

if TYPE_CHECKING:
    from tracker.importing import Fault, FileReport, ImportReport

MOST_FAULTS_ON_A_TERMINAL = 200
_COUNTS = ("rows", "recorded", "already_known", "revised", "refused")


def import_shape(report: "ImportReport", *, dry_run: bool) -> dict[str, Any]:
    """What `tracker import --json` prints, also for a call that was refused."""
    return {
        "files": [_file(one) for one in report.files],
        "ledger": {"size": report.size, "root": report.root},
        "stored": report.stored,
        "dry_run": dry_run,
        "remarks": list(report.remarks),
    }


def tell_report(report: "ImportReport", *, dry_run: bool) -> None:
    """A line a file on stdout, the faults and remarks on stderr, then the ledger's head."""
    line(f"{'rows':>9} {'recorded':>9} {'known':>9} {'revised':>9} {'refused':>9}  file")
    for one in report.files:
        counts = " ".join(f"{getattr(one, name):>9,}" for name in _COUNTS)
        line(f"{counts}  {one.file} ({one.kind})")
    _tell_faults(report.errors)
    for one in report.files:
        for text in one.remarks:
            remark(f"{one.file}: {text}")
    for text in report.remarks:
        remark(text)
    if dry_run:
        remark("dry run: nothing was recorded")
    elif not report.stored:
        would_help = any(one.held_back for one in report.files)
        advice = "; --on-error skip would record the good rows" if would_help else ""
        remark(f"nothing was recorded{advice}")
    line(head_line(report.size, report.root))


def _tell_faults(faults: "Sequence[Fault]") -> None:
    most = MOST_FAULTS_ON_A_TERMINAL if sys.stderr.isatty() else len(faults)
    for fault in faults[:most]:
        remark(str(fault))
    if len(faults) > most:
        more = len(faults) - most
        remark(f"and {more:,} more; --json lists them all")


def _file(one: "FileReport") -> dict[str, Any]:
    return {
        "file": one.file,
        "kind": one.kind,
        **{name: getattr(one, name) for name in _COUNTS},
        "errors": [
            {
                **({"sheet": fault.sheet} if fault.sheet else {}),
                "line": fault.line,
                "column": fault.column,
                "value": fault.value,
                "problem": fault.problem,
            }
            for fault in one.errors
        ],
        "remarks": list(one.remarks),
    }
