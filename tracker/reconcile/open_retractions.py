"""What a retraction without a target ends: what stands of its voice when it becomes public."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property
from operator import attrgetter

from tracker.model.claim import Count, RecordedClaim
from tracker.model.snapshot import Snapshot
from tracker.model.stamps import Stamp
from tracker.reconcile.events import Event, PublicAct, Voiced
from tracker.reconcile.moments import UNDATED_US
from tracker.reconcile.reasons import first_recorded
from tracker.reconcile.standing import CountState, state_after

_EVENT_ORDER = attrgetter("public_us", "rank", "claim.seq")
"""Events in the order in which they became public; at one moment claims before acts."""
_AT = attrgetter("public_us")


class OpenRetractions:
    """An incident while the sources' acts come in, in the order in which they became public."""

    def __init__(self, events: Mapping[Count, Sequence[Event]], snapshot: Snapshot) -> None:
        """events: of each count its claims, then the acts so far; more acts may be added at the
        end of them."""
        self._events, self._snapshot = events, snapshot
        self._counts: dict[Count, _WhatStands] = {}

    def ended_by(self, retraction: RecordedClaim, voice: str, at_us: int) -> set[str]:
        """The id of the claim of a voice that a retraction ends which becomes public at that
        moment; empty where nothing of the voice stands.

        Not what was entered after it and has no earlier date: "359 is withdrawn" and "253" of
        one day, in that order, leave 253.
        """
        count = retraction.count
        if count not in self._events:
            return set()
        if count not in self._counts:
            zone = self._snapshot.incident.timezone
            self._counts[count] = _WhatStands(self._events[count], self._rows, zone)
        return self._counts[count].ended_by(retraction, voice, at_us)

    @cached_property
    def _rows(self) -> Mapping[str, RecordedClaim]:
        return {row.id: row for row in self._snapshot.claims}


class _WhatStands:
    """What stands of one count, carried on from one retraction to the next: worked out anew for
    each, a thousand of them would take seconds."""

    def __init__(
        self, events: Sequence[Event], rows: Mapping[str, RecordedClaim], zone: str
    ) -> None:
        self._events, self._rows, self._zone = events, rows, zone
        claims = [one for one in events if isinstance(one, Voiced)]
        self._claims = sorted(claims, key=_EVENT_ORDER)
        self._claims_taken, self._events_taken = 0, len(claims)
        self._taken: list[Event] = []
        self._state = CountState()

    def ended_by(self, retraction: RecordedClaim, voice: str, at_us: int) -> set[str]:
        self._go_on(at_us)
        state, later = self._state, self._entered_later(retraction)
        if later:
            state = state_after(tuple(self._without(later, voice)))
        newest = state.newest.get(voice)
        if newest is None or newest.claim.id in state.withdrawn:
            return set()
        return {newest.claim.id}

    def _go_on(self, at_us: int) -> None:
        """Takes what became public since the last time."""
        end = bisect_right(self._claims, at_us, lo=self._claims_taken, key=_AT)
        more = [*self._claims[self._claims_taken : end], *self._events[self._events_taken :]]
        self._claims_taken, self._events_taken = end, len(self._events)
        for event in sorted(more, key=_EVENT_ORDER):
            self._state.apply(event)
            self._taken.append(event)

    def _entered_later(self, retraction: RecordedClaim) -> set[str]:
        """Ids of the claims that are public when the retraction is, though entered after it, and
        have no earlier date. What an act has ended by then does not stand, whenever it was
        entered."""
        known = _public_stamp(retraction)
        since_us = known.begins_us(self._zone) if known else UNDATED_US
        recent = self._taken[bisect_left(self._taken, since_us, key=_AT) :]
        return {
            one.claim.id
            for one in recent
            if isinstance(one, Voiced)
            and first_recorded(one.claim, self._rows).seq > retraction.seq
            and not _is_over(one, since_us)
        }

    def _without(self, later: set[str], voice: str) -> list[Event]:
        """What bears on a voice, but for those rows."""
        return [
            one
            for one in self._taken
            if one.claim.id not in later and (isinstance(one, PublicAct) or one.by.voice == voice)
        ]


def _public_stamp(row: RecordedClaim) -> Stamp | None:
    return row.published_at or row.asserted_at


def _is_over(event: Event, by_us: int) -> bool:
    """True where the whole of the stamp that makes it public lies before that instant. The end
    of a day is no longer of that day; a time of day is an instant of its own."""
    known = _public_stamp(event.claim)
    is_instant = known is None or known.has_time
    return event.public_us < by_us if is_instant else event.public_us <= by_us
