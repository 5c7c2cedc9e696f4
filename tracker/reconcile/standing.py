"""Which claims stand: one pass over the events of a count in the order they became public.

The same pass gives the standing claims at a moment and the whole timeline, so the two
cannot disagree. `unfolding` sorts an incident's rows into events.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple

from tracker.model.claim import RecordedClaim
from tracker.model.stamps import DAY_US
from tracker.reconcile.given_up import MOST_GIVEN_UP, GivenUp
from tracker.reconcile.one_value import Left, takes_one_value
from tracker.reconcile.voices import Credentials


@dataclass(frozen=True, slots=True)
class Voiced:
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
    def spoken_us(self) -> int:
        """The latest moment at which it can have been said: for a bare date the end of that
        day, however late it was printed."""
        known = self.claim.asserted_at or self.claim.published_at
        if known is not None and known.has_time:
            return self.said_us
        return min(self.public_us, self.said_us + DAY_US)

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
    """For a retraction: ids in this count that it withdraws, with whatever relays them; disputes
    that it takes back among them."""
    disputes: frozenset[str]
    """For a dispute: ids in this count that it contests."""
    is_credible: bool = True
    """For a dispute: False where a party to the attack or a voice of reliability D or E
    contests. That is shown, and makes nothing doubtful."""


@dataclass(slots=True, init=False)
class CountState:
    """What stands within one count while its events are applied in order. Not frozen: it is
    the one accumulator of the pass, and never leaves it."""

    newest: dict[str, Voiced]
    """Voice → its newest claim, withdrawn or not."""
    withdrawn: dict[str, RecordedClaim]
    """Withdrawn id → the retraction that withdrew it."""
    disputed: dict[str, RecordedClaim]
    """Contested id → the dispute."""
    disputed_numbers: dict[tuple[str, int | None], RecordedClaim]
    """(voice, stated number) that is contested → the dispute."""
    doubted: set[str]
    """Contested ids of which a credible voice contests the number."""
    doubted_numbers: set[tuple[str, int | None]]
    """(voice, stated number) that a credible voice contests."""
    contests: list[Event]
    """The disputes that were not taken back, in the order in which they became public."""
    given_up: list[GivenUp]
    """What sources gave up: by a retraction, or, bodies that count, by a lower figure; the
    newest MOST_GIVEN_UP."""
    since: dict[str, int]
    """Voice → when the number that it still says became public first; only of voices that
    have said it more than once."""
    seen: dict[str, Voiced]
    """Every claim that became public so far, by id."""
    silencing: set[str]
    """Ids of withdrawn claims that were the word of their voice: nothing older stands again."""
    left: dict[str, Left] = field(compare=False)
    """Voice → what it goes on giving; only of voices that took back a value of several."""

    def __init__(self) -> None:
        """Nothing yet. (Made for every count; a factory for each field takes twice as long.)"""
        self.newest = {}
        self.withdrawn = {}
        self.disputed = {}
        self.disputed_numbers = {}
        self.doubted = set()
        self.doubted_numbers = set()
        self.contests = []
        self.given_up = []
        self.since = {}
        self.seen = {}
        self.silencing = set()
        self.left = {}

    def apply(self, event: Event) -> None:
        """Take one more event into account."""
        voiced = event.voiced
        if voiced is not None:
            voice = voiced.by.voice
            self.seen[voiced.claim.id] = voiced
            newest = self.newest.get(voice)
            if newest is None or voiced.key > newest.key:
                self.newest[voice] = voiced
                if newest is not None:
                    self._note_a_change(newest, voiced)
            if voice in self.left:
                self.left[voice].add(voiced)
            if self.withdrawn or self.disputed:
                self._note_an_earlier_act(voiced, newest, event.at_us)
            return
        for claim_id in event.ends:
            self.withdrawn.setdefault(claim_id, event.claim)
        for ended in self._heard(event.ends):
            self._note_a_withdrawal(ended, event.at_us)
        if event.ends:
            self._let_speak(event)
            self._let_rest(event.ends)
        if event.disputes and event.claim.id not in self.withdrawn:
            self.contests.append(event)
            self._contest(event)

    def _contest(self, event: Event) -> None:
        for claim_id in event.disputes:
            self.disputed[claim_id] = event.claim
            if event.is_credible:
                self.doubted.add(claim_id)
            if claim_id in self.seen:
                self._note_a_dispute(self.seen[claim_id])

    def _let_rest(self, ended: frozenset[str]) -> None:
        """Forgets the disputes that were taken back; what others contest stays contested."""
        left = [one for one in self.contests if one.claim.id not in ended]
        if len(left) == len(self.contests):
            return
        self.contests = left
        for marks in (self.disputed, self.disputed_numbers, self.doubted, self.doubted_numbers):
            marks.clear()
        for one in left:
            self._contest(one)

    def _note_an_earlier_act(self, voiced: Voiced, before: Voiced | None, at_us: int) -> None:
        """A claim that bears only its date becomes public when that day is over, and an act on
        it may bear an hour of that day. before: the newest of its voice until then."""
        if voiced.claim.id in self.withdrawn:
            self._note_a_withdrawal(voiced, at_us)
            if self.newest[voiced.by.voice] is voiced:
                self._pass_over(voiced, before)
        if voiced.claim.id in self.disputed:
            self._note_a_dispute(voiced)

    def _heard(self, ids: frozenset[str]) -> list[Voiced]:
        """The claims among those ids that are public, oldest first."""
        heard = [self.seen[claim_id] for claim_id in ids if claim_id in self.seen]
        if len(heard) > 1:
            heard.sort(key=_SAID_ORDER)
        return heard

    def _pass_over(self, stillborn: Voiced, before: Voiced | None) -> None:
        """What is withdrawn before it is public silences its voice like any other, unless it is
        one value of several: what the voice gave before then stands on."""
        voice = stillborn.by.voice
        if not takes_one_value(self.withdrawn[stillborn.claim.id], stillborn.claim):
            self.silencing.add(stillborn.claim.id)
        elif before is not None:
            self.newest[voice] = before
        else:
            del self.newest[voice]

    def _note_a_withdrawal(self, ended: Voiced, at_us: int) -> None:
        if (number := ended.value) is not None:
            self._give_up(GivenUp(ended.by.voice, number - 1, number, ended.said_us, at_us))

    def _note_a_dispute(self, contested: Voiced) -> None:
        if contested.value is None:
            return  # Else whatever the voice says without a number would be contested.
        said = (contested.by.voice, contested.value)
        self.disputed_numbers[said] = self.disputed[contested.claim.id]
        if contested.claim.id in self.doubted:
            self.doubted_numbers.add(said)

    def _let_speak(self, event: Event) -> None:
        """After a retraction a voice is silent until it speaks again; where it took one value
        back of several that it goes on giving, the newest of the others stands. What was
        withdrawn already is not withdrawn again."""
        ended = [(name, one) for name, one in self.newest.items() if one.claim.id in event.ends]
        for voice, newest in ended:
            if self.withdrawn[newest.claim.id] is not event.claim:
                continue
            if not takes_one_value(event.claim, newest.claim):
                self.silencing.add(newest.claim.id)
                continue
            self.since.pop(voice, None)  # It was of the value that is taken back.
            if voice not in self.left:
                self.left[voice] = Left(one for one in self.seen.values() if one.by.voice == voice)
            left = self.left[voice].newest(self.withdrawn, self.silencing)
            if left is not None:
                self.newest[voice] = left
            else:
                del self.newest[voice]  # So that an older day, given again, stands.

    def _note_a_change(self, before: Voiced, after: Voiced) -> None:
        voice, was, now = after.by.voice, before.value, after.value
        if was == now:
            self.since.setdefault(voice, before.public_us)
            return
        since_us = self.since.pop(voice, before.public_us)
        if was is None or now is None or after.high is None or now > was:
            return
        if after.by.counts and (before.low is None) is (after.low is None):
            said_us = min(since_us, before.said_us)
            self._give_up(GivenUp(voice, now, was, said_us, after.said_us))

    def _give_up(self, lapsed: GivenUp) -> None:
        self.given_up.append(lapsed)
        del self.given_up[:-MOST_GIVEN_UP]

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

    def is_doubted(self, voiced: Voiced) -> bool:
        """True when a credible voice contests it: no party, not of reliability D or E."""
        number = (voiced.by.voice, voiced.value)
        return voiced.claim.id in self.doubted or number in self.doubted_numbers


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


_SAID_ORDER = attrgetter("order")
