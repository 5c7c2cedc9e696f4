"""Drafts as rows of the canonical import columns, which `tracker import` takes after review."""

from collections.abc import Sequence
from typing import NamedTuple

from tracker.extract.draft import Draft

Cell = str | int | None

DRAFT_COLUMNS = ("text_start", "text_end", "confidence", "why")
"""What a row of a draft has besides a claim's columns; an import passes over it."""


class Origin(NamedTuple):
    """Where a text comes from: what all its drafts share."""

    incident: str
    """Slug; '' where it is left to the import."""
    via: str
    """Outlet; '' where it is not known."""
    published_at: str
    """As it will be imported; '' where it is not known."""
    url: str
    sha256: str
    """Of the text, hexadecimal."""


def row_of_draft(draft: Draft, place: int, origin: Origin, target: str = "") -> dict[str, Cell]:
    """The row of one draft; what is not known is None.

    place: its place among the drafts of its text, from 1, from which its ref is made. A figure
    that nobody is said to give is the outlet's own. low and high stand only where the reader
    of figures would not read them from the wording.
    """
    who = without_article(draft.attributed_to or draft.via or origin.via)
    outlet = draft.via or origin.via
    low: Cell = draft.low
    if draft.low is None and draft.high is None:
        low = "?"
    row: dict[str, Cell] = {
        "ref": ref_of(origin, place),
        "incident": origin.incident,
        "source": who,
        "via": outlet if outlet != who else "",
        "metric": draft.metric,
        "population": draft.population,
        "scope": draft.scope,
        "mode": draft.mode,
        "figure": draft.figure,
        "low": None if draft.is_read else low,
        "high": None if draft.is_read else draft.high,
        "asserted_at": draft.said_on,
        "published_at": origin.published_at,
        "url": origin.url,
        "act": draft.act,
        "target": target,
        "note": note_of(draft, origin),
    }
    shared = {key: value if value != "" else None for key, value in row.items()}
    return shared | {
        "text_start": draft.text_start,
        "text_end": draft.text_end,
        "confidence": f"{draft.confidence:.2f}",
        "why": draft.why,
    }


def without_article(name: str) -> str:
    """A source's name as a ledger has it.

    >>> without_article("The Syrian Observatory for Human Rights")
    'Syrian Observatory for Human Rights'
    """
    first, _, rest = name.partition(" ")
    return rest if rest and first.lower() == "the" else name


def ref_of(origin: Origin, place: int) -> str:
    """The ref of a text's draft: the same text gives the same refs, another text others."""
    return f"text-{origin.sha256[:12]}-{place}"


def note_of(draft: Draft, origin: Origin) -> str:
    """Which text the figure was read from, and where it stands in it."""
    return (
        f"read from a text with SHA-256 {origin.sha256}, "
        f"characters {draft.text_start} to {draft.text_end}"
    )


def denied_among(drafts: Sequence[Draft], denied: Draft) -> int | None:
    """The place, from 1, of the draft that a dispute contests; None unless just one fits."""
    fits = [
        place
        for place, one in enumerate(drafts, 1)
        if one.act == "assert"
        and (one.metric, one.low, one.high) == (denied.metric, denied.low, denied.high)
    ]
    return fits[0] if len(fits) == 1 else None
