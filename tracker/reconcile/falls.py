"""How public claims stopped standing, and by which row: the same pass that says what stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from tracker.model.claim import RecordedClaim
from tracker.reconcile.acts import Rows
from tracker.reconcile.events import Event, PublicAct, Voiced
from tracker.reconcile.standing import CountState


class How(StrEnum):
    """How a public claim stopped standing, or why it never stood."""

    SUPERSEDED = "superseded"
    """The same voice has said something newer since."""
    ALREADY_OLD = "already_old"
    """When it became public the same voice had a newer claim: a reprint of an older figure."""
    NO_NUMBER = "no_number"
    """It gives no number, and the same voice already did."""
    PASSED_ON = "passed_on"
    """It passes on a claim which is itself there, and gives way to it."""
    WITHDRAWN = "withdrawn"
    """A source took it back."""
    FELL_WITH = "fell_with"
    """It passes on a claim that was taken back."""


@dataclass(frozen=True, slots=True)
class Fall:
    """A claim that became public and does not stand, and the row that this is owed to."""

    claim: RecordedClaim
    how: How
    by: RecordedClaim
    """The newer claim of its voice, or the retraction."""
    at_us: int
    """Since when, µs since 1970 UTC: the moment at which the later of the two became public."""


def falls_in(events: Iterable[Event], rows: Rows) -> dict[str, Fall]:
    """Id → its fall, for every claim among a count's events that does not stand at their end.

    A withdrawal counts before everything else, also where the claim had been superseded.
    """
    state = CountState()
    falls: dict[str, Fall] = {}
    for event in events:
        fall = _fall_at(event, state)
        state.apply(event)
        if fall is not None:
            falls[fall.claim.id] = fall
        if event.ends or event.claim.id in state.withdrawn:
            for stands in state.standing():
                falls.pop(stands.claim.id, None)
        for claim_id in event.ends:
            if claim_id in state.seen and claim_id in state.withdrawn:
                falls[claim_id] = _withdrawal(state, claim_id, event.public_us, falls, rows)
        if isinstance(event, Voiced) and event.claim.id in state.withdrawn:
            at_us = event.public_us
            falls[event.claim.id] = _withdrawal(state, event.claim.id, at_us, falls, rows)
    return falls


def _fall_at(event: Event, state: CountState) -> Fall | None:
    """What a claim that becomes public makes fall: the newest of its voice, or itself."""
    newest = state.newest.get(event.by.voice) if isinstance(event, Voiced) else None
    if isinstance(event, PublicAct) or newest is None:
        return None
    if event.key > newest.key:
        if newest.claim.id in state.withdrawn:
            return None
        how = How.PASSED_ON if _passes_on(newest, event) else How.SUPERSEDED
        return Fall(newest.claim, how, event.claim, event.public_us)
    return Fall(event.claim, _why_never(event, newest), newest.claim, event.public_us)


def _why_never(voiced: Voiced, newest: Voiced) -> How:
    if voiced.value is None and newest.value is not None:
        return How.NO_NUMBER
    return How.PASSED_ON if _passes_on(voiced, newest) else How.ALREADY_OLD


def _passes_on(one: Voiced, other: Voiced) -> bool:
    """True for a relay of the same moment as what its voice said itself."""
    return bool(one.claim.relays) and not other.claim.relays and one.said_us == other.said_us


def _withdrawal(
    state: CountState, claim_id: str, at_us: int, falls: dict[str, Fall], rows: Rows
) -> Fall:
    known = falls.get(claim_id)
    if known is not None and known.how in (How.WITHDRAWN, How.FELL_WITH):
        return known
    claim, act = state.seen[claim_id].claim, state.withdrawn[claim_id]
    named = {rows.current(target) for target in act.targets}
    relayed = rows.current(claim.relays) if claim.relays else ""
    fell_with = relayed in state.withdrawn and claim_id not in named
    return Fall(claim, How.FELL_WITH if fell_with else How.WITHDRAWN, act, at_us)
