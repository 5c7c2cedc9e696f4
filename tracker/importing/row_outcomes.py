"""What each row of a call would do, for whoever looks at a dry run row by row."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from tracker.figures import Figure, Qualifier, write_figure
from tracker.importing.book import Book
from tracker.importing.drafts import Draft
from tracker.importing.looked import Looked
from tracker.importing.names import IncidentNames, SourceNames
from tracker.importing.report import Tally
from tracker.importing.taking_claims import ClaimTaker
from tracker.ledger import ClaimAsRow, Sealed
from tracker.model import Act, Claim, Count, Incident, Metric, Population, Source

_FIGURE_ENDS = 11
"""Columns of `ClaimAsRow` up to its figure: wording, low, high and qualifier come last."""
Taken = Claim | ClaimAsRow | Draft | Incident | Source


class Outcome(StrEnum):
    """What becomes of a row that is not refused; refused ones stand among the faults."""

    NEW = "new"
    KNOWN = "already known"
    REVISES = "revises"


class RowOutcome(NamedTuple):
    """One row, or one figure of a wide row."""

    file: str
    line: int
    outcome: Outcome
    said: str
    """What it says, in a line."""


@dataclass(slots=True)
class RowOutcomes:
    """What became of rows, as many of each kind as a person may want to look through."""

    most: int
    """Rows of each kind that are kept; more are only counted."""
    rows: list[RowOutcome] = field(default_factory=list)
    """In the order in which they were taken."""
    counts: Counter[Outcome] = field(default_factory=Counter)

    def note(self, tally: Tally, line: int, outcome: Outcome, value: Taken) -> None:
        """Notes a row of the file that is tallied."""
        self.counts[outcome] += 1
        if self.counts[outcome] <= self.most:
            self.rows.append(RowOutcome(tally.file, line, outcome, _said(value)))

    def forget(self) -> None:
        """Forgets all rows, which are about to be taken once more."""
        self.rows.clear()
        self.counts.clear()


class WatchedTaker(ClaimTaker):
    """Takes claims, and notes what became of each."""

    takes_known = takes_together = False
    """What a row says is noted of its claim."""

    def __init__(
        self,
        book: Book,
        sources: SourceNames,
        incidents: IncidentNames,
        outcomes: RowOutcomes,
    ) -> None:
        super().__init__(book, sources, incidents)
        self.outcomes = outcomes

    def _keep(self, looked: Looked, line: int, tally: Tally) -> None:
        revised, known = tally.revised, tally.already_known
        super()._keep(looked, line, tally)
        self.outcomes.note(tally, line, outcome_since(tally, revised, known), looked.given)

    def take_row(self, sealed: Sealed, claim: ClaimAsRow, line: int, tally: Tally) -> bool:
        """Records what was read and sealed ahead, or counts it as known; False where `take`
        must look at it."""
        known = tally.already_known
        is_taken = super().take_row(sealed, claim, line, tally)
        if is_taken:
            self.outcomes.note(tally, line, outcome_since(tally, tally.revised, known), claim)
        return is_taken


def outcome_since(tally: Tally, revised: int, known: int) -> Outcome:
    """What became of the row that was taken since the counts were those."""
    if tally.revised > revised:
        return Outcome.REVISES
    return Outcome.KNOWN if tally.already_known > known else Outcome.NEW


def _said(value: Taken) -> str:
    if isinstance(value, Incident):
        return f"incident {value.slug}: {value.title}"
    if isinstance(value, Source):
        return f"source {value.slug}: {value.name}"
    if isinstance(value, ClaimAsRow):
        metric, population, scope = value.counted
        count = Count(Metric(metric), Population(population), scope)
        *_, wording, low, high, qualifier = value.columns[:_FIGURE_ENDS]
        figure = Figure(low, high, Qualifier(qualifier), wording)
        return _claim_said(Act.ASSERT, value.incident, value.source, str(count), figure)
    if isinstance(value, Claim):
        return _claim_said(value.act, value.incident, value.source, str(value.count), value.figure)
    fields = value.fields
    counted = str(fields.get("metric") or "the count of its target")
    act = Act(fields.get("act", Act.ASSERT))
    return _claim_said(act, value.incident, fields.get("source", ""), counted, fields.get("figure"))


def _claim_said(act: Act, incident: str, source: str, counted: str, figure: Figure | None) -> str:
    does = "" if act is Act.ASSERT else f"{act} of "
    told = counted if figure is None else f"{counted}: {_figure_said(figure)}"
    return f"{incident}, {source or 'the source of its target'}, {does}{told}"


def _figure_said(figure: Figure) -> str:
    written = write_figure(figure)
    return f"{figure.wording} → {written}" if figure.wording not in ("", written) else written
