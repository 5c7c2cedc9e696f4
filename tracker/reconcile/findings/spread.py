"""outlier and wide_spread: numbers that stand far apart although time does not explain it.

A running toll grows, so a low number that is older than a high one says nothing against it.
What asks for a look is a number that nobody came near although others spoke since, and a voice
that says far fewer when far more had been said already.
"""

from collections.abc import Iterable, Iterator
from heapq import nlargest
from typing import NamedTuple

from tracker.model.snapshot import Snapshot
from tracker.reconcile.events import Voiced
from tracker.reconcile.findings.kinds import Finding, FindingKind
from tracker.reconcile.findings.sureness import surely_before
from tracker.reconcile.picture import CountPicture, people, said_on, who

FAR_ABOVE = 1.5
"""So many times another number is far from it: the 300 injured of Qamishli against 200."""
LEAST_GAP = 5
"""Numbers less than this apart are near, whatever their ratio: 3 and 7 missing."""
PEERS = 2
"""So many other voices must have spoken since before a number that nobody else came near is an
outlier and not just the first news of a rise. Since a number without a date nobody spoke: of that
it is enough that they spoke."""


class _Outlier(NamedTuple):
    one: Voiced
    greatest: Voiced
    """The greatest claim of any other credible voice."""
    since: int | None
    """Credible voices that surely spoke after it; None where it bears no time."""


def outliers(picture: CountPicture, snapshot: Snapshot) -> Iterator[Finding]:
    """Standing numbers far above all that any other credible voice ever gave."""
    for one, greatest, since in _outliers(picture, snapshot):
        spoke = "and it bears no date" if since is None else f"and {since:,} voices spoke since"
        yield Finding(
            FindingKind.OUTLIER,
            picture.count,
            f"{people(one)} by {who(one, snapshot)} ({said_on(one)}) stands alone: no other "
            f"credible voice gave more than {_most(greatest):,} ({who(greatest, snapshot)}, "
            f"{said_on(greatest)}), {spoke}{_left_out(one, greatest, picture, snapshot)}",
            (one.claim.id, greatest.claim.id),
        )


def wide_spread(picture: CountPicture, snapshot: Snapshot) -> Iterator[Finding]:
    """At most one: the two credible voices furthest apart, the lower one surely later."""
    alone = {found.one.claim.id for found in _outliers(picture, snapshot)}
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
    A number that its source has given up since competes with nothing: who copied it has not
    heard.

    Never for the missing and other metrics that fall by nature. `without`: ids left out.
    """
    if not picture.count.metric.accumulates:
        return None
    zone = snapshot.incident.timezone
    without |= picture.standing.given_up
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


def _outliers(picture: CountPicture, snapshot: Snapshot) -> Iterator[_Outlier]:
    counted = [one for one in picture.state.seen.values() if not _why_left_out(one, picture)]
    greatest = _greatest_by_voice(counted)
    for one in picture.standing.claims:
        if one.value is None or one.by.is_party:
            continue
        most = next((other for other in greatest if other.by.voice != one.by.voice), None)
        if most is None or not _is_far(one.value, _most(most)):
            continue
        others = [other for other in counted if other.by.voice != one.by.voice]
        is_dated = one.claim.asserted_at is not None or one.claim.published_at is not None
        if is_dated:
            zone = snapshot.incident.timezone
            others = [other for other in others if surely_before(one, other, zone)]
        voices = len({other.by.voice for other in others})
        if voices >= PEERS:
            yield _Outlier(one, most, voices if is_dated else None)


def _greatest_by_voice(counted: Iterable[Voiced]) -> list[Voiced]:
    """The greatest claim that each of two voices gave, greatest first."""
    most: dict[str, Voiced] = {}
    for one in counted:
        voice = one.by.voice
        if voice not in most or _most(one) > _most(most[voice]):
            most[voice] = one
    return nlargest(2, most.values(), key=_most)


def _left_out(one: Voiced, greatest: Voiced, picture: CountPicture, snapshot: Snapshot) -> str:
    """The greatest number of every other voice that does not count and gave more than those
    that do, as a clause; '' for none."""
    more = [
        other
        for other in picture.state.seen.values()
        if other.by.voice != one.by.voice
        and _most(other) > _most(greatest)
        and _why_left_out(other, picture)
    ]
    by_voice: dict[str, Voiced] = {}
    for other in sorted(more, key=_most, reverse=True):
        by_voice.setdefault(other.by.voice, other)
    told = [
        f"{people(other)} by {who(other, snapshot)} ({_why_left_out(other, picture)})"
        for other in by_voice.values()
    ]
    return f"; left out {'is' if len(told) == 1 else 'are'} {_listed(told)}" if told else ""


def _why_left_out(one: Voiced, picture: CountPicture) -> str:
    """Why a claim vouches for no number, in two words; '' where it does."""
    if one.claim.id in picture.state.withdrawn:
        return "withdrawn"
    if one.by.is_party:
        return "a party"
    if one.by.is_doubtful:
        return f"reliability {one.by.reliability.value}"
    return "no number" if one.value is None else ""


def _listed(told: list[str]) -> str:
    """Several things in a sentence: "a, b and c"."""
    return f"{', '.join(told[:-1])} and {told[-1]}" if len(told) > 1 else told[0]


def _is_far(high: int, low: int) -> bool:
    return high - low >= LEAST_GAP and high >= FAR_ABOVE * low


def _most(one: Voiced) -> int:
    """The greatest number that a claim states."""
    return max(one.low or 0, one.high or 0)
