"""order_uncertain: the newest claim of a voice is the newest by order of entry, by a month, by
a clock that stands apart from the dates as written, or by when it was printed that day."""

from collections.abc import Iterator

from tracker.model.snapshot import Snapshot
from tracker.model.stamps import Precision
from tracker.reconcile.events import Voiced
from tracker.reconcile.findings.kinds import Finding, FindingKind
from tracker.reconcile.findings.sureness import differ
from tracker.reconcile.picture import CountPicture, people, said_on, who


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
    if _printed_on_the_day(newest, before):
        return "it has a time only because it was printed that day, and the other came out later"
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


def _printed_on_the_day(newest: Voiced, before: Voiced) -> bool:
    """Whether both speak for one day, without a time, and the other was published later."""
    one, other = newest.claim.asserted_at, before.claim.asserted_at
    if one is None or other is None or not (newest.is_origin and before.is_origin):
        return False
    is_one_day = one.precision is other.precision is Precision.DAY and one.text == other.text
    return is_one_day and before.public_us > newest.public_us
