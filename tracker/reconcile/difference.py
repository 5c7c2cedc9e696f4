"""What changed between two views of an incident, and because of what.

A view is a moment on each of two axes: what was public by then, what was recorded by then.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tracker.model.claim import Count, RecordedClaim
from tracker.model.snapshot import Snapshot
from tracker.reconcile.causes import Because, Gone, Turned, because, gone, turned
from tracker.reconcile.dossier import Dossier, dossier
from tracker.reconcile.estimate import Estimate
from tracker.reconcile.facts import Fact, facts_between


@dataclass(frozen=True, slots=True)
class CountDifference:
    """One count whose estimate differs."""

    count: Count
    before: Estimate | None
    """None when nothing was public about the count."""
    after: Estimate | None
    because: tuple[Because, ...]
    """The rows that only the later view has, and that moved something."""
    gone: tuple[Gone, ...]
    """The claims that stood in the earlier view and do not stand in the later."""
    turned: tuple[Turned, ...]
    """The claims that stand in both and that only one of the estimates rests on."""

    @property
    def newest(self) -> tuple[RecordedClaim | None, RecordedClaim | None]:
        """The newest standing claim before and after: ages are counted from it, so that older
        claims lose weight when it moves, though nothing was said about them."""
        return _newest(self.before), _newest(self.after)


@dataclass(frozen=True, slots=True)
class Difference:
    """An incident in two views."""

    before: Dossier
    after: Dossier
    changes: tuple[CountDifference, ...]
    """Counts whose low, best or high differ, in the dossier's order."""
    facts: tuple[Fact, ...] = ()
    """What is known otherwise of the incident and of the sources that speak in it."""


def difference(snapshot: Snapshot, from_us: int, to_us: int, method: str) -> Difference:
    """What differs between what was public by two instants (µs since 1970 UTC, inclusive)."""
    before, after = replace(snapshot, as_of_us=from_us), replace(snapshot, as_of_us=to_us)
    return difference_between(before, after, method)


def difference_between(before: Snapshot, after: Snapshot, method: str) -> Difference:
    """What differs between two snapshots of one incident, at whatever moments on both axes.

    Causes are told from the earlier to the later of the two, whichever is asked for first:
    the one of a ledger with more entries is later, then the one with the later as-of moment.
    """
    first, second = dossier(before, method), dossier(after, method)
    early, late = (second, first) if _place(before) > _place(after) else (first, second)
    changes = tuple(_changes(first, second, early, late))
    return Difference(first, second, changes, facts_between(before, after))


def _changes(
    first: Dossier, second: Dossier, early: Dossier, late: Dossier
) -> Iterator[CountDifference]:
    was = {picture.count: picture.estimate for picture in first.pictures}
    now = {picture.count: picture.estimate for picture in second.pictures}
    for count in dict.fromkeys(one.count for one in (*late.pictures, *early.pictures)):
        one, other = was.get(count), now.get(count)
        if (one.figures if one else _NOTHING) != (other.figures if other else _NOTHING):
            yield CountDifference(
                count,
                one,
                other,
                because(early, late, count),
                tuple(gone(early, late, count)),
                tuple(turned(first, second, count)),
            )


_NOTHING = (None, None, None)


def _place(snapshot: Snapshot) -> tuple[int, float]:
    as_of = snapshot.as_of_us
    return snapshot.size, float("inf") if as_of is None else as_of


def _newest(estimate: Estimate | None) -> RecordedClaim | None:
    claims = estimate.standing.claims if estimate is not None else ()
    return claims[-1].claim if claims else None
