"""The JSON shapes of voices' own series, which `history --by-source` and `--source` add."""

from typing import Any

from tracker.model.claim import Count
from tracker.model.stamps import HOUR_US
from tracker.reconcile.tally import IncidentRevisions, Tally, VoiceSeries
from tracker.reconcile.timeline import Change
from tracker.reports.revision_shapes import lags_shape, revisions_shape, series_step_shape

Shape = dict[str, Any]


def series_shape(found: IncidentRevisions, count: Count, voice: str = "") -> Shape:
    """The series of a count, of one voice if one is given, and what all of the incident's
    amount to, by voice and together."""
    return {
        "series": [_series(one) for one in found.of(count) if voice in ("", one.voice)],
        "by_source": [
            {"voice": name, **_tally(tally)}
            for name, tally in found.by_voice.items()
            if voice in ("", name)
        ],
        "whole_incident": _tally(found.whole),
    }


def _series(one: VoiceSeries) -> Shape:
    return {
        "voice": one.voice,
        "steps": [series_step_shape(step) for step in one.steps],
        "passed_over": [claim.id for claim in one.passed_over],
        "revisions": {**revisions_shape(one.revisions), "lag_hours": lags_shape(one.lags)},
    }


def _tally(tally: Tally) -> Shape:
    near = tally.nearing
    hours = None if near.median_us is None else round(near.median_us / HOUR_US, 2)
    return {
        "series": tally.series,
        "steps": tally.steps,
        **{change.value: tally.changes[change] for change in Change if change is not Change.FIRST},
        "reasons": dict(sorted(tally.reasons.items())),
        "near": {
            "percent": 10,
            "median_hours": hours,
            "series": near.series,
            "censored": near.censored,
        },
        "lag_hours": lags_shape(tally.lags),
    }
