"""An article's drafts with what the ledger knows of their sources and of what they deny."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tracker.cli.opening import opened
from tracker.errors import NotFoundError
from tracker.extract import Draft, Origin, Text, denied_among, ref_of, row_of_draft
from tracker.extract.draft_rows import Cell
from tracker.model import RecordedClaim, Source

if TYPE_CHECKING:
    from tracker.importing.likely_sources import LikelySource


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
        """The rows of the drafts file, one a draft."""
        return [self.row(place, one) for place, one in enumerate(self.found, 1)]

    def row(self, place: int, draft: Draft) -> dict[str, Cell]:
        """The row of the draft at that place, from 1."""
        target = self._contested(draft) if draft.act == "dispute" else ""
        row = row_of_draft(draft, place, self.origin, target)
        return row | {"source": self._known(row["source"])}

    def _known(self, name: Cell) -> Cell:
        """The slug of the source that bears that very name; else the name as it stands."""
        from tracker.importing.likely_sources import same_source  # noqa: PLC0415 - rapidfuzz

        return (same_source(str(name), self.sources) if name else "") or name

    def _contested(self, draft: Draft) -> str:
        """What a denial is about: a draft of the same text, else the one claim of the incident
        that bears the figure; '' where neither is certain."""
        here = denied_among(self.found, draft)
        if here is not None:
            return ref_of(self.origin, here)
        fits = [
            one.id
            for one in self.claims
            if one.states_figure
            and (one.metric.value, one.figure.low, one.figure.high)
            == (draft.metric, draft.low, draft.high)
        ]
        return fits[0] if len(fits) == 1 else ""


def drafts_of(text: Text, origin: Origin, found: Sequence[Draft]) -> Drafts:
    """The drafts beside what the ledger knows, which is nothing where there is no ledger."""
    try:
        with opened() as ledger:
            known = origin.incident in ledger.incidents()
            claims = ledger.snapshot(origin.incident).claims if known else ()
            return Drafts(text, origin, tuple(found), ledger.sources(), tuple(claims))
    except NotFoundError:
        return Drafts(text, origin, tuple(found))
