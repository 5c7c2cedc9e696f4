"""The JSON shape of a source record, which `sources --record` adds to every voice."""

from typing import Any

from tracker.model.stamps import HOUR_US
from tracker.reconcile.record import Case, Record
from tracker.reconcile.revision import Span
from tracker.reports.revision_shapes import hours_shape

Shape = dict[str, Any]
_PLACES = 3


def record_shape(record: Record) -> Shape:
    """A record; ratios and shares are None where the voice was measured too seldom."""
    n = len(record.cases)
    return {
        "counts": n,
        "incidents": record.incidents,
        "enough": record.is_enough,
        "first_ratio": _rounded(record.first_ratio),
        "early_ratio": _rounded(record.early_ratio),
        "lowered": record.lowered,
        "raised": record.raised,
        "withdrawn": record.withdrawn,
        "lowered_share": _rounded(record.lowered / n) if record.is_enough else None,
        "raised_share": _rounded(record.raised / n) if record.is_enough else None,
        "off": record.off,
        "corrected": record.corrected,
        "hours_to_correct": (
            None if record.correct_us is None else round(record.correct_us / HOUR_US, 2)
        ),
        "not_measured": {why.value: n for why, n in sorted(record.left_out.items())},
        "cases": [_case(case) for case in record.cases],
    }


def _case(case: Case) -> Shape:
    count = case.count
    return {
        "incident": case.incident,
        "metric": count.metric.value,
        "population": count.population.value,
        "scope": count.scope,
        "first": _span(case.early[0]),
        "early": [_span(one) for one in case.early],
        "settled": _span(case.settled),
        "other_voices": case.others,
        "first_ratio": _rounded(case.first_ratio),
        "early_ratio": _rounded(case.early_ratio),
        "lowered": case.is_lowered,
        "raised": case.is_raised,
        "withdrawn": case.is_withdrawn,
        "off": case.is_off,
        "hours_to_correct": hours_shape(case.corrected_us),
    }


def _span(span: Span) -> Shape:
    return {"low": span.low, "high": span.high}


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, _PLACES)
