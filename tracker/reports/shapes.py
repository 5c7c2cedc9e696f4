"""The JSON shapes: a promise to scripts. Keys may be added, never renamed or taken away.

`None` means unknown or unbounded, never 0. Instants are ISO 8601 in UTC; what is known only
to the day, month or year stays as written. Texts are the ledger's own, untouched by the
symbols and isolates that terminals need.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from tracker.errors import MethodError
from tracker.model.claim import Count, RecordedClaim
from tracker.model.incident import Incident
from tracker.model.source import Source, voice_of
from tracker.model.stamps import Stamp, instant
from tracker.reconcile.dossier import Dossier
from tracker.reconcile.estimate import Camp, Estimate
from tracker.reconcile.events import Voiced
from tracker.reconcile.findings import Finding
from tracker.reconcile.lags import lags_of
from tracker.reconcile.methods import DEFAULT
from tracker.reconcile.methods.named import NamedMethod
from tracker.reconcile.picture import CountPicture
from tracker.reconcile.revision import revisions_in
from tracker.reconcile.revisions import revisions_of
from tracker.reports.revision_shapes import lags_shape, revisions_shape, timeline_step_shape
from tracker.reports.safe import escaped

Shape = dict[str, Any]
"""Text, whole numbers, true and false, None, lists and shapes, under text keys."""


class LedgerHead(Protocol):
    """How far a ledger reaches: `tracker.ledger.Head`, named here so that SQL stays unloaded."""

    @property
    def size(self) -> int:
        """Number of entries."""

    @property
    def root(self) -> str:
        """Root hash over all of them, hexadecimal."""


def to_json(shape: Shape) -> str:
    """One document, indented, in the scripts people write; it ends with a line break.

    What a terminal may take for an order, and half a character, is written as an escape.
    """
    return escaped(json.dumps(shape, ensure_ascii=False, indent=2)) + "\n"


def show_shape(dossier: Dossier, head: LedgerHead | None = None) -> Shape:
    """What `tracker show --json` prints. Without a head, size is the snapshot's, root None."""
    snapshot = dossier.snapshot
    return {
        "incident": incident_shape(snapshot.incident),
        "as_of": _moment(snapshot.as_of_us),
        "known_at": _moment(snapshot.known_at_us),
        "method": dossier.method.name,
        "ledger": {
            "size": head.size if head else snapshot.size,
            "root": head.root if head else None,
        },
        "estimates": [_estimate(dossier, picture) for picture in dossier.pictures],
        "findings": [_finding(found) for found in dossier.findings],
    }


def history_shape(dossier: Dossier, count: Count) -> Shape:
    """What `tracker history --json` prints of one count; no steps where nothing is public."""
    timeline = dossier.timeline(count)
    rows = {row.id: row for row in dossier.snapshot.claims}
    events = dossier.unfolding.events.get(count, ())
    said = [event.claim for event in events if isinstance(event, Voiced)]
    lags = lags_of(said, rows, dossier.snapshot.incident.timezone)
    return {
        "incident": dossier.snapshot.incident.slug,
        **_count(count),
        "method": dossier.method.name,
        "steps": [
            timeline_step_shape(step, revision)
            for step, revision in zip(timeline, revisions_in(timeline, rows), strict=True)
        ],
        "revisions": {
            **revisions_shape(revisions_of(timeline, rows)),
            "lag_hours": lags_shape(lags),
        },
        "as_of": _moment(dossier.snapshot.as_of_us),
        "known_at": _moment(dossier.snapshot.known_at_us),
    }


def claims_shape(dossier: Dossier) -> Shape:
    """What `tracker claims --json` prints: every row of the snapshot, in order of entry."""
    return {"claims": [claim_shape(row, dossier) for row in dossier.snapshot.claims]}


def claim_shape(row: RecordedClaim, dossier: Dossier) -> Shape:
    """One row with its voice and what became of it."""
    zone = dossier.snapshot.incident.timezone
    return {
        "id": row.id,
        "ref": row.ref or None,
        "incident": row.incident,
        "source": row.source,
        "voice": dossier.voice(row),
        "via": row.via or None,
        **_count(row.count),
        "mode": row.mode.value,
        "act": row.act.value,
        "figure": row.figure.wording or None,
        "low": row.figure.low,
        "high": row.figure.high,
        "qualifier": row.figure.qualifier.value,
        "asserted_at": stamp_shape(row.asserted_at, zone),
        "published_at": stamp_shape(row.published_at, zone),
        "recorded_at": instant(row.recorded_us),
        "url": row.url or None,
        "note": row.note or None,
        "state": dossier.states[row.id].value,
        "targets": list(row.targets),
        "reason": row.reason or None,
        "relays": row.relays or None,
    }


def incident_shape(incident: Incident) -> Shape:
    """Every field of an incident."""
    return {
        "slug": incident.slug,
        "title": incident.title or None,
        "occurred_at": stamp_shape(incident.occurred_at, incident.timezone),
        "timezone": incident.timezone,
        "place": incident.place or None,
        "admin1": incident.admin1 or None,
        "country": incident.country or None,
        "latitude": incident.latitude or None,
        "longitude": incident.longitude or None,
        "perpetrator": incident.perpetrator or None,
        "summary": incident.summary or None,
    }


def incidents_shape(incidents: Iterable[Incident], totals: Mapping[str, int]) -> Shape:
    """What `tracker incidents --json` prints; `totals` counts the rows on each slug."""
    return {
        "incidents": [
            {**incident_shape(one), "claims": totals.get(one.slug, 0)} for one in incidents
        ]
    }


def sources_shape(sources: Mapping[str, Source]) -> Shape:
    """What `tracker sources --json` prints, in the order given."""
    return {"sources": [_source(one, sources) for one in sources.values()]}


def methods_shape(methods: Iterable[NamedMethod], broken: Iterable[MethodError]) -> Shape:
    """What `tracker methods --json` prints: those that can be used, and why others cannot."""
    return {
        "methods": [
            {
                "name": method.name,
                "rule": method.rule,
                "after": method.after,
                "default": method.name == DEFAULT,
                "origin": method.origin,
                "options": [
                    {"name": option.name, "meaning": option.meaning} for option in method.options
                ],
            }
            for method in methods
        ],
        "unusable": [
            {"name": one.name, "origin": one.origin, "problem": str(one)} for one in broken
        ],
    }


def figures_shape(estimate: Estimate | None) -> Shape | None:
    """Low, best and high; None where there is no estimate."""
    if estimate is None:
        return None
    return {"low": estimate.low, "best": estimate.best, "high": estimate.high}


def _estimate(dossier: Dossier, picture: CountPicture) -> Shape:
    estimate, grade = picture.estimate, dossier.grade(picture)
    return {
        **_count(picture.count),
        "low": estimate.low,
        "best": estimate.best,
        "high": estimate.high,
        "rule": estimate.rule,
        "voices": picture.numbered_voices,
        "claims": list(estimate.used),
        "set_aside": [
            {"claim": aside.claim, "reason": aside.reason} for aside in dossier.set_aside(picture)
        ],
        "disputed": estimate.disputed,
        "camps": [camp_shape(camp) for camp in estimate.camps],
        "grade": grade.value if grade else None,
    }


def camp_shape(camp: Camp) -> Shape:
    """One camp: its span, its voices and their claims."""
    return {
        "low": camp.low,
        "high": camp.high,
        "voices": [one.by.voice for one in camp.claims],
        "claims": [one.claim.id for one in camp.claims],
    }


def _finding(found: Finding) -> Shape:
    return {
        "kind": found.kind.value,
        "message": found.message,
        "claims": list(found.claims),
        **_count(found.count),
    }


def _source(source: Source, sources: Mapping[str, Source]) -> Shape:
    return {
        "slug": source.slug,
        "name": source.name or None,
        "kind": source.kind.value,
        "affiliation": source.affiliation or None,
        "speaks_for": source.speaks_for or None,
        "reliability": source.reliability.value,
        "aliases": list(source.aliases),
        "merged_into": source.merged_into or None,
        "voice": voice_of(source.slug, sources),
    }


def _count(count: Count) -> Shape:
    return {
        "metric": count.metric.value,
        "population": count.population.value,
        "scope": count.scope,
    }


def _moment(us: int | None) -> str | None:
    return None if us is None else instant(us)


def stamp_shape(known: Stamp | None, zone: str) -> str | None:
    """UTC for a stamp with a time of day, read in the zone where it bears no offset."""
    if known is None:
        return None
    return instant(known.begins_us(zone)) if known.has_time else known.text
