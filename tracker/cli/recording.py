"""Rows typed by hand into the ledger, through the same gate as the rows of a file."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from tracker.cli.output import line, print_json, receipt, receipt_shape, remark
from tracker.errors import ClaimError
from tracker.figures import PLAIN, Policy
from tracker.model import RecordedClaim, Snapshot
from tracker.typed.givens import Row, by_option
from tracker.typed.understood import understood

if TYPE_CHECKING:
    from tracker.importing.report import Tally
    from tracker.ledger import Ledger, Writer

Rows = Callable[[Snapshot], Sequence[Row]]
"""Makes the rows to record of what is known of their incident."""


def record(
    ledger: "Ledger",
    incident: str,
    rows: Rows,
    *,
    dry_run: bool,
    as_json: bool,
    must_be_new: bool = False,
    policy: Policy = PLAIN,
) -> None:
    """Record rows about one incident in one transaction, and say what was understood.

    policy: by which figures are read. must_be_new: a row that the ledger has already is
    refused, not passed over. Raises NotFoundError for an incident the ledger does not know,
    and ClaimError, naming the option, for a row that cannot be taken; nothing is recorded then.
    """
    snapshot = ledger.snapshot(incident)
    with ledger.writing() as writer:
        snapshot = writer.snapshot(incident)
        tally = _taken(rows(snapshot), writer, ledger, incident, policy)
        if must_be_new and tally.already_known:
            raise ClaimError(
                "just this was recorded before, and nothing was recorded now; if it is meant "
                "anew, say so in the reason or a note"
            )
        after = writer.snapshot(incident)
        if dry_run:
            writer.discard()
    new = [row for row in after.claims if row.seq > snapshot.size]
    _tell_tally(tally)
    if as_json:
        _tell_json(new, tally, after, ledger, dry_run=dry_run)
        return
    for row in new:
        line(understood(row, after.incident.timezone))
    receipt(ledger, dry_run=dry_run)


def _taken(
    rows: Sequence[Row], writer: "Writer", ledger: "Ledger", incident: str, policy: Policy
) -> "Tally":
    """Hand rows to the ledger as an import does."""
    from tracker.importing.book import Book  # noqa: PLC0415 - sqlmodel, dateutil
    from tracker.importing.claim_rows import ClaimRows  # noqa: PLC0415
    from tracker.importing.headers import LONG_COLUMNS, FileKind, Layout  # noqa: PLC0415
    from tracker.importing.names import IncidentNames, SourceNames  # noqa: PLC0415
    from tracker.importing.options import ImportOptions  # noqa: PLC0415
    from tracker.importing.pipeline import _past_names  # noqa: PLC0415
    from tracker.importing.report import Tally  # noqa: PLC0415
    from tracker.importing.taking_claims import ClaimTaker  # noqa: PLC0415

    tally = Tally("")
    sources = SourceNames(writer.sources(), _past_names(ledger))
    incidents = IncidentNames(writer.incidents(), incident)
    options = ImportOptions(incident=incident, policy=policy)
    layout = Layout(FileKind.CLAIMS, LONG_COLUMNS)
    reader = ClaimRows(layout, options, sources, incidents, tally.remarks.append)
    book = Book(writer)
    taker = ClaimTaker(book, sources, incidents)
    for place, row in enumerate(rows, 1):
        cells = [row.get(column, "") for column in LONG_COLUMNS]
        for given in by_option(partial(reader.read, place, cells)):
            by_option(partial(taker.take, given, place, tally))
    book.flush()
    return tally


def _tell_tally(tally: "Tally") -> None:
    for text in tally.remarks:
        remark(text)
    for slug in tally.new_sources:
        remark(f"new source {slug}; tracker source edit {slug} says more of it")
    if tally.already_known:
        known = "this is" if tally.already_known == 1 else f"{tally.already_known} of these are"
        remark(f"{known} in the ledger already, and was not recorded again")
    if tally.revised:
        remark("the ref was known: this revises what was recorded under it")


def _tell_json(
    rows: Sequence[RecordedClaim],
    tally: "Tally",
    after: Snapshot,
    ledger: "Ledger",
    *,
    dry_run: bool,
) -> None:
    from tracker.reconcile import dossier  # noqa: PLC0415
    from tracker.reports.shapes import claims_shape  # noqa: PLC0415

    known = dossier(after)
    shape = claims_shape(replace(known, snapshot=replace(after, claims=tuple(rows))))
    shape |= {"already_known": tally.already_known, "new_sources": list(tally.new_sources)}
    print_json({**shape, **receipt_shape(ledger, dry_run=dry_run)})
