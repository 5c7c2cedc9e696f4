"""Drafts of claims into the book: known, new, revised, put off, or refused."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise

from tracker.importing.book import Book, runs_of
from tracker.importing.corrected_refs import CorrectedRefs
from tracker.importing.drafts import Draft
from tracker.importing.faults import RowError
from tracker.importing.looked import HeldError, Looked, PutOff, refuse_one_ref
from tracker.importing.names import IncidentNames, SourceNames
from tracker.importing.reading_ahead import ReadClaims
from tracker.importing.references import (
    NotYetError,
    readings,
    refuse_wrong_target,
    withdrawn_otherwise,
)
from tracker.importing.report import MOST_NAMED, Tally
from tracker.importing.revising import RefTwiceError, revision
from tracker.importing.shelf import Shelf, Version, key_of
from tracker.importing.used_refs import UsedRefs
from tracker.ledger import ClaimAsRow, Sealed, SealedClaims, seal
from tracker.model import Act, Claim

_ASSERT, _RETRACT = Act.ASSERT, Act.RETRACT


class ClaimTaker:
    """Takes the drafts of one call, of all its files."""

    takes_sealed = True
    """Whether `take_row` is worth asking: rows may come sealed, before they are looked at."""
    takes_known = True
    """Whether `take_known` is: rows may come as known, before their claims are made."""
    takes_together = True
    """Whether `take_together` is: many rows may come as one."""

    def __init__(self, book: Book, sources: SourceNames, incidents: IncidentNames) -> None:
        self._book = book
        self._sources = sources
        self._incidents = incidents
        self._used = UsedRefs()
        self._corrected = CorrectedRefs()
        self.put_off: list[PutOff] = []
        self.holds_corrections = False
        """Whether rows that correct ours are put off until all are read: where a row that is
        refused does not refuse the call, another may say that they are none."""
        self._held: dict[bytes, Looked] = {}
        """What is held, by the digest of what its row says."""
        self._to_correct: set[str] = set()
        """Ids of what that corrects. Acts on them come after it, as they do in the file."""

    def take(self, row: Sequence[Claim | Draft], line: int, tally: Tally) -> None:
        """Records the claims of a row or counts them as known; nothing is recorded of a row in
        which one is refused. Raises RowError, NotYetError among them."""
        if len(row) == 1 and not self.holds_corrections:
            self._keep(self._looked(row[0]), line, tally)
            return
        looked = [self._looked(given) for given in row]
        place = f"{tally.file}:{line}"
        refuse_one_ref(looked, place)
        if self.holds_corrections:
            self._hold(looked, place)
        for one in looked:
            self._keep(one, line, tally)

    def _hold(self, looked: Sequence[Looked], place: str) -> None:
        """Raises HeldError for a row that corrects a claim of ours."""
        corrections = [one for one in looked if one.corrects]
        for one in corrections:
            if one.claim is not None and self._held.setdefault(one.said, one) is one:
                self._to_correct.update(one.claim.targets)
                self._corrected.note(one.claim, one.said, place, is_held=True)
        if corrections:
            raise HeldError(looked)

    def _looked(self, given: Claim | Draft) -> Looked:
        """What is to become of a claim. Raises RowError, NotYetError among them."""
        shelf = self._book.shelf(given.incident)
        claim = self._found(given, shelf) if isinstance(given, Draft) else given
        if claim is None:
            return Looked(given)
        is_assert = claim.act is _ASSERT
        if self.holds_corrections and not self._to_correct.isdisjoint(claim.targets):
            raise NotYetError("target", "", "what it is about is corrected in this call")
        sealed = seal(claim)
        if sealed.digest in shelf.digests:
            self._corrected.refuse(claim, sealed)
            return Looked(given, claim, is_assert=is_assert)
        if sealed.digest in self._held:
            return self._held[sealed.digest]
        is_revision, said = False, sealed.digest
        if claim.ref and shelf.has_ref(claim.ref):
            revised = self._revised(claim, shelf)
            if revised is None:
                self._corrected.refuse(claim, sealed)
                return Looked(given, claim, is_assert=is_assert)
            is_revision = is_assert
            if revised is not claim:
                claim, sealed = revised, seal(revised)
        remark = ""
        if claim.act is not _ASSERT:
            refuse_wrong_target(claim, shelf, self._book, is_implied=is_assert)
        if claim.act is _RETRACT and not claim.targets:
            snapshot = self._book.snapshot(claim.incident) if shelf.digests else None
            remark = withdrawn_otherwise(claim, snapshot)
        return Looked(given, claim, sealed, is_assert, is_revision, remark, said)

    def _keep(self, looked: Looked, line: int, tally: Tally) -> None:
        """Records a claim, or counts it as known."""
        claim, sealed = looked.claim, looked.sealed
        if claim is not None and looked.is_assert:
            self._used.note(tally.file, key_of(claim.incident, claim.ref), line)
        shelf = self._book.shelf(looked.given.incident)
        if claim is None or sealed is None or sealed.digest in shelf.digests:
            tally.already_known += 1
            return
        if looked.remark:
            tally.remarks.append(f"line {line}: {looked.remark}")
        if self._sources.new or self._incidents.new:
            self._record_named(claim, tally)
        self._book.add_claim(sealed, claim, shelf)
        tally.recorded += 1
        if looked.is_revision:
            tally.revised += 1
            tally.restated += claim.act is _ASSERT
            if claim.act is not _ASSERT:
                self._corrected.note(claim, looked.said, f"{tally.file}:{line}")
        elif claim.act is _RETRACT:
            tally.withdrawn += 1

    def take_row(self, sealed: Sealed, claim: ClaimAsRow, line: int, tally: Tally) -> bool:
        """Records what was read and sealed ahead, or counts it as known; False, and nothing is
        done, where its ref is known, so that `take` must look at it."""
        incident, _, ref, _ = claim
        shelf = self._book.shelf(incident)
        if self._corrected and key_of(incident, ref) in self._corrected:
            return False
        if sealed.digest in shelf.digests:
            tally.already_known += 1
        elif ref and shelf.has_ref(ref):
            return False
        else:
            if self._sources.new or self._incidents.new:
                self._record_named(claim, tally)
            self._book.add_row(sealed, claim, shelf)
            tally.recorded += 1
        self._used.note(tally.file, key_of(incident, ref), line)
        return True

    def take_together(self, read: ReadClaims, tally: Tally) -> bool:
        """Records claims that were read and sealed ahead; False, and nothing is done, where one
        of them is known or its ref is, so that they must be looked at one by one. (What this call
        has corrected has a ref that is known.)"""
        claims, keys = read.claims, [key for key in read.keys if key is not None]
        if len(set(claims.digests)) < claims.size or len(set(keys)) < len(keys):
            return False
        digests, refs, incidents = claims.digests, claims.refs, claims.incidents
        shelves = self._book.shelves(dict.fromkeys(incidents))
        runs = runs_of(incidents, shelves) if shelves else ()
        if not shelves or not all(shelf.lacks(digests[run], refs[run]) for shelf, run in runs):
            return False
        self._book.shelve(claims, shelves)
        for part in self._parts(claims):
            if self._sources.new or self._incidents.new:
                self._record_named(next(part.rows()), tally)
            self._book.add_shelved(part)
        tally.recorded += claims.size
        self._used.note_all(tally.file, read.keys, read.lines)
        return True

    def _parts(self, claims: SealedClaims) -> Iterator[SealedClaims]:
        """The claims in as many parts as it takes for each that is the first to name something
        new to begin one."""
        firsts = {0}
        for named, new in (
            (claims.sources, self._sources.new),
            (claims.incidents, self._incidents.new),
        ):
            firsts.update(named.index(slug) for slug in set(named) & new.keys())
        for begin, end in pairwise((*sorted(firsts), claims.size)):
            yield claims.part(begin, end)

    def take_known(self, keys: Sequence[int | None], lines: Sequence[int], tally: Tally) -> None:
        """Counts plain rows as known whose claims are recorded word for word. keys: of their
        refs."""
        tally.already_known += len(keys)
        self._used.note_all(tally.file, keys, lines)

    def has_corrected(self, keys: Iterable[int | None]) -> bool:
        """Whether this call has corrected what is under any of the refs, so that `take` must look
        at the rows."""
        return bool(self._corrected) and any(key in self._corrected for key in keys)

    def take_put_off(self, refuse: Callable[[PutOff, RowError], None]) -> None:
        """Tries what was put off until nothing more can be taken; the rest is refused."""
        progressed = True
        self.holds_corrections = False
        while self.put_off and progressed:
            progressed = False
            waiting, self.put_off = self.put_off, []
            for one in waiting:
                try:
                    if isinstance(one.problem, HeldError):
                        self._take_held(one.problem.looked, one.line, one.tally)
                    else:
                        self.take(one.row, one.line, one.tally)
                    progressed = True
                except NotYetError as problem:
                    one.problem = problem
                    self.put_off.append(one)
                except RowError as problem:
                    refuse(one, problem)
        for one in self.put_off:
            refuse(one, one.problem)
        self.put_off = []

    def _take_held(self, looked: Sequence[Looked], line: int, tally: Tally) -> None:
        """Records a row that was held. Raises RowError where a known row under its ref says
        otherwise."""
        for one in looked:
            if one.corrects and one.claim and self._corrected.is_contradicted(one.claim):
                ref = one.claim.ref
                raise RefTwiceError(ref, self._use_of(one.claim.incident, ref))
        for one in looked:
            self._keep(one, line, tally)

    def _found(self, draft: Draft, shelf: Shelf) -> Claim | None:
        """The claim a draft stands for; None where one of those it may be is recorded."""
        if not (draft.target or draft.relays):
            return draft.claim()
        claims = readings(draft, shelf, self._book)
        if len(claims) > 1 and any(seal(one).digest in shelf.digests for one in claims):
            return None
        return claims[0]

    def _revised(self, claim: Claim, shelf: Shelf) -> Claim | None:
        """What to record for a row whose ref is known; None where that was done before."""
        versions = shelf.versions(claim.ref)
        zone = self._incidents.zone(claim.incident)
        whole = partial(self._book.claim, claim.incident)
        used_in = self._use_of(claim.incident, claim.ref) or self._corrected.held_at(claim)
        return revision(claim, versions, shelf.digests, zone, used_in, whole)

    def _record_named(self, claim: Claim | ClaimAsRow, tally: Tally) -> None:
        """Records the source and the incident that the claim is the first to name."""
        source = self._sources.new.pop(claim.source, None)
        if source is not None:
            self._book.add_record(seal(source), source)
            self._sources.add(source)
            tally.new_sources.append(source.slug)
            word = self._sources.strange_kinds.get(source.slug)
            if word is not None:
                told = f"{word!r} is no kind of source I know; {source.slug} is taken as unknown"
                tally.remarks.append(told)
        incident = self._incidents.new.pop(claim.incident, None)
        if incident is not None:
            self._book.add_record(seal(incident), incident)
            self._incidents.add(incident)
            # One with a title comes from a profile: a number in its slug is no slip of the pen.
            is_named = len(tally.new_incidents) < MOST_NAMED and not incident.title
            near = self._incidents.near(incident.slug) if is_named else ""
            tally.new_incidents.append(incident.slug + near)
            tally.unzoned += incident.timezone == "UTC"

    def bearers(self, incident: str, ref: str) -> list[Version]:
        """The rows under a ref which this call has used; [] where it has not."""
        return self._book.shelf(incident).versions(ref) if self._use_of(incident, ref) else []

    def _use_of(self, incident: str, ref: str) -> str:
        """Where this call has used a ref already; '' where it has not."""
        return self._used.place(key_of(incident, ref))
