"""How well a count is attested, in the words of Airwars.

Airwars grades incidents of civilian harm: confirmed (a belligerent has accepted responsibility),
fair (two or more credible sources), weak (a single source), contested (competing claims),
discounted (those killed were combatants, or others were responsible); airwars.org/about/methodology
and the legend of its incident lists. Here a *count* is graded: not who did it, but who says how
many. It does not say that a number is right: two voices may copy one error.
"""

from enum import StrEnum

from tracker.model.snapshot import Snapshot
from tracker.reconcile.events import Voiced
from tracker.reconcile.findings.spread import furthest_apart
from tracker.reconcile.picture import CountPicture


class Grade(StrEnum):
    """How well a count is attested."""

    CONFIRMED = "confirmed"
    """The suspected perpetrator's own side concedes the figure."""
    FAIR = "fair"
    """Two or more independent credible voices give a number, and none contradict each other."""
    WEAK = "weak"
    """At most one credible voice gives a number."""
    CONTESTED = "contested"
    """Credible voices give ranges that compete."""
    DISCOUNTED = "discounted"
    """Whatever number was given is withdrawn or disputed."""


def grade_of(picture: CountPicture, snapshot: Snapshot) -> Grade | None:
    """The grade of a count as it stands, the first that applies of contested, confirmed, fair,
    discounted, weak. None where nobody but a party has given a number.

    Credible is a voice that is not questionable: no party, no reliability D or E, not disputed.
    """
    credible = picture.credible
    if picture.estimate.disputed and credible:
        return Grade.CONTESTED
    if furthest_apart(picture, snapshot) is not None:
        return Grade.CONTESTED
    if not _rests_on_parties(picture) and any(
        _concedes(one, picture, snapshot) for one in picture.standing.claims
    ):
        return Grade.CONFIRMED
    if len(credible) > 1:
        return Grade.FAIR
    if not credible and _was_rebutted(picture):
        return Grade.DISCOUNTED
    return Grade.WEAK if picture.numbered_voices else None


def _concedes(one: Voiced, picture: CountPicture, snapshot: Snapshot) -> bool:
    """True for a number of the perpetrator's side from the estimate's best up to its high: a
    smaller one concedes less, and a greater one is a boast ("100 killed" where others count 57).
    A ceiling concedes nobody.
    """
    best, high = picture.estimate.best, picture.estimate.high
    if one.low is None or best is None or not _is_perpetrators(one, snapshot):
        return False
    return best <= one.low and (high is None or one.low <= high)


def _rests_on_parties(picture: CountPicture) -> bool:
    """True where a method takes its figure from parties alone: one of them giving it again
    confirms nothing."""
    used = picture.estimate.used
    return all(one.by.is_party for one in picture.standing.claims if one.claim.id in used)


def _is_perpetrators(one: Voiced, snapshot: Snapshot) -> bool:
    perpetrator = snapshot.incident.perpetrator
    if not perpetrator or not one.by.is_party:
        return False
    told = (snapshot.sources.get(slug) for slug in (one.claim.source, one.by.voice))
    return any(
        source is not None and perpetrator in (source.slug, source.affiliation) for source in told
    )


def _was_rebutted(picture: CountPicture) -> bool:
    """True where a number that was given is withdrawn or contested."""
    given = [one for one in picture.state.seen.values() if one.value is not None]
    return any(
        one.claim.id in picture.state.withdrawn or picture.state.is_disputed(one) for one in given
    )
