"""Recording rows of incidents and sources: what the two groups of commands share."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tracker.cli.output import line, print_json, receipt, receipt_shape, remark
from tracker.model import Incident, Source

if TYPE_CHECKING:
    from tracker.ledger import Ledger, Sealed


def told_unchanged(what: str, ledger: "Ledger", *, dry_run: bool, as_json: bool) -> None:
    """Say that an edit changes nothing, so that nothing was recorded."""
    if as_json:
        print_json({"unchanged": True, **receipt_shape(ledger, dry_run=dry_run)})
    else:
        remark(f"{what} says just that already; nothing was recorded")


def told(
    did: str,
    sealed: "Sealed",
    shape: Mapping[str, Any],
    ledger: "Ledger",
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Say what an incident or a source is now, with the ledger's head."""
    value = sealed.value
    what = "incident" if isinstance(value, Incident) else "source"
    if as_json:
        revises = value.revises if isinstance(value, Incident | Source) else ""
        row = {"id": sealed.id, **shape, "revises": revises or None}
        print_json({what: row, **receipt_shape(ledger, dry_run=dry_run)})
        return
    line(f"{did} {what} {shape['slug']}")
    for name, known in shape.items():
        text = ", ".join(known) if isinstance(known, list) else known
        if text and name != "slug":
            line(f"  {name.replace('_', ' ')}: {text}")
    receipt(ledger, dry_run=dry_run)
