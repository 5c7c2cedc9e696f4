"""Why an estimate is what it is, claim by claim: eligible → standing → voices → rule.

Everything here is looked up in what the dossier was made from; nothing is worked out a second
way, so an account cannot differ from the number that it accounts for.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.errors import NotFoundError
from tracker.model.choices import Population
from tracker.model.claim import Count, RecordedClaim
from tracker.reconcile.barring import Barred, barred_rows
from tracker.reconcile.dossier import Dossier
from tracker.reconcile.estimate import Estimate, Standing
from tracker.reconcile.events import PublicAct, Voiced
from tracker.reconcile.falls import Fall, falls_in
from tracker.reconcile.picture import CountPicture
from tracker.reconcile.standing import CountState
from tracker.reconcile.voice_accounts import VoiceAccount, voice_accounts


@dataclass(frozen=True, slots=True)
class ActOf:
    """A public retraction or dispute, and what it did within the count."""

    row: RecordedClaim
    ends: tuple[str, ...]
    """Ids it withdrew here, with whatever passes them on; () where there was nothing."""
    disputes: tuple[str, ...]
    """Ids it contests here."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the method made of one standing claim."""

    one: Voiced
    used: bool
    """True when the estimate rests on it."""
    reason: str
    """Why the estimate does not rest on it; '' when it does."""
    told: str
    """What the method made of it: its weight, its age, its kind; '' where it does not say."""


@dataclass(frozen=True, slots=True)
class Why:
    """The account of one count in the steps in which its estimate came about."""

    dossier: Dossier
    picture: CountPicture
    eligible: tuple[RecordedClaim, ...]
    """Public totals that the recorder has neither corrected nor voided, in order of entry."""
    barred: tuple[Barred, ...]
    """Every other row of the count, in order of entry, with what keeps it out."""
    acts: tuple[ActOf, ...]
    """The sources' acts on the count, in the order in which they became public."""
    falls: tuple[Fall, ...]
    """The eligible claims that do not stand, in order of entry, with what ended them."""
    voices: tuple[VoiceAccount, ...]
    weighed: tuple[Weighed, ...]
    """What stands, oldest first: those the estimate rests on and those set aside."""


def why(dossier: Dossier, count: Count, later: Iterable[RecordedClaim] = ()) -> Why:
    """The account of a count's estimate.

    `later`: rows of the incident that were recorded after the known-at moment, so that they
    can be named as not yet recorded. Raises NotFoundError for a count that no row is about.
    """
    picture = _picture(dossier, count)
    barred = barred_rows(dossier, count, later)
    if not picture.events and not barred:
        known = sorted({written_count(row.count) for row in dossier.snapshot.claims})
        advice = f"the counts are {'; '.join(known)}" if known else "nothing is recorded"
        raise NotFoundError("count", written_count(count), advice=advice)
    falls = falls_in(picture.events, dossier.unfolding.rows)
    seen = sorted(picture.state.seen.values(), key=lambda one: one.claim.seq)
    return Why(
        dossier,
        picture,
        tuple(one.claim for one in seen),
        barred,
        _acts(dossier, picture, {one.row.id for one in barred}),
        tuple(falls[one.claim.id] for one in seen if one.claim.id in falls),
        voice_accounts(picture, dossier.snapshot),
        tuple(_weighed(dossier, picture)),
    )


def who_sets_low(estimate: Estimate) -> tuple[Voiced, ...]:
    """The standing claims that give the low number, oldest first; () where nothing does: there
    is none, or it is the 0 under a ceiling."""
    return _credible_first(
        [one for one in estimate.standing.claims if estimate.low in (one.low, one.value)],
        estimate.low,
    )


def who_sets_high(estimate: Estimate) -> tuple[Voiced, ...]:
    """The standing claims that give the high number, oldest first; () where there is none."""
    return _credible_first(
        [one for one in estimate.standing.claims if estimate.high in (one.high, one.value)],
        estimate.high,
    )


def _credible_first(claims: list[Voiced], number: int | None) -> tuple[Voiced, ...]:
    """Those that are no party's, where there are any; () for no number."""
    if number is None:
        return ()
    return tuple([one for one in claims if not one.by.is_party] or claims)


def written_count(count: Count) -> str:
    """A count in the one word that `tracker why` takes; "all" is left out where it can be.

    >>> from tracker.model import Metric
    >>> written_count(Count(Metric.KILLED, Population.ALL, "Turkey"))
    'killed//Turkey'
    >>> written_count(Count(Metric.INJURED, Population.CHILDREN, ""))
    'injured/children'
    """
    population = "" if count.population is Population.ALL else count.population.value
    parts = [count.metric.value, population, count.scope]
    while not parts[-1]:
        parts.pop()
    return "/".join(parts)


def _picture(dossier: Dossier, count: Count) -> CountPicture:
    """The dossier's picture of a count; an empty one where nothing eligible is about it."""
    for picture in dossier.pictures:
        if picture.count == count:
            return picture
    standing = Standing(count, ())
    return CountPicture(count, (), CountState(), standing, dossier.method.estimate(standing))


def _acts(dossier: Dossier, picture: CountPicture, barred: set[str]) -> tuple[ActOf, ...]:
    """Acts that did something here, and those that are about this count and did nothing."""
    done = {
        event.claim.id: ActOf(event.claim, tuple(sorted(event.ends)), tuple(sorted(event.disputes)))
        for event in picture.events
        if isinstance(event, PublicAct)
    }
    idle = (
        ActOf(row, (), ())
        for row in dossier.unfolding.rows.acts
        if row.count == picture.count and row.id not in done and row.id not in barred
    )
    return (*done.values(), *idle)


def _weighed(dossier: Dossier, picture: CountPicture) -> Iterable[Weighed]:
    estimate = picture.estimate
    for one in picture.standing.claims:
        used = one.claim.id in estimate.used
        reason = "" if used else estimate.why_not(estimate, one)
        yield Weighed(one, used, reason, dossier.method.told(estimate, one))
