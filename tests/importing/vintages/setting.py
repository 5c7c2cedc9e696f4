"""Small versions of one file, for tests that name only what matters."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from tests.importing.setting import a_ledger
from tracker.importing import FileReport, ImportOptions, ImportReport
from tracker.importing.inputs import input_named
from tracker.importing.vintages import Version, import_vintages
from tracker.importing.vintages.words import incident_words
from tracker.ledger import Ledger
from tracker.model import RecordedClaim, stamp

__all__ = ["a_ledger", "counts", "said", "take", "values_by", "version", "versions"]

HEADER = "ref,incident,source,metric,figure,asserted_at\n"
Rows = Sequence[tuple[str, object] | tuple[str, object, str]]


def text_of(rows: Rows) -> str:
    """A version as CSV: days of the war with the number of killed, or of what a row says."""
    told = ((day, figure, metric or ["killed"]) for day, figure, *metric in rows)
    return HEADER + "".join(
        f"{day}{'' if metric == 'killed' else metric},war,staff,{metric},{figure},{day}\n"
        for day, figure, (metric,) in told
    )


def version(folder: Path, moment: str, rows: Rows | str) -> Version:
    """A version published at that moment, with those days and figures, or that text."""
    path = folder / f"{moment.replace(':', '')}.csv"
    path.write_text(rows if isinstance(rows, str) else text_of(rows), encoding="utf-8")
    return Version(
        name=path.name,
        short=path.name,
        published_at=stamp(moment),
        opened=partial(input_named, str(path), None),
    )


def versions(folder: Path, by_moment: Mapping[str, Rows | str]) -> list[Version]:
    """Versions by the moment of their publication."""
    return [version(folder, moment, rows) for moment, rows in by_moment.items()]


def take(
    ledger: Ledger,
    some: Sequence[Version],
    *,
    is_complete: bool = True,
    dry_run: bool = False,
) -> ImportReport:
    """What became of the versions."""
    options = ImportOptions(dry_run=dry_run)
    return import_vintages(ledger, some, options, is_complete=is_complete)


def counts(report: FileReport) -> tuple[int, int, int, int, int]:
    """Rows, recorded, already known, restated, withdrawn."""
    return report.rows, report.recorded, report.already_known, report.restated, report.withdrawn


def said(ledger: Ledger, ref: str, incident: str = "war") -> list[tuple[str, str, str]]:
    """Every row under a ref, in order of entry: its act, its figure, when it was published."""
    return [
        (row.act.value, row.figure.wording, row.published_at.text if row.published_at else "")
        for row in rows_under(ledger, ref, incident)
    ]


def rows_under(ledger: Ledger, ref: str, incident: str = "war") -> list[RecordedClaim]:
    """Every row under a ref, in order of entry."""
    return [row for row in ledger.snapshot(incident).claims if row.ref == ref]


def values_by(ledger: Ledger, moment: str, incident: str = "war") -> dict[str, str]:
    """What the ledger says the file said at a moment: figures by ref."""
    words = incident_words(ledger.snapshot(incident))
    at_us = stamp(moment).ends_us("UTC")
    found = {ref: words.by(ref, at_us) for ref in words.by_ref}
    return {ref: word.claim.figure.wording for ref, word in found.items() if word is not None}
