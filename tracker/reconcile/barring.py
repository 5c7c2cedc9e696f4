"""Which rows of a count had no say at all, and what kept them out: the step before standing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tracker.model.choices import Act, Mode
from tracker.model.claim import Count, RecordedClaim
from tracker.reconcile.acts import Rows
from tracker.reconcile.dossier import Dossier, State
from tracker.reconcile.moments import public_us


class Bar(StrEnum):
    """What keeps a row out, the first that applies in this order."""

    NOT_YET_RECORDED = "not_yet_recorded"
    VOIDED = "voided"
    CORRECTED = "corrected"
    NOT_YET_PUBLIC = "not_yet_public"
    NOT_A_TOTAL = "not_a_total"


@dataclass(frozen=True, slots=True)
class Barred:
    """A row of a count that is not eligible at the moments asked for."""

    row: RecordedClaim
    bar: Bar
    by: RecordedClaim | None = None
    """The recorder's act that took it out; None where none did."""
    from_us: int | None = None
    """Public, or recorded, from this instant on, µs since 1970 UTC; None where time is not
    what keeps it out."""


def barred_rows(
    dossier: Dossier, count: Count, later: Iterable[RecordedClaim] = ()
) -> tuple[Barred, ...]:
    """The rows of a count that are not eligible, acts of the sources among them, in the order
    of entry. `later`: rows that were recorded after the known-at moment."""
    voids = _voids(dossier)
    of_count = {row.id for row in dossier.snapshot.claims if row.count == count}
    known = (
        barred
        for row in dossier.snapshot.claims
        if _is_about(row, count, of_count) and (barred := _barred(row, dossier, voids)) is not None
    )
    unrecorded = (
        Barred(row, Bar.NOT_YET_RECORDED, None, row.recorded_us)
        for row in later
        if _is_about(row, count, of_count)
    )
    return (*known, *unrecorded)


def _is_about(row: RecordedClaim, count: Count, of_count: set[str]) -> bool:
    """True for a row of the count, and for an act on one of its rows, whatever it bears itself."""
    return row.count == count or not of_count.isdisjoint(row.targets)


def _barred(
    row: RecordedClaim, dossier: Dossier, voids: Mapping[str, RecordedClaim]
) -> Barred | None:
    if row.act is Act.VOID:
        return None
    rows, snapshot = dossier.unfolding.rows, dossier.snapshot
    if row.id in voids:
        return Barred(row, Bar.VOIDED, voids[row.id])
    if dossier.states[row.id] is State.CORRECTED:
        return Barred(row, Bar.CORRECTED, dossier.unfolding.voiced[rows.current(row.id)].claim)
    public = public_us(row, snapshot.incident.timezone)
    if snapshot.as_of_us is not None and public > snapshot.as_of_us:
        return Barred(row, Bar.NOT_YET_PUBLIC, None, public)
    if row.states_figure and row.mode is not Mode.TOTAL:
        return Barred(row, Bar.NOT_A_TOTAL)
    return None


def _voids(dossier: Dossier) -> dict[str, RecordedClaim]:
    """Every id that a void took out, with that void."""
    rows = dossier.unfolding.rows
    voids: dict[str, RecordedClaim] = {}
    for row in dossier.snapshot.claims:
        if row.act is Act.VOID and row.id not in rows.voided:
            for target in _with_corrections(row.targets[0], rows):
                voids.setdefault(target, row)
    return voids


def _with_corrections(claim_id: str, rows: Rows) -> Iterator[str]:
    """A claim, and whatever took its place since: a void of it reaches all of these."""
    yield claim_id
    while claim_id in rows.replaced_by:
        claim_id = rows.replaced_by[claim_id]
        yield claim_id
