"""What a person should look at. A finding never blocks, alters or weighs a claim."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from tracker.model.claim import Count
from tracker.model.snapshot import Snapshot
from tracker.model.stamps import DAY_US, Precision, Stamp
from tracker.reconcile.picture import CountPicture, name_of, people, said_on, who
from tracker.reconcile.standing import Voiced


class FindingKind(StrEnum):
    """The kinds of finding there are."""

    ORDER_UNCERTAIN = "order_uncertain"
    DECREASE_UNEXPLAINED = "decrease_unexplained"
    PARTS_EXCEED_WHOLE = "parts_exceed_whole"
    PARTS_DO_NOT_SUM = "parts_do_not_sum"
    PARTY_CLAIM = "party_claim"
    DISPUTED = "disputed"
    ORPHANED = "orphaned"
    STALE_REPEAT = "stale_repeat"
    SINGLE_VOICE = "single_voice"
    WITHDRAWN_WITHOUT_REPLACEMENT = "withdrawn_without_replacement"
    PUBLISHED_BEFORE_ASSERTED = "published_before_asserted"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at, with the claims it is about."""

    kind: FindingKind
    count: Count
    message: str
    """What was found, in a sentence that names voices, numbers and days."""
    claims: tuple[str, ...]
    """Ids, the one to look at first first."""


def findings_in(picture: CountPicture, snapshot: Snapshot) -> Iterator[Finding]:
    """Every finding that concerns one count alone, kind by kind."""
    series = picture.series()
    for claims in series.values():
        yield from _order_uncertain(picture, claims, snapshot)
        yield from _decrease_unexplained(picture, claims, snapshot)
        yield from _repeated_late(picture, claims, snapshot)
        yield from _withdrawn_without_replacement(picture, claims, snapshot)
    yield from _party_claims(picture, snapshot)
    yield from _disputed(picture, snapshot)
    yield from _orphaned(picture, snapshot)
    yield from _repeats_of_others(picture, snapshot)
    yield from _single_voice(picture, snapshot)
    yield from _published_before_asserted(picture, snapshot)


def _order_uncertain(
    picture: CountPicture, claims: list[Voiced], snapshot: Snapshot
) -> Iterator[Finding]:
    """The newest claim of a voice is the newest by order of entry, by a month, or by a clock
    that stands apart from the dates as written."""
    bounded = [one for one in claims if one.value is not None]
    if len(bounded) < 2:
        return
    newest, before = bounded[-1], bounded[-2]
    if (newest.low, newest.high) == (before.low, before.high):
        return
    why = ""
    if newest.key[:4] == before.key[:4]:
        why = "only the order of entry says which is newer"
    elif _by_a_month(newest, before, snapshot.incident.timezone):
        why = "one bears only a month or a year"
    elif _against_the_dates(newest, before):
        why = "their dates as written say the opposite of their times of day"
    if why:
        yield Finding(
            FindingKind.ORDER_UNCERTAIN,
            picture.count,
            f"{who(newest, snapshot)}: {people(newest)} ({said_on(newest)}) stands over "
            f"{people(before)} ({said_on(before)}), but {why}",
            (newest.claim.id, before.claim.id),
        )


def _by_a_month(newest: Voiced, before: Voiced, zone: str) -> bool:
    for vague, other in ((newest, before), (before, newest)):
        known = vague.claim.asserted_at or vague.claim.published_at
        if known and known.precision in (Precision.MONTH, Precision.YEAR):
            return known.begins_us(zone) <= other.said_us <= known.ends_us(zone)
    return False


def _against_the_dates(newest: Voiced, before: Voiced) -> bool:
    later, earlier = newest.claim.asserted_at, before.claim.asserted_at
    if later is None or earlier is None or earlier.precision is not Precision.DAY:
        return False
    return later.has_time and later.written_date < earlier.written_date


def _decrease_unexplained(
    picture: CountPicture, claims: list[Voiced], snapshot: Snapshot
) -> Iterator[Finding]:
    """A voice's figure fell, and neither a reason nor a retraction says why."""
    told = [one for one in claims if one.value is not None]
    for before, after in pairwise(told):
        fell = after.high is not None and before.value is not None and after.high < before.value
        sure = _surely_before(before, after, snapshot.incident.timezone)
        explained = after.claim.reason or before.claim.id in picture.state.withdrawn
        if fell and sure and not explained:
            yield Finding(
                FindingKind.DECREASE_UNEXPLAINED,
                picture.count,
                f"{who(after, snapshot)}: {people(after)} ({said_on(after)}) after "
                f"{people(before)} ({said_on(before)}), without a reason",
                (after.claim.id, before.claim.id),
            )


def _surely_before(before: Voiced, after: Voiced, zone: str) -> bool:
    """True when the whole of one claim's stamp lies before the other's best-known moment."""
    known = before.claim.asserted_at or before.claim.published_at
    return known is None or known.ends_us(zone) <= after.said_us


def _repeated_late(
    picture: CountPicture, claims: list[Voiced], snapshot: Snapshot
) -> Iterator[Finding]:
    """An older figure of a voice was published again a day or more after a newer one."""
    for place, old in enumerate(claims):
        if old.value is None:
            continue
        newer = [one for one in claims[place + 1 :] if one.value not in (None, old.value)]
        first = min(newer, key=lambda one: one.public_us, default=None)
        if first is not None and first.public_us + DAY_US <= old.public_us:
            yield Finding(
                FindingKind.STALE_REPEAT,
                picture.count,
                f"{who(old, snapshot)}: {people(old)} was published again when "
                f"{people(first)} ({said_on(first)}) was already public",
                (old.claim.id, first.claim.id),
            )


def _withdrawn_without_replacement(
    picture: CountPicture, claims: list[Voiced], snapshot: Snapshot
) -> Iterator[Finding]:
    """A voice's newest claim is withdrawn and it has said nothing since."""
    newest = claims[-1]
    retraction = picture.state.withdrawn.get(newest.claim.id)
    if retraction is None or newest.value is None:
        return
    by = name_of(retraction.source, snapshot.sources)
    yield Finding(
        FindingKind.WITHDRAWN_WITHOUT_REPLACEMENT,
        picture.count,
        f"{who(newest, snapshot)} has no figure since its {people(newest)} "
        f"({said_on(newest)}) was withdrawn by {by}",
        (newest.claim.id, retraction.id),
    )


def _party_claims(picture: CountPicture, snapshot: Snapshot) -> Iterator[Finding]:
    for one in picture.standing.claims:
        if one.by.is_party and one.value is not None:
            yield Finding(
                FindingKind.PARTY_CLAIM,
                picture.count,
                f"{people(one)} by {who(one, snapshot)} is the claim of a party to the attack",
                (one.claim.id,),
            )


def _disputed(picture: CountPicture, snapshot: Snapshot) -> Iterator[Finding]:
    state = picture.state
    for one in picture.standing.claims:
        if one.claim.id not in picture.standing.disputed:
            continue
        dispute = (
            state.disputed.get(one.claim.id) or state.disputed_numbers[(one.by.voice, one.value)]
        )
        by = name_of(dispute.source, snapshot.sources)
        yield Finding(
            FindingKind.DISPUTED,
            picture.count,
            f"{people(one)} by {who(one, snapshot)} is disputed by {by}",
            (one.claim.id, dispute.id),
        )


def _orphaned(picture: CountPicture, snapshot: Snapshot) -> Iterator[Finding]:
    """Somebody else still gives a number that its source has withdrawn."""
    state = picture.state
    for claim_id, retraction in state.withdrawn.items():
        origin = state.seen.get(claim_id)
        if origin is None or origin.value is None:
            continue
        for one in picture.standing.claims:
            copied = one.value == origin.value and one.by.voice != origin.by.voice
            if copied and one.public_us > origin.public_us and not one.claim.relays:
                yield Finding(
                    FindingKind.ORPHANED,
                    picture.count,
                    f"{people(one)} by {who(one, snapshot)} is the number that "
                    f"{who(origin, snapshot)} gave and that is withdrawn",
                    (one.claim.id, claim_id, retraction.id),
                )


def _repeats_of_others(picture: CountPicture, snapshot: Snapshot) -> Iterator[Finding]:
    """A standing number that another voice gave a day or more before, lower than what was
    public by then: wire copy still going round."""
    withdrawn = picture.state.withdrawn
    seen = sorted(
        (one for one in picture.state.seen.values() if one.claim.id not in withdrawn),
        key=lambda one: one.public_us,
    )
    for one in picture.standing.claims:
        if one.value is None or one.by.is_party:
            continue
        others = [old for old in seen if old.by.voice != one.by.voice and not old.by.is_party]
        same = [old for old in others if old.value == one.value]
        if not same or same[0].public_us + DAY_US > one.public_us:
            continue
        passed = _greater_public_before(others, one)
        if passed is not None:
            yield Finding(
                FindingKind.STALE_REPEAT,
                picture.count,
                f"{people(one)} by {who(one, snapshot)} ({said_on(one)}) repeats a number of "
                f"{said_on(same[0])}; {people(passed)} by {who(passed, snapshot)} was "
                "public before",
                (one.claim.id, same[0].claim.id, passed.claim.id),
            )


def _greater_public_before(others: Iterable[Voiced], one: Voiced) -> Voiced | None:
    """The newest greater number of another voice that was public before the claim was."""
    value = one.value or 0
    greater = [old for old in others if old.public_us < one.public_us and (old.value or 0) > value]
    return greater[-1] if greater else None


def _single_voice(picture: CountPicture, snapshot: Snapshot) -> Iterator[Finding]:
    told = [one for one in picture.standing.claims if one.value is not None and not one.by.is_party]
    if len(told) == 1:
        yield Finding(
            FindingKind.SINGLE_VOICE,
            picture.count,
            f"only {who(told[0], snapshot)} gives a number: {people(told[0])}",
            (told[0].claim.id,),
        )


def _published_before_asserted(picture: CountPicture, snapshot: Snapshot) -> Iterator[Finding]:
    zone = snapshot.incident.timezone
    for one in picture.state.seen.values():
        asserted, published = one.claim.asserted_at, one.claim.published_at
        if asserted and published and _lies_before(published, asserted, zone):
            yield Finding(
                FindingKind.PUBLISHED_BEFORE_ASSERTED,
                picture.count,
                f"{people(one)} by {who(one, snapshot)} was published ({published.text}) "
                f"before it was said ({asserted.text})",
                (one.claim.id,),
            )


def _lies_before(published: Stamp, asserted: Stamp, zone: str) -> bool:
    """True when the whole of one stamp lies before the other begins."""
    ends, begins = published.ends_us(zone), asserted.begins_us(zone)
    return ends < begins or (ends == begins and not published.has_time)
