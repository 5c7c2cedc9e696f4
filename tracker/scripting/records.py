"""New incidents and sources, each an entry that stands until a newer one of its slug."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypedDict, Unpack

from tracker.model import Incident, Source
from tracker.typed.records import added_incident, added_source, record

if TYPE_CHECKING:
    from tracker.ledger import Ledger


class IncidentFacts(TypedDict, total=False):
    """What is known of an incident, as a person would type it; None is not given."""

    title: str | None
    occurred_at: str | None
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
    with ledger.writing() as writer:
        incident = added_incident(writer, slug, facts)
        record(writer, incident, dry_run=dry_run)
    return incident


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
    with ledger.writing() as writer:
        source = added_source(writer, slug, facts, aliases)
        record(writer, source, dry_run=dry_run)
    return source
