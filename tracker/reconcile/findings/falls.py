"""decrease_unexplained, and definition_change where a fall is exactly that of the attackers."""

from collections.abc import Container, Iterator
from itertools import pairwise, takewhile

from tracker.model.choices import Population
from tracker.model.snapshot import Snapshot
from tracker.reconcile.events import Voiced
from tracker.reconcile.findings.kinds import Finding, FindingKind
from tracker.reconcile.findings.sureness import surely_before
from tracker.reconcile.picture import CountPicture, people, said_on, source_reason, who


def decrease_unexplained(
    picture: CountPicture, claims: list[Voiced], snapshot: Snapshot, attackers: frozenset[int]
) -> Iterator[Finding]:
    """Each fall in a voice's claims, oldest first, that no reason and no retraction explains.

    Never for the missing and other metrics that fall by nature. `attackers`: numbers of dead or
    injured attackers that anybody gives; a fall by one of them is told as a definition_change.
    """
    if not picture.count.metric.accumulates:
        return
    withdrawn = picture.state.withdrawn
    told = _told(claims, withdrawn)
    for place, (before, after) in enumerate(pairwise(told), 1):
        gap = _fall(before, after)
        if not gap or not surely_before(before, after, snapshot.incident.timezone):
            continue
        if before.claim.id in withdrawn or after.claim.id in withdrawn:
            continue
        if _is_explained(told[place:], snapshot):
            continue
        fell = (
            f"{who(after, snapshot)}: {people(after)} ({said_on(after)}) after "
            f"{people(before)} ({said_on(before)})"
        )
        ids = (after.claim.id, before.claim.id)
        if gap in attackers and picture.count.population is Population.ALL:
            message = f"{fell}: {gap:,} fewer, which is the number given for the attackers"
            yield Finding(FindingKind.DEFINITION_CHANGE, picture.count, message, ids)
        else:
            message = f"{fell}, without a reason"
            yield Finding(FindingKind.DECREASE_UNEXPLAINED, picture.count, message, ids)


def _told(claims: list[Voiced], withdrawn: Container[str]) -> list[Voiced]:
    """The claims with a number, oldest first, without those whose withdrawal explains no fall:
    a slip of 50 between 100 and 60 that was taken back, as it is less than what followed."""
    told: list[Voiced] = []
    for one in reversed(claims):
        value = one.value
        if value is None:
            continue
        if one.claim.id not in withdrawn or not told or value >= (told[-1].value or 0):
            told.append(one)
    return told[::-1]


def _is_explained(fell: list[Voiced], snapshot: Snapshot) -> bool:
    """True when the source gives a reason with the number it fell to, or while it repeats that
    number: 253, and "253, duplicates removed". `fell`: that claim and those after it."""
    same = takewhile(lambda one: one.value == fell[0].value, fell)
    return any(source_reason(one.claim, snapshot) for one in same)


def _fall(before: Voiced, after: Voiced) -> int:
    """By how much the later claim's ceiling lies below the earlier number; 0 for no fall. After
    "up to 50" a count of 30 is none: nobody had counted more."""
    if after.high is None or before.value is None:
        return 0
    if before.low is None and after.low is not None:
        return 0
    gap = before.value - after.high
    # "more than 185" is 186 and up: "185" after it is the same number, not one fewer.
    is_worded_twice = gap == 1 and before.high is None
    return 0 if gap < 0 or is_worded_twice else gap
