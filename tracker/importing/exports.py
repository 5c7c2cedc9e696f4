"""Lines of an export of ours, to be recorded exactly as they stand."""

from collections.abc import Callable
from typing import Any

import orjson

from tracker.errors import DataError
from tracker.importing.faults import RowError
from tracker.ledger import Sealed, seal
from tracker.model import Claim, Incident, Source
from tracker.model.content import claim_from, incident_from, source_from

_READERS: dict[str, Callable[[dict[str, Any]], Incident | Source | Claim]] = {
    "incident": incident_from,
    "source": source_from,
    "claim": claim_from,
}


def read_entry(line: str) -> tuple[Sealed, Incident | Source | Claim]:
    """The entry of one line. Raises RowError where it is no entry, or not what its id says."""
    try:
        content = orjson.loads(line)
    except orjson.JSONDecodeError as problem:
        raise RowError("", line, f"this line is not JSON: {problem}") from None
    kind, entry_id = _kind_and_id(line, content)
    try:
        value = _READERS[kind](content)
    except (DataError, TypeError) as problem:
        raise RowError("", line, f"this is no {kind} as exports write it: {problem}") from None
    sealed = seal(value)
    if sealed.id != entry_id:
        problem_text = f"the content does not match its id {entry_id[:12]}…: it has been altered"
        raise RowError("id", entry_id, problem_text)
    return sealed, value


def _kind_and_id(line: str, content: Any) -> tuple[str, str]:
    """The kind and the id, which is taken out of the content."""
    if not isinstance(content, dict):
        raise RowError("", line, "each line must hold one object in braces")
    kind, entry_id = content.get("kind"), content.pop("id", None)
    if kind not in _READERS or not isinstance(entry_id, str):
        raise RowError("kind", str(kind), "each line needs a kind (incident, source, claim) and id")
    return kind, entry_id
