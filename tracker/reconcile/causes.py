"""What of two pictures of one count made them differ: rows that came, claims that went, and
claims that the estimate turned to or away from."""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from enum import StrEnum

from tracker.model.choices import Act
from tracker.model.claim import Count, RecordedClaim
from tracker.reconcile.barring import Bar, barred_rows
from tracker.reconcile.dossier import Dossier
from tracker.reconcile.events import Event, PublicAct
from tracker.reconcile.falls import How, falls_in
from tracker.reconcile.picture import CountPicture
from tracker.reconcile.series import series_change
from tracker.reconcile.standing import CountState
from tracker.reconcile.timeline import Change


class Move(StrEnum):
    """What a row did to a count, where it did not move the series of a voice."""

    DISPUTED = "disputed"
    CORRECTED = "corrected"
    """It took the place of a row that we had transcribed wrong."""
    VOIDED = "voided"


@dataclass(frozen=True, slots=True)
class Because:
    """One row that the later view has and the earlier has not, and what it did."""

    claim: RecordedClaim
    change: Change | Move


@dataclass(frozen=True, slots=True)
class Gone:
    """A claim that stood in the earlier view and does not stand in the later."""

    claim: RecordedClaim
    how: How | Bar
    by: RecordedClaim | None
    """The row that ended it; None where only a fact about its source or the incident did."""


@dataclass(frozen=True, slots=True)
class Turned:
    """A claim that stands in both views, and that only one of the estimates rests on."""

    claim: RecordedClaim
    used_after: bool
    """True when it is the later estimate that rests on it."""
    reason: str
    """Why the other estimate does not."""
    told_before: str
    """What the method made of it before; '' where it does not say."""
    told_after: str


def because(early: Dossier, late: Dossier, count: Count) -> tuple[Because, ...]:
    """The rows that are in the later view of a count alone, and moved something, in the order
    in which they became public; the recorder's voids last."""
    had = {_identity(event) for event in early.unfolding.events.get(count, ())}
    state = CountState()
    found = []
    for event in late.unfolding.events.get(count, ()):
        change = _change(state, event, early.states)
        state.apply(event)
        if change is not None and _identity(event) not in had:
            found.append(Because(event.claim, change))
    return (*found, *_voided(early, late, count))


def gone(early: Dossier, late: Dossier, count: Count) -> Iterator[Gone]:
    """The claims that stood in the earlier view of a count and not in the later, oldest first."""
    before, after = _picture(early, count), _picture(late, count)
    if before is None:
        return
    stand = {one.claim.id for one in after.standing.claims} if after is not None else set()
    falls = falls_in(after.events, late.unfolding.rows) if after is not None else {}
    fell = [one.claim for one in before.standing.claims if one.claim.id not in stand]
    barred = {}
    if any(claim.id not in falls for claim in fell):
        barred = {one.row.id: one for one in barred_rows(late, count)}
    for claim in fell:
        if claim.id in falls:
            yield Gone(claim, falls[claim.id].how, falls[claim.id].by)
        elif claim.id in barred:
            yield Gone(claim, barred[claim.id].bar, barred[claim.id].by)


def turned(before: Dossier, after: Dossier, count: Count) -> Iterator[Turned]:
    """The claims that stand in both and that only one of the estimates rests on, oldest first."""
    was, now = _picture(before, count), _picture(after, count)
    if was is None or now is None:
        return
    stood = {one.claim.id: one for one in was.standing.claims}
    for one in now.standing.claims:
        earlier = stood.get(one.claim.id)
        used_before, used_after = (one.claim.id in each.estimate.used for each in (was, now))
        if earlier is None or used_before is used_after:
            continue
        reason = (
            was.estimate.why_not(was.estimate, earlier)
            if used_after
            else now.estimate.why_not(now.estimate, one)
        )
        yield Turned(
            one.claim,
            used_after,
            reason,
            before.method.told(was.estimate, earlier),
            after.method.told(now.estimate, one),
        )


def _picture(dossier: Dossier, count: Count) -> CountPicture | None:
    return next((one for one in dossier.pictures if one.count == count), None)


def _identity(event: Event) -> tuple[str, frozenset[str], frozenset[str]]:
    """An act that reaches other claims than before is a cause of its own."""
    return event.claim.id, event.ends, event.disputes


def _voided(early: Dossier, late: Dossier, count: Count) -> Iterator[Because]:
    """The voids that took out what the earlier view of the count had."""
    if not late.unfolding.rows.voided:
        return
    had = {event.claim.id for event in early.unfolding.events.get(count, ())}
    told: set[str] = set()
    for one in barred_rows(late, count):
        if one.bar is Bar.VOIDED and one.by is not None and one.row.id in had:
            if one.by.id not in told:
                yield Because(one.by, Move.VOIDED)
            told.add(one.by.id)


def _change(state: CountState, event: Event, known: Container[str]) -> Change | Move | None:
    """What an event does to a count; None for one that changes nothing. Also an older claim brings
    the withdrawal or dispute along that was public before it. `known`: ids of the rows of the
    earlier view."""
    if isinstance(event, PublicAct):
        if event.disputes:
            return Move.DISPUTED
        return Change.WITHDRAWN if event.ends else None
    if _corrects(event.claim, known):
        return Move.CORRECTED
    newest = state.newest.get(event.by.voice)
    if event.value is None:
        return None
    if event.claim.id in state.withdrawn:
        return Change.WITHDRAWN
    if newest is not None and event.key < newest.key:
        return Move.DISPUTED if event.claim.id in state.disputed else None
    if newest is None or newest.value is None:
        return Change.FIRST
    return series_change(newest, event)


def _corrects(claim: RecordedClaim, known: Container[str]) -> bool:
    """True for a correction made between the views. One that both views know of is a claim
    like any other, which became public."""
    return claim.act is Act.CORRECT and claim.targets[0] in known and claim.id not in known
