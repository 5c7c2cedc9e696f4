"""The ledger as files: claims in canonical columns, or everything as JSON Lines.

Both are written from the canonical content that the ledger hashes, never from values
computed out of it, so that what is imported again has the same ids.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple, Protocol

import orjson

from tracker.spreadsheets import guarded

COLUMNS = (
    "ref",
    "incident",
    "source",
    "via",
    "metric",
    "population",
    "scope",
    "mode",
    "figure",
    "low",
    "high",
    "asserted_at",
    "published_at",
    "url",
    "act",
    "target",
    "reason",
    "relays",
    "note",
)
"""The canonical long columns, in the design's order."""

_NEEDS_QUOTES = re.compile(r'[",\r\n]|^\s|\s$')
_PARTS = re.compile(r"[\s;]")
"""What parts several targets in one cell."""

Content = dict[str, Any]
_Name = tuple[str, str]
"""An incident, and a ref in it."""


class _Names(NamedTuple):
    """By what the rows of a file may name claims."""

    by_id: dict[str, _Name]
    """Of every claim that a ref names: no other row of its incident bears the ref, and no blank
    or semicolon in it could be taken for the gap between two."""
    borne: Collection[_Name]
    """Every ref that a row bears."""

    def of(self, claim_id: str, incident: str) -> str:
        """A claim's ref where the file's reader can find it by that; else its id, whole."""
        of_incident, ref = self.by_id.get(claim_id, ("", ""))
        return ref if ref and of_incident == incident else claim_id

    def of_all(self, claim_ids: Iterable[str], incident: str) -> str:
        """Claims in one cell, with a semicolon between them where a blank would make the ref of
        another claim."""
        found = [self.of(one, incident) for one in claim_ids]
        plain = " ".join(found)
        return ";".join(found) if (incident, plain) in self.borne else plain


class Contents(Protocol):
    """What an export reads of a ledger: `tracker.ledger.Ledger`."""

    def contents(
        self, kind: str, *, incident: str | None = None
    ) -> Iterator[tuple[int, str, bytes]]:
        """(sequence number, id, canonical bytes) of every entry of a kind, in order."""


def export_csv(
    ledger: Contents, incident: str | None = None, *, only: Collection[str] | None = None
) -> Iterator[str]:
    """The claims as CSV (RFC 4180, line feeds), in order of entry, header first; one incident's
    or all. Bounds stand only where they were given, times as written, targets by ref; a cell that
    a spreadsheet would run has an apostrophe before it.

    only: ids of the claims that are wanted; None wants all. Raises UnsoundError where a content
    lacks what every claim says, as one made by hand may.
    """
    from tracker.ledger.view import sound_rows  # noqa: PLC0415 - the ledger loads SQLAlchemy

    with sound_rows():
        names = _names(ledger, incident)
        yield ",".join(COLUMNS) + "\n"
        for _, row_id, raw in ledger.contents("claim", incident=incident):
            if only is None or row_id in only:
                yield _csv_line(orjson.loads(raw), names)


def export_jsonl(ledger: Contents, incident: str | None = None) -> Iterator[str]:
    """Incidents, sources and claims, one object a line, each kind in order of entry.

    For one incident: the sources that its claims name, those they speak for or were merged
    into, and every row there is of each. Enough to rebuild an equal ledger. Raises as above.
    """
    from tracker.ledger.view import sound_rows  # noqa: PLC0415 - the ledger loads SQLAlchemy

    with sound_rows():
        for _, row_id, raw in ledger.contents("incident", incident=incident):
            yield _json_line(row_id, orjson.loads(raw))
        wanted = None if incident is None else _sources_of(ledger, incident)
        for _, row_id, raw in ledger.contents("source"):
            content = orjson.loads(raw)
            if wanted is None or content["slug"] in wanted:
                yield _json_line(row_id, content)
        for _, row_id, raw in ledger.contents("claim", incident=incident):
            yield _json_line(row_id, orjson.loads(raw))


def _json_line(row_id: str, content: Content) -> str:
    named = {**content, "id": row_id}
    return orjson.dumps(named, option=orjson.OPT_SORT_KEYS).decode() + "\n"


def _csv_line(content: Content, names: _Names) -> str:
    incident = content["incident"]
    shown = {
        **content,
        "target": names.of_all(content.get("targets", ()), incident),
        "relays": names.of(content["relays"], incident) if "relays" in content else "",
    }
    return csv_line([shown.get(column, "") for column in COLUMNS])


def csv_line(cells: Iterable[str | int]) -> str:
    """One row of CSV, with no cell in it that a spreadsheet takes for a formula. Where a text has
    several lines, all cells have quotation marks: so an import knows that no mark is missing."""
    texts = [guarded(str(cell)) for cell in cells]
    line = ",".join(map(_field, texts))
    if "\n" in line or "\r" in line:
        line = ",".join(map(_quoted, texts))
    return f"{line}\n"


def _field(text: str) -> str:
    return _quoted(text) if _NEEDS_QUOTES.search(text) else text


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _names(ledger: Contents, incident: str | None) -> _Names:
    refs: dict[str, _Name] = {}
    for _, row_id, raw in ledger.contents("claim", incident=incident):
        content = orjson.loads(raw)
        ref = content.get("ref", "")
        if ref:
            refs[row_id] = content["incident"], ref
    rows = Counter(refs.values())
    by_id = {
        row_id: name
        for row_id, name in refs.items()
        if rows[name] == 1 and not _PARTS.search(name[1])
    }
    return _Names(by_id, rows)


def _sources_of(ledger: Contents, incident: str) -> set[str]:
    """Slugs of the sources that an incident's claims name, and all that these lead to."""
    leads_to: dict[str, set[str]] = {}
    for _, _, raw in ledger.contents("source"):
        content = orjson.loads(raw)
        onward = {content[link] for link in ("speaks_for", "merged_into") if link in content}
        leads_to.setdefault(content["slug"], set()).update(onward)
    ahead = {
        orjson.loads(raw)["source"] for _, _, raw in ledger.contents("claim", incident=incident)
    }
    found: set[str] = set()
    while ahead:
        slug = ahead.pop()
        found.add(slug)
        ahead |= leads_to.get(slug, set()) - found
    return found
