"""Saying what was recorded of what was typed, and how it was understood."""

from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.cli.output import line, print_json, receipt, receipt_shape, remark
from tracker.typed.understood import understood

if TYPE_CHECKING:
    from tracker.ledger import Ledger
    from tracker.scripting.recorded import Recorded


def tell_recorded(recorded: "Recorded", ledger: "Ledger", *, dry_run: bool, as_json: bool) -> None:
    """Say what the new rows were understood as, and what the ledger's head is now."""
    _tell_counts(recorded)
    if as_json:
        _tell_json(recorded, ledger, dry_run=dry_run)
        return
    for row in recorded.claims:
        line(understood(row, recorded.after.incident.timezone))
    receipt(ledger, dry_run=dry_run)


def _tell_counts(recorded: "Recorded") -> None:
    for slug in recorded.new_sources:
        remark(f"new source {slug}; tracker source edit {slug} says more of it")
    if recorded.already_known:
        known = (
            "this is in the ledger already, and was"
            if recorded.already_known == 1
            else f"{recorded.already_known} of these are in the ledger already, and were"
        )
        remark(f"{known} not recorded again")
    if recorded.revised:
        remark("the ref was known: this revises what was recorded under it")


def _tell_json(recorded: "Recorded", ledger: "Ledger", *, dry_run: bool) -> None:
    from tracker.reconcile import dossier  # noqa: PLC0415
    from tracker.reports.shapes import claims_shape  # noqa: PLC0415

    known = dossier(recorded.after)
    shape = claims_shape(replace(known, snapshot=replace(recorded.after, claims=recorded.claims)))
    shape |= {
        "already_known": recorded.already_known,
        "new_sources": list(recorded.new_sources),
    }
    print_json({**shape, **receipt_shape(ledger, dry_run=dry_run)})
