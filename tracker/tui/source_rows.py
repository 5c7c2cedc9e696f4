"""Sources in a list, each with how its early figures compare with where tolls settled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.console import RenderableType

from tracker.model import Source, voice_of
from tracker.reconcile import name_of
from tracker.reconcile.record import Record
from tracker.reports.layout import UNKNOWN, heading, stacked
from tracker.reports.passage import Passage
from tracker.reports.record_text import TOO_FEW, measured_text, ratio_text, record_text
from tracker.tui.rows import NOT_YET, UNREADABLE, ListedRows

if TYPE_CHECKING:
    from tracker.ledger import Ledger

WORKING = "Its record is being worked out …"


@dataclass(frozen=True, slots=True)
class Sources:
    """The sources of a ledger."""

    sources: Mapping[str, Source]
    totals: Mapping[str, int]
    """Number of claims by slug."""
    records: Mapping[str, Record] | None
    """By voice; None while they are worked out, and where they cannot be."""
    refusal: str = ""
    """Why they cannot be worked out; '' where they are, or still may be."""

    def rows(self, words: Sequence[str]) -> ListedRows:
        """Those that fit the words, the most talkative first."""
        fitting = [slug for slug, one in self.sources.items() if _fits(one, words)]
        fitting.sort(key=lambda slug: (-self.totals.get(slug, 0), slug))
        return ListedRows(fitting, lambda place: self._cells(fitting[place]))

    def _cells(self, slug: str) -> Sequence[str]:
        source = self.sources[slug]
        counts, first = self._record(slug)
        return (
            source.name or slug,
            source.kind.value.replace("_", " "),
            source.reliability.value,
            f"{self.totals.get(slug, 0):,}",
            counts,
            first,
            self._voice(slug),
        )

    def _record(self, slug: str) -> tuple[str, str]:
        """Counts in which the voice was measured, and its first figures as a multiple."""
        if self.records is None:
            return (UNREADABLE, UNREADABLE) if self.refusal else (NOT_YET, NOT_YET)
        record = self.records.get(slug)
        if record is None or not record.cases:
            return UNKNOWN, UNKNOWN
        first = ratio_text(record.first_ratio) if record.is_enough else TOO_FEW
        return f"{len(record.cases):,}", first

    def _voice(self, slug: str) -> str:
        voice = voice_of(slug, self.sources)
        return "" if voice == slug else f"voice of {name_of(voice, self.sources)}"

    def report(self, slug: str) -> RenderableType:
        """What is known of a source, and its voice's record, count by count."""
        source = self.sources[slug]
        facts = [
            ("speaks for", source.speaks_for),
            ("merged into", source.merged_into),
            ("party", source.affiliation),
            ("also", ", ".join(source.aliases)),
        ]
        voice = voice_of(slug, self.sources)
        parts: list[RenderableType] = [
            heading(f"{source.name or slug} ({slug})"),
            Passage(f"{source.kind.value.replace('_', ' ')}, reliability {source.reliability}"),
            *(Passage(f"{name}: {text}") for name, text in facts if text),
            "",
        ]
        if self.records is None:
            why = f"Its record cannot be worked out: {self.refusal}." if self.refusal else WORKING
            return stacked(*parts, Passage(why))
        record = self.records.get(voice, Record(voice, (), {}))
        if voice == slug:
            return stacked(*parts, measured_text(record))
        return stacked(*parts, record_text(record, self.sources))


def sources_of(ledger: "Ledger") -> Sources:
    """The sources with their numbers of claims; the records are still to come."""
    totals = ledger.browser().claims_by_source(ledger.head().size)
    return Sources(ledger.sources(), totals, None)


def _fits(source: Source, words: Sequence[str]) -> bool:
    told = (source.slug, source.name, source.kind.value, source.affiliation, *source.aliases)
    text = "\n".join(told).lower()
    return all(word.lower() in text for word in words)
