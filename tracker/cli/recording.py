"""Recording rows that were typed, and saying what was understood."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.cli.output import line, print_json, receipt, receipt_shape, remark
from tracker.figures import PLAIN, Policy
from tracker.model import RecordedClaim, Snapshot
from tracker.typed.recording import Rows, take_rows
from tracker.typed.understood import understood

if TYPE_CHECKING:
    from tracker.importing.report import Tally
    from tracker.ledger import Ledger


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

    Raises what `take_rows` raises; nothing is recorded then.
    """
    taken = take_rows(
        ledger, incident, rows, dry_run=dry_run, must_be_new=must_be_new, policy=policy
    )
    _tell_tally(taken.tally)
    if as_json:
        _tell_json(taken.new, taken.tally, taken.after, ledger, dry_run=dry_run)
        return
    for row in taken.new:
        line(understood(row, taken.after.incident.timezone))
    receipt(ledger, dry_run=dry_run)


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
