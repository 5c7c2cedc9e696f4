"""Which claims stand: one pass over the events of a count in the order they became public.

The same pass gives the standing claims at a moment and the whole timeline, so the two
cannot disagree. `unfolding` sorts an incident's rows into events.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import attrgetter

from tracker.model.claim import RecordedClaim
from tracker.reconcile.events import Event, PublicAct, Voiced
from tracker.reconcile.given_up import MOST_GIVEN_UP, GivenUp
from tracker.reconcile.one_value import Left, takes_one_value


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
    contests: list[PublicAct]
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
    in_order: tuple[Voiced, ...] | None = field(compare=False)
    """What stands, oldest first; None where that is to be sorted out of `newest`: after all
    but what nearly every claim is, the first of its voice and said after all the others."""

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
        self.in_order = ()

    def apply(self, event: Event) -> None:
        """Take one more event into account."""
        stood, self.in_order = self.in_order, None
        if isinstance(event, Voiced):
            voice = event.by.voice
            self.seen[event.claim.id] = event
            newest = self.newest.get(voice)
            if newest is None or event.key > newest.key:
                self.newest[voice] = event
                if newest is not None:
                    self._note_a_change(newest, event)
                elif not self.withdrawn and stood is not None:
                    is_last = not stood or stood[-1].order < event.order
                    self.in_order = (*stood, event) if is_last else None
            if voice in self.left:
                self.left[voice].add(event)
            if self.withdrawn or self.disputed:
                self._note_an_earlier_act(event, newest)
            return
        for claim_id in event.ends:
            self.withdrawn.setdefault(claim_id, event.claim)
        for ended in self._heard(event.ends):
            self._note_a_withdrawal(ended, event.public_us)
        if event.ends:
            self._let_speak(event)
            self._let_rest(event.ends)
        if event.disputes and event.claim.id not in self.withdrawn:
            self.contests.append(event)
            self._contest(event)

    def _contest(self, event: PublicAct) -> None:
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

    def _note_an_earlier_act(self, voiced: Voiced, before: Voiced | None) -> None:
        """A claim that bears only its date becomes public when that day is over, and an act on
        it may bear an hour of that day. before: the newest of its voice until then."""
        if voiced.claim.id in self.withdrawn:
            self._note_a_withdrawal(voiced, voiced.public_us)
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

    def _let_speak(self, event: PublicAct) -> None:
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

    def standing(self) -> tuple[Voiced, ...]:
        """The claims that stand now, one a voice, oldest first."""
        if self.in_order is None:
            newest = self.newest.values()
            stand = [one for one in newest if one.claim.id not in self.withdrawn]
            stand.sort(key=_SAID_ORDER)
            self.in_order = tuple(stand)
        return self.in_order

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
    first = at_us = 0
    for after, event in enumerate(events):
        next_us = event.public_us
        if next_us != at_us and after:
            yield at_us, state, events[first:after]
            first = after
        at_us = next_us
        state.apply(event)
    if events:
        yield at_us, state, events[first:]


def state_after(events: tuple[Event, ...]) -> CountState:
    """What stands when all the events have been applied."""
    state = CountState()
    for event in events:
        state.apply(event)
    return state


_SAID_ORDER = attrgetter("order")
