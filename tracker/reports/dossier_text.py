"""What `tracker show` prints: the estimates, what they rest on, what was set aside and why."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.text import Text

from tracker.model.claim import RecordedClaim
from tracker.reconcile.dossier import Dossier, State
from tracker.reconcile.estimate import Estimate, SetAside
from tracker.reconcile.picture import CountPicture
from tracker.reports.camps_text import camps_text
from tracker.reports.claim_lines import count_title, short_ids
from tracker.reports.claims_text import claims_grid
from tracker.reports.finding_text import findings_text
from tracker.reports.header_text import header_text
from tracker.reports.layout import (
    HEADING,
    UNKNOWN,
    Columns,
    heading,
    number,
    numbers_cell,
    stacked,
)
from tracker.reports.passage import Passage
from tracker.reports.why_command import why_command

_IN_FULL = 2
"""So many superseded claims are listed rather than counted."""


class Told(NamedTuple):
    """A dossier with what is looked up for every claim that is named."""

    dossier: Dossier
    rows: Mapping[str, RecordedClaim]
    """By id."""
    ids: Mapping[str, str]
    """Id → its beginning."""


def dossier_text(dossier: Dossier, *, verbose: bool = False) -> Group:
    """The whole dossier. `verbose` lists the superseded claims one by one as well."""
    claims = dossier.snapshot.claims
    told = Told(dossier, {row.id: row for row in claims}, short_ids(claims))
    parts: list[RenderableType] = [header_text(dossier), "", estimates_table(dossier)]
    for picture in dossier.pictures:
        parts += ["", _section(picture, told, verbose=verbose)]
    for part in (_not_estimated(told), findings_text(dossier), _how_to_follow(dossier)):
        if part is not None:
            parts += ["", part]
    return stacked(*parts)


def _how_to_follow(dossier: Dossier) -> Passage | None:
    """Names the command that leads from a number to its claims."""
    if not dossier.pictures:
        return None
    return Passage(f"How a number came about, claim by claim: {why_command(dossier)}")


def estimates_table(dossier: Dossier) -> RenderableType:
    """Every count with its low, best and high, the whole incident's dead first."""
    if not dossier.pictures:
        return Passage("No claim that states a total is public.")
    rows = [
        (
            Passage(count_title(picture.count)),
            numbers_cell(picture.estimate.low),
            numbers_cell(picture.estimate.best, HEADING),
            numbers_cell(picture.estimate.high),
            Text(f"{picture.numbered_voices:,}"),
            Text(dossier.grade(picture) or UNKNOWN),
            Text("disputed" if picture.estimate.disputed else ""),
        )
        for picture in dossier.pictures
    ]
    columns = ("estimates", "low", "best", "high", "voices", "grade", "")
    return Columns(rows, heads=columns, right=(1, 2, 3, 4), whole=(1, 2, 3, 4, 5, 6))


def _section(picture: CountPicture, told: Told, *, verbose: bool) -> Group:
    estimate = picture.estimate
    standing, fallen, superseded = _sorted_aside(picture, told.dossier)
    if verbose or len(superseded) <= _IN_FULL:
        fallen, superseded = fallen + superseded, []
    return stacked(
        heading(section_title(picture)),
        Passage(f"Rule: {estimate.rule}."),
        *camps_text(estimate, told.dossier.snapshot),
        *_listed("Rests on", [SetAside(one, "") for one in estimate.used], told),
        *_listed("Set aside", standing, told),
        *_listed("No longer standing", fallen, told),
        _counted(superseded, after=bool(fallen)),
    )


def section_title(picture: CountPicture) -> str:
    """A count with its estimate: `Killed – low 44, best 52, high 57`."""
    title = count_title(picture.count)
    return f"{title[:1].upper()}{title[1:]} – {estimate_text(picture.estimate)}"


def estimate_text(estimate: Estimate) -> str:
    """An estimate in words, low before best before high."""
    if estimate.figures == (None, None, None):
        told = "no number"
    elif estimate.low == estimate.best == estimate.high:
        told = number(estimate.best)
    else:
        told = (
            f"low {number(estimate.low)}, best {number(estimate.best)}, "
            f"high {number(estimate.high)}"
        )
    return f"{told}, disputed" if estimate.disputed else told


def _sorted_aside(
    picture: CountPicture, dossier: Dossier
) -> tuple[list[SetAside], list[SetAside], list[SetAside]]:
    """What is set aside: what stands; what fell in a way to be told; what was superseded."""
    sorted_out: tuple[list[SetAside], list[SetAside], list[SetAside]] = ([], [], [])
    for aside in dossier.set_aside(picture):
        state = dossier.states[aside.claim]
        sorted_out[{State.STANDING: 0, State.SUPERSEDED: 2}.get(state, 1)].append(aside)
    return sorted_out


def _listed(title: str, asides: Sequence[SetAside], told: Told) -> Iterator[RenderableType]:
    """The claims under their reasons, each reason once, the one with the greatest number first."""
    by_reason: dict[str, list[RecordedClaim]] = {}
    for aside in asides:
        by_reason.setdefault(aside.reason, []).append(told.rows[aside.claim])
    for reason, rows in sorted(by_reason.items(), key=lambda one: -_greatest(one[1])):
        yield Passage(f"{title} – {reason}" if reason else title)
        yield claims_grid(rows, told.dossier.snapshot, told.ids)


def _greatest(rows: Sequence[RecordedClaim]) -> int:
    values = (row.figure.value for row in rows)
    return max((value for value in values if value is not None), default=-1)


def _counted(superseded: Sequence[SetAside], *, after: bool) -> Passage | None:
    if not superseded:
        return None
    told = f"{len(superseded):,} superseded: the same voice has a newer claim"
    return Passage(f"And {told}." if after else f"No longer standing – {told}.")


def _not_estimated(told: Told) -> Group | None:
    """Public figures in counts of which nobody has given a total."""
    counts = {picture.count for picture in told.dossier.pictures}
    asides = [
        SetAside(row.id, f"{count_title(row.count)}; not a total but of mode {row.mode}")
        for row in told.rows.values()
        if row.count not in counts and told.dossier.states[row.id] is State.NOT_A_TOTAL
    ]
    return stacked(*_listed("Recorded, not estimated", asides, told)) if asides else None
