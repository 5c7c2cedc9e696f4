"""What an incident or a source put right would say, and do to the estimates in view."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tracker.errors import OptionError
from tracker.model import Incident, Snapshot, Source
from tracker.model.content import incident_content, source_content
from tracker.reconcile import difference_between
from tracker.reports.layout import UNKNOWN
from tracker.tui.previewing import Outcome, change_lines
from tracker.tui.record_forms import RecordForm
from tracker.typed.records import record

if TYPE_CHECKING:
    from tracker.ledger import Ledger, Writer


def record_outcome(
    ledger: "Ledger",
    form: RecordForm,
    texts: Mapping[str, str],
    incident: str,
    method: str,
    *,
    dry_run: bool,
) -> Outcome:
    """Record what was typed, or see what it would do: which facts change, and what becomes of
    the estimates of the incident in view ('' for none). Raises TrackerError for what cannot be
    taken; nothing is recorded then."""
    with ledger.writing() as writer:
        value = form.change(writer, texts)
        if value is None:
            raise OptionError("this is what it says already")
        labels = {field.name: field.label for field in form.fields}
        lines = _facts(_current(writer, value), value, labels)
        before = _seen(writer, incident)
        record(writer, value, dry_run=dry_run)
        after = _seen(writer, incident)
    if before is not None and after is not None:
        changed = change_lines(difference_between(before, after, method))
        told = [f"{incident}, {line}" for line in changed]
        lines[1:1] = told or [f"the estimates of {incident} stay as they are"]
    return Outcome(tuple(lines), "")


def _seen(writer: "Writer", incident: str) -> Snapshot | None:
    return writer.snapshot(incident) if incident in writer.incidents() else None


def _current(writer: "Writer", value: Incident | Source) -> Incident | Source | None:
    if isinstance(value, Incident):
        return writer.incidents().get(value.slug)
    return writer.sources().get(value.slug)


def _facts(
    before: Incident | Source | None, after: Incident | Source, labels: Mapping[str, str]
) -> list[str]:
    """The facts that change, each as it was and as it is; of what is new, all of them."""
    was, now = _content(before), _content(after)
    kind = "incident" if isinstance(after, Incident) else "source"
    told = [f"new {kind} {after.slug}" if before is None else f"{kind} {after.slug}"]
    for name in dict.fromkeys((*now, *was)):
        if was.get(name) != now.get(name):
            fact = "" if before is None else f"{_told(was, name)} → "
            told.append(f"{labels.get(name, name.replace('_', ' '))}: {fact}{_told(now, name)}")
    return told


def _content(value: Incident | Source | None) -> Mapping[str, object]:
    if value is None:
        return {}
    told = incident_content(value) if isinstance(value, Incident) else source_content(value)
    return {name: held for name, held in told.items() if name not in ("slug", "revises")}


def _told(content: Mapping[str, object], name: str) -> str:
    held = content.get(name, "")
    text = "; ".join(map(str, held)) if isinstance(held, list | tuple) else str(held)
    return text or UNKNOWN
