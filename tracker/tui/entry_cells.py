"""The cells of one entry of the ledger."""

from collections.abc import Sequence
from typing import Any

import orjson

from tracker.ledger.browser import EntryLine
from tracker.model import instant


def entry_cells(entry: EntryLine) -> Sequence[str]:
    """Number, when it was recorded, id, kind, and what it says."""
    content: dict[str, Any] = orjson.loads(entry.content)
    when = instant(entry.recorded_us)[:16].replace("T", " ") + "Z"
    kind = content["act"] if entry.kind == "claim" else entry.kind
    return f"{entry.seq:,}", when, entry.id[:8], kind, _says(entry.kind, content)


def _says(kind: str, content: dict[str, Any]) -> str:
    if kind != "claim":
        return f"{content['slug']}: {content.get('title') or content.get('name') or ''}"
    low, high = content.get("low", ""), content.get("high", "")
    figure = content.get("figure") or f"{low} to {high}"
    reason = f" ({content['reason']})" if "reason" in content else ""
    said = f"{content['incident']}, {content['source']}: {content['metric']} {figure}"
    return f"{said}{reason}"
