"""What was understood of a text while it is typed: "at least 40" → "40 or more"."""

from collections.abc import Mapping

from tracker.errors import ChoiceError, FigureError, StampError
from tracker.figures import read_figure
from tracker.importing import read_stamp
from tracker.model import Metric, Mode, Population, Snapshot, Source
from tracker.model.choices import chosen
from tracker.tui.forms import Asks, Field
from tracker.typed.understood import people_between, stamp_said

_LISTS = {
    Asks.METRIC: ("metric", Metric),
    Asks.POPULATION: ("population", Population),
    Asks.MODE: ("mode", Mode),
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
