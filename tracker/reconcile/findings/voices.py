"""Who speaks: parties, contested figures, one voice alone."""

from collections.abc import Iterator

from tracker.model.snapshot import Snapshot
from tracker.reconcile.findings.kinds import Finding, FindingKind
from tracker.reconcile.picture import CountPicture, name_of, people, who


def party_claims(picture: CountPicture, snapshot: Snapshot) -> Iterator[Finding]:
    """Standing numbers of a party to the attack."""
    for one in picture.standing.claims:
        if one.by.is_party and one.value is not None:
            yield Finding(
                FindingKind.PARTY_CLAIM,
                picture.count,
                f"{people(one)} by {who(one, snapshot)} is the claim of a party to the attack",
                (one.claim.id,),
            )


def disputed(picture: CountPicture, snapshot: Snapshot) -> Iterator[Finding]:
    """Standing claims that somebody contests."""
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


def single_voice(picture: CountPicture, snapshot: Snapshot) -> Iterator[Finding]:
    """At most one: a single voice that is not a party's gives a number."""
    told = [one for one in picture.standing.claims if one.value is not None and not one.by.is_party]
    if len(told) == 1:
        yield Finding(
            FindingKind.SINGLE_VOICE,
            picture.count,
            f"only {who(told[0], snapshot)} gives a number: {people(told[0])}",
            (told[0].claim.id,),
        )
