"""The rows of one version: known, new, restated or withdrawn, told by comparing values."""

from collections.abc import Sequence, Set
from dataclasses import replace
from typing import NamedTuple

from tracker.importing.book import Book
from tracker.importing.drafts import Draft
from tracker.importing.faults import RowError
from tracker.importing.names import IncidentNames, SourceNames
from tracker.importing.report import Tally
from tracker.importing.revising import REASON
from tracker.importing.same_values import is_same_value
from tracker.importing.shelf import Shelf
from tracker.importing.taking_claims import ClaimTaker
from tracker.importing.vintages.given import Given
from tracker.importing.vintages.remarks import on_dated, on_gone, on_twice
from tracker.importing.vintages.row_rules import claim_of, refuse_later
from tracker.importing.vintages.version import Version
from tracker.importing.vintages.words import (
    IncidentWords,
    Word,
    Words,
    is_one_series,
)
from tracker.ledger import Writer, seal
from tracker.model import Act, Claim, Mode, Stamp
from tracker.reconcile.moments import said_us

_FOR_ELSE, _ANEW = "given for something else", "given anew"
"""How a version takes back a word that its own would not replace."""


class Place(NamedTuple):
    """Where a value stands: what a version is searched for."""

    incident: str
    ref: str


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
        self._given: dict[Place, Given] = {}
        self._recorded: list[tuple[Claim, str, str]] = []
        self._twice: list[str] = []
        self._dated_first: list[str] = []
        """Refs of claims without a publication that this version corrects."""
        self.later_us: int | None = None
        """A publication that the ledger has under a ref of the version, and that is later than
        every version of the call, µs since 1970 UTC; None where there is none."""

    @property
    def places(self) -> Set[Place]:
        """Where the version has values."""
        return self._given.keys()

    def take(self, row: Sequence[Claim | Draft], line: int, tally: Tally) -> None:
        """Notes what a row says. Raises RowError for what no row of a version can say."""
        for given in row:
            self._take(given, line)

    def _take(self, given: Claim | Draft, line: int) -> None:
        claim = claim_of(given)
        zone = self._incidents.zone(claim.incident)
        words = self._words.of(claim.incident, self._writer, self._known)
        refuse_later(claim, self._version, zone)
        place = Place(claim.incident, claim.ref)
        known = self._given.get(place)
        if known is None:
            self._given[place] = self._first(claim, line, words)
        elif is_same_value(claim, known.rows[-1]):
            known.again += 1
        else:
            self._note_twice(known, claim, line)
            known.rows.append(claim)

    def record(self, tally: Tally) -> None:
        """Records what the rows gave that is new, and counts the others as known."""
        for place, known in self._given.items():
            if len(known.rows) > 1:
                self._put_in_order(known, place.incident)
            unsaid = known.unsaid(self._before(known, place))
            ended = self._ended(known, place) if unsaid else ""
            new = known.not_taken(known.rows if ended else unsaid)
            tally.already_known += known.again + len(known.rows) - len(new)
            if new:
                self._count_new(known, len(new), tally)
            for at, claim in enumerate(new):
                dated = self._dated(claim)
                is_first = known.was is None and not at
                self._add(self._putting_right(dated, tally) if is_first else dated, tally)
            if ended:
                self._take_back(known, place, ended, tally)
        if self._twice:
            tally.remarks.append(on_twice(self._twice))
        if self._dated_first:
            tally.remarks.append(on_dated(self._dated_first))

    def withdraw(self, places: Set[Place], tally: Tally) -> None:
        """Records that the values of those places, which are not in this version, are gone."""
        gone: list[str] = []
        for place in sorted(places):
            standing = self._standing(place)
            if standing:
                self._add(self._withdrawal(standing[-1].claim, standing, "no longer given"), tally)
                tally.withdrawn += 1
                gone.append(place.ref)
        if gone:
            tally.remarks.append(on_gone(gone))

    def _take_back(self, known: Given, place: Place, how: str, tally: Tally) -> None:
        """Records that what was said under a ref before this version is taken back, unless the
        ledger has that."""
        words = self._said_before(place)
        if known.was is not None and any(
            is_one_series(one.claim, known.was.claim) for one in words
        ):
            self._add(self._withdrawal(known.was.claim, words, how), tally)
            tally.withdrawn += how is _FOR_ELSE

    def _ended(self, known: Given, place: Place) -> str:
        """Why what was said before is taken back; '' where it is not, as the new word takes its
        place by itself: unless that is of another source or count, or said earlier, as far as
        the two can be placed. What is printed on its own day counts as said at that hour, and
        printed again on the next, at the day's beginning."""
        if known.was is None:
            return ""
        was, now, zone = known.was.claim, known.rows[-1], self._incidents.zone(place.incident)
        if not is_one_series(was, now):
            return _FOR_ELSE
        said = said_us(self._published(now), zone)
        words = (one.claim for one in self._said_before(place))
        is_later = any(is_one_series(one, now) and said_us(one, zone) > said for one in words)
        return _ANEW if is_later else ""

    def keep(self) -> None:
        """Has the words remember what was recorded, for the next version."""
        self._words.keep(self._recorded, self._writer)

    def _published(self, claim: Claim) -> Claim:
        origin = self._version.origin
        note = "; ".join(part for part in (claim.note, origin) if part)
        return replace(claim, published_at=self._version.published_at, note=note)

    def _standing(self, place: Place) -> list[Word]:
        """The words under a ref that are not withdrawn by this version's moment, oldest first."""
        words = self._words.of(place.incident, self._writer, self._known)
        return words.standing(place.ref, self._moment_us(place.incident))

    def _said_before(self, place: Place) -> list[Word]:
        """Those of them that are of earlier versions."""
        moment_us = self._moment_us(place.incident)
        return [word for word in self._standing(place) if word.public_us < moment_us]

    def _withdrawal(self, claim: Claim, words: Sequence[Word], how: str) -> Claim:
        """The source's own taking back of a value, as of this version. It bears the value's
        ref, so that what the source goes on giving stands.

        words: those under the ref, of which all that the claim takes the place of are ended, and
        with them what says nowhere when it was published.
        """
        ended = [word.id for word in words if is_one_series(word.claim, claim)]
        of_incident = self._words.of(claim.incident, self._writer, self._known)
        ended += of_incident.undated_like(claim)
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

    def _put_in_order(self, known: Given, incident: str) -> None:
        """Has what was published later, by what its rows say themselves, count as the last."""
        zone, moment_us = self._incidents.zone(incident), self._moment_us(incident)
        known.rows.sort(
            key=lambda one: one.published_at.ends_us(zone) if one.published_at else moment_us
        )

    def _dated(self, claim: Claim) -> Claim:
        """The claim with its publication: its own where it is the first under its ref, else that
        of the version."""
        words = self._words.of(claim.incident, self._writer, self._known)
        has_own = claim.published_at is not None and not words.by_ref.get(claim.ref)
        return self._unlike_redated(claim if has_own else self._published(claim), words)

    def _putting_right(self, claim: Claim, tally: Tally) -> Claim:
        """The claim, as our correction of one under its ref that says nowhere when it was
        published: as a plain import would have it. Else that one would outlive what it became."""
        words = self._words.of(claim.incident, self._writer, self._known)
        undated = words.undated_like(claim)
        if not undated:
            return claim
        tally.revised += 1
        self._dated_first.append(claim.ref)
        return replace(claim, act=Act.CORRECT, targets=(undated[-1],), reason=REASON)

    def _unlike_redated(self, claim: Claim, words: IncidentWords) -> Claim:
        """The claim, told apart from any like it that the recorder found to be of another time:
        that one stands no more, and would be taken for this."""
        while words.redated and (known := seal(claim).id) in words.redated:
            told = f"given again in {self._version.short}; {known[:8]} was dated otherwise since"
            claim = replace(claim, note="; ".join(part for part in (claim.note, told) if part))
        return claim

    def _first(self, claim: Claim, line: int, words: IncidentWords) -> Given:
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
        return Given(line, was, there, [claim])

    def _before(self, known: Given, place: Place) -> list[Word]:
        """The words under a ref before this version, where its rows are to be compared with
        more than the last; none where that was withdrawn since."""
        if known.was is None or len(known.rows) == 1:
            return []
        words = self._words.of(place.incident, self._writer, self._known)
        return words.standing(place.ref, self._moment_us(place.incident) - 1)

    def _note_twice(self, known: Given, claim: Claim, line: int) -> None:
        if not is_one_series(claim, known.rows[-1]):
            problem = (
                f"the ref stands in line {known.line} for {_series_said(known.rows[-1])}, here for "
                f"{_series_said(claim)}; which of them is gone later is not to be told; give each "
                "a ref of its own"
            )
            raise RowError("ref", claim.ref, problem)
        if any(is_same_value(claim, one) for one in known.rows):
            problem = (
                "the ref comes a third time, with what it had at first; which of them the file "
                "means is not to be told"
            )
            raise RowError("ref", claim.ref, problem)
        self._twice.append(f"{claim.ref} (lines {known.line} and {line})")

    @staticmethod
    def _count_new(known: Given, new: int, tally: Tally) -> None:
        """Counts what a ref gave that is new: its word, unless that is as it was, and whatever
        the version gives besides."""
        tally.recorded += new
        tally.repeated += new if known.is_as_it_was else new - 1
        if known.was and not known.is_as_it_was and is_one_series(known.was.claim, known.rows[-1]):
            tally.restated += 1
            tally.revised += 1


def _series_said(claim: Claim) -> str:
    told = "" if claim.mode is Mode.TOTAL else f", {claim.mode}"
    return f"{claim.count} by {claim.source}{told}"
