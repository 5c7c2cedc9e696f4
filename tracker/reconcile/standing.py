"""Which claims stand: one pass over an incident's rows in the order they became public.

The same pass gives the standing claims at a moment and the whole timeline, so the two
cannot disagree. The rules are numbered as on the design page *Reconciliation*.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from tracker.model.choices import Act, Kind, Mode, Reliability
from tracker.model.claim import Claim, Count, RecordedClaim
from tracker.model.snapshot import Snapshot
from tracker.model.source import Source, voice_of
from tracker.reconcile.acts import Rows, apply_recorders_acts
from tracker.reconcile.moments import UNDATED_US, public_us, said_us

PARTY_KINDS = frozenset({Kind.ARMED_GROUP, Kind.ARMED_GROUP_MEDIA})
DOUBTFUL = frozenset({Reliability.D, Reliability.E})


class Credentials(NamedTuple):
    """Whose voice a source is, and what is known of that voice's root."""

    voice: str
    kind: Kind
    reliability: Reliability
    is_party: bool
    """True when the source or its root is an armed group or belongs to the perpetrator."""
    is_doubtful: bool
    """True for a party, and for reliability D or E: the claim is questionable whatever it says."""


class Voiced(NamedTuple):
    """A claim with the voice it counts for and its moments worked out."""

    claim: RecordedClaim
    by: Credentials
    public_us: int
    said_us: int
    key: tuple[bool, int, bool, int, int]
    """Orders the claims of one voice: the greatest is the newest."""
    value: int | None
    """The stated number: low if known, else high; None for a claim without bounds."""
    order: tuple[int, int, int]
    """Orders claims of different voices by when they were said, published and entered."""

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
            return
        for claim_id in event.ends:
            self.withdrawn.setdefault(claim_id, event.claim)
        for claim_id in event.disputes:
            self.disputed[claim_id] = event.claim
            contested = self.seen.get(claim_id)
            if contested is not None:
                number = (contested.by.voice, contested.value)
                self.disputed_numbers[number] = event.claim

    def standing(self) -> list[Voiced]:
        """The claims that stand now, one a voice, oldest first."""
        stand = [v for v in self.newest.values() if v.claim.id not in self.withdrawn]
        if len(stand) > 1:
            stand.sort(key=_SAID_ORDER)
        return stand

    def is_disputed(self, voiced: Voiced) -> bool:
        """True when the claim, or its voice's same number, is contested."""
        if not self.disputed:
            return False
        number = (voiced.by.voice, voiced.value)
        return voiced.claim.id in self.disputed or number in self.disputed_numbers


@dataclass(frozen=True, slots=True)
class Unfolding:
    """An incident's rows sorted into what became public about each count, and when."""

    rows: Rows
    events: Mapping[Count, tuple[Event, ...]]
    """Events in order, those after the as-of moment left out."""
    voiced: Mapping[str, Voiced]
    """Every claim that states a figure and is neither corrected nor voided, by id."""


def unfold(snapshot: Snapshot) -> Unfolding:
    """The events of every count of a snapshot, up to and including its as-of moment."""
    rows = apply_recorders_acts(snapshot.claims)
    voiced = _voiced_claims(rows, snapshot)
    events: dict[Count, list[Event]] = {}
    as_of = snapshot.as_of_us
    for one in voiced.values():
        claim = one.claim
        if claim.mode is Mode.TOTAL and (as_of is None or one.public_us <= as_of):
            event = Event(one.public_us, 0, claim.seq, claim, one, _NONE, _NONE)
            events.setdefault(claim.count, []).append(event)
    if rows.acts:
        _add_acts(rows, voiced, snapshot, events)
    for of_count in events.values():
        if len(of_count) > 1:
            of_count.sort(key=_EVENT_ORDER)
    return Unfolding(rows, {count: tuple(some) for count, some in events.items()}, voiced)


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


def standing_before(snapshot: Snapshot, claim: Claim) -> RecordedClaim | None:
    """The claim that a retraction without a target would end: what stands of the same voice
    and count at the moment the retraction becomes public. None when nothing does.

    The retraction itself need not be recorded yet; undated, it looks at everything public.
    """
    zone = snapshot.incident.timezone
    known = claim.published_at or claim.asserted_at
    until = known.ends_us(zone) if known else None
    voice = voice_of(claim.source, snapshot.sources)
    events = unfold(snapshot).events.get(claim.count, ())
    state = state_after(tuple(one for one in events if until is None or one.at_us <= until))
    return next((v.claim for v in state.standing() if v.by.voice == voice), None)


_NONE: frozenset[str] = frozenset()


_EVENT_ORDER = itemgetter(0, 1, 2)
_SAID_ORDER = itemgetter(Voiced._fields.index("order"))


def credentials(slug: str, snapshot: Snapshot) -> Credentials:
    """Whose voice a source is in a snapshot, and whether it speaks for a party to the attack."""
    sources = snapshot.sources
    voice = voice_of(slug, sources)
    root, perpetrator = sources.get(voice), snapshot.incident.perpetrator
    is_party = _is_party(root, perpetrator) or _is_party(sources.get(slug), perpetrator)
    if root is None:
        return Credentials(voice, Kind.UNKNOWN, Reliability.F, is_party, is_party)
    is_doubtful = is_party or root.reliability in DOUBTFUL
    return Credentials(voice, root.kind, root.reliability, is_party, is_doubtful)


def _is_party(source: Source | None, perpetrator: str) -> bool:
    if source is None:
        return False
    return source.kind in PARTY_KINDS or (bool(perpetrator) and source.affiliation == perpetrator)


def _voiced_claims(rows: Rows, snapshot: Snapshot) -> dict[str, Voiced]:
    zone = snapshot.incident.timezone
    known: dict[str, Credentials] = {}
    voiced: dict[str, Voiced] = {}
    relaying = {claim.id: claim for claim in rows.claims} if _any_relays(rows) else None
    for claim in rows.claims:
        origin = claim if relaying is None else _origin(claim, relaying, rows)
        by = known.get(origin.source)
        if by is None:
            by = known[origin.source] = credentials(origin.source, snapshot)
        said = said_us(origin, zone)
        public = public_us(claim, zone)
        published = public if claim.published_at else UNDATED_US
        figure, seq = claim.figure, claim.seq
        value = figure.high if figure.low is None else figure.low
        key = (value is not None, said, origin is claim, published, seq)
        voiced[claim.id] = Voiced(claim, by, public, said, key, value, (said, published, seq))
    return voiced


def _any_relays(rows: Rows) -> bool:
    return any(claim.relays for claim in rows.claims)


def _origin(claim: RecordedClaim, claims: Mapping[str, RecordedClaim], rows: Rows) -> RecordedClaim:
    """The claim at the root of a chain of relays; itself when what it relays is not there."""
    seen = {claim.id}
    while claim.relays:
        relayed = claims.get(rows.current(claim.relays))
        if relayed is None or relayed.id in seen:
            break
        seen.add(relayed.id)
        claim = relayed
    return claim


def _add_acts(
    rows: Rows,
    voiced: Mapping[str, Voiced],
    snapshot: Snapshot,
    events: dict[Count, list[Event]],
) -> None:
    """Sort retractions and disputes into the counts of what they are about.

    In the order in which they became public, since a retraction without a target ends what
    stands when it comes.
    """
    zone, as_of = snapshot.incident.timezone, snapshot.as_of_us
    relayers = _relayers(rows)
    public = sorted((public_us(act, zone), act.seq, act) for act in rows.acts)
    for at_us, seq, act in public:
        if as_of is not None and at_us > as_of:
            break
        targets = {rows.current(target) for target in act.targets}
        if act.act is Act.RETRACT:
            if not act.targets:
                targets = _standing_of_same_voice(act, at_us, snapshot, events)
            targets |= _all_relaying(targets, relayers)
        for count, ids in _by_count(targets, voiced).items():
            retracts = act.act is Act.RETRACT
            ends, disputes = (ids, _NONE) if retracts else (_NONE, ids)
            event = Event(at_us, 1, seq, act, None, ends, disputes)
            events.setdefault(count, []).append(event)


def _standing_of_same_voice(
    act: RecordedClaim, at_us: int, snapshot: Snapshot, events: Mapping[Count, list[Event]]
) -> set[str]:
    voice = voice_of(act.source, snapshot.sources)
    so_far = sorted(
        (one for one in events.get(act.count, ()) if one.at_us <= at_us), key=_EVENT_ORDER
    )
    stand = state_after(tuple(so_far)).standing()
    return {one.claim.id for one in stand if one.by.voice == voice}


def _relayers(rows: Rows) -> dict[str, list[str]]:
    relayers: dict[str, list[str]] = {}
    for claim in rows.claims:
        if claim.relays:
            relayers.setdefault(rows.current(claim.relays), []).append(claim.id)
    return relayers


def _all_relaying(targets: set[str], relayers: Mapping[str, list[str]]) -> set[str]:
    """Whatever passes on one of the targets, directly or through others."""
    found: set[str] = set()
    ahead = list(targets)
    while ahead:
        for relayer in relayers.get(ahead.pop(), ()):
            if relayer not in found:
                found.add(relayer)
                ahead.append(relayer)
    return found


def _by_count(ids: set[str], voiced: Mapping[str, Voiced]) -> dict[Count, frozenset[str]]:
    counts: dict[Count, set[str]] = {}
    for claim_id in ids:
        if claim_id in voiced:
            counts.setdefault(voiced[claim_id].claim.count, set()).add(claim_id)
    return {count: frozenset(some) for count, some in counts.items()}
