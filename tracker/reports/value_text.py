"""Published values in text: how each was revised, what differs, what all of them amount to."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter

from rich.console import Group, RenderableType
from rich.text import Text

from tracker.model.claim import Count, RecordedClaim
from tracker.model.source import Source
from tracker.reconcile.picture import name_of
from tracker.reconcile.published_values import Publication, PublishedValue, value_change
from tracker.reconcile.timeline import Change
from tracker.reconcile.value_changes import ValueChange, ValueMove
from tracker.reconcile.value_statistics import DataSet, ValueStatistics, value_statistics
from tracker.reports.claim_lines import count_title, figure_text, short_ids
from tracker.reports.layout import (
    QUIET,
    UNKNOWN,
    Columns,
    FirstThatFits,
    heading,
    number,
    plural,
    stacked,
)
from tracker.reports.moments import moment_text, stamp_text
from tracker.reports.passage import Passage
from tracker.reports.revision_text import signed, span_text

_WITHDRAWN = "withdrawn"


def values_text(
    values: Sequence[PublishedValue],
    count: Count,
    zone: str,
    sources: Mapping[str, Source],
) -> Group:
    """Each revised value of a count, every publication a line, and what all amount to."""
    some = [one for one in values if one.count == count]
    told = Passage(statistics_text(value_statistics(some)))
    revised = [one for one in some if one.is_revised]
    if not revised:
        return stacked(told)
    ids = short_ids(row.row for one in some for row in one.publications)
    heads = ("speaks for", "published", "figure", "change", "after", "claim")
    parts: list[RenderableType] = ["", heading("Published again or taken back")]
    for source, given in groupby(sorted(revised, key=_SOURCE), key=_SOURCE):
        rows = [row for one in given for row in _lines(one, zone, ids)]
        parts += [Passage(f"by {name_of(source, sources)}")]
        parts += [Columns(rows, heads=heads, right=(2,), whole=range(2, 6), indent=2)]
    return stacked(*parts, "", told)


def value_changes_text(
    changes: Sequence[ValueChange], zone: str, sources: Mapping[str, Source]
) -> Group:
    """Every value that differs, count by count; those that are only new are counted."""
    parts: list[RenderableType] = ["", heading("Value by value")]
    if not changes:
        return stacked(*parts, Passage("No value differs."))
    by_count = sorted(changes, key=lambda one: (one.count, one.source))
    for (count, source), some in groupby(by_count, key=lambda one: (one.count, one.source)):
        parts += _of_count(count, name_of(source, sources), list(some), zone)
    return stacked(*parts)


def data_sets_text(
    whole: ValueStatistics, parts: Sequence[DataSet], sources: Mapping[str, Source]
) -> Group:
    """What `tracker revisions` prints: a line a source and metric, then what all amount to."""
    if not whole.values:
        return stacked(Passage("No value is public."))
    has_other = any(one.statistics.otherwise for one in parts)
    counts = ("metric", *_COUNTS) if has_other else ("metric", *_COUNTS[:-1])
    ways: tuple[list[RenderableType], ...] = ([], [])
    for source, some in groupby(parts, key=_SOURCE):
        given = list(some)
        for way, tables in zip(ways, ((*counts, *_SIZES), counts), strict=True):
            way += [heading(name_of(source, sources)), _table(given, tables), ""]
        ways[1][-1:] = [_table(given, ("metric", *_SIZES)), ""]
    legend = Passage(_LEGEND.format(_OTHER if has_other else ""))
    return stacked(FirstThatFits(ways), legend, "", Passage(statistics_text(whole)))


def _table(some: Sequence[DataSet], heads: Sequence[str]) -> Columns:
    """A line a metric, of the cells under those heads."""
    rows = []
    for one in some:
        cells = {"metric": Text(one.metric.value), **_cells(one.statistics)}
        rows.append(tuple(cells[head] for head in heads))
    told = [_SAID.get(head, head) for head in heads]
    return Columns(rows, heads=told, right=range(1, len(heads)), whole=range(len(heads)))


_COUNTS = ("values", "restated", "withdrawn", "up", "down", "other")
_SIZES = ("by", "by at most", "late", "late at most")
_SAID = {"by at most": "at most", "late at most": "at most"}
_SOURCE = attrgetter("source")
_LEGEND = (
    "A value is what a source gave under one name, as the killed by one day. restated: values "
    "published again with another number; up, down{}: how often, and which way. by: the median "
    "of what they moved by. late: how long after the value was first given, in the median."
)
_OTHER = ", other"


def statistics_text(found: ValueStatistics) -> str:
    """What some values amount to, in sentences."""
    told = f"{plural(found.values, 'value')}, {found.restated:,} restated"
    if found.restatements:
        told += f" ({found.raised:,} raised, {found.lowered:,} lowered"
        told += f", {found.otherwise:,} otherwise)" if found.otherwise else ")"
    if found.by_most is not None:
        told += f", by {_median(found.by_median)} in the median and {number(found.by_most)} at most"
    if found.late_most_us is not None:
        told += f", {_span(found.late_median_us)} late in the median and "
        told += f"{_span(found.late_most_us)} at most"
    told += f"; {found.withdrawn:,} withdrawn"
    told += f", {found.returned:,} withdrawn for a time" if found.returned else ""
    return f"{told}."


def _lines(
    value: PublishedValue, zone: str, ids: Mapping[str, str]
) -> Iterator[tuple[RenderableType, ...]]:
    first_us = value.publications[0].at_us
    last: RecordedClaim | None = None
    for one in value.publications:
        late_us = one.at_us - first_us
        yield (
            Text(_moment(one.row, zone)),
            Text(moment_text(one.at_us, zone)),
            Text(UNKNOWN if one.is_withdrawal else figure_text(one.row)),
            Text(_change(one, last)),
            Text(span_text(late_us) if late_us else ""),
            Text(ids[one.row.id], QUIET),
        )
        last = None if one.is_withdrawal else one.row


def _change(one: Publication, last: RecordedClaim | None) -> str:
    if one.is_withdrawal:
        return f"{_WITHDRAWN} ✕"
    if last is None:
        return "given"
    change = value_change(last, one.row)
    if change is None:
        return "given again"
    was, now = last.figure.value, one.row.figure.value
    if was is None or now is None or change not in (Change.RAISED, Change.LOWERED):
        return "restated"
    return f"{change.value} {signed(now - was)}{' ▼' if change is Change.LOWERED else ''}"


def _of_count(
    count: Count, source: str, some: list[ValueChange], zone: str
) -> Iterator[RenderableType]:
    new = [one for one in some if one.move is ValueMove.NEW]
    other = [one for one in some if one.move is not ValueMove.NEW]
    yield Passage(f"{count_title(count)}, by {source}")
    if other:
        rows = [_changed(one, zone) for one in other]
        yield Columns(rows, whole=range(3), right=(1,), indent=2)
    if new:
        yield Passage(f"  {_told_new(new, zone)}")


def _changed(one: ValueChange, zone: str) -> tuple[RenderableType, ...]:
    known = one.after or one.before
    before, after = (
        UNKNOWN if row is None else figure_text(row) for row in (one.before, one.after)
    )
    when = (
        ""
        if one.because is None or one.because.published_at is None
        else stamp_text(one.because.published_at, zone)
    )
    told = f"{one.move.value}, published {when}" if when else one.move.value
    name = "" if known is None else _moment(known, zone) or known.ref
    return Text(name), Text(f"{before} → {after}"), Text(told)


def _told_new(new: list[ValueChange], zone: str) -> str:
    claims = [one.after for one in new if one.after is not None]
    names = [_moment(row, zone) or row.ref for row in claims]
    if len(claims) == 1:
        return f"1 new value: {figure_text(claims[0])} ({names[0]})"
    return (
        f"{len(claims):,} new values, from {figure_text(claims[0])} ({names[0]}) to "
        f"{figure_text(claims[-1])} ({names[-1]})"
    )


def _cells(found: ValueStatistics) -> dict[str, Text]:
    told = {
        "values": f"{found.values:,}",
        "restated": f"{found.restated:,}",
        "withdrawn": f"{found.withdrawn:,}",
        "up": f"{found.raised:,}",
        "down": f"{found.lowered:,}",
        "other": f"{found.otherwise:,}",
        "by": _median(found.by_median),
        "by at most": number(found.by_most),
        "late": _span(found.late_median_us),
        "late at most": _span(found.late_most_us),
    }
    return {head: Text(cell) for head, cell in told.items()}


def _median(value: float | None) -> str:
    return UNKNOWN if value is None else f"{value:,.1f}".removesuffix(".0")


def _span(us: float | None) -> str:
    return span_text(None if us is None else round(us))


def _moment(row: RecordedClaim, zone: str) -> str:
    return "" if row.asserted_at is None else stamp_text(row.asserted_at, zone)
