"""What an import did, or would do, as rows: counts of each file, then everything refused."""

from collections.abc import Sequence

from tracker.importing import Fault, FileReport, ImportReport
from tracker.tui.rows import ListedRows


def import_rows(report: ImportReport) -> ListedRows:
    """A row a file and count, then a row a refused cell with its line and reason, then remarks."""
    rows: list[Sequence[str]] = []
    for one in report.files:
        rows += _counts(one)
    rows += [_fault(fault) for fault in report.errors]
    rows += [("remark", one.file, "", text) for one in report.files for text in one.remarks]
    rows += [("remark", "", "", text) for text in report.remarks]
    return ListedRows([str(place) for place in range(len(rows))], lambda place: rows[place])


def _counts(one: FileReport) -> list[Sequence[str]]:
    new = (one.recorded or one.held_back) - one.revised
    told = [
        ("new", new, "to be recorded" if new else "nothing new"),
        ("already known", one.already_known, "in the ledger already, recorded once"),
        ("revises", one.revised, "takes an earlier entry's place"),
        ("refused", one.refused, "rows that cannot be taken, listed below"),
    ]
    return [
        (what, one.file, f"{count:,}", f"{meaning} ({one.kind.value})")
        for what, count, meaning in told
        if count or what == "new"
    ]


def _fault(fault: Fault) -> Sequence[str]:
    line = "" if fault.line is None else f"{fault.line:,}"
    column = f"{fault.column}: " if fault.column else ""
    return "refused", fault.file, line, f"{column}{fault.problem}"


def summary(report: ImportReport, *, dry_run: bool) -> str:
    """One sentence on the whole call."""
    new = sum(one.recorded or one.held_back for one in report.files)
    known = sum(one.already_known for one in report.files)
    refused = sum(one.refused for one in report.files)
    counted = f"{new:,} new, {known:,} already known, {refused:,} refused"
    if not dry_run and report.stored:
        return f"Recorded: {counted}. The ledger has {report.size:,} entries now."
    if not dry_run:
        return f"Nothing was recorded: {counted}."
    if report.errors:
        return (
            f"Dry run: {counted}. Nothing would be recorded while a row is refused; "
            "--on-error skip records the others."
        )
    if not new:
        return f"Dry run: {counted}. There is nothing to record."
    return f"Dry run: {counted}. Enter records, Esc leaves no trace."
