"""What `tracker history` prints: the chart, its steps, what they amount to, what stood apart."""

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.segment import Segment
from rich.text import Text

from tracker.model.choices import Act
from tracker.model.claim import Count, RecordedClaim
from tracker.model.snapshot import Snapshot
from tracker.reconcile.dossier import Dossier, State
from tracker.reconcile.events import Voiced
from tracker.reconcile.picture import CountPicture, name_of
from tracker.reconcile.revision import Revision, revisions_in
from tracker.reconcile.revisions import Revisions, statistics_of_estimate
from tracker.reconcile.timeline import Change, Step
from tracker.reports.chart import step_chart
from tracker.reports.claim_lines import count_title, figure_text, short_ids, source_text
from tracker.reports.header_text import title_text, view_text
from tracker.reports.layout import (
    HEADING,
    QUIET,
    Columns,
    grid,
    heading,
    number,
    numbers_cell,
    plural,
    stacked,
)
from tracker.reports.moments import moment_text
from tracker.reports.passage import Passage
from tracker.reports.revision_text import change_text, near_text, reason_text, span_numbers

CHART_LINES = 14
_COUNTED = (
    Change.RAISED,
    Change.LOWERED,
    Change.WIDENED,
    Change.NARROWED,
    Change.REAFFIRMED,
    Change.HELD,
    Change.UNMOVED,
    Change.WITHDRAWN,
    Change.RESTATED,
)

_ACTS = {Act.DISPUTE: "dispute", Act.RETRACT: "withdrawal"}


class Chart:
    """A step chart as wide as there is room."""

    def __init__(self, timeline: Sequence[Step], zone: str) -> None:
        self.timeline = timeline
        self.zone = zone

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        lines = step_chart(
            self.timeline,
            options.max_width,
            CHART_LINES,
            zone=self.zone,
            ascii_only=options.ascii_only,
        )
        for line in lines:
            yield Segment(line)
            yield Segment.line()


def history_text(dossier: Dossier, count: Count) -> Group:
    """The timeline of one count. A count without a public number gets a sentence that says so."""
    snapshot = dossier.snapshot
    timeline = dossier.timeline(count)
    head = stacked(
        heading(f"{title_text(snapshot.incident)} – {count_title(count)}"),
        Passage(f"{view_text(snapshot)}; method {dossier.method.name}: {dossier.method.rule}"),
        "",
    )
    if not timeline:
        return stacked(head, Passage(f"No number for {count_title(count)} is public."))
    zone = snapshot.incident.timezone
    picture = dossier.picture(count)
    revisions = revisions_in(timeline, {row.id: row for row in snapshot.claims})
    return stacked(
        head,
        Chart(timeline, zone),
        "",
        _steps(timeline, revisions, dossier),
        "",
        Passage(statistics_text(statistics_of_estimate(revisions), zone)),
        *_apart(picture, dossier),
    )


def _steps(
    timeline: Sequence[Step], revisions: Sequence[Revision], dossier: Dossier
) -> RenderableType:
    snapshot = dossier.snapshot
    ids = short_ids(snapshot.claims)
    rows = [
        (
            Text(moment_text(step.at_us, snapshot.incident.timezone)),
            numbers_cell(step.estimate.low),
            numbers_cell(step.estimate.best, HEADING),
            numbers_cell(step.estimate.high),
            Text(change_text(revision)),
            Passage(_after(step, revision, snapshot)),
            Text(ids[revision.claim.id], QUIET),
        )
        for step, revision in zip(timeline, revisions, strict=True)
    ]
    columns = ("from", "low", "best", "high", "change", "after", "claim")
    return Columns(rows, heads=columns, right=(1, 2, 3), whole=(0, 1, 2, 3, 4, 6))


def _after(step: Step, revision: Revision, snapshot: Snapshot) -> str:
    """Who caused a step and why; of a claim that moved nothing, that it never stood; of an act
    after which the figure held, what it was."""
    told = name_of(revision.claim.source, snapshot.sources)
    if step.change is Change.HELD and revision.claim.act in _ACTS:
        told = f"{_ACTS[revision.claim.act]} by {told}"
    if step.change is Change.UNMOVED and isinstance(step.cause, Voiced):
        told += "; the claim never stood"
    return told + reason_text(revision)


def statistics_text(revisions: Revisions, zone: str) -> str:
    """How often a figure moved which way, from where to where, since when it holds, and how
    soon it was near."""
    moved = [f"{n:,} {kind}" for kind in _COUNTED if (n := revisions.changes[kind])]
    told = plural(revisions.steps, "step")
    if moved:
        told += f" ({', '.join(moved)})"
    told += f": first {span_numbers(revisions.first_figures)}"
    told += f", latest {span_numbers(revisions.latest_figures)}"
    told += f", least {number(revisions.minimum)}, most {number(revisions.maximum)}."
    if revisions.settled_at_us is not None:
        since = moment_text(revisions.settled_at_us, zone)
        told += f" It has been {span_numbers(revisions.latest_figures)} since {since}."
    return f"{told} {near_text(revisions)}".strip()


def _apart(picture: CountPicture, dossier: Dossier) -> Iterator[RenderableType]:
    """Claims that a reader of the steps would miss: parties', contested, higher, withdrawn."""
    rows = {row.id: row for row in dossier.snapshot.claims}
    ids = short_ids(rows.values())
    told = [
        _apart_row(rows[aside.claim], aside.reason, dossier, ids)
        for aside in dossier.set_aside(picture)
        if _is_notable(rows[aside.claim], picture, dossier)
    ]
    if told:
        yield ""
        yield Passage("Set aside, and worth knowing of")
        yield grid(told, whole=1, indent=2)


def _apart_row(
    row: RecordedClaim, reason: str, dossier: Dossier, ids: Mapping[str, str]
) -> tuple[RenderableType, ...]:
    told = f"{figure_text(row)} by {source_text(row, dossier.snapshot)}: {reason}"
    return Text(ids[row.id], QUIET), Passage(told)


def _is_notable(row: RecordedClaim, picture: CountPicture, dossier: Dossier) -> bool:
    state = dossier.states[row.id]
    if row.figure.value is None:
        return False
    if state is State.WITHDRAWN:
        return True
    voiced = dossier.unfolding.voiced.get(row.id)
    is_party = voiced is not None and voiced.by.is_party
    if state is not State.STANDING:
        return state is State.SUPERSEDED and is_party
    value = picture.estimate.value
    is_higher = value is not None and row.figure.value > value
    return is_party or is_higher or row.id in picture.standing.disputed
