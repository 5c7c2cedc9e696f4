"""Voices for people: who speaks with which voice, and what is held against it."""

from collections.abc import Mapping

from rich.console import RenderableType
from rich.text import Text

from tracker.model.snapshot import Snapshot
from tracker.reconcile.picture import name_of, people
from tracker.reconcile.voice_accounts import Link, Member, Tie, VoiceAccount
from tracker.reconcile.why import Why
from tracker.reports.layout import QUIET, UNKNOWN, grid, plural
from tracker.reports.passage import Passage

_TIES = {
    Tie.SPEAKS_FOR: "speaks for",
    Tie.MERGED_INTO: "merged into",
    Tie.RELAYS: "passes on",
}


def voices_grid(account: Why, ids: Mapping[str, str]) -> RenderableType:
    """One row a voice: its standing claim, what it is, and through whom it speaks."""
    snapshot = account.dossier.snapshot
    return grid([_row(one, snapshot, ids) for one in account.voices], whole=2, indent=2)


def _row(
    one: VoiceAccount, snapshot: Snapshot, ids: Mapping[str, str]
) -> tuple[RenderableType, ...]:
    standing = one.standing
    told = "; ".join([_what(one, snapshot), *_held_against(one, ids), *_through(one, snapshot)])
    if standing is None:
        return Text(UNKNOWN, QUIET), Text("withdrawn"), Passage(told)
    return Text(ids[standing.claim.id], QUIET), Text(people(standing)), Passage(told)


def _what(one: VoiceAccount, snapshot: Snapshot) -> str:
    name = name_of(one.voice, snapshot.sources)
    if one.source is None:
        return f"{name}: nothing is known of it"
    kind = one.source.kind.value.replace("_", " ")
    return f"{name}: {kind}, reliability {one.source.reliability.value}"


def _held_against(one: VoiceAccount, ids: Mapping[str, str]) -> list[str]:
    told = []
    if one.party:
        told.append(f"a party to the attack: {one.party}")
    elif one.doubt and one.dispute is None:
        told.append(f"questionable: {one.doubt}")
    if one.dispute is not None:
        told.append(f"questionable: contested by {ids[one.dispute.id]}")
    return told


def _through(one: VoiceAccount, snapshot: Snapshot) -> list[str]:
    """The claims of the voice itself where others speak for it too, then each of the others."""
    own = [member for member in one.members if not member.links]
    others = [member for member in one.members if member.links]
    if not others:
        claims = len(own[0].claims)
        return [] if claims == 1 else [plural(claims, "claim")]
    told = [f"itself {plural(len(member.claims), 'claim')}" for member in own]
    return told + [_member(member, one.voice, snapshot) for member in others]


def _member(member: Member, voice: str, snapshot: Snapshot) -> str:
    way = ", which ".join(_link(link, voice, snapshot) for link in member.links)
    name = name_of(member.source, snapshot.sources)
    return f"{name} {way}, {plural(len(member.claims), 'claim')}"


def _link(link: Link, voice: str, snapshot: Snapshot) -> str:
    """One step; the voice itself is "it", since its name opens the row."""
    to = "it" if link.to == voice else name_of(link.to, snapshot.sources)
    return f"{_TIES[link.tie]} {to}"
