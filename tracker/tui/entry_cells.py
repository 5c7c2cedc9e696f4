"""The cells of one entry of the ledger."""

from collections.abc import Sequence
from typing import Any

import orjson

from tracker.errors import UnsoundError
from tracker.ledger.browser import EntryLine
from tracker.ledger.view import sound_rows
from tracker.model import Act, instant
from tracker.tui.rows import UNREADABLE


def entry_cells(entry: EntryLine) -> Sequence[str]:
    """Number, when it was recorded, id, kind, and what it says; a sign in place of that where it
    holds what this program never writes."""
    when = instant(entry.recorded_us)[:16].replace("T", " ") + "Z"
    try:
        with sound_rows():
            told = _told(entry.kind, orjson.loads(entry.content))
    except UnsoundError:
        told = str(entry.kind), UNREADABLE
    return f"{entry.seq:,}", when, entry.id[:8], *told


def missing_cells(seq: int) -> Sequence[str]:
    """The cells of an entry that is not there: numbers are without gaps."""
    return f"{seq:,}", "", "", "", UNREADABLE


def _told(kind: str, content: dict[str, Any]) -> tuple[str, str]:
    """Kind, a claim's act in its place, and what it says. Raises KeyError, TypeError or
    ValueError for what is no entry."""
    if kind in ("incident", "source"):
        return kind, f"{content['slug']}: {content.get('title') or content.get('name') or ''}"
    if kind != "claim":
        raise ValueError(f"there are no entries of the kind {kind!r}")
    low, high = content.get("low", ""), content.get("high", "")
    figure = content.get("figure") or f"{low} to {high}"
    reason = f" ({content['reason']})" if "reason" in content else ""
    said = f"{content['incident']}, {content['source']}: {content['metric']} {figure}"
    return Act(content["act"]).value, f"{said}{reason}"
