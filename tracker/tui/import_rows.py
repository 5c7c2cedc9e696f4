"""What an import did, or would do, as rows: counts of each file, then row by row."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tracker.importing import Fault, FileReport, ImportReport, Outcome, RowOutcomes
from tracker.tui.rows import ListedRows

_ORDER = (Outcome.REVISES, Outcome.NEW, Outcome.KNOWN)
"""In which they are listed, after what is refused: what asks most for a look comes first."""


class ImportRows(ListedRows):
    """What an import did, row by row."""

    def __init__(self, rows: Sequence[Sequence[str]]) -> None:
        super().__init__([str(place) for place in range(len(rows))], rows.__getitem__)
        self.rows = rows

    def first_of(self, what: str) -> str:
        """The key of the first row of which that became; of the first of all where none did."""
        return next((str(at) for at, row in enumerate(self.rows) if row[0] == what), "0")


def import_rows(report: ImportReport, outcomes: RowOutcomes | None) -> ImportRows:
    """A row a file and count, then the remarks, then the refused rows with line and reason; of a
    dry run, last, what each of the others would do."""
    rows: list[Sequence[str]] = []
    for one in report.files:
        rows += _counts(one)
    rows += [("remark", one.file, "", text) for one in report.files for text in one.remarks]
    rows += [("remark", "", "", text) for text in report.remarks]
    rows += [_fault(fault) for fault in report.errors]
    if outcomes is not None:
        for outcome in _ORDER:
            rows += _of_outcome(outcomes, outcome)
    names = _short_names([one.file for one in report.files])
    told = [(what, names.get(file, file), line, text) for what, file, line, text in rows]
    return ImportRows(told)


def _short_names(files: Sequence[str]) -> dict[str, str]:
    """Files by what they are called without their folders, where only one is called that."""
    names = Counter(Path(file).name for file in files)
    return {file: Path(file).name if names[Path(file).name] == 1 else file for file in files}


def _of_outcome(outcomes: RowOutcomes, outcome: Outcome) -> list[Sequence[str]]:
    listed: list[Sequence[str]] = [
        (outcome.value, one.file, f"{one.line:,}", one.said)
        for one in outcomes.rows
        if one.outcome is outcome
    ]
    more = outcomes.counts[outcome] - len(listed)
    if more:
        told = f"and {more:,} more; tracker import --dry-run counts them as well"
        listed.append((outcome.value, "", "", told))
    return listed


def _counts(one: FileReport) -> list[Sequence[str]]:
    new = (one.recorded or one.held_back) - one.revised
    told = [
        ("new", new, "to be recorded"),
        ("already known", one.already_known, "in the ledger already, recorded once"),
        ("revises", one.revised, "takes an earlier entry's place"),
        ("refused", one.refused, "that cannot be taken, listed below"),
    ]
    return [
        (f"{what}:", one.file, "", f"{count:,} {meaning} ({one.kind.value})")
        for what, count, meaning in told
        if count or what == "new"
    ]


def _fault(fault: Fault) -> Sequence[str]:
    line = "" if fault.line is None else f"{fault.line:,}"
    column = f"{fault.column}: " if fault.column else ""
    return "refused", fault.file, line, f"{column}{fault.problem}"


def summary(report: ImportReport, *, dry_run: bool, stops: bool) -> str:
    """One sentence on the whole call.

    stops: whether a refused row keeps all others from being recorded.
    """
    new = sum(one.recorded or one.held_back for one in report.files)
    known = sum(one.already_known for one in report.files)
    refused = sum(one.refused for one in report.files)
    counted = f"{new:,} new, {known:,} already known, {refused:,} refused"
    if not dry_run and report.stored:
        return f"Recorded: {counted}. The ledger has {report.size:,} entries now."
    if not dry_run:
        return f"Nothing was recorded: {counted}."
    if report.errors and stops:
        return (
            f"Dry run: {counted}. Nothing would be recorded while a row is refused; "
            "--on-error skip records the others."
        )
    if not new:
        return f"Dry run: {counted}. There is nothing to record."
    if report.errors:
        return f"Dry run: {counted}. Enter records all but the refused, Esc leaves no trace."
    return f"Dry run: {counted}. Enter records, Esc leaves no trace."
