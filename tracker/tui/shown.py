"""One view as it is shown: the dossier as of its moment, and how the count in focus moved."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from tracker.errors import NotFoundError
from tracker.model import Count, RecordedClaim, Snapshot, voice_of
from tracker.reconcile import (
    Change,
    CountPicture,
    Dossier,
    Finding,
    Revision,
    Step,
    dossier,
    name_of,
)
from tracker.reconcile.series import series_in
from tracker.tui.claim_rows import ClaimRows, PublicRows, claim_rows, public_rows
from tracker.tui.drawing import Chart, Dot, Level
from tracker.tui.view import View


@dataclass(frozen=True, slots=True)
class CountLines:
    """How one count moved, of everything public: what every moment in view is a part of."""

    timeline: tuple[Step, ...]
    series: Mapping[str, Sequence[Revision]]
    """By voice, its own figures."""
    levels: tuple[Level, ...]
    """The timeline as a chart draws it."""
    moved: Mapping[str, Revision]
    """Claim → what it changed."""
    dots: dict[str, tuple[Dot, ...]] = field(default_factory=dict, compare=False)
    """By the voice in focus, what the others said: as far as one was looked at."""

    @property
    def voices(self) -> tuple[str, ...]:
        """Slugs of the voices that gave a number, the most talkative first."""
        return tuple(sorted(self.series, key=lambda one: (-len(self.series[one]), one)))


NO_LINES = CountLines((), {}, (), {})
MOST_KEPT = 4
"""Moments of a big incident that are kept, so that the next step is there before it is asked."""


@dataclass(frozen=True, slots=True)
class Whole:
    """An incident with everything public, by one method: what past views are cut from."""

    snapshot: Snapshot
    dossier: Dossier
    public: PublicRows
    """Its rows as they became public."""
    lines: dict[Count, CountLines] = field(default_factory=dict, compare=False)
    """Of the counts that were looked at so far."""
    of_count: dict[Count | None, PublicRows] = field(default_factory=dict, compare=False)
    """The rows of those counts."""
    past: dict[int, Dossier] = field(default_factory=dict, compare=False)
    """As-of → the dossier, of the moments that were looked at last."""

    def dossier_at(self, as_of_us: int | None) -> Dossier:
        """The dossier as of a moment; None is the latest."""
        if as_of_us is None:
            return self.dossier
        kept = self.past.get(as_of_us)
        if kept is None:
            kept = dossier(replace(self.snapshot, as_of_us=as_of_us), self.dossier.method.name)
            self.past[as_of_us] = kept
            while len(self.past) > MOST_KEPT:
                del self.past[next(iter(self.past))]
        return kept

    def rows_of(self, count: Count | None) -> PublicRows:
        """The rows of a count; worked out once."""
        if count not in self.of_count:
            self.of_count[count] = self.public.of(count)
        return self.of_count[count]

    def has_lines(self, wanted: Count | None) -> bool:
        """Whether it is known how the count that a view wants moved."""
        return _count_in_focus(self.dossier, wanted) in (None, *self.lines)

    def work_out(self, wanted: Count | None) -> None:
        """Works out how the count that a view wants moved."""
        self.lines_of(_count_in_focus(self.dossier, wanted))

    def lines_of(self, count: Count | None) -> CountLines:
        """How a count moved; worked out once."""
        if count is None:
            return NO_LINES
        if count not in self.lines:
            self.lines[count] = _lines(self.dossier, count)
        return self.lines[count]


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything that the panes show of a view."""

    whole: Whole
    dossier: Dossier
    """As of the view's moment."""
    count: Count | None
    """The count in focus; None where nothing states a total."""
    lines: CountLines | None
    """Of that count, up to the latest; None while they are worked out."""
    chart: Chart | None
    """None while the lines are worked out."""
    claims: ClaimRows
    findings: tuple[Finding, ...] | None
    """Those of the dossier; None while they are looked for."""

    @property
    def timeline(self) -> tuple[Step, ...]:
        """How the count in focus moved; () while that is worked out."""
        return self.lines.timeline if self.lines is not None else ()

    @property
    def snapshot(self) -> Snapshot:
        """What the dossier was made from."""
        return self.dossier.snapshot

    @property
    def picture(self) -> CountPicture | None:
        """The count in focus as of the view's moment; None while nothing is public about it."""
        return next((one for one in self.dossier.pictures if one.count == self.count), None)

    @property
    def falls(self) -> int:
        """How often the estimate has fallen up to the view's moment."""
        until = self.snapshot.as_of_us
        return sum(
            step.change is Change.LOWERED
            for step in self.timeline
            if until is None or step.at_us <= until
        )

    def beside(self) -> tuple[int, ...]:
        """The moments of the changes before and after the view's own, µs since 1970 UTC."""
        moments = [step.at_us for step in self.timeline]
        at_us = self.snapshot.as_of_us
        place = len(moments) - 1 if at_us is None else bisect_left(moments, at_us)
        return tuple(moments[at] for at in (place - 1, place + 1) if 0 <= at < len(moments))

    @property
    def public_rows(self) -> int:
        """Rows that were public by the view's moment."""
        return self.claims.public


def whole_of(snapshot: Snapshot, method: str) -> Whole:
    """The incident with everything public. Raises OptionError for an unknown method."""
    return Whole(snapshot, dossier(snapshot, method), public_rows(snapshot))


def first_look(whole: Whole, view: View) -> Shown:
    """A view without what takes long: the estimates and the claims, no chart, no findings and no
    word on what each claim changed. Raises OptionError for words it cannot filter by."""
    known, count = _seen(whole, view)
    rows = claim_rows(known, whole.public, whole.rows_of(count), None, view)
    return Shown(whole, known, count, None, None, rows, None)


def shown_of(whole: Whole, view: View) -> Shown:
    """What a view shows of an incident, but for the findings. Raises OptionError for words it
    cannot filter by."""
    known, count = _seen(whole, view)
    lines = whole.lines_of(count)
    rows = claim_rows(known, whole.public, whole.rows_of(count), lines.moved, view)
    return Shown(whole, known, count, lines, _chart(whole, view, lines, count), rows, None)


def with_findings(shown: Shown) -> Shown:
    """The same with the findings of its dossier."""
    return replace(shown, findings=shown.dossier.findings)


def _seen(whole: Whole, view: View) -> tuple[Dossier, Count | None]:
    return whole.dossier_at(view.as_of_us), _count_in_focus(whole.dossier, view.count)


def _count_in_focus(known: Dossier, wanted: Count | None) -> Count | None:
    counts = [picture.count for picture in known.pictures]
    if wanted in counts:
        return wanted
    return counts[0] if counts else None


def _lines(known: Dossier, count: Count) -> CountLines:
    rows = {row.id: row for row in known.snapshot.claims}
    timeline = known.timeline(count)
    series = series_in(known.picture(count).events, rows)
    moved = {one.claim.id: one for some in series.values() for one in some}
    return CountLines(timeline, series, tuple(map(_level, timeline)), moved)


def _chart(whole: Whole, view: View, lines: CountLines, count: Count | None) -> Chart:
    sources, series = whole.snapshot.sources, lines.series
    return Chart(
        zone=whole.snapshot.incident.timezone,
        estimate=lines.levels,
        name=view.method,
        voice=tuple(_voice_level(one) for one in series.get(view.voice, ())),
        voice_name=name_of(view.voice, sources) if view.voice in series else "",
        dots=_dots(whole.dossier, count, view.voice, lines.dots),
        as_of_us=view.as_of_us,
        mark_us=view.mark_us,
        window=view.window,
    )


def _level(step: Step) -> Level:
    low, _, high = step.estimate.figures
    return Level(step.at_us, low, step.estimate.value, high)


def _voice_level(revision: Revision) -> Level:
    if revision.after is None:
        return Level(revision.at_us, None, None, None)
    low, best, high = revision.after
    value = best if best is not None else high if low is None else low
    return Level(revision.at_us, low, value, high)


def _dots(
    known: Dossier, count: Count | None, voice: str, kept: dict[str, tuple[Dot, ...]]
) -> tuple[Dot, ...]:
    if count is None:
        return ()
    if voice not in kept:
        kept[voice] = tuple(
            Dot(event.at_us, event.voiced.value)
            for event in known.picture(count).events
            if event.voiced is not None
            and event.voiced.value is not None
            and event.voiced.by.voice != voice
        )
    return kept[voice]


def voice_in(slug: str, snapshot: Snapshot) -> str:
    """The voice of a source. Raises NotFoundError, with near slugs, when there is none."""
    if slug not in snapshot.sources:
        raise NotFoundError("source", slug, list(snapshot.sources))
    return voice_of(slug, snapshot.sources)


def row_of(claim_id: str, snapshot: Snapshot) -> RecordedClaim | None:
    """The claim of that id; None where the incident has none."""
    return next((row for row in snapshot.claims if row.id == claim_id), None)
