"""The recorder's acts: what is left of the rows once corrections and voids are applied.

They act on what is known alone, whenever the sources said anything: a corrected or voided
row is out of every past view that is taken from a ledger which knows of the correction.
"""

from collections.abc import Iterable, Mapping
from operator import attrgetter
from types import MappingProxyType
from typing import NamedTuple

from tracker.model.choices import Act
from tracker.model.claim import RecordedClaim

_ACT = attrgetter("act")
_ASSERTS, _CORRECT, _VOID = frozenset({Act.ASSERT}), Act.CORRECT, Act.VOID


class Rows(NamedTuple):
    """The rows of one incident with the recorder's acts applied."""

    claims: tuple[RecordedClaim, ...]
    """Rows that state a figure and are neither corrected nor voided, in order of entry."""
    acts: tuple[RecordedClaim, ...]
    """Retractions and disputes that are not voided, in order of entry."""
    replaced_by: Mapping[str, str] = MappingProxyType({})
    """Corrected id → id of the correction that took its place."""
    voided: frozenset[str] = frozenset()
    """Ids that a void took out; a correction's target falls with it."""
    newest: Mapping[str, str] = MappingProxyType({})
    """Corrected id → id of its newest correction."""

    def current(self, claim_id: str) -> str:
        """The id that now stands in a row's place: an act on a corrected claim follows it."""
        return self.newest.get(claim_id, claim_id)


def apply_recorders_acts(rows: Iterable[RecordedClaim]) -> Rows:
    """The rows that remain when every correct and void among them has been applied.

    A second correction of one claim corrects the first correction. A void of a claim reaches
    its correction; a void of a void brings its target back.
    """
    all_rows = tuple(rows)
    if _ASSERTS.issuperset(map(_ACT, all_rows)):
        return Rows(all_rows, ())
    replaced_by = _replacements(all_rows)
    voided = _voided(all_rows, replaced_by)
    claims, acts = [], []
    for row in all_rows:
        if row.id in voided or row.id in replaced_by:
            continue
        if row.states_figure:
            claims.append(row)
        elif row.act is not _VOID:
            acts.append(row)
    return Rows(tuple(claims), tuple(acts), replaced_by, voided, _newest(replaced_by))


def _replacements(rows: tuple[RecordedClaim, ...]) -> dict[str, str]:
    """Corrected id → its correction, in order of entry, each following the one before."""
    replaced_by: dict[str, str] = {}
    onward: dict[str, str] = {}
    for row in rows:
        if row.act is not _CORRECT:
            continue
        target = _end_of_chain(row.targets[0], onward)
        if target != row.id:
            replaced_by[target] = onward[target] = row.id
    return replaced_by


def _end_of_chain(claim_id: str, onward: dict[str, str]) -> str:
    """Where the corrections of a claim have led so far. `onward` is pointed at it on the way, so
    that thousands of corrections of one claim are not gone through for each of them."""
    end = claim_id
    while end in onward:
        end = onward[end]
    while claim_id != end:
        onward[claim_id], claim_id = end, onward[claim_id]
    return end


def _newest(replaced_by: dict[str, str]) -> dict[str, str]:
    """Corrected id → its newest correction. Read back, as only later rows correct earlier."""
    newest: dict[str, str] = {}
    for claim_id, by in reversed(replaced_by.items()):
        newest[claim_id] = newest.get(by, by)
    return newest


def _voided(rows: tuple[RecordedClaim, ...], replaced_by: Mapping[str, str]) -> frozenset[str]:
    """Every id that is out: read from the newest row back, as only later rows void earlier."""
    voided: set[str] = set()
    for row in reversed(rows):
        if row.act is _VOID and row.id not in voided:
            target: str | None = row.targets[0]
            while target is not None and target not in voided:
                voided.add(target)
                target = replaced_by.get(target)
    return frozenset(voided)
