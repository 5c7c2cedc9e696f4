"""definition_change: attackers in or out, or what a source itself calls another definition."""

from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter

from tracker.model.choices import Population, Reason
from tracker.model.claim import Count
from tracker.model.snapshot import Snapshot
from tracker.reconcile.events import Voiced
from tracker.reconcile.findings.kinds import Finding, FindingKind
from tracker.reconcile.findings.sureness import surely_before
from tracker.reconcile.picture import CountPicture, people, said_on, source_reason, who
from tracker.reconcile.reasons import reason_code

MOST_ATTACKERS = 20
"""A gap between everybody and the victims up to this may be the attackers (19 in the largest
attack of 2001); a wider one is two counts that disagree."""


def attackers_given(whole: Count, by_count: Mapping[Count, CountPicture]) -> frozenset[int]:
    """Every number that anybody gave for the attackers of that metric and scope and nobody
    withdrew, except 0."""
    picture = by_count.get(whole._replace(population=Population.ATTACKERS))
    if picture is None:
        return frozenset()
    given = (
        one.value for id_, one in picture.state.seen.items() if id_ not in picture.state.withdrawn
    )
    return frozenset(value for value in given if value)


def told_by_the_source(picture: CountPicture, snapshot: Snapshot) -> Iterator[Finding]:
    """Claims whose own reason is that the definition changed."""
    for one in picture.state.seen.values():
        if one.claim.id in picture.state.withdrawn:
            continue
        if reason_code(source_reason(one.claim, snapshot)) is Reason.DEFINITION_CHANGE:
            message = (
                f"{who(one, snapshot)}: {people(one)} ({said_on(one)}) counts otherwise than "
                "before, by its own reason"
            )
            yield Finding(FindingKind.DEFINITION_CHANGE, picture.count, message, (one.claim.id,))


def attackers_left_out(
    by_count: Mapping[Count, CountPicture], snapshot: Snapshot
) -> Iterator[Finding]:
    """Where a toll of the victims follows a slightly greater one of everybody: the first such."""
    for victims in by_count.values():
        if victims.count.population is not Population.VICTIMS:
            continue
        whole = by_count.get(victims.count._replace(population=Population.ALL))
        if whole is None:
            continue
        gaps = attackers_given(whole.count, by_count) or range(1, MOST_ATTACKERS + 1)
        tolls = _by_number(whole)
        for one in sorted(_usable(victims), key=_ORDER):
            before = _greater_before(one, tolls, gaps, snapshot.incident.timezone)
            if before is not None:
                yield _finding(one, before, victims.count, snapshot)
                break


def _finding(one: Voiced, before: Voiced, count: Count, snapshot: Snapshot) -> Finding:
    gap = (before.value or 0) - (one.value or 0)
    message = (
        f"{people(one)} by {who(one, snapshot)} ({said_on(one)}) counts the victims, "
        f"{people(before)} by {who(before, snapshot)} ({said_on(before)}) everybody: "
        f"{gap:,} fewer may be the attackers left out, not a fall"
    )
    return Finding(FindingKind.DEFINITION_CHANGE, count, message, (one.claim.id, before.claim.id))


def _greater_before(
    one: Voiced, tolls: Mapping[int, list[Voiced]], gaps: Iterable[int], zone: str
) -> Voiced | None:
    """The newest exact toll of everybody said before, greater by one of the gaps: a number
    given for the attackers, and where nobody gives one 1 to MOST_ATTACKERS."""
    value = one.value or 0
    fitting = [
        old for gap in gaps for old in tolls.get(value + gap, ()) if surely_before(old, one, zone)
    ]
    return max(fitting, key=_ORDER, default=None)


def _by_number(picture: CountPicture) -> dict[int, list[Voiced]]:
    tolls: dict[int, list[Voiced]] = {}
    for one in _usable(picture):
        tolls.setdefault(one.value or 0, []).append(one)
    return tolls


def _usable(picture: CountPicture) -> list[Voiced]:
    return [
        one
        for one in picture.state.seen.values()
        if one.value
        and one.low == one.high
        and not one.by.is_doubtful
        and one.claim.id not in picture.state.withdrawn
    ]


_ORDER = attrgetter("order")
