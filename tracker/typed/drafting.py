"""An article's drafts with what the ledger knows of their sources and of what they deny."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from tracker.extract import (
    DRAFT_COLUMNS,
    Draft,
    Origin,
    Text,
    denied_among,
    extract,
    ref_of,
    row_of_draft,
)
from tracker.extract.draft_rows import Cell
from tracker.model import RecordedClaim, Source
from tracker.reconcile.acts import apply_recorders_acts
from tracker.typed.givens import Row
from tracker.typed.understood import people_between

if TYPE_CHECKING:
    from tracker.importing.likely_sources import LikelySource
    from tracker.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Drafts:
    """Everything that is proposed of one text."""

    text: Text
    origin: Origin
    found: tuple[Draft, ...]
    """In the order of the text."""
    sources: Mapping[str, Source] = field(default_factory=dict)
    """The ledger's, by slug; empty where there is no ledger."""
    claims: tuple[RecordedClaim, ...] = ()
    """The incident's; () where none is named or known."""

    def likely(self) -> "dict[str, tuple[LikelySource, ...]]":
        """The known sources that each attribution may mean."""
        from tracker.importing.likely_sources import likely_sources  # noqa: PLC0415 - rapidfuzz

        named = {one.attributed_to for one in self.found if one.attributed_to}
        return {name: likely_sources(name, self.sources) for name in sorted(named)}

    def rows(self) -> list[dict[str, Cell]]:
        """The rows of the drafts file, one a draft. One that may be of another event names no
        incident, so that an import of the file refuses it until somebody has filled it in."""
        return [
            self.row(place, one) | ({"incident": None} if one.doubt else {})
            for place, one in enumerate(self.found, 1)
        ]

    def row(self, place: int, draft: Draft) -> dict[str, Cell]:
        """The row of the draft at that place, from 1."""
        target = self._contested(draft) if draft.act == "dispute" else ""
        row = row_of_draft(draft, place, self.origin, target)
        return row | {"source": self._known(row["source"])}

    def to_record(self, place: int) -> Row:
        """What an import would read of the draft at that place, from 1, in canonical columns."""
        cells = self.row(place, self.found[place - 1])
        known = {column: "" if cell is None else str(cell) for column, cell in cells.items()}
        return {column: text for column, text in known.items() if column not in DRAFT_COLUMNS}

    def marked(self, draft: Draft) -> tuple[str, str, str]:
        """The sentence of a draft, on one line: what stands before its figure, the figure, and
        what stands after."""
        words = self.text.words
        before = words[draft.sentence_start : draft.text_start]
        after = words[draft.text_end : draft.sentence_end]
        return (
            _on_one_line(before).lstrip(),
            _on_one_line(draft.figure),
            _on_one_line(after).rstrip(),
        )

    def is_contestable(self, target: str, accepted: Iterable[Row]) -> bool:
        """True where a denial's target is a claim of the incident, by ref or by as much of its
        id as an import takes for one, or is among the rows accepted so far."""
        from tracker.importing.references import SHORTEST_ID  # noqa: PLC0415 - sqlmodel

        if not target:
            return False
        acts = apply_recorders_acts(self.claims)
        figures = [
            one
            for one in self.claims
            if one.states_figure and acts.current(one.id) not in acts.voided
        ]
        refs = {row["ref"] for row in accepted} | {one.ref for one in figures if one.ref}
        begins = [one for one in figures if one.id.startswith(target.lower())]
        return target in refs or (len(target) >= SHORTEST_ID and len(begins) == 1)

    def _known(self, name: Cell) -> Cell:
        """The slug of the source that bears that very name; else the name as it stands."""
        from tracker.importing.likely_sources import same_source  # noqa: PLC0415 - rapidfuzz

        return (same_source(str(name), self.sources) if name else "") or name

    def _contested(self, draft: Draft) -> str:
        """What a denial is about: a draft of the same text, else the one claim of the incident
        that bears the figure, corrections and voids applied; '' where neither is certain."""
        here = denied_among(self.found, draft)
        if here is not None:
            return ref_of(self.origin, here)
        fits = [
            one.id
            for one in apply_recorders_acts(self.claims).claims
            if (one.metric.value, one.figure.low, one.figure.high)
            == (draft.metric, draft.low, draft.high)
        ]
        return fits[0] if len(fits) == 1 else ""


def targets_first(rows: Iterable[Row]) -> list[Row]:
    """The rows in their order, but what denies a figure after what states one."""
    return sorted(rows, key=lambda row: row["act"] == "dispute")


def drafts_found(text: Text, origin: Origin) -> Drafts:
    """What a text proposes, beside no ledger."""
    stamped = origin.published_at
    day = date.fromisoformat(stamped[:10]) if len(stamped) >= 10 else None
    return Drafts(text, origin, tuple(extract(text.words, published=day)))


def beside_ledger(drafts: Drafts, ledger: "Ledger") -> Drafts:
    """The drafts beside what a ledger knows of their sources and of their incident."""
    known = drafts.origin.incident in ledger.incidents()
    claims = ledger.snapshot(drafts.origin.incident).claims if known else ()
    return replace(drafts, sources=ledger.sources(), claims=tuple(claims))


def draft_said(draft: Draft, via: str) -> str:
    """What a draft counts, what its wording commits to, and who says so."""
    who = draft.attributed_to or via or "nobody named"
    said = "denied by" if draft.act == "dispute" else "said by"
    when = f" on {draft.said_on}" if draft.said_on else ""
    told = f"{count_said(draft)}: {draft.figure} → {people_between(draft.low, draft.high)}"
    return f"{told}; {said} {who}{when} (told by {draft.why}, {draft.confidence:.2f})"


def count_said(draft: Draft) -> str:
    """What a draft counts, of whom and where: "killed / all, Turkey (stock)"."""
    scope = f", {draft.scope}" if draft.scope else ""
    mode = f" ({draft.mode})" if draft.mode != "total" else ""
    return f"{draft.metric} / {draft.population}{scope}{mode}"


def _on_one_line(text: str) -> str:
    """Its blanks and line ends as single blanks, those at its ends kept."""
    return re.sub(r"\s+", " ", text)
