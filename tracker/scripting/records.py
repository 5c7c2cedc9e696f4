"""Incidents and sources: added, put right, merged.

Each change is an entry that stands until a newer one of its slug; nothing is lost.
"""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, TypedDict, Unpack, get_type_hints

from tracker.errors import text_given
from tracker.model import Incident, Source
from tracker.typed.givens import given_columns, refuse_unknown, several
from tracker.typed.records import (
    added_incident,
    added_source,
    edited_incident,
    edited_source,
    merged_source,
    record,
    refuse_nothing,
)

if TYPE_CHECKING:
    from tracker.ledger import Ledger, Writer


class IncidentFacts(TypedDict, total=False):
    """What is known of an incident, as a person would type it; None is not given."""

    title: str | None
    occurred_at: str | date | None
    timezone: str | None
    place: str | None
    admin1: str | None
    country: str | None
    latitude: str | None
    longitude: str | None
    perpetrator: str | None
    summary: str | None


class SourceFacts(TypedDict, total=False):
    """What is known of a source, as a person would type it; None is not given."""

    name: str | None
    kind: str | None
    affiliation: str | None
    speaks_for: str | None
    reliability: str | None


def add_incident(
    ledger: "Ledger", slug: str, *, dry_run: bool = False, **facts: Unpack[IncidentFacts]
) -> Incident:
    """The incident as it was recorded. Raises ClaimError for a slug that is there already, and
    for a fact that cannot be taken."""
    refuse_unknown("fact", facts, get_type_hints(IncidentFacts))
    with ledger.writing() as writer:
        incident = added_incident(writer, text_given("slug", slug), facts)
        record(writer, incident, dry_run=dry_run)
    return incident


def edit_incident(
    ledger: "Ledger", slug: str, *, dry_run: bool = False, **facts: Unpack[IncidentFacts]
) -> Incident:
    """The incident with the facts that are given put right; '' empties one.

    Where nothing would change it is given as it is, and nothing is recorded. Raises OptionError
    where nothing is given, NotFoundError for an incident that is not there, ClaimError for a
    fact that cannot be taken.
    """
    refuse_unknown("fact", facts, get_type_hints(IncidentFacts))
    refuse_nothing(given_columns(facts), "timezone='Asia/Damascus'")
    with ledger.writing() as writer:
        changed = edited_incident(writer, text_given("slug", slug), facts)
        if changed is None:
            return writer.incidents()[slug]
        record(writer, changed, dry_run=dry_run)
    return changed


def add_source(
    ledger: "Ledger",
    slug: str,
    *,
    aliases: Iterable[str] = (),
    dry_run: bool = False,
    **facts: Unpack[SourceFacts],
) -> Source:
    """The source as it was recorded. Raises ClaimError for a slug that is there already, a name
    that is another's, and a fact that cannot be taken; NotFoundError for a source it is to
    speak for that is not there."""
    refuse_unknown("fact", facts, get_type_hints(SourceFacts))
    given = several("aliases", aliases)
    with ledger.writing() as writer:
        source = added_source(writer, text_given("slug", slug), facts, given)
        record(writer, source, dry_run=dry_run)
    return source


def edit_source(
    ledger: "Ledger",
    slug: str,
    *,
    aliases: Iterable[str] = (),
    drop_aliases: Iterable[str] = (),
    apart: bool = False,
    dry_run: bool = False,
    **facts: Unpack[SourceFacts],
) -> Source:
    """The source with the facts that are given put right; '' empties one.

    aliases: added to those there are. apart: undoes a merge. Where nothing would change it is
    given as it is, and nothing is recorded. Raises OptionError where nothing is given,
    NotFoundError for a source or an alias that is not there, ClaimError for a name that is
    another's and for a fact that cannot be taken.
    """
    changes = {**given_columns(facts), **({"merged_into": ""} if apart else {})}
    refuse_unknown("fact", facts, get_type_hints(SourceFacts))
    added, dropped = several("aliases", aliases), several("drop_aliases", drop_aliases)
    refuse_nothing(changes or added or dropped, "kind='hospital'")
    with ledger.writing() as writer:
        source = edited_source(writer, text_given("slug", slug), changes, added, dropped)
        return _recorded(writer, slug, source, dry_run=dry_run)


def merge_source(ledger: "Ledger", slug: str, into: str, *, dry_run: bool = False) -> Source:
    """The source as the same as another: from now on they are one voice.

    Claims keep the source they name; `edit_source(…, apart=True)` undoes it. Raises
    NotFoundError where either is not there, ClaimError for a circle.
    """
    with ledger.writing() as writer:
        source = merged_source(writer, text_given("slug", slug), text_given("into", into))
        return _recorded(writer, slug, source, dry_run=dry_run)


def _recorded(writer: "Writer", slug: str, source: Source | None, *, dry_run: bool) -> Source:
    """The changed source, recorded; as it is where None says that nothing changed."""
    if source is None:
        return writer.sources()[slug]
    record(writer, source, dry_run=dry_run)
    return source
