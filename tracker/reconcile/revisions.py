"""What a timeline or a series amounts to: how often it moved which way, from where to where,
how soon it came near to where it ended."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tracker.model.claim import RecordedClaim
from tracker.reconcile.revision import STILL, Revision, revisions_in
from tracker.reconcile.settling import Within, within_of_latest
from tracker.reconcile.timeline import Change, Figures, Step

WORDED = "worded"
"""Stands in for a code where a reason is given in words that mean none."""


@dataclass(frozen=True, slots=True)
class Revisions:
    """The statistics of one timeline or series.

    Its numbers of people are the stated ones; of a range both ends count as least and greatest.
    """

    steps: int
    """Of a timeline: moments at which something became public and there was, or had been, a
    figure. Of a series: claims and retractions that became its voice's newest word."""
    changes: Mapping[Change, int]
    """How many steps were of each kind; a kind that none was of is 0."""
    reasons: Mapping[str, int]
    """Code of the reason → how many steps that moved something give it; `worded` for words
    that mean no code, `unexplained` where nothing is given."""
    first: int | None
    """The first figure; of a range the low end. None when there never was one."""
    latest: int | None
    """The newest figure; None when it is withdrawn or there never was one."""
    first_figures: Figures | None
    latest_figures: Figures | None
    minimum: int | None
    maximum: int | None
    within: tuple[Within, ...]
    """When it came within 0, 10 and 20 percent of the latest figure for good."""

    @property
    def settled_at_us(self) -> int | None:
        """From when on the figure was the latest one without a break; None without a latest."""
        return self.within[0].at_us


def revisions_of(timeline: Sequence[Step], rows: Mapping[str, RecordedClaim]) -> Revisions:
    """The statistics of a timeline, oldest step first. `rows` of the incident by id."""
    return statistics_of_estimate(revisions_in(timeline, rows))


def statistics_of_estimate(revisions: Sequence[Revision]) -> Revisions:
    """The statistics of the revisions of an estimate, oldest first. What never stood is no word
    on the count, so that it vouches for no figure."""
    heard = (one.at_us for one in reversed(revisions) if one.change is not Change.UNMOVED)
    return statistics(revisions, next(heard, 0))


def statistics(revisions: Sequence[Revision], observed_until_us: int) -> Revisions:
    """The statistics of a series, oldest step first. `observed_until_us`: the last moment at
    which anything was heard about its count, whoever said it (`last_heard_us`)."""
    spans = [one.span for one in revisions]
    known = [span for span in spans if span is not None]
    changes = Counter(one.change for one in revisions)
    latest = spans[-1] if spans else None
    return Revisions(
        steps=len(revisions),
        changes={change: changes[change] for change in Change},
        reasons=_reasons(revisions),
        first=known[0].low if known else None,
        latest=None if latest is None else latest.low,
        first_figures=revisions[0].after if revisions else None,
        latest_figures=revisions[-1].after if revisions else None,
        minimum=min((span.low for span in known), default=None),
        maximum=max((span.high for span in known), default=None),
        within=within_of_latest(revisions, observed_until_us),
    )


def _reasons(revisions: Iterable[Revision]) -> dict[str, int]:
    moved = (one.why for one in revisions if one.change not in STILL)
    return dict(Counter(WORDED if why.code is None else why.code.value for why in moved))
