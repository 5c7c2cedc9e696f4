"""Receipts as files: what an import did, kept beside what it read."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.whole_files import write_whole

if TYPE_CHECKING:
    from tracker.importing import ImportReport


def import_receipt(report: "ImportReport", *, dry_run: bool = False) -> dict[str, Any]:
    """What `tracker import --json` prints, as a value; also of a call that was refused."""
    from tracker.importing.receipts import import_shape  # noqa: PLC0415 - not for --help

    return import_shape(report, dry_run=dry_run)


def write_receipt(path: Path, shape: dict[str, Any]) -> None:
    """A receipt into a file that appears whole, for its owner alone. Raises OSError."""
    from tracker.reports.shapes import to_json  # noqa: PLC0415 - not for --help

    write_whole(path, [to_json(shape).encode()])
