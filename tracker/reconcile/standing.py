"""Which claims stand: one pass over the events of a count in the order they became public.

The same pass gives the standing claims at a moment and the whole timeline, so the two
cannot disagree. `unfolding` sorts an incident's rows into events.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from tracker.model.claim import RecordedClaim
from tracker.reconcile.voices import COUNTING_KINDS, Credentials


class Voiced(NamedTuple):
    """A claim with the voice it counts for and its moments worked out."""

    claim: RecordedClaim
    by: Credentials
    public_us: int
    said_us: int
    is_origin: bool
    """False where it relays another claim, at whose moment it counts."""
    value: int | None
    """The stated number: low if known, else high; None for a claim without bounds."""
    order: tuple[int, int, int]
    """Orders claims of different voices by when they were said, published and entered."""

    @property
    def key(self) -> tuple[bool, int, bool, int, int]:
        """Orders the claims of one voice: the greatest is the newest."""
        said_us, published_us, seq = self.order
        return self.value is not None, said_us, self.is_origin, published_us, seq

    @property
    def low(self) -> int | None:
        """Fewest the claim allows; None where it sets no floor."""
        return self.claim.figure.low

    @property
    def high(self) -> int | None:
        """Most the claim allows; None where it sets no ceiling."""
        return self.claim.figure.high


class Event(NamedTuple):
    """Something that became public about one count."""

    at_us: int
    rank: int
    """0 a claim, 1 an act: at one moment claims come before the acts on them."""
    seq: int
    claim: RecordedClaim
    """The row that says it."""
    voiced: Voiced | None
    """For a claim: itself with its voice."""
    ends: frozenset[str]
    """For a retraction: ids in this count that it withdraws, with whatever relays them."""
    disputes: frozenset[str]
    """For a dispute: ids in this count that it contests."""


@dataclass(slots=True)
class CountState:
    """What stands within one count while its events are applied in order. Not frozen: it is
    the one accumulator of the pass, and never leaves it."""

    newest: dict[str, Voiced] = field(default_factory=dict)
    """Voice → its newest claim, withdrawn or not."""
    withdrawn: dict[str, RecordedClaim] = field(default_factory=dict)
    """Withdrawn id → the retraction that withdrew it."""
    disputed: dict[str, RecordedClaim] = field(default_factory=dict)
    """Contested id → the dispute."""
    disputed_numbers: dict[tuple[str, int | None], RecordedClaim] = field(default_factory=dict)
    """(voice, stated number) that is contested → the dispute."""
    given_up: dict[int, int] = field(default_factory=dict)
    """Number → when its source last gave it up: by a retraction, or, where the source is a
    body that counts, by a lower figure. Gone when such a body says the number again."""
    seen: dict[str, Voiced] = field(default_factory=dict)
    """Every claim that became public so far, by id."""

    def apply(self, event: Event) -> None:
        """Take one more event into account."""
        voiced = event.voiced
        if voiced is not None:
            voice = voiced.by.voice
            self.seen[voiced.claim.id] = voiced
            newest = self.newest.get(voice)
            if newest is None or voiced.key > newest.key:
                self.newest[voice] = voiced
                if newest is not None and voiced.by.kind in COUNTING_KINDS:
                    self._note_a_fall(newest, voiced)
            return
        for claim_id in event.ends:
            self.withdrawn.setdefault(claim_id, event.claim)
            ended = self.seen.get(claim_id)
            if ended is not None and ended.value is not None:
                self.given_up[ended.value] = event.at_us
        for claim_id in event.disputes:
            self.disputed[claim_id] = event.claim
            contested = self.seen.get(claim_id)
            if contested is not None:
                number = (contested.by.voice, contested.value)
                self.disputed_numbers[number] = event.claim

    def _note_a_fall(self, before: Voiced, after: Voiced) -> None:
        if after.value is None or before.value is None:
            return
        self.given_up.pop(after.value, None)
        if after.value < before.value and after.high is not None:
            self.given_up[before.value] = after.said_us

    def repeats_what_was_given_up(self, voiced: Voiced) -> bool:
        """True when the number of a claim was given up by its source after the claim was said."""
        until = None if voiced.value is None else self.given_up.get(voiced.value)
        return until is not None and voiced.said_us < until

    def standing(self) -> list[Voiced]:
        """The claims that stand now, one a voice, oldest first."""
        stand = list(self.newest.values())
        if self.withdrawn:
            stand = [one for one in stand if one.claim.id not in self.withdrawn]
        if len(stand) > 1:
            stand.sort(key=_SAID_ORDER)
        return stand

    def is_disputed(self, voiced: Voiced) -> bool:
        """True when the claim, or its voice's same number, is contested."""
        if not self.disputed:
            return False
        number = (voiced.by.voice, voiced.value)
        return voiced.claim.id in self.disputed or number in self.disputed_numbers


def replay(events: tuple[Event, ...]) -> Iterator[tuple[int, CountState, tuple[Event, ...]]]:
    """After each moment at which something became public: the instant, what stands, the events.

    The state is the same object each time; read it before going on.
    """
    state = CountState()
    first, total = 0, len(events)
    while first < total:
        at_us = events[first].at_us
        after = first
        while after < total and events[after].at_us == at_us:
            state.apply(events[after])
            after += 1
        yield at_us, state, events[first:after]
        first = after


def state_after(events: tuple[Event, ...]) -> CountState:
    """What stands when all the events have been applied."""
    state = CountState()
    for event in events:
        state.apply(event)
    return state


_SAID_ORDER = itemgetter(Voiced._fields.index("order"))
