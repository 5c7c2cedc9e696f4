"""An article under review: its drafts, and what a person made of each so far."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tracker.extract import Draft
from tracker.figures import read_figure
from tracker.model import Snapshot
from tracker.tui.rows import ListedRows
from tracker.typed.drafting import Drafts, count_said, targets_first
from tracker.typed.givens import Row
from tracker.typed.understood import people_between

YES, NO, OPEN = "✓ yes", "– no", ""
"""Before a draft: accepted, skipped, not looked at."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The drafts with the answers."""

    drafts: Drafts
    snapshot: Snapshot
    """What the ledger knows of the incident."""
    keeps_text: bool
    """True where the text is to be kept beside the ledger."""
    accepted: dict[int, Row] = field(default_factory=dict)
    """Place of a draft, from 0 → the row that was accepted, as it was put right."""
    skipped: frozenset[int] = frozenset()

    @property
    def incident(self) -> str:
        """Its slug."""
        return self.drafts.origin.incident

    @property
    def sha256(self) -> str:
        """Of the text, hexadecimal."""
        return self.drafts.origin.sha256

    def row(self, place: int) -> Row:
        """The row of a draft: as it was accepted, else as it is proposed."""
        return self.accepted.get(place) or self.drafts.to_record(place + 1)

    def accepting(self, place: int, row: Row) -> "Reviewed":
        """With a yes to one draft."""
        return replace(self, accepted={**self.accepted, place: row}, skipped=self.skipped - {place})

    def skipping(self, place: int) -> "Reviewed":
        """With a no to one draft."""
        kept = {at: row for at, row in self.accepted.items() if at != place}
        return replace(self, accepted=kept, skipped=self.skipped | {place})

    def others(self, place: int) -> list[Row]:
        """The accepted rows but that of one draft."""
        return [row for at, row in sorted(self.accepted.items()) if at != place]

    def to_record(self) -> list[Row]:
        """The accepted rows, those that are contested before what contests them."""
        return self.in_order([self.accepted[place] for place in sorted(self.accepted)])

    def in_order(self, rows: Sequence[Row]) -> list[Row]:
        """Rows in the order in which they can be recorded."""
        return targets_first(rows)

    def rows(self) -> ListedRows:
        """The list: answer, count, wording with what it commits to, source, confidence."""
        keys = [str(place) for place in range(len(self.drafts.found))]
        return ListedRows(keys, self._cells)

    def _cells(self, place: int) -> Sequence[str]:
        draft, row = self.drafts.found[place], self.row(place)
        denies = "denies " if draft.act == "dispute" else ""
        count = count_said(draft)
        if place in self.accepted:
            scope = f", {row['scope']}" if row["scope"] else ""
            count = f"{row['metric']} / {row['population']}{scope}"
        return (
            YES if place in self.accepted else NO if place in self.skipped else OPEN,
            f"{denies}{count}",
            row["figure"],
            _commits_to(row, draft),
            row["source"] or "nobody named",
            f"{draft.confidence:.2f}",
        )


def _commits_to(row: Row, draft: Draft) -> str:
    """What the figure of a row commits to; of one that was put right, as it is read now."""
    if row["low"] or row["high"]:
        return f"{row['low'] or '?'} to {row['high'] or '?'}"
    if draft.is_read and (row["figure"], row["metric"]) == (draft.figure, draft.metric):
        return people_between(draft.low, draft.high)
    figure = read_figure(row["figure"], metric=row["metric"])
    return people_between(figure.low, figure.high)
