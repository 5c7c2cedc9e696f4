"""What `tracker diff` and `tracker verify` print."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from tracker.model.snapshot import Snapshot
from tracker.reconcile.difference import CountDifference, Difference
from tracker.reconcile.estimate import Estimate
from tracker.reports.change_shapes import LedgerProblem, LedgerVerification
from tracker.reports.claim_lines import claim_text, count_title, figure_text, short_ids
from tracker.reports.dossier_text import estimate_text
from tracker.reports.header_text import title_text
from tracker.reports.layout import QUIET, grid, heading, plural, stacked
from tracker.reports.moments import limit_text
from tracker.reports.passage import Passage

_OF_FILES = frozenset({"malformed", "origin", "unknown_key", "signature"})
"""Problems of a checkpoint's file that say nothing of the ledger itself."""


def diff_text(difference: Difference) -> Group:
    """Each count whose estimate differs, before and after, and the rows that moved it."""
    snapshot = difference.after.snapshot
    method = difference.after.method
    between = (
        f"public by {_as_of(difference.before.snapshot)}, then by {_as_of(snapshot)}; "
        f"method {method.name}"
    )
    parts: list[RenderableType] = [heading(title_text(snapshot.incident)), Passage(between)]
    if not difference.changes:
        parts += ["", Passage("No estimate differs.")]
    for change in difference.changes:
        parts += ["", *_change(change, difference)]
    return stacked(*parts)


def verify_text(verification: LedgerVerification) -> Group:
    """Whether the ledger is whole; if not, everything that is wrong."""
    size = plural(verification.size, "entry", "entries")
    root = Passage(f"root {verification.root}")
    if verification.ok:
        return stacked(heading(f"The ledger is whole: {size}"), root, _compared(verification))
    problems = verification.problems
    found = plural(len(problems), "problem")
    if all(one.kind in _OF_FILES for one in problems):
        title = f"The ledger is whole, BUT NOT ALL COULD BE COMPARED: {found}, {size}"
    else:
        title = f"THE LEDGER IS NOT SOUND: {found} in {size}"
    return stacked(heading(title), root, problem_grid(problems))


def problem_grid(problems: Sequence[LedgerProblem]) -> RenderableType:
    """Everything that is wrong, a line each."""
    return grid(
        [
            (
                Text("" if one.entry is None else f"entry {one.entry}"),
                Passage(one.kind.replace("_", " ")),
                Passage(one.message),
            )
            for one in problems
        ]
    )


def _compared(verification: LedgerVerification) -> Passage:
    if verification.compared == 0:
        return Passage(
            "Compared with no checkpoint: only one held elsewhere shows a ledger rewritten whole."
        )
    few = verification.compared == 1
    return Passage(
        f"{plural(verification.compared, 'checkpoint')} {'agrees' if few else 'agree'} with it."
    )


def _change(change: CountDifference, difference: Difference) -> Iterator[RenderableType]:
    yield heading(count_title(change.count))
    yield grid(
        [
            (Text("before", QUIET), Passage(_estimate(change.before))),
            (Text("after", QUIET), Passage(_estimate(change.after))),
        ]
    )
    late = max(
        (difference.before.snapshot, difference.after.snapshot),
        key=lambda one: one.as_of_us or 0,
    )
    ids = short_ids(late.claims)
    if change.because:
        yield Passage("Because of")
        yield grid(
            [
                (
                    Text(ids[one.claim.id], QUIET),
                    Text(one.change.value),
                    Text(figure_text(one.claim)),
                    Passage(claim_text(one.claim, late, one.claim.reason)),
                )
                for one in change.because
            ],
            whole=3,
            indent=2,
        )


def _estimate(estimate: Estimate | None) -> str:
    return "nothing public" if estimate is None else estimate_text(estimate)


def _as_of(snapshot: Snapshot) -> str:
    if snapshot.as_of_us is None:
        return "now"
    return limit_text(snapshot.as_of_us, snapshot.incident.timezone)
