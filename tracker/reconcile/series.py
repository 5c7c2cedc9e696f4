"""How each voice's own figure moved within one count.

Where a timeline has one step a moment, a series has one step a claim: two figures that a voice
gave on one day are two steps, in the order in which they were said, however late they came
into the ledger. A claim that became public when a newer one of its voice already stood moved
nothing and is no step.
"""

from collections.abc import Container, Iterable, Mapping

from tracker.model.claim import Claim, RecordedClaim
from tracker.reconcile.events import Event, PublicAct, Voiced
from tracker.reconcile.one_value import Left, takes_one_value
from tracker.reconcile.reasons import UNEXPLAINED
from tracker.reconcile.revision import Revision, comparable, reason_for, stood
from tracker.reconcile.timeline import Change, Figures, change_between

Series = tuple[Revision, ...]


def series_in(events: Iterable[Event], rows: Mapping[str, RecordedClaim]) -> dict[str, Series]:
    """Voice → its revisions in one count, oldest first; voices that never gave a number left
    out. `rows` of the incident by id."""
    voices: dict[str, _Voice] = {}
    by_claim: dict[str, _Voice] = {}
    withdrawn: dict[str, PublicAct] = {}
    for event in sorted(events, key=_as_said):
        if isinstance(event, Voiced):
            voice = voices.setdefault(event.by.voice, _Voice(rows))
            by_claim[event.claim.id] = voice
            voice.says(event, withdrawn.get(event.claim.id))
            continue
        for claim_id in event.ends:
            withdrawn.setdefault(claim_id, event)
        for claim_id in event.ends:
            if claim_id in by_claim and withdrawn[claim_id] is event:
                by_claim[claim_id].loses(claim_id, event, withdrawn)
    told = {name: voice.ended() for name, voice in voices.items()}
    return {name: series for name, series in told.items() if series}


def figures_of(voiced: Voiced) -> Figures:
    """Low, stated number and high of a claim; a range states no one number."""
    return figures_of_claim(voiced.claim)


def figures_of_claim(claim: Claim) -> Figures:
    """Low, stated number and high of a claim; a range states no one number."""
    low, high = claim.figure.low, claim.figure.high
    is_range = low is not None and high is not None and low != high
    return low, None if is_range else claim.figure.value, high


def series_change(before: Voiced, after: Voiced) -> Change:
    """What a voice's newer claim did to its older one.

    The stated numbers decide; for a range, and for a ceiling against a floor, the ends do.
    """
    was, now = figures_of(before), figures_of(after)
    if (was[0], was[2]) != (now[0], now[2]) and _is_published_again(before, after):
        return Change.RESTATED
    return figures_change(was, now)


def figures_change(was: Figures, now: Figures) -> Change:
    """What newer figures did to older ones, by the same rule."""
    if comparable(was, now):
        return change_between(was, now)
    return change_between((was[0], None, was[2]), (now[0], None, now[2]))


def _is_published_again(before: Voiced, after: Voiced) -> bool:
    """True for one asserted moment with two publications. Two figures that bear only the same
    date, with nothing to tell their publications apart, are two revisions in a day."""
    asserted, again = before.claim.asserted_at, after.claim.asserted_at
    if asserted is None or asserted != again or before.said_us != after.said_us:
        return False
    return asserted.has_time or before.claim.published_at != after.claim.published_at


def _as_said(event: Event) -> tuple[int, int, tuple[bool, int, bool, int, int], int]:
    """In order of publication; within one moment claims as they were said, then the acts."""
    key = event.key if isinstance(event, Voiced) else _NO_KEY
    return event.public_us, event.rank, key, event.claim.seq


_NO_KEY = (False, 0, False, 0, 0)


class _Voice:
    """One voice's series while it is told."""

    def __init__(self, rows: Mapping[str, RecordedClaim]) -> None:
        self.rows = rows
        self.told: list[Revision] = []
        self.newest: Voiced | None = None
        self.stands: Voiced | None = None
        """The newest claim, unless it is withdrawn or has no number."""
        self.last: Voiced | None = None
        """The last claim that stood."""
        self.given: list[Voiced] = []
        """All that it said until it took a value of several back, also what was old when it
        became public."""
        self.left: Left | None = None
        """What it goes on giving since."""
        self.silencing: set[str] = set()
        """Ids of withdrawn claims that were its word: nothing older stands again."""
        self.since_us: int | None = None
        self.stillborn: tuple[PublicAct, int] | None = None
        """The retraction of a newest claim that was withdrawn before it was public, and when
        that became public: the voice then is silent, unless it says more in that moment."""

    def says(self, voiced: Voiced, withdrawn: PublicAct | None) -> None:
        at_us = voiced.public_us
        if self.left is None:
            self.given.append(voiced)
        else:
            self.left.add(voiced)
        if self.newest is not None and voiced.key < self.newest.key:
            return
        if withdrawn is not None and takes_one_value(withdrawn.claim, voiced.claim):
            return  # Taken back before it was public: the voice goes on giving the others.
        if self.stillborn is not None and self.stillborn[1] < at_us:
            self._ends_moment()
        self.newest = voiced
        self.stillborn = None
        if withdrawn is not None:
            self.stillborn = withdrawn, at_us
            self.silencing.add(voiced.claim.id)
        elif voiced.value is not None:
            self._stands_by(voiced, at_us)

    def loses(self, claim_id: str, retraction: PublicAct, withdrawn: Container[str]) -> None:
        self._ends_moment()
        newest, at_us = self.newest, retraction.public_us
        if newest is None or newest.claim.id != claim_id:
            return
        if not takes_one_value(retraction.claim, newest.claim):
            self.silencing.add(claim_id)
            self._falls_silent(retraction, at_us)
            return
        if self.left is None:
            self.left = Left(self.given)
        left = self.left.newest(withdrawn, self.silencing)
        if left is None or left.value is None or left.claim.id in self.silencing:
            self._falls_silent(retraction, at_us)
            self.newest = left
        else:
            self._goes_back(left, retraction, at_us)

    def ended(self) -> Series:
        self._ends_moment()
        return tuple(self.told)

    def _ends_moment(self) -> None:
        if self.stillborn is not None:
            self._falls_silent(*self.stillborn)
            self.stillborn = None

    def _stands_by(self, voiced: Voiced, at_us: int) -> None:
        change = Change.FIRST if self.last is None else series_change(self.last, voiced)
        self._tell(voiced.claim, change, figures_of(voiced), at_us)
        if change is Change.REAFFIRMED:
            self._explain_late(at_us)
        if self.stands is None or change is not Change.REAFFIRMED:
            self.since_us = at_us
        self.stands = self.last = voiced

    def _falls_silent(self, retraction: PublicAct, at_us: int) -> None:
        if self.stands is not None:
            self._tell(retraction.claim, Change.WITHDRAWN, None, at_us)
        self.stands = self.since_us = None

    def _goes_back(self, left: Voiced, retraction: PublicAct, at_us: int) -> None:
        """What it gave last is taken back, and what it goes on giving stands."""
        change = figures_change(
            figures_of(left) if self.last is None else figures_of(self.last), figures_of(left)
        )
        self._tell(retraction.claim, change, figures_of(left), at_us)
        self.newest = self.stands = self.last = left
        self.since_us = at_us

    def _explain_late(self, at_us: int) -> None:
        """A move and its repetition became public in one moment, and only the repetition gives
        the reason: 253, and "253, duplicates removed"."""
        moved, repeated = self.told[-2:]
        if repeated.why.words and moved.at_us == at_us and moved.why is UNEXPLAINED:
            self.told[-2] = moved._replace(why=repeated.why)

    def _tell(
        self, claim: RecordedClaim, change: Change, after: Figures | None, at_us: int
    ) -> None:
        before = None if self.last is None else figures_of(self.last)
        reason = reason_for(change, (claim,), self.rows)
        stood_us = stood(self.since_us, at_us)
        self.told.append(Revision(at_us, claim, change, before, after, stood_us, reason))
