"""What a file has said so far under each ref: the words the next version is compared with."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from tracker.ledger import Writer
from tracker.model import Act, Claim, Snapshot
from tracker.reconcile.acts import apply_recorders_acts


class Word(NamedTuple):
    """One claim that a version gave under a ref."""

    public_us: int
    """When it became public, µs since 1970 UTC."""
    place: int
    """Its place among the claims of its incident, so that of one moment the last is known."""
    claim: Claim
    id: str


@dataclass(slots=True)
class IncidentWords:
    """The words of one incident. What its recorder corrected or voided since was still said."""

    by_ref: dict[str, list[Word]] = field(default_factory=dict)
    """In order of publication."""
    withdrawn: dict[str, int] = field(default_factory=dict)
    """Id of a word → since when a later version lacks it, µs since 1970 UTC."""
    refs: dict[str, str] = field(default_factory=dict)
    """Id of a word → its ref."""
    entries: int = 0

    def add(self, claim: Claim, claim_id: str, zone: str) -> None:
        """Counts a row of a version among the words; a row without ref or publication is none.

        An act counts only if its ref is that of what it withdraws: that is how a version's
        withdrawals are written, and what somebody recorded by hand is no word of the file.
        """
        self.entries += 1
        if not claim.ref or claim.published_at is None:
            return
        public_us = claim.published_at.ends_us(zone)
        if claim.act is Act.ASSERT:
            words = self.by_ref.setdefault(claim.ref, [])
            words.append(Word(public_us, self.entries, claim, claim_id))
            words.sort(key=_IN_ORDER)
            self.refs[claim_id] = claim.ref
        elif claim.act is Act.RETRACT:
            for target in claim.targets:
                if self.refs.get(target) == claim.ref:
                    known_us = self.withdrawn.get(target, public_us)
                    self.withdrawn[target] = min(known_us, public_us)

    def before(self, ref: str, moment_us: int) -> Word | None:
        """The last word under a ref before a moment; None where there was none, or it was
        withdrawn by then."""
        words = [word for word in self.by_ref.get(ref, ()) if word.public_us < moment_us]
        return self._unless_withdrawn(words, moment_us - 1)

    def by(self, ref: str, moment_us: int) -> Word | None:
        """The last word under a ref at a moment; None where there is none, or it is withdrawn."""
        words = [word for word in self.by_ref.get(ref, ()) if word.public_us <= moment_us]
        return self._unless_withdrawn(words, moment_us)

    def standing(self, ref: str, moment_us: int) -> list[Word]:
        """All words under a ref by a moment that are not withdrawn by then, oldest first."""
        return [
            word
            for word in self.by_ref.get(ref, ())
            if word.public_us <= moment_us
            and self.withdrawn.get(word.id, moment_us + 1) > moment_us
        ]

    def at(self, ref: str, moment_us: int) -> list[Word]:
        """The words under a ref of exactly one moment, in order."""
        return [word for word in self.by_ref.get(ref, ()) if word.public_us == moment_us]

    def _unless_withdrawn(self, words: list[Word], moment_us: int) -> Word | None:
        if not words:
            return None
        since_us = self.withdrawn.get(words[-1].id)
        return None if since_us is not None and since_us <= moment_us else words[-1]


class Words:
    """The words of all incidents of a series of versions, kept from one to the next."""

    def __init__(self) -> None:
        self._kept: dict[str, IncidentWords] = {}
        self._size = 0
        """Entries of the ledger when they were read."""

    def begin(self, writer: Writer) -> None:
        """Forgets what was kept if somebody else has written since."""
        if writer.size != self._size:
            self._kept.clear()
            self._size = writer.size

    def of(self, incident: str, writer: Writer, known: Mapping[str, object]) -> IncidentWords:
        """The words of an incident. known: incidents that the ledger has."""
        words = self._kept.get(incident)
        if words is None:
            words = IncidentWords()
            if incident in known:
                words = incident_words(writer.snapshot(incident))
            self._kept[incident] = words
        return words

    def keep(self, recorded: Iterable[tuple[Claim, str, str]], writer: Writer) -> None:
        """Adds what a version recorded: claims, each with its id and its incident's zone."""
        for claim, claim_id, zone in recorded:
            self._kept[claim.incident].add(claim, claim_id, zone)
        self._size = writer.size


def incident_words(snapshot: Snapshot) -> IncidentWords:
    """The words that the ledger has of an incident."""
    words = IncidentWords()
    zone = snapshot.incident.timezone
    stood = {act.id for act in apply_recorders_acts(snapshot.claims).acts}
    for claim in snapshot.claims:
        if claim.act is Act.ASSERT or claim.id in stood:
            words.add(claim, claim.id, zone)
    return words


_IN_ORDER = itemgetter(0, 1)
