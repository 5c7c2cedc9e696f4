"""One view as it is shown: the dossier as of its moment, and how the count in focus moved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tracker.errors import NotFoundError
from tracker.model import Count, RecordedClaim, Snapshot, voice_of
from tracker.reconcile import Change, CountPicture, Dossier, Revision, Step, dossier, name_of
from tracker.reconcile.series import series_in
from tracker.tui.claim_rows import ClaimRows, claim_rows
from tracker.tui.drawing import Chart, Dot, Level
from tracker.tui.view import View


@dataclass(frozen=True, slots=True)
class Whole:
    """An incident with everything public, by one method: what past views are cut from."""

    snapshot: Snapshot
    dossier: Dossier


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything that the panes show of a view."""

    whole: Whole
    dossier: Dossier
    """As of the view's moment."""
    count: Count | None
    """The count in focus; None where nothing states a total."""
    timeline: tuple[Step, ...]
    """Of that count, up to the latest."""
    voices: tuple[str, ...]
    """Slugs of the voices that gave a number, the most talkative first."""
    chart: Chart
    claims: ClaimRows

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

    @property
    def public_rows(self) -> int:
        """Rows that were public by the view's moment."""
        return len(self.claims.public)


def whole_of(snapshot: Snapshot, method: str) -> Whole:
    """The incident with everything public. Raises OptionError for an unknown method."""
    return Whole(snapshot, dossier(snapshot, method))


def shown_of(whole: Whole, view: View) -> Shown:
    """What a view shows of an incident. Raises OptionError for words it cannot filter by."""
    known = whole.dossier
    if view.as_of_us is not None:
        known = dossier(replace(whole.snapshot, as_of_us=view.as_of_us), view.method)
    count = _count_in_focus(whole.dossier, view.count)
    timeline = whole.dossier.timeline(count) if count is not None else ()
    series = _series(whole.dossier, count)
    voices = tuple(sorted(series, key=lambda one: (-len(series[one]), one)))
    chart = _chart(whole, view, timeline, series, count)
    rows = claim_rows(known, count, series, view)
    return Shown(whole, known, count, timeline, voices, chart, rows)


def _count_in_focus(known: Dossier, wanted: Count | None) -> Count | None:
    counts = [picture.count for picture in known.pictures]
    if wanted in counts:
        return wanted
    return counts[0] if counts else None


def _series(known: Dossier, count: Count | None) -> Mapping[str, Sequence[Revision]]:
    if count is None:
        return {}
    rows = {row.id: row for row in known.snapshot.claims}
    return series_in(known.picture(count).events, rows)


def _chart(
    whole: Whole,
    view: View,
    timeline: Sequence[Step],
    series: Mapping[str, Sequence[Revision]],
    count: Count | None,
) -> Chart:
    sources = whole.snapshot.sources
    return Chart(
        zone=whole.snapshot.incident.timezone,
        estimate=tuple(_level(step) for step in timeline),
        name=view.method,
        voice=tuple(_voice_level(one) for one in series.get(view.voice, ())),
        voice_name=name_of(view.voice, sources) if view.voice in series else "",
        dots=_dots(whole.dossier, count, view.voice),
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


def _dots(known: Dossier, count: Count | None, voice: str) -> tuple[Dot, ...]:
    if count is None:
        return ()
    return tuple(
        Dot(event.at_us, event.voiced.value)
        for event in known.picture(count).events
        if event.voiced is not None
        and event.voiced.value is not None
        and event.voiced.by.voice != voice
    )


def voice_in(slug: str, snapshot: Snapshot) -> str:
    """The voice of a source. Raises NotFoundError, with near slugs, when there is none."""
    if slug not in snapshot.sources:
        raise NotFoundError("source", slug, list(snapshot.sources))
    return voice_of(slug, snapshot.sources)


def row_of(claim_id: str, snapshot: Snapshot) -> RecordedClaim | None:
    """The claim of that id; None where the incident has none."""
    return next((row for row in snapshot.claims if row.id == claim_id), None)
