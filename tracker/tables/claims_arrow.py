"""Claims, incidents and sources as Arrow batches, and claims out of them again.

The canonical columns hold what was given, so that importing them gives the same ids: `low` and
`high` are text there, as bounds may be given as unknown ("?"). What a claim commits to stands
in `fewest` and `most`, whole numbers that are null where it sets none. Besides stands what
working out an estimate needs: the incident's zone and perpetrator, and the order of entry.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

import pyarrow as pa

from tracker.model import Incident, Kind, RecordedClaim, Reliability, Snapshot, Source
from tracker.reports.export import COLUMNS
from tracker.tables.arrow import batch_of
from tracker.tables.claim_columns import ColumnReader

_TEXT = pa.string()
_ALWAYS = frozenset({"incident", "source", "metric", "population", "mode", "act"})
CLAIMS = pa.schema(
    [
        *(pa.field(name, _TEXT, nullable=name not in _ALWAYS) for name in COLUMNS),
        pa.field("fewest", pa.int64()),
        pa.field("most", pa.int64()),
        pa.field("qualifier", _TEXT, nullable=False),
        pa.field("bounds_given", pa.bool_(), nullable=False),
        pa.field("timezone", _TEXT, nullable=False),
        pa.field("perpetrator", _TEXT),
        pa.field("recorded_at", pa.timestamp("us", tz="UTC"), nullable=False),
        pa.field("seq", pa.int64(), nullable=False),
        pa.field("id", _TEXT, nullable=False),
    ]
)
INCIDENTS = pa.schema(
    [
        pa.field(name, _TEXT, nullable=name not in ("slug", "timezone"))
        for name in (
            *("slug", "title", "occurred_at", "timezone", "place", "admin1", "country"),
            *("latitude", "longitude", "perpetrator", "summary"),
        )
    ]
)
SOURCES = pa.schema(
    [
        pa.field(name, _TEXT, nullable=name not in ("slug", "kind", "reliability"))
        for name in (
            *("slug", "name", "kind", "affiliation", "speaks_for", "reliability", "aliases"),
            "merged_into",
        )
    ]
)


def claims_batch(snapshots: Iterable[Snapshot]) -> pa.RecordBatch:
    """The claims of the snapshots, in their order."""
    rows = [_claim_cells(row, one.incident) for one in snapshots for row in one.claims]
    return batch_of(rows, CLAIMS)


def _claim_cells(row: RecordedClaim, incident: Incident) -> tuple[object, ...]:
    figure, given = row.figure, row.bounds_given
    unknown = given and figure.low is None and figure.high is None
    asserted, published = row.asserted_at, row.published_at
    return (
        row.ref or None,
        row.incident,
        row.source,
        row.via or None,
        row.metric.value,
        row.population.value,
        row.scope or None,
        row.mode.value,
        figure.wording or None,
        "?" if unknown else _given(figure.low, given=given),
        _given(figure.high, given=given),
        asserted.text if asserted else None,
        published.text if published else None,
        row.url or None,
        row.act.value,
        " ".join(row.targets) or None,
        row.reason or None,
        row.relays or None,
        row.note or None,
        figure.low,
        figure.high,
        figure.qualifier.value,
        given,
        incident.timezone,
        incident.perpetrator or None,
        row.recorded_us,
        row.seq,
        row.id,
    )


def _given(bound: int | None, *, given: bool) -> str | None:
    return str(bound) if given and bound is not None else None


def claims_in(
    batch: pa.RecordBatch, reader: ColumnReader
) -> Iterator[tuple[Incident, RecordedClaim]]:
    """The claims of a batch of CLAIMS, each with what stands of its incident beside it."""
    columns = [_values(batch, name) for name in _IN_ORDER]
    zones, perpetrators = _values(batch, "timezone"), _values(batch, "perpetrator")
    cells = zip(*columns, strict=True)
    for zone, perpetrator, row in zip(zones, perpetrators, cells, strict=True):
        claim = reader.claim((*row[:-1], bytes.fromhex(row[-1])))
        yield _incident(claim.incident, zone, perpetrator), claim


def _values(batch: pa.RecordBatch, name: str) -> list[Any]:
    """A column's values; text that says nothing is '' again, where a claim has no None."""
    column = batch.column(name)
    if name == "recorded_at":
        column = column.cast(pa.int64())
    values: list[Any] = column.to_pylist()
    return ["" if one is None else one for one in values] if name in _BLANK else values


@lru_cache(maxsize=1_024)
def _incident(slug: str, zone: str, perpetrator: str) -> Incident:
    return Incident(slug=slug, timezone=zone, perpetrator=perpetrator)


_IN_ORDER = (
    *("seq", "incident", "source", "metric", "population", "scope", "mode", "figure"),
    *("fewest", "most", "qualifier", "bounds_given", "asserted_at", "published_at", "via", "url"),
    *("act", "target", "reason", "relays", "note", "ref", "recorded_at", "id"),
)
"""What a `ColumnReader` takes, in its order."""
_BLANK = frozenset(
    ("scope", "figure", "via", "url", "target", "reason", "relays", "note", "ref", "perpetrator")
)


def incidents_batch(incidents: Iterable[Incident]) -> pa.RecordBatch:
    """Incidents in canonical columns."""
    return batch_of(list(map(_incident_cells, incidents)), INCIDENTS)


def _incident_cells(one: Incident) -> tuple[object, ...]:
    occurred = one.occurred_at.text if one.occurred_at else None
    facts = one.place, one.admin1, one.country, one.latitude, one.longitude
    texts = (*facts, one.perpetrator, one.summary)
    return one.slug, one.title or None, occurred, one.timezone, *(text or None for text in texts)


def sources_batch(sources: Iterable[Source]) -> pa.RecordBatch:
    """Sources in canonical columns."""
    return batch_of(list(map(_source_cells, sources)), SOURCES)


def _source_cells(one: Source) -> tuple[object, ...]:
    return (
        one.slug,
        one.name or None,
        one.kind.value,
        one.affiliation or None,
        one.speaks_for or None,
        one.reliability.value,
        "; ".join(one.aliases) or None,
        one.merged_into or None,
    )


def sources_in(rows: Iterable[Mapping[str, str | None]]) -> dict[str, Source]:
    """The sources of rows of SOURCES by slug, without their aliases, which are for reading
    files and no part of whose voice a source is."""
    return {source.slug: source for source in map(_source, rows)}


def _source(row: Mapping[str, str | None]) -> Source:
    return Source(
        slug=row["slug"] or "",
        name=row["name"] or "",
        kind=Kind(row["kind"] or ""),
        affiliation=row["affiliation"] or "",
        speaks_for=row["speaks_for"] or "",
        reliability=Reliability(row["reliability"] or ""),
        merged_into=row["merged_into"] or "",
    )
