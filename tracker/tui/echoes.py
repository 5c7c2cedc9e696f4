"""What was understood of a text while it is typed: "at least 40" → "40 or more"."""

from collections.abc import Mapping

from tracker.errors import ChoiceError, ClaimError, FigureError, StampError
from tracker.figures import read_figure
from tracker.importing import read_stamp
from tracker.model import Kind, Metric, Mode, Population, Reliability, Snapshot, Source
from tracker.model.choices import chosen
from tracker.model.incident import check_slug
from tracker.model.stamps import zone_named
from tracker.tui.forms import Asks, Field
from tracker.typed.understood import people_between, stamp_said

_LISTS = {
    Asks.METRIC: ("metric", Metric),
    Asks.POPULATION: ("population", Population),
    Asks.MODE: ("mode", Mode),
    Asks.KIND: ("kind", Kind),
    Asks.RELIABILITY: ("reliability", Reliability),
}


def echo(field: Field, texts: Mapping[str, str], snapshot: Snapshot) -> str:
    """What a field's text is taken for, or what is wrong with it; '' where it says itself."""
    text = texts.get(field.name, "").strip()
    if not text:
        return "required" if field.asks is Asks.REASON else ""
    if field.asks is Asks.FIGURE:
        return _figure(text, texts)
    if field.asks is Asks.TIME:
        return time_said(text, snapshot.incident.timezone)
    if field.asks is Asks.SOURCE:
        return _source(text, snapshot.sources)
    if field.asks in _LISTS:
        return _choice(text, field.asks)
    return ""


def record_echo(field: Field, texts: Mapping[str, str], sources: Mapping[str, Source]) -> str:
    """The same for a field of an incident or of a source; a source that is named must be there."""
    text = texts.get(field.name, "").strip()
    if field.asks is Asks.SLUG:
        return _slug(text)
    if not text:
        return ""
    if field.asks is Asks.ZONE:
        return _zone(text)
    if field.asks is Asks.TIME:
        return time_said(text, texts.get("timezone", "").strip() or "UTC")
    if field.asks is Asks.SOURCE:
        known = sources.get(text)
        return f"→ {known.name or text}" if known else f"no source {text!r} here: its short name"
    return _choice(text, field.asks) if field.asks in _LISTS else ""


def _slug(text: str) -> str:
    if not text:
        return "required: small letters, digits, hyphens; it never changes"
    try:
        check_slug(text, "it")
    except ClaimError as problem:
        return str(problem)
    return ""


def _zone(text: str) -> str:
    try:
        zone_named(text)
    except ClaimError as problem:
        return str(problem)
    return ""


def _figure(text: str, texts: Mapping[str, str]) -> str:
    if texts.get("low", "").strip() or texts.get("high", "").strip():
        return "kept unread beside low and high"
    metric = texts.get("metric", "").strip()
    try:
        figure = read_figure(text, metric=metric if metric in list(Metric) else None)
    except FigureError as problem:
        return str(problem)
    return f"→ {people_between(figure.low, figure.high)}"


def time_said(text: str, zone: str) -> str:
    """What a time is taken for, or what is wrong with it."""
    try:
        return f"→ {stamp_said(read_stamp(text), zone)}"
    except StampError as problem:
        return str(problem)


def _source(text: str, sources: Mapping[str, Source]) -> str:
    for slug, source in sources.items():
        if text in (slug, source.name, *source.aliases):
            return f"→ {source.name or slug}, {source.kind.value.replace('_', ' ')}"
    return "→ a new source"


def _choice(text: str, asks: Asks) -> str:
    name, words = _LISTS[asks]
    try:
        chosen(words, name, text)
    except ChoiceError as problem:
        return str(problem)
    return ""
