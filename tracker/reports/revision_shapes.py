"""The JSON shapes of revisions: a step of a timeline or series, and what the steps amount to."""

from typing import Any

from tracker.model.stamps import HOUR_US, instant
from tracker.reconcile.lags import Lags
from tracker.reconcile.revision import Revision
from tracker.reconcile.revisions import Revisions
from tracker.reconcile.settling import Within
from tracker.reconcile.timeline import Change, Figures, Step

Shape = dict[str, Any]
_PLACES = 2
"""Decimals of hours: a hundredth is 36 seconds, and stamps are known to the minute."""


def timeline_step_shape(step: Step, revision: Revision) -> Shape:
    """One step of `history`: the estimate, then what its cause says of the change."""
    return {
        "at": instant(step.at_us),
        "low": step.estimate.low,
        "best": step.estimate.best,
        "high": step.estimate.high,
        "change": step.change.value,
        "claim": revision.claim.id,
        "source": revision.claim.source,
        "rule": step.estimate.rule,
        "causes": [event.claim.id for event in step.causes],
        "disputed": step.estimate.disputed,
        **_how(revision),
    }


def series_step_shape(revision: Revision) -> Shape:
    """One step of a voice's own series; its figure is None when it was withdrawn."""
    low, best, high = revision.after or (None, None, None)
    return {
        "at": instant(revision.at_us),
        "low": low,
        "best": best,
        "high": high,
        "change": revision.change.value,
        "claim": revision.claim.id,
        "source": revision.claim.source,
        **_how(revision),
    }


def revisions_shape(revisions: Revisions) -> Shape:
    """What a timeline or series amounts to."""
    changes = revisions.changes
    return {
        "steps": revisions.steps,
        **{change.value: changes[change] for change in Change if change is not Change.FIRST},
        "first": revisions.first,
        "latest": revisions.latest,
        "minimum": revisions.minimum,
        "maximum": revisions.maximum,
        "settled_at": _moment(revisions.settled_at_us),
        "first_figure": _figures(revisions.first_figures),
        "latest_figure": _figures(revisions.latest_figures),
        "within": [_within(one) for one in revisions.within],
        "reasons": dict(sorted(revisions.reasons.items())),
    }


def lags_shape(lags: Lags) -> Shape:
    """Hours from assertion to recording."""
    return {
        "claims": lags.claims,
        "median": _rounded(lags.median),
        "least": _rounded(lags.least),
        "greatest": _rounded(lags.greatest),
    }


def hours_shape(us: int | None) -> float | None:
    """µs as hours with two decimals; None for None."""
    return None if us is None else round(us / HOUR_US, _PLACES)


def _how(revision: Revision) -> Shape:
    code = revision.why.code
    return {
        "by": revision.by,
        "by_low": revision.by_low,
        "by_high": revision.by_high,
        "stood_hours": hours_shape(revision.stood_us),
        "reason": revision.why.words or None,
        "reason_code": None if code is None else code.value,
        "reason_claim": revision.why.claim or None,
    }


def _within(within: Within) -> Shape:
    return {
        "percent": within.percent,
        "at": _moment(within.at_us),
        "hours": hours_shape(within.took_us),
        "held_hours": hours_shape(within.held_us),
        "censored": within.is_censored,
    }


def _figures(figures: Figures | None) -> Shape | None:
    if figures is None:
        return None
    return dict(zip(("low", "best", "high"), figures, strict=True))


def _moment(us: int | None) -> str | None:
    return None if us is None else instant(us)


def _rounded(hours: float | None) -> float | None:
    return None if hours is None else round(hours, _PLACES)
