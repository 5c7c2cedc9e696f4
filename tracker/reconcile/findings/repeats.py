"""stale_repeat: an older number was printed after it had been passed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from tracker.model.choices import Kind
from tracker.model.snapshot import Snapshot
from tracker.model.stamps import HOUR_US
from tracker.reconcile.events import Voiced
from tracker.reconcile.findings.kinds import Finding, FindingKind
from tracker.reconcile.findings.sureness import differ, surely_before
from tracker.reconcile.picture import CountPicture, people, said_on, who

STALE_HOURS = 24
"""A number printed again within this of the newer one is ordinary delay."""
CARRIERS = frozenset(
    {
        Kind.NEWS_AGENCY,
        Kind.MEDIA,
        Kind.STATE_MEDIA,
        Kind.SOCIAL_MEDIA,
        Kind.REFERENCE,
        Kind.UNKNOWN,
    }
)
"""Those who pass figures on. A hospital that gives another's old number has counted."""


def repeated_late(
    picture: CountPicture, claims: list[Voiced], snapshot: Snapshot
) -> Iterator[Finding]:
    """Older figures of a voice, its claims given oldest first, that were published, again or for
    the first time, STALE_HOURS or more after a surely newer one. Withdrawn claims are left out:
    what is given again after a newer figure was taken back is no stale print."""
    zone = snapshot.incident.timezone
    claims = [one for one in claims if one.claim.id not in picture.state.withdrawn]
    if len({one.value for one in claims}) < 2:
        return  # As with thousands of relays of one claim, which all would be compared.
    by_publication = sorted(enumerate(claims), key=lambda placed: placed[1].public_us)
    for place, old in _followed_by_older_print(claims):
        first = _first_public(by_publication, place, old, zone)
        if first is not None:
            yield Finding(
                FindingKind.STALE_REPEAT,
                picture.count,
                f"{who(old, snapshot)}: {people(old)} was published when "
                f"{people(first)} ({said_on(first)}) was already public",
                (old.claim.id, first.claim.id),
            )


def _followed_by_older_print(claims: Sequence[Voiced]) -> Iterator[tuple[int, Voiced]]:
    """The claims, with their places, of which some later one was public STALE_HOURS before.

    They are few; comparing all claims with each other would take minutes for some thousands.
    """
    earliest_us, found = None, []
    for place in range(len(claims) - 1, -1, -1):
        old = claims[place]
        if earliest_us is not None and old.value is not None and _is_stale(old, earliest_us):
            found.append((place, old))
        earliest_us = old.public_us if earliest_us is None else min(earliest_us, old.public_us)
    return reversed(found)


def _first_public(
    by_publication: Iterable[tuple[int, Voiced]], place: int, old: Voiced, zone: str
) -> Voiced | None:
    """Of the claims surely newer than the one in that place, with another number, the one that
    was public first, where that is STALE_HOURS or more before it."""
    for after, one in by_publication:
        if not _is_stale(old, one.public_us):
            return None
        if (
            after > place
            and differ(one.claim.figure, old.claim.figure)
            and surely_before(old, one, zone)
        ):
            return one
    return None


def _is_stale(old: Voiced, newer_public_us: int) -> bool:
    return newer_public_us + STALE_HOURS * HOUR_US <= old.public_us


def repeats_of_others(picture: CountPicture, snapshot: Snapshot) -> Iterator[Finding]:
    """Standing numbers of those who pass figures on, which another voice gave STALE_HOURS or
    more before and which had been passed when they were said again: wire copy still going
    round. Never of the missing, who come back."""
    if not picture.count.metric.accumulates:
        return
    usable = sorted(
        (one for one in picture.state.seen.values() if _is_usable(one, picture)),
        key=lambda one: one.public_us,
    )
    first_said = _first_of_each_number(usable)
    for one in picture.standing.claims:
        if one.value is None or one.by.is_party or one.by.kind not in CARRIERS:
            continue
        firsts = first_said.get(one.value, {})
        same = next((old for voice, old in firsts.items() if voice != one.by.voice), None)
        if same is None or same.public_us + STALE_HOURS * HOUR_US > one.public_us:
            continue
        passed = _greater_between(usable, same, one)
        if passed is not None:
            yield Finding(
                FindingKind.STALE_REPEAT,
                picture.count,
                f"{people(one)} by {who(one, snapshot)} ({said_on(one)}) repeats a number of "
                f"{said_on(same)}; {people(passed)} by {who(passed, snapshot)} was "
                "public before",
                (one.claim.id, same.claim.id, passed.claim.id),
            )


def _is_usable(one: Voiced, picture: CountPicture) -> bool:
    fell = one.claim.id in picture.state.withdrawn
    return one.value is not None and not one.by.is_party and not fell


def _first_of_each_number(usable: Iterable[Voiced]) -> dict[int, dict[str, Voiced]]:
    """Number → voice → the claim with which it first gave it, in the order given."""
    firsts: dict[int, dict[str, Voiced]] = defaultdict(dict)
    for one in usable:
        if one.value is not None:
            firsts[one.value].setdefault(one.by.voice, one)
    return firsts


def _greater_between(usable: Sequence[Voiced], same: Voiced, one: Voiced) -> Voiced | None:
    """The newest greater number of another voice that came after the first of the two claims of
    one number and was public when the second was said."""
    value = one.value or 0
    return next(
        (
            old
            for old in reversed(usable)
            if same.public_us < old.public_us <= one.said_us
            and old.by.voice != one.by.voice
            and (old.value or 0) > value
            and differ(old.claim.figure, one.claim.figure)
        ),
        None,
    )
