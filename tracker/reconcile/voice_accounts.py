"""How sources come together in voices within one count, and what is held against a voice."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from tracker.model.claim import RecordedClaim
from tracker.model.snapshot import Snapshot
from tracker.model.source import Source
from tracker.reconcile.events import Voiced
from tracker.reconcile.picture import CountPicture
from tracker.reconcile.voices import PARTY_KINDS


class Tie(StrEnum):
    """What makes a source another's voice."""

    SPEAKS_FOR = "speaks_for"
    MERGED_INTO = "merged_into"
    RELAYS = "relays"
    """One of its claims passes on a claim of that voice."""


class Link(NamedTuple):
    """One step from a source towards the voice that it counts for."""

    tie: Tie
    to: str
    """Slug of the next source; of a relay, that of the source whose claim is passed on."""


class Member(NamedTuple):
    """A source whose claims in the count are those of the voice."""

    source: str
    links: tuple[Link, ...]
    """The way to the voice, step by step; () for the voice itself."""
    claims: tuple[str, ...]
    """Ids of its public claims, oldest first."""


@dataclass(frozen=True, slots=True)
class VoiceAccount:
    """One voice in one count: who speaks with it, what it stands by, what is held against it."""

    voice: str
    """Slug of the source at the root."""
    source: Source | None
    """What is known of that source; None for one that nobody recorded."""
    members: tuple[Member, ...]
    """The sources it speaks through, in the order in which they first spoke."""
    standing: Voiced | None
    """None where its newest claim was withdrawn."""
    party: str
    """Why it counts as a party to the attack, as a clause; '' when it does not."""
    doubt: str
    """Why its claim is questionable, as a clause; '' when it is not."""
    dispute: RecordedClaim | None
    """The dispute that contests its standing claim."""


def voice_accounts(picture: CountPicture, snapshot: Snapshot) -> tuple[VoiceAccount, ...]:
    """Every voice with a public claim in a count: those that stand, oldest claim first, then
    those without a figure."""
    standing = {one.by.voice: one for one in picture.standing.claims}
    series = picture.series()
    silent = [voice for voice in series if voice not in standing]
    return tuple(
        _account(voice, series[voice], standing.get(voice), picture, snapshot)
        for voice in (*standing, *silent)
    )


def _account(
    voice: str,
    claims: list[Voiced],
    standing: Voiced | None,
    picture: CountPicture,
    snapshot: Snapshot,
) -> VoiceAccount:
    judged = standing or claims[-1]
    party = _party(judged, snapshot) if judged.by.is_party else ""
    doubt = "" if standing is None else picture.standing.why_questionable(standing)
    dispute = None
    if standing is not None and standing.claim.id in picture.standing.disputed:
        number = (voice, standing.value)
        dispute = (
            picture.state.disputed.get(standing.claim.id)
            or (picture.state.disputed_numbers[number])
        )
    members = _members(claims, snapshot)
    return VoiceAccount(
        voice, snapshot.sources.get(voice), members, standing, party, doubt, dispute
    )


def _members(claims: list[Voiced], snapshot: Snapshot) -> tuple[Member, ...]:
    by_source: dict[tuple[str, tuple[Link, ...]], list[str]] = {}
    for one in claims:
        key = (one.claim.source, _links(one, snapshot.sources, snapshot.claims))
        by_source.setdefault(key, []).append(one.claim.id)
    return tuple(Member(source, links, tuple(ids)) for (source, links), ids in by_source.items())


def _links(
    one: Voiced, sources: Mapping[str, Source], rows: tuple[RecordedClaim, ...]
) -> tuple[Link, ...]:
    links = _to_root(one.claim.source, sources)
    if (links[-1].to if links else one.claim.source) == one.by.voice:
        return links
    relayed = next((row for row in rows if row.id == one.claim.relays), None)
    origin = relayed.source if relayed is not None else one.by.voice
    return (Link(Tie.RELAYS, origin), *_to_root(origin, sources))


def _to_root(slug: str, sources: Mapping[str, Source]) -> tuple[Link, ...]:
    """The links of `voice_of`, one by one."""
    links: list[Link] = []
    while (source := sources.get(slug)) and (onward := source.merged_into or source.speaks_for):
        links.append(Link(Tie.MERGED_INTO if source.merged_into else Tie.SPEAKS_FOR, onward))
        slug = onward
    return tuple(links)


def _party(one: Voiced, snapshot: Snapshot) -> str:
    """Which fact makes it a party's claim: the kind, or whose side it is on."""
    told = [snapshot.sources.get(slug) for slug in (one.by.voice, one.claim.source)]
    known = [source for source in told if source is not None]
    perpetrator = snapshot.incident.perpetrator
    for source in known:
        if perpetrator and source.affiliation == perpetrator:
            return f"it belongs to {perpetrator}, the suspected perpetrator"
    kinds = [source.kind.value.replace("_", " ") for source in known if source.kind in PARTY_KINDS]
    return f"its kind is {kinds[0]}" if kinds else "what it passes on is a party's"
