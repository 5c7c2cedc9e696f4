"""The dossier: everything that is shown of an incident, computed once for all front ends."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from tracker.errors import NotFoundError
from tracker.model.choices import Mode
from tracker.model.claim import Count, RecordedClaim
from tracker.model.snapshot import Snapshot
from tracker.model.source import voice_of
from tracker.reconcile.estimate import SetAside
from tracker.reconcile.findings import Finding, findings_in
from tracker.reconcile.grade import Grade, grade_of
from tracker.reconcile.methods import DEFAULT, method_named
from tracker.reconcile.methods.named import NamedMethod
from tracker.reconcile.moments import public_us
from tracker.reconcile.picture import CountPicture, name_of
from tracker.reconcile.pictures import pictures_in
from tracker.reconcile.timeline import Step, steps
from tracker.reconcile.unfolding import Unfolding, unfold


class State(StrEnum):
    """What became of a row, the first that applies in this order."""

    ACT = "act"
    """The row is itself a retract, a dispute or a void."""
    VOIDED = "voided"
    CORRECTED = "corrected"
    NOT_YET_PUBLIC = "not_yet_public"
    WITHDRAWN = "withdrawn"
    NOT_A_TOTAL = "not_a_total"
    SUPERSEDED = "superseded"
    STANDING = "standing"


@dataclass(frozen=True)
class Dossier:
    """One incident as of one moment, by one method."""

    snapshot: Snapshot
    method: NamedMethod
    unfolding: Unfolding
    pictures: tuple[CountPicture, ...]
    """One for each count with something public, the whole incident's dead first."""
    states: Mapping[str, State]
    """What became of every row, by id."""

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """In the order of FindingKind, those first that most often mean that a figure is wrong.
        Looked for when they are first asked for: it takes longer than all the rest."""
        return findings_in(self.pictures, self.snapshot)

    def picture(self, count: Count) -> CountPicture:
        """The picture of one count. Raises NotFoundError when nothing public is about it."""
        for one in self.pictures:
            if one.count == count:
                return one
        known = "; ".join(str(one.count) for one in self.pictures) or "none"
        raise NotFoundError("count", str(count), advice=f"public counts: {known}")

    def grade(self, picture: CountPicture) -> Grade | None:
        """How well a count is attested; None where nobody but a party has given a number."""
        return grade_of(picture, self.snapshot)

    def timeline(self, count: Count) -> tuple[Step, ...]:
        """How the estimate of one count moved, up to the as-of moment."""
        events = self.unfolding.events.get(count, ())
        return tuple(steps(count, events, self.method.estimate))

    def set_aside(self, picture: CountPicture) -> tuple[SetAside, ...]:
        """Every public row of a count that its estimate does not rest on, each with a reason:
        standing ones first, as the method says, then those that no longer stand."""
        standing = {one.claim for one in picture.estimate.set_aside}
        used = set(picture.estimate.used)
        return picture.estimate.set_aside + tuple(
            SetAside(row.id, self._why_not_standing(row, picture))
            for row in self._public.get(picture.count, ())
            if row.id not in standing and row.id not in used
        )

    @cached_property
    def _public(self) -> Mapping[Count, list[RecordedClaim]]:
        """The public rows that state a figure, by count."""
        rows: dict[Count, list[RecordedClaim]] = {}
        for row in self.snapshot.claims:
            if row.states_figure and self.states[row.id] is not State.NOT_YET_PUBLIC:
                rows.setdefault(row.count, []).append(row)
        return rows

    def voice(self, row: RecordedClaim) -> str:
        """The voice that a row counts for."""
        voiced = self.unfolding.voiced.get(row.id)
        return voiced.by.voice if voiced else voice_of(row.source, self.snapshot.sources)

    def _why_not_standing(self, row: RecordedClaim, picture: CountPicture) -> str:
        state = self.states[row.id]
        if state is State.WITHDRAWN:
            retraction = picture.state.withdrawn[row.id]
            by = name_of(retraction.source, self.snapshot.sources)
            why = f" ({retraction.reason})" if retraction.reason else ""
            return f"withdrawn by {by}{why}"
        if state is State.NOT_A_TOTAL:
            return f"not a total but {_A_MODE[row.mode]}"
        return _WHY_NOT[state]


_A_MODE = {
    Mode.INCREMENT: "an increment",
    Mode.STOCK: "a stock",
    Mode.PROJECTION: "a projection",
    Mode.TOTAL: "a total",
}
_WHY_NOT = {
    State.SUPERSEDED: "superseded: the same voice has a newer claim",
    State.CORRECTED: "corrected by the recorder",
    State.VOIDED: "voided by the recorder",
    State.STANDING: "not considered by the method",
}


def dossier(snapshot: Snapshot, method: str = DEFAULT) -> Dossier:
    """The dossier of a snapshot. Raises OptionError for a method that does not exist."""
    named = method_named(method)
    unfolding = unfold(snapshot)
    pictures = tuple(pictures_in(unfolding, named))
    states = _states(snapshot, unfolding, pictures)
    return Dossier(snapshot, named, unfolding, pictures, states)


def _states(
    snapshot: Snapshot, unfolding: Unfolding, pictures: tuple[CountPicture, ...]
) -> dict[str, State]:
    by_count = {picture.count: picture for picture in pictures}
    standing = {one.claim.id for picture in pictures for one in picture.standing.claims}
    return {
        row.id: State.STANDING
        if row.id in standing
        else _state_of(row, snapshot, unfolding, by_count.get(row.count))
        for row in snapshot.claims
    }


def _state_of(
    row: RecordedClaim, snapshot: Snapshot, unfolding: Unfolding, picture: CountPicture | None
) -> State:
    """What became of a row that does not stand."""
    rows = unfolding.rows
    if not row.states_figure:
        return State.ACT
    if row.id in rows.replaced_by:
        return State.VOIDED if rows.current(row.id) in rows.voided else State.CORRECTED
    if row.id in rows.voided:
        return State.VOIDED
    as_of = snapshot.as_of_us
    if as_of is not None and public_us(row, snapshot.incident.timezone) > as_of:
        return State.NOT_YET_PUBLIC
    if picture is not None and row.id in picture.state.withdrawn:
        return State.WITHDRAWN
    return State.SUPERSEDED if row.mode is Mode.TOTAL else State.NOT_A_TOTAL
