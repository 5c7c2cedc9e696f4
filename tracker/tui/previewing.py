"""What recording something would do: a dry run through the same gate, then both dossiers."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tracker.model import Count
from tracker.reconcile import Difference, Estimate, difference_between
from tracker.reports.claim_lines import count_title
from tracker.reports.dossier_text import estimate_text
from tracker.tui.forms import ActForm
from tracker.typed.givens import Row
from tracker.typed.recording import Taken, take_rows
from tracker.typed.understood import understood

if TYPE_CHECKING:
    from tracker.ledger import Ledger


class Outcome(NamedTuple):
    """What a form's texts come to."""

    lines: tuple[str, ...]
    """What the estimates become, what a person should know, what was understood: what must be
    seen first, where there is little room."""
    claim: str
    """Id of the claim that is recorded, or would be."""


def outcome(
    ledger: "Ledger",
    incident: str,
    form: ActForm,
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
    zone = taken.after.incident.timezone
    told = [understood(row, zone) for row in taken.new]
    lines = (*_changes(taken, method), *remarks, *_remarks(taken), *told)
    return Outcome(lines, _first(taken))


def outcome_of_rows(
    ledger: "Ledger", incident: str, rows: Sequence[Row], method: str, *, dry_run: bool
) -> Outcome:
    """Record rows that were accepted, in one transaction, or see what that would do: what a
    person should know, and what the estimates become. Raises TrackerError."""
    taken = take_rows(ledger, incident, lambda _: rows, dry_run=dry_run)
    return Outcome((*_changes(taken, method), *_remarks(taken)), _first(taken))


def _first(taken: Taken) -> str:
    return taken.new[0].id if taken.new else ""


def _remarks(taken: Taken) -> list[str]:
    tally = taken.tally
    told = [*tally.remarks, *(f"new source {slug}" for slug in tally.new_sources)]
    if tally.already_known == 1:
        told.append("this is in the ledger already, and is not recorded again")
    elif tally.already_known:
        told.append(f"{tally.already_known:,} are in the ledger already, and not recorded again")
    if tally.revised:
        told.append("a ref was known: what was recorded under it is revised")
    return told


def _changes(taken: Taken, method: str) -> list[str]:
    changed = difference_between(taken.before, taken.after, method)
    lines = change_lines(changed)
    moved = {one.count for one in changed.changes}
    same = dict.fromkeys(row.count for row in taken.new if row.count not in moved)
    now = {one.count: one.estimate for one in changed.after.pictures}
    return lines + [f"{count_title(count)}: stays {_stays(count, now)}" for count in same]


def change_lines(changed: Difference) -> list[str]:
    """What each estimate that changes was and becomes."""
    return [
        f"{count_title(one.count)}: {_told(one.before)} → {_told(one.after)}"
        for one in changed.changes
    ]


def _stays(count: Count, now: Mapping[Count, Estimate]) -> str:
    return _told(now.get(count))


def _told(estimate: Estimate | None) -> str:
    return "nothing public" if estimate is None else estimate_text(estimate)
