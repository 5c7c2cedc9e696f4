"""The JSON shapes of published values: how each was revised, what differs, what all amount to."""

from collections.abc import Iterable, Sequence

from tracker.model.claim import Count, RecordedClaim
from tracker.model.stamps import DAY_US, instant
from tracker.reconcile.published_values import Publication, PublishedValue
from tracker.reconcile.value_changes import ValueChange
from tracker.reconcile.value_statistics import DataSet, ValueStatistics, value_statistics
from tracker.reports.shapes import Shape, stamp_shape

_PLACES = 2
"""Decimals of days: a hundredth is a quarter of an hour."""


def values_shape(values: Sequence[PublishedValue], count: Count, zone: str) -> Shape:
    """What `tracker history --values` adds: each revised value of the count, and what all of
    the count's amount to. zone: the incident's."""
    some = [one for one in values if one.count == count]
    return {
        "values": [_value(one, zone) for one in some if one.is_revised],
        "value_statistics": statistics_shape(value_statistics(some)),
    }


def value_changes_shape(changes: Iterable[ValueChange], zone: str) -> Shape:
    """What `tracker diff --values` adds: every value that differs. zone: the incident's."""
    return {"values": [_change(one, zone) for one in changes]}


def data_sets_shape(whole: ValueStatistics, parts: Iterable[DataSet]) -> Shape:
    """What `tracker revisions --json` prints."""
    return {
        **statistics_shape(whole),
        "by_source": [
            {
                "source": one.source,
                "metric": one.metric.value,
                **statistics_shape(one.statistics),
            }
            for one in parts
        ],
    }


def statistics_shape(found: ValueStatistics) -> Shape:
    """What some values amount to; lateness in days since each was first given."""
    return {
        "values": found.values,
        "restated": found.restated,
        "restatements": found.restatements,
        "raised": found.raised,
        "lowered": found.lowered,
        "otherwise": found.otherwise,
        "by": {"median": found.by_median, "most": found.by_most},
        "late_days": {"median": _days(found.late_median_us), "most": _days(found.late_most_us)},
        "withdrawn": found.withdrawn,
        "returned": found.returned,
    }


def _days(us: float | None) -> float | None:
    return None if us is None else round(us / DAY_US, _PLACES)


def _value(one: PublishedValue, zone: str) -> Shape:
    return {
        "source": one.source,
        "ref": one.latest.ref or None,
        "asserted_at": stamp_shape(one.asserted_at, zone),
        "withdrawn": one.is_withdrawn,
        "publications": [_publication(publication, zone) for publication in one.publications],
    }


def _publication(one: Publication, zone: str) -> Shape:
    if one.is_withdrawal:
        return {
            "at": instant(one.at_us),
            "withdrawal": one.row.id,
            "reason": one.row.reason or None,
        }
    return {"at": instant(one.at_us), **_claim(one.row, zone)}


def _claim(row: RecordedClaim, zone: str) -> Shape:
    return {
        "claim": row.id,
        "figure": row.figure.wording or None,
        "low": row.figure.low,
        "high": row.figure.high,
        "asserted_at": stamp_shape(row.asserted_at, zone),
        "published_at": stamp_shape(row.published_at, zone),
    }


def _change(one: ValueChange, zone: str) -> Shape:
    known = one.after or one.before
    return {
        "change": one.move.value,
        "source": one.source,
        "metric": one.count.metric.value,
        "population": one.count.population.value,
        "scope": one.count.scope,
        "ref": (known.ref if known else "") or None,
        "before": None if one.before is None else _claim(one.before, zone),
        "after": None if one.after is None else _claim(one.after, zone),
        "because": None if one.because is None else one.because.id,
    }
