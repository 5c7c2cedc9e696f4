"""The forms of incidents and sources: what is known, to be put right by a new entry."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.errors import ClaimError
from tracker.model import Incident, Source
from tracker.model.content import incident_content, source_content
from tracker.tui.forms import Asks, Field, Form
from tracker.typed.records import (
    added_incident,
    added_source,
    edited_incident,
    edited_source,
    merged_source,
)

if TYPE_CHECKING:
    from tracker.ledger import Writer

Change = Callable[["Writer", Mapping[str, str]], "Incident | Source | None"]
"""Makes the row to record of the texts that were typed; None where nothing changes."""

_SLUG = Field("slug", "short name", Asks.SLUG)
_INCIDENT = (
    Field("title", "title"),
    Field("occurred_at", "when", Asks.TIME),
    Field("timezone", "time zone", Asks.ZONE),
    Field("place", "place"),
    Field("admin1", "province"),
    Field("country", "country"),
    Field("latitude", "latitude"),
    Field("longitude", "longitude"),
    Field("perpetrator", "suspected"),
    Field("summary", "summary"),
)
_SOURCE = (
    Field("name", "name"),
    Field("kind", "kind", Asks.KIND),
    Field("affiliation", "party"),
    Field("speaks_for", "speaks for", Asks.SOURCE),
    Field("reliability", "reliability", Asks.RELIABILITY),
    Field("aliases", "also called"),
)
_MERGED = Field("merged_into", "merged into", Asks.SOURCE)


@dataclass(frozen=True, slots=True)
class RecordForm(Form):
    """A form that records an incident or a source."""

    change: Change


def add_incident_form() -> RecordForm:
    """A new incident."""

    def change(writer: "Writer", texts: Mapping[str, str]) -> Incident:
        given = _given(texts)
        return added_incident(writer, given.pop("slug", ""), given)

    twin = "tracker incident add SLUG --title TEXT --timezone ZONE"
    return RecordForm("Add an incident", twin, (_SLUG, *_INCIDENT), {"timezone": "UTC"}, change)


def edit_incident_form(incident: Incident) -> RecordForm:
    """An incident's facts, put right: only what is changed is recorded as changed."""
    was = {name: str(text) for name, text in incident_content(incident).items()}
    known = {one.name: was.get(one.name, "") for one in _INCIDENT}

    def change(writer: "Writer", texts: Mapping[str, str]) -> Incident | None:
        return edited_incident(writer, incident.slug, _changed(texts, known))

    twin = f"tracker incident edit {incident.slug} --title TEXT …"
    return RecordForm(f"Put right: {incident.slug}", twin, _INCIDENT, known, change)


def add_source_form() -> RecordForm:
    """A new source."""

    def change(writer: "Writer", texts: Mapping[str, str]) -> Source:
        given = _given(texts)
        aliases = _names(given.pop("aliases", ""))
        return added_source(writer, given.pop("slug", ""), given, aliases)

    twin = "tracker source add SLUG --name TEXT --kind KIND"
    return RecordForm("Add a source", twin, (_SLUG, *_SOURCE), {"kind": "unknown"}, change)


def edit_source_form(source: Source) -> RecordForm:
    """A source's facts, put right; a merge is undone by emptying it."""
    was = source_content(source)
    fields = (*_SOURCE, _MERGED) if source.merged_into else _SOURCE
    known = {one.name: str(was.get(one.name, "")) for one in fields}
    known |= {
        "kind": source.kind.value,
        "reliability": source.reliability.value,
        "aliases": "; ".join(source.aliases),
    }

    def change(writer: "Writer", texts: Mapping[str, str]) -> Source | None:
        changed = _changed(texts, known)
        now = _names(changed.pop("aliases", known["aliases"]))
        added = [one for one in now if one not in source.aliases]
        dropped = [one for one in source.aliases if one not in now]
        return edited_source(writer, source.slug, changed, added, dropped)

    twin = f"tracker source edit {source.slug} --kind KIND …"
    return RecordForm(f"Put right: {source.slug}", twin, fields, known, change)


def merge_source_form(source: Source) -> RecordForm:
    """A source is the same as another: one voice from now on."""
    into = Field("into", "is really", Asks.SOURCE)

    def change(writer: "Writer", texts: Mapping[str, str]) -> Source | None:
        slug = texts["into"].strip()
        if slug == source.slug:
            raise ClaimError(f"{slug} is itself already; name the other source")
        return merged_source(writer, source.slug, slug)

    twin = f"tracker source merge {source.slug} INTO"
    title = f"Merge {source.slug}: the same as another, and one voice with it"
    return RecordForm(title, twin, (into,), {}, change)


def _given(texts: Mapping[str, str]) -> dict[str, str]:
    return {name: text.strip() for name, text in texts.items() if text.strip()}


def _changed(texts: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
    return {name: text.strip() for name, text in texts.items() if text.strip() != known[name]}


def _names(text: str) -> list[str]:
    return [one.strip() for one in text.split(";") if one.strip()]
