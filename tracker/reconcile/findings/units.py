"""unit_confusion: the same number appears as another metric, or as another scope."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations
from operator import attrgetter

from tracker.model.claim import Count
from tracker.model.snapshot import Snapshot
from tracker.model.stamps import DAY_US
from tracker.reconcile.events import Voiced
from tracker.reconcile.findings.kinds import Finding, FindingKind
from tracker.reconcile.picture import CountPicture, exact, people, said_on, who

LEAST_SHARED = 20
"""Below this, the same number in two metrics is chance."""
SUPPORT = 2
"""So many other voices must give the number as another metric."""
FAR = 2
"""So many times another number is so far from it that one voice which tells the two metrics apart
is enough."""


def another_metrics_number(
    by_count: Mapping[Count, CountPicture], snapshot: Snapshot
) -> Iterator[Finding]:
    """Standing exact numbers of a voice that does not tell the count from another metric of
    its population and scope. Either outside all that others give in the count, and given as
    the other metric by SUPPORT of them; or FAR above every other number given in the count, and
    given as the other metric by a voice that gives both."""
    for picture in by_count.values():
        beside = [
            other
            for other in by_count.values()
            if other.count[1:] == picture.count[1:] and other is not picture
        ]
        if not beside:
            continue
        given = _given_by_voice(picture)
        for one in picture.standing.claims:
            for other in beside:
                yield from _as_another(one, given, other, snapshot)


def one_voice_twice(
    by_count: Mapping[Count, CountPicture], snapshot: Snapshot
) -> Iterator[Finding]:
    """Exact numbers that one voice gave within a day for two metrics, or for two different
    scopes, of one population, and that are not withdrawn: the rows may be mixed up. The whole
    incident is no scope here, since a part may be all of it."""
    found: dict[tuple[str, int, str], dict[Count, list[Voiced]]] = defaultdict(dict)
    for picture in by_count.values():
        for one in sorted(picture.state.seen.values(), key=_SAID):
            value = None if one.claim.id in picture.state.withdrawn else exact(one)
            if value is not None and value >= LEAST_SHARED:
                alike = found[(one.by.voice, value, picture.count.population)]
                alike.setdefault(picture.count, []).append(one)
    told: set[frozenset[Count]] = set()
    for some in found.values():
        for here, there in combinations(some, 2):
            pair = frozenset((here, there))
            if pair in told or not _may_be_mixed_up(here, there):
                continue
            if (twice := _within_a_day(some[here], some[there])) is not None:
                told.add(pair)
                yield _twice(*twice, snapshot)


def _twice(one: Voiced, other: Voiced, snapshot: Snapshot) -> Finding:
    message = (
        f"{who(one, snapshot)} gives {people(one)} ({said_on(one)}) both for "
        f"{_named(one.claim.count)} and for {_named(other.claim.count)}"
    )
    ids = (one.claim.id, other.claim.id)
    return Finding(FindingKind.UNIT_CONFUSION, one.claim.count, message, ids)


def _may_be_mixed_up(here: Count, there: Count) -> bool:
    if here.metric is not there.metric:
        return here.scope == there.scope
    return bool(here.scope and there.scope)


def _within_a_day(here: list[Voiced], there: list[Voiced]) -> tuple[Voiced, Voiced] | None:
    """The first claim of one list with the first of the other that was said less than a day
    from it, both lists in the order in which they were said; None where there are none."""
    for one in here:
        place = bisect_right(there, one.said_us - DAY_US, key=_SAID)
        if place < len(there) and there[place].said_us < one.said_us + DAY_US:
            return one, there[place]
    return None


def _as_another(
    one: Voiced, given: Mapping[str, list[int]], other: CountPicture, snapshot: Snapshot
) -> Iterator[Finding]:
    value = exact(one)
    if value is None or value < LEAST_SHARED:
        return
    if _tells_apart(one.by.voice, value, given, _given_by_voice(other)):
        return
    same = {
        that.by.voice: that
        for that in other.state.seen.values()
        if exact(that) == value and that.by.voice != one.by.voice and not that.by.is_party
    }
    knowing = [that for voice, that in same.items() if set(given.get(voice, ())) - {value}]
    if len(same) >= SUPPORT and _is_outside(value, one.by.voice, given):
        first = next(iter(same.values()))
    elif knowing and _is_far(value, given):
        first = knowing[0]
    else:
        return
    who_else = f"{len(same):,} others give" if len(same) > 1 else f"{who(first, snapshot)} gives"
    message = (
        f"{people(one)} by {who(one, snapshot)} ({said_on(one)}) is the number that "
        f"{who_else} as {other.count.metric.value.replace('_', ' ')}"
    )
    ids = (one.claim.id, first.claim.id)
    yield Finding(FindingKind.UNIT_CONFUSION, one.claim.count, message, ids)


def _given_by_voice(picture: CountPicture) -> dict[str, list[int]]:
    """Voice → the numbers it gave, parties left out."""
    given: dict[str, list[int]] = defaultdict(list)
    for one in picture.state.seen.values():
        if one.value is not None and not one.by.is_party:
            given[one.by.voice].append(one.value)
    return given


def _tells_apart(
    voice: str, value: int, here: Mapping[str, list[int]], there: Mapping[str, list[int]]
) -> bool:
    """True for a voice that gives another number as the other metric, unless it has the two
    swapped: others give that number here."""
    own = set(there.get(voice, ())) - {value}
    others = {number for name, numbers in here.items() if name != voice for number in numbers}
    return bool(own - others)


def _is_outside(value: int, voice: str, given: Mapping[str, list[int]]) -> bool:
    """True for a number outside the numbers of all other voices in its count."""
    others = [numbers for name, numbers in given.items() if name != voice]
    if not others:
        return False
    return all(max(some) < value for some in others) or all(min(some) > value for some in others)


def _is_far(value: int, given: Mapping[str, list[int]]) -> bool:
    """True for a number FAR times as great as every other given in its count: those who give
    it too have the same mix-up. Not for a small one, which is usually just an early one."""
    others = [number for numbers in given.values() for number in numbers if number != value]
    return bool(others) and max(others) * FAR <= value


_SAID = attrgetter("said_us")


def _named(count: Count) -> str:
    return f"{count.metric.value.replace('_', ' ')}, {count.scope}" if count.scope else count.metric
