"""The rows of one version: known, new, restated or withdrawn, told by comparing values."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from typing import NamedTuple

from tracker.importing.book import Book, Shelf
from tracker.importing.drafts import Draft
from tracker.importing.faults import RowError
from tracker.importing.names import IncidentNames, SourceNames
from tracker.importing.report import Tally
from tracker.importing.same_values import is_same_value
from tracker.importing.taking_claims import ClaimTaker
from tracker.importing.vintages.remarks import on_gone, on_twice
from tracker.importing.vintages.row_rules import claim_of, refuse_later
from tracker.importing.vintages.version import Version
from tracker.importing.vintages.words import IncidentWords, Word, Words
from tracker.ledger import Writer, seal
from tracker.model import Act, Claim, Mode, Stamp
from tracker.reconcile.moments import said_us


class Place(NamedTuple):
    """Where a value stands: what a version is searched for."""

    incident: str
    ref: str


@dataclass(slots=True)
class _Given:
    """What a version has given so far under one ref."""

    line: int
    """Of the first row."""
    word: Claim
    """The last."""
    was: Word | None
    """The last word before this version."""
    there: list[Word]
    """Words of this very moment that the ledger has and no row has matched yet."""
    new: list[Claim]
    """Those to be recorded."""


class VersionTaker(ClaimTaker):
    """Takes the rows of one version and keeps back what it finds until all of them are read, so
    that of a broken version nothing is left."""

    takes_sealed = False
    """A row's publication is that of the version only if it says something new."""

    def __init__(
        self,
        book: Book,
        sources: SourceNames,
        incidents: IncidentNames,
        *,
        version: Version,
        last: Stamp,
        words: Words,
        writer: Writer,
    ) -> None:
        """last: when the last version of the call was published."""
        super().__init__(book, sources, incidents)
        self._version = version
        self._last = last
        self._words = words
        self._writer = writer
        self._known = writer.incidents()
        self._given: dict[Place, _Given] = {}
        self._recorded: list[tuple[Claim, str, str]] = []
        self._twice: list[str] = []
        self.later_us: int | None = None
        """A publication that the ledger has under a ref of the version, and that is later than
        every version of the call, µs since 1970 UTC; None where there is none."""

    @property
    def places(self) -> Set[Place]:
        """Where the version has values."""
        return self._given.keys()

    def take(self, row: Sequence[Claim | Draft], line: int, tally: Tally) -> None:
        """Counts what a row says. Raises RowError for what no row of a version can say."""
        for given in row:
            self._take(given, line, tally)

    def _take(self, given: Claim | Draft, line: int, tally: Tally) -> None:
        claim = claim_of(given)
        zone = self._incidents.zone(claim.incident)
        words = self._words.of(claim.incident, self._writer, self._known)
        refuse_later(claim, self._version, zone)
        place = Place(claim.incident, claim.ref)
        known = self._given.get(place)
        if known is None:
            known = self._given[place] = self._first(claim, line, words)
            last = known.was.claim if known.was else None
        else:
            last = known.word
            self._note_twice(known, claim, line)
        known.word = claim
        if (last is not None and is_same_value(claim, last)) or _is_there(claim, known):
            tally.already_known += 1
        else:
            self._count_new(known, tally)
            is_first = not (words.by_ref.get(claim.ref) or known.new)
            has_own = is_first and claim.published_at is not None
            known.new.append(claim if has_own else self._published(claim))

    def record(self, tally: Tally) -> None:
        """Records what the rows gave that is new."""
        for known in self._given.values():
            for claim in known.new:
                self._add(claim, tally)
            if known.new and known.was is not None:
                self._end(known.was.claim, known.word, tally)
        if self._twice:
            tally.remarks.append(on_twice(self._twice))

    def withdraw(self, places: Set[Place], tally: Tally) -> None:
        """Records that the values of those places, which are not in this version, are gone."""
        gone: list[str] = []
        for place in sorted(places):
            words = self._words.of(place.incident, self._writer, self._known)
            word = words.by(place.ref, self._moment_us(place.incident))
            if word is not None:
                self._add(self._withdrawal(word.claim, "no longer given"), tally)
                tally.withdrawn += 1
                gone.append(place.ref)
        if gone:
            tally.remarks.append(on_gone(gone))

    def _end(self, was: Claim, now: Claim, tally: Tally) -> None:
        """Takes the word before back where the new one does not take its place by itself: of
        another source or count, or said earlier, as far as the two can be placed. What is
        printed on its own day counts as said at that hour, and printed again on the next, at the
        day's beginning."""
        zone = self._incidents.zone(now.incident)
        if not _is_one_series(was, now):
            tally.withdrawn += 1
            self._add(self._withdrawal(was, "given for something else"), tally)
        elif said_us(was, zone) > said_us(self._published(now), zone):
            self._add(self._withdrawal(was, "given anew"), tally)

    def keep(self) -> None:
        """Has the words remember what was recorded, for the next version."""
        self._words.keep(self._recorded, self._writer)

    def _published(self, claim: Claim) -> Claim:
        origin = self._version.origin
        note = "; ".join(part for part in (claim.note, origin) if part)
        return replace(claim, published_at=self._version.published_at, note=note)

    def _withdrawal(self, claim: Claim, how: str) -> Claim:
        """The source's own taking back of a value, as of this version. It bears the value's
        ref, so that what the source goes on giving stands."""
        words = self._words.of(claim.incident, self._writer, self._known)
        standing = words.standing(claim.ref, self._moment_us(claim.incident))
        ended = [word.id for word in standing if _is_one_series(word.claim, claim)]
        return replace(
            claim,
            act=Act.RETRACT,
            asserted_at=None,
            published_at=self._version.published_at,
            targets=tuple(ended),
            reason=f"{how} in {self._version.short}",
            relays="",
            url="",
            note="",
        )

    def _moment_us(self, incident: str) -> int:
        return self._version.published_at.ends_us(self._incidents.zone(incident))

    def _add(self, claim: Claim, tally: Tally) -> None:
        if self._sources.new or self._incidents.new:
            self._record_named(claim, tally)
        sealed = seal(claim)
        self._book.add_claim(sealed, claim, Shelf())
        zone = self._incidents.zone(claim.incident)
        self._recorded.append((claim, sealed.id, zone))

    def _first(self, claim: Claim, line: int, words: IncidentWords) -> _Given:
        """A ref's first row in the version. Raises RowError where the ledger has a version of
        the same moment that lacks it."""
        ref, moment_us = claim.ref, self._moment_us(claim.incident)
        last_us = self._last.ends_us(self._incidents.zone(claim.incident))
        for word in words.by_ref.get(ref, ()):
            latest_us = max(word.public_us, words.withdrawn.get(word.id, word.public_us))
            if latest_us > last_us:
                self.later_us = max(latest_us, self.later_us or latest_us)
        was, there = words.before(ref, moment_us), words.at(ref, moment_us)
        if was is not None and not there and words.by(ref, moment_us) is None:
            problem = (
                "the ledger has a version of the same moment that lacks this value; "
                "two versions need two times"
            )
            raise RowError("ref", ref, problem)
        return _Given(line, claim, was, there, [])

    def _note_twice(self, known: _Given, claim: Claim, line: int) -> None:
        if is_same_value(claim, known.word):
            return
        if not _is_one_series(claim, known.word):
            problem = (
                f"the ref stands in line {known.line} for {_series_said(known.word)}, here for "
                f"{_series_said(claim)}; which of them is gone later is not to be told; give each "
                "a ref of its own"
            )
            raise RowError("ref", claim.ref, problem)
        if any(is_same_value(claim, one) for one in known.new):
            problem = (
                "the ref comes a third time, with what it had at first; which of them the file "
                "means is not to be told"
            )
            raise RowError("ref", claim.ref, problem)
        self._twice.append(f"{claim.ref} (lines {known.line} and {line})")

    @staticmethod
    def _count_new(known: _Given, tally: Tally) -> None:
        tally.recorded += 1
        if known.new:
            tally.repeated += 1
        elif known.was and _is_one_series(known.was.claim, known.word):
            tally.restated += 1
            tally.revised += 1


def _is_there(claim: Claim, known: _Given) -> bool:
    """Whether the ledger has the value as a word of this version; it is then matched."""
    for at, word in enumerate(known.there):
        if is_same_value(claim, word.claim):
            del known.there[: at + 1]
            return True
    return False


def _series_said(claim: Claim) -> str:
    told = "" if claim.mode is Mode.TOTAL else f", {claim.mode}"
    return f"{claim.count} by {claim.source}{told}"


def _is_one_series(one: Claim, other: Claim) -> bool:
    """Whether a later word can take an earlier one's place: of the same source and count."""
    return one.source == other.source and one.count == other.count and one.mode is other.mode
