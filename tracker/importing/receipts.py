"""The receipt of an import: what became of the files, for scripts, in the shape of the design."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tracker.importing.faults import Fault
    from tracker.importing.report import FileReport, ImportReport

_COUNTS = ("rows", "recorded", "already_known", "revised", "refused")
_OF_VERSIONS = ("new", "restated", "repeated", "withdrawn")


def import_shape(report: "ImportReport", *, dry_run: bool) -> dict[str, Any]:
    """What `tracker import --json` prints, also for a call that was refused."""
    return {
        "files": [_file(one) for one in report.files],
        "ledger": {"size": report.size, "root": report.root},
        "stored": report.stored,
        "dry_run": dry_run,
        "remarks": list(report.remarks),
    }


def _file(one: "FileReport") -> dict[str, Any]:
    given = one.fingerprint
    return {
        "file": one.file,
        "kind": one.kind,
        "sha256": given.sha256 if given else None,
        "bytes": given.bytes if given else None,
        **{name: getattr(one, name) for name in (*_COUNTS, *_OF_VERSIONS)},
        "published_at": one.published_at or None,
        "errors": list(map(fault_shape, one.errors)),
        "remarks": list(one.remarks),
    }


def fault_shape(fault: "Fault") -> dict[str, Any]:
    """What is wrong with a file, and where."""
    return {
        **({"sheet": fault.sheet} if fault.sheet else {}),
        "line": fault.line,
        "column": fault.column,
        "value": fault.value,
        "problem": fault.problem,
    }
