"""An incident's rows sorted into what became public about each count, and when."""

from collections.abc import Mapping
from operator import attrgetter
from typing import Any, NamedTuple

from tracker.model.choices import Act, Metric, Mode, Population
from tracker.model.claim import Claim, Count, RecordedClaim
from tracker.model.making import in_the_making
from tracker.model.snapshot import Snapshot
from tracker.model.source import voice_of
from tracker.reconcile.acts import Rows, apply_recorders_acts
from tracker.reconcile.events import Event, PublicAct, Voiced
from tracker.reconcile.moments import UNDATED_US, public_us, said_and_public_us, said_us
from tracker.reconcile.open_retractions import OpenRetractions
from tracker.reconcile.standing import state_after
from tracker.reconcile.voices import voices_in


class Unfolding(NamedTuple):
    """An incident's rows sorted into what became public about each count, and when."""

    rows: Rows
    events: Mapping[Count, tuple[Event, ...]]
    """Events in order, those after the as-of moment left out."""
    voiced: Mapping[str, Voiced]
    """Every claim that states a figure and is neither corrected nor voided, by id."""
    meant: Mapping[str, frozenset[str]]
    """Id of each retraction without a target → the ids that it ends, without what relays them."""


def unfold(snapshot: Snapshot) -> Unfolding:
    """The events of every count of a snapshot, up to and including its as-of moment."""
    rows = apply_recorders_acts(snapshot.claims)
    voiced, events = _claim_events(rows, snapshot)
    meant = _add_acts(rows, voiced, snapshot, events) if rows.acts else {}
    for of_count in events.values():
        if len(of_count) > 1:
            of_count.sort(key=_PUBLIC)  # At one moment as they are: claims before acts, by entry.
    by_count = {count: tuple(some) for count, some in events.items()}
    return Unfolding(rows, by_count, voiced, meant)


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
    state = state_after(tuple(one for one in events if until is None or one.public_us <= until))
    return next((v.claim for v in state.standing() if v.by.voice == voice), None)


_NONE: frozenset[str] = frozenset()
_TOTAL = Mode.TOTAL
_RELAYS = attrgetter("relays")
_PUBLIC = attrgetter("public_us")
_VOICED = in_the_making(Voiced)


def _claim_events(
    rows: Rows, snapshot: Snapshot
) -> tuple[dict[str, Voiced], dict[Count, list[Event]]]:
    """The claims with their voices by id; and the events of the totals among them by count, in
    order of entry."""
    zone, credentials = snapshot.incident.timezone, voices_in(snapshot)
    until_us = snapshot.as_of_us
    voiced: dict[str, Voiced] = {}
    by_parts: dict[tuple[Metric, Population, str], list[Event]] = {}
    relaying = _Relayed(rows, snapshot) if _any_relays(rows) else None
    for claim in rows.claims:
        if relaying is None:
            origin, source = claim, claim.source
        else:
            origin, source = relaying.origin(claim)
        is_origin = origin is claim
        if is_origin:
            said, public = said_and_public_us(claim, zone)
        else:
            said, public = said_us(origin, zone), public_us(claim, zone)
        figure, seq = claim.figure, claim.seq
        one: Any = _VOICED()
        one.claim, one.by, one.public_us, one.said_us = claim, credentials[source], public, said
        one.is_origin = is_origin
        one.value = figure.high if figure.low is None else figure.low
        one.order = said, public if claim.published_at else UNDATED_US, seq
        one.__class__ = Voiced
        voiced[claim.id] = one
        if claim.mode is not _TOTAL or (until_us is not None and public > until_us):
            continue
        parts = claim.metric, claim.population, claim.scope
        of_count = by_parts.get(parts)
        if of_count is None:
            by_parts[parts] = [one]
        else:
            of_count.append(one)
    return voiced, {Count(*parts): some for parts, some in by_parts.items()}


def _any_relays(rows: Rows) -> bool:
    return any(map(_RELAYS, rows.claims))


class _Relayed:
    """What the claims of a snapshot pass on."""

    def __init__(self, rows: Rows, snapshot: Snapshot) -> None:
        self._rows = rows
        self._valid = {claim.id for claim in rows.claims}
        self._all = {claim.id: claim for claim in snapshot.claims}
        self._known: dict[str, tuple[RecordedClaim, str]] = {}

    def origin(self, claim: RecordedClaim) -> tuple[RecordedClaim, str]:
        """The claim whose moment counts for one, and the source whose voice it is: those at the
        root of its chain of relays. A voided claim keeps the voice of those who pass it on,
        and nothing else; where nothing is passed on, the claim itself."""
        if not claim.relays:
            return claim, claim.source
        known, at, passing = self._known, claim, {claim.id: claim}
        while at.id not in known and (relayed := self._relayed(at)) is not None:
            if relayed.id in passing:
                return self._in_a_circle(claim)
            at = passing[relayed.id] = relayed
        origin, source = known.get(at.id, (at, at.source))
        del passing[at.id]
        for one in reversed(passing.values()):
            origin = origin if at.id in self._valid else one
            known[one.id] = origin, source
            at = one
        return origin, source

    def _relayed(self, claim: RecordedClaim) -> RecordedClaim | None:
        return self._all.get(self._rows.current(claim.relays)) if claim.relays else None

    def _in_a_circle(self, claim: RecordedClaim) -> tuple[RecordedClaim, str]:
        """The same where corrections have made claims relay each other: the last before the
        circle closes."""
        origin = at = claim
        seen = {claim.id}
        while (relayed := self._relayed(at)) is not None and relayed.id not in seen:
            seen.add(relayed.id)
            if origin is at and relayed.id in self._valid:
                origin = relayed
            at = relayed
        return origin, at.source


def _add_acts(
    rows: Rows,
    voiced: Mapping[str, Voiced],
    snapshot: Snapshot,
    events: dict[Count, list[Event]],
) -> dict[str, frozenset[str]]:
    """Sort retractions and disputes into the counts of what they are about; what those without
    a target are about is given back.

    In the order in which they became public, since a retraction without a target ends what
    stands when it comes.
    """
    zone, as_of = snapshot.incident.timezone, snapshot.as_of_us
    credentials = voices_in(snapshot)
    relayers, contested = _relayers(rows), _contested(rows)
    open_ones = OpenRetractions(events, snapshot)
    meant: dict[str, frozenset[str]] = {}
    public = sorted((public_us(act, zone), act.seq, act) for act in rows.acts)
    for at_us, _, act in public:
        if as_of is not None and at_us > as_of:
            break
        targets = {rows.current(target) for target in act.targets}
        if act.act is Act.RETRACT:
            if not act.targets:
                targets = open_ones.ended_by(act, credentials[act.source].voice, at_us)
                meant[act.id] = frozenset(targets)
            targets |= _all_relaying(targets, relayers)
        reached = _by_count(targets, voiced)
        retracts = act.act is Act.RETRACT
        for dispute in (targets & contested.keys()) if retracts else ():
            for count in _by_count(contested[dispute], voiced):
                reached[count] = reached.get(count, _NONE) | {dispute}
        for count, ids in reached.items():
            ends, disputes = (ids, _NONE) if retracts else (_NONE, ids)
            is_credible = retracts or not credentials[act.source].is_doubtful
            event = PublicAct(act, at_us, ends, disputes, is_credible)
            events.setdefault(count, []).append(event)
    return meant


def _contested(rows: Rows) -> dict[str, set[str]]:
    """Id of each dispute → the ids that it contests: a retraction may take it back."""
    disputes = (act for act in rows.acts if act.act is Act.DISPUTE)
    return {act.id: set(map(rows.current, act.targets)) for act in disputes}


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
