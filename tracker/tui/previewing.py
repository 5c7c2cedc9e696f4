"""What recording something would do: a dry run through the same gate, then both dossiers."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from tracker.model import Count
from tracker.reconcile import Estimate, difference_between
from tracker.reports.claim_lines import count_title
from tracker.reports.dossier_text import estimate_text
from tracker.tui.forms import Form
from tracker.typed.recording import Taken, take_rows
from tracker.typed.understood import understood

if TYPE_CHECKING:
    from tracker.ledger import Ledger


class Outcome(NamedTuple):
    """What a form's texts come to."""

    lines: tuple[str, ...]
    """What was understood, what a person should know, what the estimates become."""
    claim: str
    """Id of the claim that is recorded, or would be."""


def outcome(
    ledger: "Ledger",
    incident: str,
    form: Form,
    texts: Mapping[str, str],
    method: str,
    *,
    dry_run: bool,
) -> Outcome:
    """Record what was typed, or see what it would do. Raises TrackerError for what cannot be
    taken; nothing is recorded then."""
    remarks: list[str] = []
    rows = form.make(texts, remarks.append)
    taken = take_rows(ledger, incident, rows, dry_run=dry_run, must_be_new=form.must_be_new)
    remarks += taken.tally.remarks
    remarks += [f"new source {slug}" for slug in taken.tally.new_sources]
    if taken.tally.already_known:
        remarks.append("this is in the ledger already, and is not recorded again")
    zone = taken.after.incident.timezone
    told = [understood(row, zone) for row in taken.new]
    claim = taken.new[0].id if taken.new else ""
    return Outcome((*told, *remarks, *_changes(taken, method)), claim)


def _changes(taken: Taken, method: str) -> list[str]:
    changed = difference_between(taken.before, taken.after, method)
    lines = [
        f"{count_title(one.count)}: {_told(one.before)} → {_told(one.after)}"
        for one in changed.changes
    ]
    moved = {one.count for one in changed.changes}
    same = dict.fromkeys(row.count for row in taken.new if row.count not in moved)
    now = {one.count: one.estimate for one in changed.after.pictures}
    return lines + [f"{count_title(count)}: stays {_stays(count, now)}" for count in same]


def _stays(count: Count, now: Mapping[Count, Estimate]) -> str:
    return _told(now.get(count))


def _told(estimate: Estimate | None) -> str:
    return "nothing public" if estimate is None else estimate_text(estimate)
