"""outlier and wide_spread: numbers that stand far apart although time does not explain it.

A running toll grows, so a low number that is older than a high one says nothing against it.
What asks for a look is a number that nobody came near although others spoke since, and a voice
that says far fewer when far more had been said already.
"""

from collections.abc import Iterator
from heapq import nlargest

from tracker.model.snapshot import Snapshot
from tracker.reconcile.findings.kinds import Finding, FindingKind
from tracker.reconcile.findings.sureness import surely_before
from tracker.reconcile.picture import CountPicture, people, said_on, who
from tracker.reconcile.standing import Voiced

FAR_ABOVE = 1.5
"""So many times another number is far from it: the 300 injured of Qamishli against 200."""
LEAST_GAP = 5
"""Numbers less than this apart are near, whatever their ratio: 3 and 7 missing."""
PEERS = 2
"""So many other voices must have spoken since before a number that nobody else came near is an
outlier and not just the first news of a rise."""


def outliers(picture: CountPicture, snapshot: Snapshot) -> Iterator[Finding]:
    """Standing numbers far above all that any other credible voice ever gave."""
    for one, greatest, since in _outliers(picture):
        yield Finding(
            FindingKind.OUTLIER,
            picture.count,
            f"{people(one)} by {who(one, snapshot)} ({said_on(one)}) stands alone: nobody else "
            f"gave more than {_most(greatest):,} ({who(greatest, snapshot)}, "
            f"{said_on(greatest)}), and {since:,} voices spoke since",
            (one.claim.id, greatest.claim.id),
        )


def wide_spread(picture: CountPicture, snapshot: Snapshot) -> Iterator[Finding]:
    """At most one: the two credible voices furthest apart, the lower one surely later."""
    alone = {one.claim.id for one, _, _ in _outliers(picture)}
    pair = furthest_apart(picture, snapshot, without=frozenset(alone))
    if pair is not None:
        lower, higher = pair
        yield Finding(
            FindingKind.WIDE_SPREAD,
            picture.count,
            f"{people(lower)} by {who(lower, snapshot)} ({said_on(lower)}) when "
            f"{people(higher)} by {who(higher, snapshot)} ({said_on(higher)}) had been said",
            (lower.claim.id, higher.claim.id),
        )


def furthest_apart(
    picture: CountPicture, snapshot: Snapshot, *, without: frozenset[str] = frozenset()
) -> tuple[Voiced, Voiced] | None:
    """The credible standing claims that exclude each other most, the lower one surely said
    after the higher one, at least FAR_ABOVE and LEAST_GAP apart; None where there are none.

    Never for the missing and other metrics that fall by nature. `without`: ids left out.
    """
    if not picture.count.metric.accumulates:
        return None
    zone = snapshot.incident.timezone
    told = [one for one in picture.credible if one.claim.id not in without]
    floor = max((one.low for one in told if one.low is not None), default=0)
    lowers = [one for one in told if one.high is not None and _is_far(floor, one.high)]
    ceiling = min((one.high for one in lowers if one.high is not None), default=floor)
    highers = [one for one in told if one.low is not None and _is_far(one.low, ceiling)]
    pairs = (
        (lower, higher)
        for lower in lowers
        for higher in highers
        if _is_far(higher.low or 0, lower.high or 0) and surely_before(higher, lower, zone)
    )
    return max(pairs, key=lambda pair: (pair[1].low or 0) / max(pair[0].high or 0, 1), default=None)


def _outliers(picture: CountPicture) -> Iterator[tuple[Voiced, Voiced, int]]:
    """Each outlier with the greatest claim of any other credible voice, and how many of those
    have spoken since."""
    greatest, last_said = _by_credible_voice(picture)
    for one in picture.standing.claims:
        if one.value is None or one.by.is_party:
            continue
        most = next((other for other in greatest if other.by.voice != one.by.voice), None)
        if most is None or not _is_far(one.value, _most(most)):
            continue
        since = sum(
            1
            for voice, said_us in last_said.items()
            if said_us >= one.said_us and voice != one.by.voice
        )
        if since >= PEERS:
            yield one, most, since


def _by_credible_voice(picture: CountPicture) -> tuple[list[Voiced], dict[str, int]]:
    """The greatest claim that each of two voices gave, greatest first, and voice → when it last
    spoke; withdrawn claims and doubtful voices left out."""
    most: dict[str, Voiced] = {}
    last_said: dict[str, int] = {}
    for one in picture.state.seen.values():
        voice = one.by.voice
        if one.value is None or one.by.is_doubtful or one.claim.id in picture.state.withdrawn:
            continue
        last_said[voice] = max(one.said_us, last_said.get(voice, one.said_us))
        if voice not in most or _most(one) > _most(most[voice]):
            most[voice] = one
    return nlargest(2, most.values(), key=_most), last_said


def _is_far(high: int, low: int) -> bool:
    return high - low >= LEAST_GAP and high >= FAR_ABOVE * low


def _most(one: Voiced) -> int:
    """The greatest number that a claim states."""
    return max(one.low or 0, one.high or 0)
