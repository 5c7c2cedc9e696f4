"""What changed between two moments, and because of which claims."""

from dataclasses import dataclass, replace

from tracker.model.claim import Count, RecordedClaim
from tracker.model.snapshot import Snapshot
from tracker.reconcile.dossier import Dossier, dossier
from tracker.reconcile.estimate import Estimate
from tracker.reconcile.standing import CountState, Event, Voiced
from tracker.reconcile.timeline import Change, change_between


@dataclass(frozen=True, slots=True)
class Because:
    """One row that became public between the two moments, and what it did to its series."""

    claim: RecordedClaim
    change: Change


@dataclass(frozen=True, slots=True)
class CountDifference:
    """One count whose estimate differs."""

    count: Count
    before: Estimate | None
    """None when nothing was public about the count."""
    after: Estimate | None
    because: tuple[Because, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """An incident at two moments."""

    before: Dossier
    after: Dossier
    changes: tuple[CountDifference, ...]
    """Counts whose low, best or high differ, in the dossier's order."""


def difference(snapshot: Snapshot, from_us: int, to_us: int, method: str) -> Difference:
    """What differs between what was public by two instants (µs since 1970 UTC, inclusive)."""
    before = dossier(replace(snapshot, as_of_us=from_us), method)
    after = dossier(replace(snapshot, as_of_us=to_us), method)
    was = {picture.count: picture.estimate for picture in before.pictures}
    now = {picture.count: picture.estimate for picture in after.pictures}
    late = after if to_us >= from_us else before
    since = min(from_us, to_us)
    changes = []
    for picture in late.pictures:
        count = picture.count
        one, other = was.get(count), now.get(count)
        if (one.figures if one else _NOTHING) != (other.figures if other else _NOTHING):
            because = _because(late, count, since)
            changes.append(CountDifference(count, one, other, because))
    return Difference(before, after, tuple(changes))


_NOTHING = (None, None, None)


def _because(late: Dossier, count: Count, since_us: int) -> tuple[Because, ...]:
    """The rows of a count that became public after an instant and moved a series."""
    state = CountState()
    because = []
    for event in late.unfolding.events.get(count, ()):
        change = _series_change(state, event)
        state.apply(event)
        if event.at_us > since_us and change is not None:
            because.append(Because(event.claim, change))
    return tuple(because)


def _series_change(state: CountState, event: Event) -> Change | None:
    """What an event did to its voice's series; None for one that changed nothing standing."""
    voiced = event.voiced
    if voiced is None:
        return Change.WITHDRAWN if event.ends else None
    newest = state.newest.get(voiced.by.voice)
    if newest is None:
        return Change.FIRST
    if voiced.key < newest.key:
        return None
    if _same_asserted_time(newest, voiced) and _ends(newest) != _ends(voiced):
        return Change.RESTATED
    return change_between(_ends(newest), _ends(voiced))


def _same_asserted_time(one: Voiced, other: Voiced) -> bool:
    return one.claim.asserted_at is not None and one.claim.asserted_at == other.claim.asserted_at


def _ends(voiced: Voiced) -> tuple[int | None, int | None, int | None]:
    return voiced.low, voiced.value, voiced.high
