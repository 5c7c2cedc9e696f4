"""What differs between two views of an incident, value by value."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tracker.model.claim import Count, RecordedClaim
from tracker.model.snapshot import Snapshot
from tracker.model.stamps import is_same_moment
from tracker.reconcile.published_values import PublishedValue, published_values


class ValueMove(StrEnum):
    """What became of a value between two views."""

    NEW = "new"
    """Only the later view has it."""
    RESTATED = "restated"
    """Both have it, with another number or for another time."""
    WITHDRAWN = "withdrawn"
    """The later view has it taken back."""
    GONE = "gone"
    """The later view does not know it: it was voided here, or the later view is the earlier."""
    RETURNED = "returned"
    """It had been taken back, and is given again."""


@dataclass(frozen=True, slots=True)
class ValueChange:
    """One value that differs."""

    move: ValueMove
    source: str
    count: Count
    before: RecordedClaim | None
    """The claim that gave it in the first view; None where none did."""
    after: RecordedClaim | None
    because: RecordedClaim | None
    """The row that did it; None where nothing public did."""


def value_changes(before: Snapshot, after: Snapshot) -> Iterator[ValueChange]:
    """Every value that differs between two snapshots of one incident: first those of the second
    in its order, then those it does not know. A value withdrawn in both differs in nothing."""
    was = {one.name: one for one in published_values(before)}
    now = {one.name: one for one in published_values(after)}
    for name, value in now.items():
        change = _change(was.get(name), value)
        if change is not None:
            yield change
    for name, value in was.items():
        if name not in now and not value.is_withdrawn:
            yield ValueChange(ValueMove.GONE, value.source, value.count, value.latest, None, None)


def _change(was: PublishedValue | None, now: PublishedValue) -> ValueChange | None:
    before = None if was is None or was.is_withdrawn else was.latest
    after = None if now.is_withdrawn else now.latest
    if before is None and after is None:
        return None
    move = _move(was, before, after)
    if move is None:
        return None
    newest = now.publications[-1].row
    return ValueChange(move, now.source, now.count, before, after, newest)


def _move(
    was: PublishedValue | None, before: RecordedClaim | None, after: RecordedClaim | None
) -> ValueMove | None:
    if after is None:
        return ValueMove.WITHDRAWN
    if before is None:
        return ValueMove.NEW if was is None else ValueMove.RETURNED
    same_moment = is_same_moment(before.asserted_at, after.asserted_at)
    return None if before.figure == after.figure and same_moment else ValueMove.RESTATED
