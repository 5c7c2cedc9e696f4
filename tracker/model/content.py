"""Values to and from their canonical content, which the ledger hashes.

Content holds what was given and nothing worked out from it: times as written, bounds only
where they were given. Fields that hold nothing are left out, so that a field added later
changes the id of no earlier entry.
"""

from collections.abc import Mapping
from typing import Any

from tracker.errors import ClaimError
from tracker.figures import Figure, read_recorded_figure
from tracker.model.choices import Act, Kind, Metric, Mode, Population, Reliability, chosen
from tracker.model.claim import Claim
from tracker.model.incident import Incident
from tracker.model.source import Source
from tracker.model.stamps import stamp

Content = dict[str, Any]
"""Text, whole numbers, lists of text, under ASCII keys."""

INCIDENT_TEXTS = (
    "title",
    "place",
    "admin1",
    "country",
    "latitude",
    "longitude",
    "perpetrator",
    "summary",
)
"""What an incident may say in words."""
_INCIDENT_TEXTS = (*INCIDENT_TEXTS, "revises")
_SOURCE_TEXTS = ("name", "affiliation", "speaks_for", "merged_into", "revises")
_NEEDED = ("incident", "source", "metric", "population", "mode", "act")
"""What every claim says."""
_CLAIM_TEXTS = ("scope", "via", "url", "reason", "relays", "note", "ref")


def incident_content(incident: Incident) -> Content:
    """What the ledger hashes of an incident."""
    content: Content = {
        "kind": "incident",
        "slug": incident.slug,
        "timezone": incident.timezone,
    }
    if incident.occurred_at:
        content["occurred_at"] = incident.occurred_at.text
    return content | _texts_of(incident, _INCIDENT_TEXTS)


def source_content(source: Source) -> Content:
    """What the ledger hashes of a source."""
    content: Content = {
        "kind": "source",
        "slug": source.slug,
        "source_kind": source.kind.value,
        "reliability": source.reliability.value,
    }
    if source.aliases:
        content["aliases"] = list(source.aliases)
    return content | _texts_of(source, _SOURCE_TEXTS)


def claim_content(claim: Claim) -> Content:
    """What the ledger hashes of a claim; its id is the hash of this."""
    # Every claim of an import passes here: field by field is twice as fast as a loop.
    figure, asserted_at, published_at = claim.figure, claim.asserted_at, claim.published_at
    content: Content = {
        "kind": "claim",
        "incident": claim.incident,
        "source": claim.source,
        "metric": claim.metric._value_,
        "population": claim.population._value_,
        "mode": claim.mode._value_,
        "act": claim.act._value_,
    }
    if wording := figure.wording:
        content["figure"] = wording
    if claim.bounds_given:
        _put_bounds(content, figure)
    if asserted_at:
        content["asserted_at"] = asserted_at.text
    if published_at:
        content["published_at"] = published_at.text
    if claim.targets:
        content["targets"] = list(claim.targets)
    if scope := claim.scope:
        content["scope"] = scope
    if via := claim.via:
        content["via"] = via
    if url := claim.url:
        content["url"] = url
    if reason := claim.reason:
        content["reason"] = reason
    if relays := claim.relays:
        content["relays"] = relays
    if note := claim.note:
        content["note"] = note
    if ref := claim.ref:
        content["ref"] = ref
    return content


def _put_bounds(content: Content, figure: Figure) -> None:
    """Bounds that were given; "?" says that they were given as unknown."""
    if figure.low is not None:
        content["low"] = figure.low
    elif figure.high is None:
        content["low"] = "?"
    if figure.high is not None:
        content["high"] = figure.high


def incident_from(content: Mapping[str, Any]) -> Incident:
    """The incident a content stands for. Raises DataError when it makes no sense."""
    _check(content, "incident", {"slug", "timezone", "occurred_at", *_INCIDENT_TEXTS})
    return Incident(
        slug=content["slug"],
        timezone=content.get("timezone", "UTC"),
        occurred_at=stamp(content["occurred_at"]) if "occurred_at" in content else None,
        **{field: content[field] for field in _INCIDENT_TEXTS if field in content},
    )


def source_from(content: Mapping[str, Any]) -> Source:
    """The source a content stands for. Raises DataError when it makes no sense."""
    known = {"slug", "source_kind", "reliability", "aliases", *_SOURCE_TEXTS}
    _check(content, "source", known)
    return Source(
        slug=content["slug"],
        kind=chosen(Kind, "kind", content.get("source_kind", "unknown")),
        reliability=chosen(Reliability, "reliability", content.get("reliability", "F")),
        aliases=tuple(content.get("aliases", ())),
        **{field: content[field] for field in _SOURCE_TEXTS if field in content},
    )


def claim_from(content: Mapping[str, Any]) -> Claim:
    """The claim a content stands for. Raises DataError when it makes no sense."""
    known = {"incident", "source", "metric", "population", "mode", "act", "figure"}
    known |= {"low", "high", "asserted_at", "published_at", "targets", *_CLAIM_TEXTS}
    _check(content, "claim", known)
    low, high = content.get("low"), content.get("high")
    asserted, published = content.get("asserted_at"), content.get("published_at")
    return Claim(
        incident=content["incident"],
        source=content["source"],
        metric=chosen(Metric, "metric", content["metric"]),
        population=chosen(Population, "population", content["population"]),
        mode=chosen(Mode, "mode", content["mode"]),
        act=chosen(Act, "act", content["act"]),
        figure=figure_said(content.get("figure", ""), low, high),
        bounds_given=low is not None or high is not None,
        asserted_at=stamp(asserted) if asserted else None,
        published_at=stamp(published) if published else None,
        targets=tuple(content.get("targets", ())),
        **{field: content[field] for field in _CLAIM_TEXTS if field in content},
    )


def figure_said(wording: str, low: int | str | None, high: int | None) -> Figure:
    """The figure that a content says: what the bounds given say, "?" for unknown ones, and what
    is read from the wording where neither was. Raises FigureError when it makes no sense."""
    if low is None and high is None:
        return read_recorded_figure(wording) if wording else Figure.given(None, None)
    return Figure.given(None if isinstance(low, str) else low, high, wording)


def _texts_of(value: Incident | Source, fields: tuple[str, ...]) -> Content:
    return {field: text for field in fields if (text := getattr(value, field))}


def _check(content: Mapping[str, Any], kind: str, known: set[str]) -> None:
    if content.get("kind") != kind:
        raise ClaimError(f"this is not the content of a {kind}")
    strange = [key for key in content if key not in known and key != "kind"]
    if strange:
        raise ClaimError(f"a {kind} has no field {', '.join(map(repr, strange))}")
    for key, value in content.items():
        if not _is_right_type(key, value):
            raise ClaimError(f"field {key!r} of a {kind} holds something it cannot hold")
    for key in ("slug",) if kind != "claim" else _NEEDED:
        if not content.get(key):
            raise ClaimError(f"a {kind} needs {key}")


def _is_right_type(key: str, value: object) -> bool:
    if key in ("targets", "aliases"):
        return isinstance(value, list | tuple) and all(isinstance(one, str) for one in value)
    if key in ("low", "high"):
        return (type(value) is int and value >= 0) or (key == "low" and value == "?")
    return isinstance(value, str)
