"""What a file has said so far under each ref: the words the next version is compared with."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from tracker.importing.same_values import is_same_value
from tracker.ledger import Writer
from tracker.model import Act, Claim, Snapshot
from tracker.reconcile.acts import apply_recorders_acts


def is_one_series(one: Claim, other: Claim) -> bool:
    """Whether a later word can take an earlier one's place: of the same source and count."""
    return one.source == other.source and one.count == other.count and one.mode is other.mode


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
    """The words of one incident. What its recorder corrected or voided since was still said, but
    what was only given an earlier publication was said then."""

    by_ref: dict[str, list[Word]] = field(default_factory=dict)
    """In order of publication."""
    withdrawn: dict[str, int] = field(default_factory=dict)
    """Id of a word → since when a later version lacks it, µs since 1970 UTC."""
    refs: dict[str, str] = field(default_factory=dict)
    """Id of a word → its ref."""
    redated: dict[str, str] = field(default_factory=dict)
    """Id of a claim that was no word of its time, as its recorder found → what is in its place."""
    undated: dict[str, dict[str, Claim]] = field(default_factory=dict)
    """Ref → claims under it without a publication that stand, by their ids."""
    silenced: set[str] = field(default_factory=set)
    """Sources that took back whatever they had said."""
    entries: int = 0

    def add(self, claim: Claim, claim_id: str, zone: str) -> None:
        """Counts a row of a version among the words; a row without a ref is none.

        An act counts only if its ref is that of what it is about: that is how a version's
        withdrawals are written, and what somebody recorded by hand is no word of the file.
        """
        self.entries += 1
        if claim.act is Act.RETRACT:
            self._end(claim, zone)
        elif claim.act is Act.CORRECT:
            self._redate(claim, claim_id, zone)
        elif claim.ref:
            self._say(claim, claim_id, zone)

    def _say(self, claim: Claim, claim_id: str, zone: str) -> None:
        self.refs[claim_id] = claim.ref
        if claim.published_at is None:
            self.undated.setdefault(claim.ref, {})[claim_id] = claim
            return
        words = self.by_ref.setdefault(claim.ref, [])
        words.append(Word(claim.published_at.ends_us(zone), self.entries, claim, claim_id))
        words.sort(key=_IN_ORDER)

    def _end(self, act: Claim, zone: str) -> None:
        if not act.targets:
            self.silenced.add(act.source)
        public_us = act.published_at.ends_us(zone) if act.published_at else None
        for target in act.targets:
            ref = self.refs.get(target, "")
            self.undated.get(ref, {}).pop(target, None)
            if ref and ref == act.ref and public_us is not None:
                self.withdrawn[target] = min(self.withdrawn.get(target, public_us), public_us)

    def _redate(self, correction: Claim, correction_id: str, zone: str) -> None:
        """Where a correction has the value that it corrects under an earlier publication, the
        word is one of that time alone; so is one that had none. One that was put later was said
        by the file when it was, whatever its recorder knows better."""
        target = correction.targets[0]
        while target in self.redated:
            target = self.redated[target]
        ref = self.refs.get(target, "")
        if self.undated.get(ref, {}).pop(target, None) is not None:
            self._say(correction, correction_id, zone)
            return
        word = next((one for one in self.by_ref.get(ref, ()) if one.id == target), None)
        if word is None or correction.published_at is None or correction.ref != ref:
            return
        is_earlier = correction.published_at.ends_us(zone) < word.public_us
        if not (is_earlier and is_same_value(correction, word.claim)):
            return
        self.by_ref[ref].remove(word)
        self._say(correction, correction_id, zone)
        self.redated[target] = correction_id
        if target in self.withdrawn:
            self.withdrawn[correction_id] = self.withdrawn[target]

    def undated_like(self, claim: Claim) -> list[str]:
        """Ids of the claims under the same ref, of the same source and count, that say nowhere
        when they were published, and stand."""
        if claim.source in self.silenced:
            return []
        of_ref = self.undated.get(claim.ref, {})
        return [claim_id for claim_id, one in of_ref.items() if is_one_series(one, claim)]

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
    rows = apply_recorders_acts(snapshot.claims)
    stood = {act.id for act in rows.acts}
    for claim in snapshot.claims:
        is_correction = claim.act is Act.CORRECT and claim.id not in rows.voided
        if claim.act is Act.ASSERT or is_correction or claim.id in stood:
            words.add(claim, claim.id, zone)
    for of_ref in words.undated.values():
        for voided in rows.voided.intersection(of_ref):
            del of_ref[voided]
    return words


_IN_ORDER = itemgetter(0, 1)
