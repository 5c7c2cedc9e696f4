"""What changed between two views of an incident, and because of what.

A view is a moment on each of two axes: what was public by then, what was recorded by then.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tracker.model.claim import Count, RecordedClaim
from tracker.model.snapshot import Snapshot
from tracker.reconcile.causes import Because, Gone, Turned, because, gone, turned
from tracker.reconcile.dossier import Dossier, dossier
from tracker.reconcile.estimate import Camp, Estimate
from tracker.reconcile.facts import Fact, facts_between
from tracker.reconcile.grade import Grade
from tracker.reconcile.picture import CountPicture


@dataclass(frozen=True, slots=True)
class CountDifference:
    """One count whose figures, dispute, camps or grade differ."""

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
    grades: tuple[Grade | None, Grade | None]
    """How well the count was attested and is; None where nobody but a party gave a number."""

    @property
    def disputed(self) -> tuple[bool, bool]:
        """Whether the estimate was disputed, and is."""
        return _is_disputed(self.before), _is_disputed(self.after)

    @property
    def camps(self) -> tuple[tuple[Camp, ...], tuple[Camp, ...]]:
        """The camps there were and are."""
        return _camps(self.before), _camps(self.after)

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
    """Counts whose low, best or high, dispute, camps or grade differ, in the dossier's order."""
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
    was = {picture.count: picture for picture in first.pictures}
    now = {picture.count: picture for picture in second.pictures}
    for count in dict.fromkeys(one.count for one in (*late.pictures, *early.pictures)):
        one, other = was.get(count), now.get(count)
        grades = _grade(first, one), _grade(second, other)
        if grades[0] is not grades[1] or _shown(one) != _shown(other):
            yield CountDifference(
                count,
                one.estimate if one else None,
                other.estimate if other else None,
                because(early, late, count),
                tuple(gone(early, late, count)),
                tuple(turned(first, second, count)),
                grades,
            )


def _grade(dossier: Dossier, picture: CountPicture | None) -> Grade | None:
    return None if picture is None else dossier.grade(picture)


def _shown(picture: CountPicture | None) -> tuple[object, ...]:
    """What a reader sees of an estimate; that nothing is public is seen as no number."""
    if picture is None:
        return _NOTHING, False, ()
    estimate = picture.estimate
    spans = tuple((camp.low, camp.high) for camp in estimate.camps)
    return estimate.figures, estimate.disputed, spans


_NOTHING = (None, None, None)


def _is_disputed(estimate: Estimate | None) -> bool:
    return estimate is not None and estimate.disputed


def _camps(estimate: Estimate | None) -> tuple[Camp, ...]:
    return () if estimate is None else estimate.camps


def _place(snapshot: Snapshot) -> tuple[int, float]:
    as_of = snapshot.as_of_us
    return snapshot.size, float("inf") if as_of is None else as_of


def _newest(estimate: Estimate | None) -> RecordedClaim | None:
    claims = estimate.standing.claims if estimate is not None else ()
    return claims[-1].claim if claims else None
