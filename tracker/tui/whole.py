"""An incident with everything public, and what is worked out of it once: how its counts moved,
and its dossiers as of the moments that were looked at last."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from tracker.model import Count, Snapshot
from tracker.reconcile import Dossier, Revision, Step, dossier
from tracker.reconcile.events import Voiced
from tracker.reconcile.series import series_in
from tracker.tui.claim_rows import PublicRows, public_rows
from tracker.tui.drawing import Dot, Level


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
        return count_in_focus(self.dossier, wanted) in (None, *self.lines)

    def work_out(self, wanted: Count | None) -> None:
        """Works out how the count that a view wants moved."""
        self.lines_of(count_in_focus(self.dossier, wanted))

    def lines_of(self, count: Count | None) -> CountLines:
        """How a count moved; worked out once."""
        if count is None:
            return NO_LINES
        if count not in self.lines:
            self.lines[count] = _lines(self.dossier, count)
        return self.lines[count]


def whole_of(snapshot: Snapshot, method: str) -> Whole:
    """The incident with everything public. Raises OptionError for an unknown method."""
    return Whole(snapshot, dossier(snapshot, method), public_rows(snapshot))


def count_in_focus(known: Dossier, wanted: Count | None) -> Count | None:
    """The count that is wanted where the dossier has it, else its first; None where it has none."""
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


def _level(step: Step) -> Level:
    low, best, high = step.estimate.figures
    return Level(step.at_us, low, step.estimate.value, high, best is not None)


def dots_beside(
    known: Dossier, count: Count | None, voice: str, kept: dict[str, tuple[Dot, ...]]
) -> tuple[Dot, ...]:
    """Where the voices beside the one in focus spoke of a count; kept by that voice."""
    if count is None:
        return ()
    if voice not in kept:
        kept[voice] = tuple(
            Dot(event.public_us, event.value)
            for event in known.picture(count).events
            if isinstance(event, Voiced) and event.value is not None and event.by.voice != voice
        )
    return kept[voice]
