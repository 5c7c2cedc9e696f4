"""A ledger in memory and small files, for tests that name only what matters."""

from pathlib import Path
from typing import Any

from tests.places import PLACES
from tracker.importing import FileReport, ImportOptions, ImportReport, import_files
from tracker.ledger import Ledger
from tracker.model import RecordedClaim

INCIDENTS = "slug,title,timezone\nqamishli,Bombing in Qamishli,Asia/Damascus\n"
HEADER = "ref,incident,source,metric,figure,published_at,act,target,reason\n"


def a_ledger() -> Ledger:
    """An empty ledger that lives as long as the test."""
    return PLACES.open(PLACES.private())


def rows(*lines: str, header: str = HEADER) -> str:
    """A claims file with those rows."""
    return header + "".join(line + "\n" for line in lines)


def take(
    ledger: Ledger, folder: Path, text: str | bytes, name: str = "march.csv", **options: Any
) -> FileReport:
    """The report on one file of that content, taken with those options."""
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    report = import_files(ledger, [str(path)], ImportOptions(**options))
    return report.files[0]


def take_all(ledger: Ledger, folder: Path, files: dict[str, str], **options: Any) -> ImportReport:
    """The report on several files, by name, taken in one call in that order."""
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    paths = [str(folder / name) for name in files]
    return import_files(ledger, paths, ImportOptions(**options))


def problems(report: FileReport) -> list[str]:
    """Each fault as line, column and problem."""
    return [f"{fault.line} {fault.column}: {fault.problem}" for fault in report.errors]


def claims_of(ledger: Ledger, incident: str = "qamishli") -> tuple[RecordedClaim, ...]:
    """Every row recorded of an incident."""
    return ledger.snapshot(incident).claims


def the_claim(ledger: Ledger, incident: str = "qamishli") -> RecordedClaim:
    """The only claim of an incident."""
    (claim,) = claims_of(ledger, incident)
    return claim
