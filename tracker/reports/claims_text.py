"""Lists of claims: a few under a heading, and what `tracker claims` prints of all."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from tracker.model.claim import RecordedClaim
from tracker.model.snapshot import Snapshot
from tracker.reconcile.dossier import Dossier, State
from tracker.reports.claim_lines import claim_text, count_title, figure_text, short_ids
from tracker.reports.header_text import as_of_text, known_at_text, title_text
from tracker.reports.layout import QUIET, Columns, grid, heading, plural, stacked
from tracker.reports.passage import Passage


def claims_grid(
    rows: Iterable[RecordedClaim], snapshot: Snapshot, ids: Mapping[str, str]
) -> RenderableType:
    """Claims one under the other: short id, interval, who said it in which words and when."""
    told = [
        (Text(ids[row.id], QUIET), Text(figure_text(row)), Passage(claim_text(row, snapshot)))
        for row in rows
    ]
    return grid(told, whole=2, indent=2)


def claims_text(dossier: Dossier, rows: Sequence[RecordedClaim] | None = None) -> Group:
    """Rows of the snapshot in order of entry, with what became of each. rows: those that are
    listed; None lists all."""
    snapshot = dossier.snapshot
    listed = snapshot.claims if rows is None else rows
    ids = short_ids(snapshot.claims)
    told = [_row(row, dossier, ids) for row in listed]
    return stacked(
        heading(f"{title_text(snapshot.incident)} – {_how_many(listed, snapshot)}"),
        Passage(f"{as_of_text(snapshot)}; {known_at_text(snapshot)}"),
        Passage(_states(listed, dossier)),
        "" if told else None,
        Columns(told, heads=("claim", "state", "claims"), whole=(0,)) if told else None,
    )


def _how_many(listed: Sequence[RecordedClaim], snapshot: Snapshot) -> str:
    rows = plural(len(snapshot.claims), "row")
    return rows if len(listed) == len(snapshot.claims) else f"{len(listed):,} of {rows}"


def _states(listed: Sequence[RecordedClaim], dossier: Dossier) -> str:
    counted = Counter(dossier.states[row.id] for row in listed)
    return ", ".join(f"{counted[state]:,} {_words(state)}" for state in State if counted[state])


def _words(state: State) -> str:
    return state.value.replace("_", " ")


def _row(
    row: RecordedClaim, dossier: Dossier, ids: Mapping[str, str]
) -> tuple[RenderableType, ...]:
    state = dossier.states[row.id]
    told = f"{count_title(row.count)}: {figure_text(row)} – {claim_text(row, dossier.snapshot)}"
    if state is State.ACT or row.targets:
        named = ", ".join(ids.get(target, target) for target in row.targets)
        told = f"{row.act} of {named or 'what stood'} – {told}"
    if row.reason:
        told += f"; reason: {row.reason}"
    return Text(ids[row.id], QUIET), Text(_words(state)), Passage(told)
