"""order_uncertain: the newest claim of a voice is the newest by order of entry, by a month, or
by a clock that stands apart from the dates as written."""

from collections.abc import Iterator

from tracker.model.snapshot import Snapshot
from tracker.model.stamps import Precision
from tracker.reconcile.findings.kinds import Finding, FindingKind
from tracker.reconcile.findings.sureness import differ
from tracker.reconcile.picture import CountPicture, people, said_on, who
from tracker.reconcile.standing import Voiced


def order_uncertain(
    picture: CountPicture, claims: list[Voiced], snapshot: Snapshot
) -> Iterator[Finding]:
    """At most one for a voice's claims, oldest first, and only where the two numbers differ.
    What is withdrawn stands over nothing, and nothing over it."""
    withdrawn = picture.state.withdrawn
    bounded = [one for one in claims if one.value is not None and one.claim.id not in withdrawn]
    if len(bounded) < 2 or picture.state.newest.get(bounded[-1].by.voice) is not bounded[-1]:
        return
    newest, before = bounded[-1], bounded[-2]
    if not differ(newest.claim.figure, before.claim.figure):
        return
    why = _why_uncertain(newest, before, snapshot.incident.timezone)
    if why:
        yield Finding(
            FindingKind.ORDER_UNCERTAIN,
            picture.count,
            f"{who(newest, snapshot)}: {people(newest)} ({said_on(newest)}) stands over "
            f"{people(before)} ({said_on(before)}), but {why}",
            (newest.claim.id, before.claim.id),
        )


def _why_uncertain(newest: Voiced, before: Voiced, zone: str) -> str:
    if newest.key[:4] == before.key[:4]:
        return "only the order of entry says which is newer"
    if _by_a_month(newest, before, zone):
        return "one bears only a month or a year"
    if _against_the_dates(newest, before):
        return "their dates as written say the opposite of their times of day"
    return ""


def _by_a_month(newest: Voiced, before: Voiced, zone: str) -> bool:
    for vague, other in ((newest, before), (before, newest)):
        known = vague.claim.asserted_at or vague.claim.published_at
        if known and known.precision in (Precision.MONTH, Precision.YEAR):
            latest_us = min(known.ends_us(zone), vague.public_us)
            return known.begins_us(zone) <= other.said_us <= latest_us
    return False


def _against_the_dates(newest: Voiced, before: Voiced) -> bool:
    later, earlier = newest.claim.asserted_at, before.claim.asserted_at
    if later is None or earlier is None or earlier.precision is not Precision.DAY:
        return False
    return later.has_time and later.written_date < earlier.written_date
