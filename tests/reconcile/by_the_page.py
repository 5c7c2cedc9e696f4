"""What docs/methods.md says, written down once more, slow and plain: a second opinion.

Points 1 to 7 of "Which claims stand". Nothing is taken from the code that it judges: there is
no pass over events, and no state that is carried on. `methods_by_the_page` goes on from here.
"""

from itertools import takewhile

from tracker.model import Act, Count, Kind, Mode, RecordedClaim, Snapshot
from tracker.model.stamps import Precision, Stamp

NEVER = -(10**20)
Gone = list[tuple[int, RecordedClaim, set[str]]]
"""Retractions in the order in which they became public: when, which, and the ids they end."""


def value(claim: RecordedClaim) -> int | None:
    return claim.figure.high if claim.figure.low is None else claim.figure.low


class ByThePage:
    """One incident as everything that is recorded of it tells it."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.sources, self.zone = snapshot.sources, snapshot.incident.timezone
        self.perpetrator = snapshot.incident.perpetrator
        self.rows = {row.id: row for row in snapshot.claims}
        self.replaced: dict[str, str] = {}
        for row in snapshot.claims:
            if row.act is Act.CORRECT:
                self.replaced[self.now(row.targets[0])] = row.id
        void = self._void()
        left = [row for row in snapshot.claims if row.id not in void | self.replaced.keys()]
        self.claims = {row.id: row for row in left if row.states_figure}
        self.acts = [row for row in left if row.act in (Act.RETRACT, Act.DISPUTE)]

    def now(self, claim_id: str) -> str:
        """An act on a corrected claim follows to its replacement."""
        while claim_id in self.replaced:
            claim_id = self.replaced[claim_id]
        return claim_id

    def _void(self) -> set[str]:
        void: set[str] = set()
        for row in reversed(self.rows.values()):
            if row.act is Act.VOID and row.id not in void:
                target = row.targets[0]
                void.add(target)
                while target in self.replaced:
                    target = self.replaced[target]
                    void.add(target)
        return void

    # Moments

    def public(self, row: RecordedClaim) -> int:
        known = row.published_at or row.asserted_at
        return known.ends_us(self.zone) if known else row.recorded_us

    def best_known(self, known: Stamp) -> int:
        is_vague = known.precision in (Precision.MONTH, Precision.YEAR)
        return known.ends_us(self.zone) if is_vague else known.begins_us(self.zone)

    def said(self, claim: RecordedClaim) -> int:
        asserted, published = claim.asserted_at, claim.published_at
        if asserted is None:
            return NEVER if published is None else self.best_known(published)
        moment = self.best_known(asserted)
        if published is None:
            return moment
        if published.has_time and asserted.text == published.written_date:
            moment = self.best_known(published)
        is_vague = asserted.precision in (Precision.MONTH, Precision.YEAR)
        latest = self.best_known(published) if is_vague else published.ends_us(self.zone)
        return min(moment, latest)

    # Voices

    def passed_on(self, claim: RecordedClaim) -> list[RecordedClaim]:
        """The claim, what it relays, what that relays, …"""
        chain = [claim]
        while chain[-1].relays and (relayed := self.rows[self.now(chain[-1].relays)]) not in chain:
            chain.append(relayed)
        return chain

    def to_origin(self, claim: RecordedClaim) -> list[RecordedClaim]:
        """The same up to a voided claim, which lends its voice alone."""
        return list(takewhile(lambda one: one.id in self.claims, self.passed_on(claim)))

    def origin(self, claim: RecordedClaim) -> RecordedClaim:
        """At whose moment it counts."""
        return self.to_origin(claim)[-1]

    def root(self, slug: str) -> str:
        while onward := self.sources[slug].merged_into or self.sources[slug].speaks_for:
            slug = onward
        return slug

    def voice(self, claim: RecordedClaim) -> str:
        return self.root(self.passed_on(claim)[-1].source)

    def is_party(self, claim: RecordedClaim) -> bool:
        told = [self.sources[self.passed_on(claim)[-1].source], self.sources[self.voice(claim)]]
        armed = (Kind.ARMED_GROUP, Kind.ARMED_GROUP_MEDIA)
        return any(one.kind in armed or one.affiliation == self.perpetrator for one in told)

    def order(self, claim: RecordedClaim) -> tuple[int, int, int]:
        """Claims of different voices by when they were said, published and entered."""
        published = self.public(claim) if claim.published_at else NEVER
        return self.said(self.origin(claim)), published, claim.seq

    def age(self, claim: RecordedClaim) -> tuple[bool, int, bool, int, int]:
        """Claims of one voice: the greatest is the newest; a relay gives way to the original."""
        said, published, seq = self.order(claim)
        return value(claim) is not None, said, self.origin(claim) is claim, published, seq

    # What stands

    def standing(self, until: int) -> dict[Count, list[RecordedClaim]]:
        """The claims that stand, oldest first."""
        gone = self.gone(until)
        pools: dict[tuple[Count, str], list[RecordedClaim]] = {}
        for claim in self.claims.values():
            if claim.mode is Mode.TOTAL and self.public(claim) <= until:
                pools.setdefault((claim.count, self.voice(claim)), []).append(claim)
        found: dict[Count, list[RecordedClaim]] = {}
        for (count, _), pool in pools.items():
            stands = self.stands(pool, gone, until)
            found.setdefault(count, []).extend([] if stands is None else [stands])
        return {count: sorted(some, key=self.order) for count, some in found.items()}

    def stands(self, said: list[RecordedClaim], gone: Gone, until: int) -> RecordedClaim | None:
        """What stands of all that one voice ever said in one count. A withdrawal of what stood
        silences it, one value of a series apart; any other only takes out what it names. What is
        withdrawn before it is public silences if it would have stood."""
        out: set[str] = set()
        silencing: set[str] = set()
        unborn: list[RecordedClaim] = []
        for at, retraction, ended in gone:
            if at > until:
                break
            unborn = self.born(said, unborn, out, silencing, at)
            stood = self.newest(said, out, silencing, at)
            for claim in said:
                if claim.id not in ended or claim.id in out | silencing or claim in unborn:
                    continue
                if retraction.ref != "" and retraction.ref == claim.ref:
                    out.add(claim.id)
                elif self.public(claim) > at:
                    unborn.append(claim)
                else:
                    (silencing if claim is stood else out).add(claim.id)
        self.born(said, unborn, out, silencing, until)
        return self.newest(said, out, silencing, until)

    def born(
        self,
        said: list[RecordedClaim],
        unborn: list[RecordedClaim],
        out: set[str],
        silencing: set[str],
        until: int,
    ) -> list[RecordedClaim]:
        """Sorts what was withdrawn before it became public, as it does; what is still to come."""
        for one in sorted(unborn, key=lambda one: (self.public(one), one.seq)):
            due = self.public(one), one.seq
            if due[0] > until:
                break
            heard = [other for other in said if (self.public(other), other.seq) <= due]
            is_word = self.newest(heard, out, silencing, due[0]) is one
            (silencing if is_word else out).add(one.id)
        return [one for one in unborn if one.id not in out | silencing]

    def newest(
        self, said: list[RecordedClaim], out: set[str], silencing: set[str], until: int
    ) -> RecordedClaim | None:
        left = [one for one in said if self.public(one) <= until and one.id not in out]
        newest = max(left, key=self.age, default=None)
        return None if newest is None or newest.id in silencing else newest

    def gone(self, until: int) -> Gone:
        gone: Gone = []
        retractions = [act for act in self.acts if act.act is Act.RETRACT]
        for act in sorted(retractions, key=lambda act: (self.public(act), act.seq)):
            if (at := self.public(act)) > until:
                break
            ended = {self.now(target) for target in act.targets}
            if not act.targets and (stands := self.stands(self.meant(act), gone, at)) is not None:
                ended = {stands.id}
            relaying = {
                claim.id
                for claim in self.claims.values()
                if any(self.now(one.relays) in ended for one in self.to_origin(claim) if one.relays)
            }
            gone.append((at, act, ended | relaying))
        return gone

    def meant(self, act: RecordedClaim) -> list[RecordedClaim]:
        """What a retraction without a target may be about: not what was entered after it for
        the same day."""
        known = act.published_at or act.asserted_at
        since = known.begins_us(self.zone) if known else NEVER
        return [
            claim
            for claim in self.claims.values()
            if (claim.count, self.voice(claim), claim.mode)
            == (act.count, self.root(act.source), Mode.TOTAL)
            and (self.entered(claim) < act.seq or self.is_over(claim, since))
        ]

    def entered(self, claim: RecordedClaim) -> int:
        return min(row.seq for row in self.rows.values() if self.now(row.id) == claim.id)

    def is_over(self, claim: RecordedClaim, by: int) -> bool:
        known = claim.published_at or claim.asserted_at
        has_day = known is not None and not known.has_time
        return self.public(claim) <= by if has_day else self.public(claim) < by

    def disputed(self, until: int) -> set[str]:
        """Ids that are contested: by name, or for the same number of the same voice."""
        taken_back = {target for at, act, _ in self.gone(until) for target in act.targets}
        named = {
            self.now(target)
            for act in self.acts
            if act.act is Act.DISPUTE and self.public(act) <= until and act.id not in taken_back
            for target in act.targets
        }
        contested = {
            (claim.count, self.voice(claim), value(claim))
            for claim in self.claims.values()
            if claim.id in named and claim.mode is Mode.TOTAL and self.public(claim) <= until
        }
        alike = {
            claim.id
            for claim in self.claims.values()
            if value(claim) is not None
            and (claim.count, self.voice(claim), value(claim)) in contested
        }
        return named | alike
