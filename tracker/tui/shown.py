"""One view as it is shown: the dossier as of its moment, and how the count in focus moved."""

from bisect import bisect_left
from dataclasses import dataclass, replace

from tracker.errors import NotFoundError
from tracker.model import Count, RecordedClaim, Snapshot, voice_of
from tracker.reconcile import (
    Change,
    CountPicture,
    Dossier,
    Finding,
    Revision,
    Step,
    name_of,
)
from tracker.tui.claim_rows import ClaimRows, claim_rows
from tracker.tui.drawing import Chart, Level
from tracker.tui.view import View
from tracker.tui.whole import CountLines, Whole, count_in_focus, dots_beside


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
    return whole.dossier_at(view.as_of_us), count_in_focus(whole.dossier, view.count)


def _chart(whole: Whole, view: View, lines: CountLines, count: Count | None) -> Chart:
    sources, series = whole.snapshot.sources, lines.series
    return Chart(
        zone=whole.snapshot.incident.timezone,
        estimate=lines.levels,
        name=view.method,
        voice=tuple(_voice_level(one) for one in series.get(view.voice, ())),
        voice_name=name_of(view.voice, sources) if view.voice in series else "",
        dots=dots_beside(whole.dossier, count, view.voice, lines.dots),
        as_of_us=view.as_of_us,
        mark_us=view.mark_us,
        window=view.window,
    )


def _voice_level(revision: Revision) -> Level:
    if revision.after is None:
        return Level(revision.at_us, None, None, None)
    low, best, high = revision.after
    value = best if best is not None else high if low is None else low
    return Level(revision.at_us, low, value, high, best is not None)


def voice_in(slug: str, snapshot: Snapshot) -> str:
    """The voice of a source. Raises NotFoundError, with near slugs, when there is none."""
    if slug not in snapshot.sources:
        raise NotFoundError("source", slug, list(snapshot.sources))
    return voice_of(slug, snapshot.sources)


def row_of(claim_id: str, snapshot: Snapshot) -> RecordedClaim | None:
    """The claim of that id; None where the incident has none."""
    return next((row for row in snapshot.claims if row.id == claim_id), None)
