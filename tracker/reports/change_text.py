"""What `tracker diff` and `tracker verify` print."""

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from tracker.model.claim import RecordedClaim
from tracker.model.snapshot import Snapshot
from tracker.reconcile.causes import Because, Gone, Turned
from tracker.reconcile.difference import CountDifference, Difference
from tracker.reconcile.estimate import Estimate
from tracker.reports.camps_text import spans_text
from tracker.reports.change_shapes import LedgerProblem, LedgerVerification
from tracker.reports.claim_lines import claim_text, count_title, figure_text, short_ids
from tracker.reports.dossier_text import estimate_text
from tracker.reports.header_text import title_text
from tracker.reports.layout import QUIET, UNKNOWN, grid, heading, plural, stacked
from tracker.reports.moments import limit_text
from tracker.reports.passage import Passage

_OF_FILES = frozenset({"malformed", "origin", "unknown_key", "signature"})
"""Problems of a checkpoint's file that say nothing of the ledger itself."""


def diff_text(difference: Difference) -> Group:
    """Each count that differs, before and after, and the rows that moved it."""
    snapshot = difference.after.snapshot
    method = difference.after.method
    between = f"{_view(difference.before.snapshot)}, then {_view(snapshot)}; method {method.name}"
    parts: list[RenderableType] = [heading(title_text(snapshot.incident)), Passage(between)]
    if not difference.changes:
        parts += ["", Passage("No estimate and no grade differs.")]
    for change in difference.changes:
        parts += ["", *_change(change, difference)]
    return stacked(*parts, *_facts(difference))


def verify_text(verification: LedgerVerification, *, heads: int = 0) -> Group:
    """Whether the ledger is whole; if not, everything that is wrong or was not checked.

    heads: how many of those it was compared with were a size and root alone, unsigned.
    """
    root = Passage(f"root {verification.root}")
    if verification.ok:
        size = plural(verification.size, "entry", "entries")
        compared = _compared(verification, heads)
        return stacked(heading(f"The ledger is whole: {size}"), root, compared)
    told: list[RenderableType] = [heading(_what_is_wrong(verification)), root]
    if verification.problems:
        told.append(problem_grid(verification.problems))
    return stacked(*told, *map(Passage, verification.unchecked))


def _what_is_wrong(verification: LedgerVerification) -> str:
    size = plural(verification.size, "entry", "entries")
    problems = verification.problems
    found = plural(len(problems), "problem")
    if any(one.kind not in _OF_FILES for one in problems):
        return f"THE LEDGER IS NOT SOUND: {found} in {size}"
    if not verification.unchecked:
        return f"The ledger is whole, BUT NOT ALL COULD BE COMPARED: {found}, {size}"
    if problems:
        return f"NOT ALL COULD BE CHECKED OR COMPARED: {found}, {size}"
    return f"NOT ALL COULD BE CHECKED: {size}, and what was checked is whole"


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


def _compared(verification: LedgerVerification, heads: int) -> Passage:
    if verification.compared == 0:
        return Passage(
            "Compared with no checkpoint: only one held elsewhere shows a ledger rewritten whole."
        )
    counts = {"checkpoint": verification.compared - heads, "head": heads}
    told = " and ".join(plural(count, what) for what, count in counts.items() if count)
    return Passage(f"{told} {'agrees' if verification.compared == 1 else 'agree'} with it.")


def _change(change: CountDifference, difference: Difference) -> Iterator[RenderableType]:
    late = max(
        (difference.before.snapshot, difference.after.snapshot),
        key=lambda one: len(one.claims),
    )
    ids = short_ids(late.claims)
    yield heading(count_title(change.count))
    rows = [("before", _estimate(change.before)), ("after", _estimate(change.after))]
    rows += _turns(change)
    yield grid([(Text(name, QUIET), Passage(told)) for name, told in rows])
    if change.because:
        yield Passage("Because of")
        yield grid([_because(one, late, ids) for one in change.because], whole=3, indent=2)
    yield from _lost(change, late, ids)
    yield from _turned(change, late, ids)


def _because(one: Because, late: Snapshot, ids: Mapping[str, str]) -> tuple[RenderableType, ...]:
    told = Passage(claim_text(one.claim, late, one.claim.reason))
    figure = Text(figure_text(one.claim))
    return Text(ids[one.claim.id], QUIET), Text(one.change.value), figure, told


def _lost(
    change: CountDifference, late: Snapshot, ids: Mapping[str, str]
) -> Iterator[RenderableType]:
    if change.gone:
        yield Passage("No longer standing")
        yield grid(
            [_line(one.claim, _gone(one, ids), late, ids) for one in change.gone], whole=2, indent=2
        )


def _gone(one: Gone, ids: Mapping[str, str]) -> str:
    words = one.how.value.replace("_", " ")
    if one.by is None:
        return words
    reason = f" ({one.by.reason})" if one.by.reason else ""
    return f"{words}: {ids[one.by.id]}{reason}"


def _turned(
    change: CountDifference, late: Snapshot, ids: Mapping[str, str]
) -> Iterator[RenderableType]:
    """Claims that the estimate turned to or away from, and what moved the ages they have."""
    for title, used in (("Now rests on, as not before", True), ("No longer rests on", False)):
        some = [one for one in change.turned if one.used_after is used]
        if some:
            yield Passage(title)
            yield grid(
                [_line(one.claim, _why_turned(one), late, ids) for one in some], whole=2, indent=2
            )
    before, after = change.newest
    if before is not None and after is not None and before.id != after.id:
        yield Passage(f"The newest standing claim was {ids[before.id]} and is {ids[after.id]}.")


def _why_turned(one: Turned) -> str:
    when = "before" if one.used_after else "now"
    told = f"{when} {one.reason}" if one.reason else ""
    made = f"{one.told_before} → {one.told_after}" if one.told_before != one.told_after else ""
    return "; ".join(part for part in (told, made) if part)


def _line(
    claim: RecordedClaim, became: str, late: Snapshot, ids: Mapping[str, str]
) -> tuple[RenderableType, ...]:
    told = Passage(claim_text(claim, late, became))
    return Text(ids[claim.id], QUIET), Text(figure_text(claim)), told


def _facts(difference: Difference) -> Iterator[RenderableType]:
    """What is known otherwise, where no row says it."""
    if difference.facts:
        yield ""
        yield heading("Known otherwise")
        rows = [
            (
                Passage(fact.of),
                Passage(
                    f"{fact.field.replace('_', ' ')}: {fact.before or UNKNOWN} → "
                    f"{fact.after or UNKNOWN}"
                ),
            )
            for fact in difference.facts
        ]
        yield grid(rows, whole=1, indent=2)


def _estimate(estimate: Estimate | None) -> str:
    return "nothing public" if estimate is None else estimate_text(estimate)


def _turns(change: CountDifference) -> Iterator[tuple[str, str]]:
    """Grade and camps, each where it differs."""
    grades = tuple(UNKNOWN if grade is None else grade.value for grade in change.grades)
    camps = tuple(spans_text(some) or UNKNOWN for some in change.camps)
    for name, (was, now) in (("grade", grades), ("camps", camps)):
        if was != now:
            yield name, f"{was} → {now}"


def _view(snapshot: Snapshot) -> str:
    """The moments of one view, in words."""
    zone = snapshot.incident.timezone
    public, known = (
        "" if us is None else f"{word} by {limit_text(us, zone)}"
        for word, us in (("public", snapshot.as_of_us), ("recorded", snapshot.known_at_us))
    )
    told = " and ".join(part for part in (public, known) if part)
    return told or "everything public"
