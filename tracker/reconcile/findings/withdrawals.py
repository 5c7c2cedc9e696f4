"""What is left of withdrawn figures: voices without one, and copies that live on."""

from collections.abc import Iterator

from tracker.model.snapshot import Snapshot
from tracker.reconcile.events import Voiced
from tracker.reconcile.findings.kinds import Finding, FindingKind
from tracker.reconcile.picture import CountPicture, name_of, people, said_on, who


def withdrawn_without_replacement(
    picture: CountPicture, claims: list[Voiced], snapshot: Snapshot
) -> Iterator[Finding]:
    """At most one: the newest of a voice's claims is withdrawn and it has said nothing since."""
    newest = claims[-1]
    retraction = picture.state.withdrawn.get(newest.claim.id)
    stands = picture.state.newest.get(newest.by.voice)
    goes_on = stands is not None and stands.claim.id not in picture.state.withdrawn
    if retraction is None or newest.value is None or goes_on:
        return
    by = name_of(retraction.source, snapshot.sources)
    yield Finding(
        FindingKind.WITHDRAWN_WITHOUT_REPLACEMENT,
        picture.count,
        f"{who(newest, snapshot)} has no figure since its {people(newest)} "
        f"({said_on(newest)}) was withdrawn by {by}",
        (newest.claim.id, retraction.id),
    )


def orphaned(picture: CountPicture, snapshot: Snapshot) -> Iterator[Finding]:
    """Standing claims of somebody else's number that its source has withdrawn since or before,
    and does not give again."""
    state = picture.state
    given = {(one.by.voice, one.value) for one in picture.standing.claims}
    for claim_id, retraction in state.withdrawn.items():
        origin = state.seen.get(claim_id)
        if origin is None or origin.value is None or (origin.by.voice, origin.value) in given:
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
