"""Lists of claims: a few under a heading, and what `tracker claims` prints of all."""

from collections import Counter
from collections.abc import Iterable, Mapping

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


def claims_text(dossier: Dossier) -> Group:
    """Every row of the snapshot in order of entry, with what became of it."""
    snapshot = dossier.snapshot
    ids = short_ids(snapshot.claims)
    rows = [_row(row, dossier, ids) for row in snapshot.claims]
    return stacked(
        heading(f"{title_text(snapshot.incident)} – {plural(len(rows), 'row')}"),
        Passage(f"{as_of_text(snapshot)}; {known_at_text(snapshot)}"),
        Passage(_states(dossier)),
        "" if rows else None,
        Columns(rows, heads=("claim", "state", "claims"), whole=(0,)) if rows else None,
    )


def _states(dossier: Dossier) -> str:
    counted = Counter(dossier.states.values())
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
