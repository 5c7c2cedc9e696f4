"""New incidents and sources, each an entry that stands until a newer one of its slug."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, TypedDict, Unpack

from tracker.errors import ClaimError, NotFoundError
from tracker.model import Incident, Source
from tracker.typed.givens import aliases_of, incident_of, source_of
from tracker.typed.taken_names import refuse_taken_names

if TYPE_CHECKING:
    from tracker.ledger import Ledger, Writer


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
        if slug in writer.incidents():
            raise ClaimError(
                f"incident {slug!r} is in the ledger already; "
                f"tracker incident edit {slug} puts its facts right"
            )
        given = {name: str(fact) for name, fact in facts.items() if fact is not None}
        incident = incident_of({"slug": slug, **given})
        _append(writer, incident, dry_run=dry_run)
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
        if slug in writer.sources():
            raise ClaimError(
                f"source {slug!r} is in the ledger already; "
                f"tracker source edit {slug} puts its facts right"
            )
        given = {name: str(fact) for name, fact in facts.items() if fact is not None}
        stated = source_of({"slug": slug, **given})
        source = replace(stated, aliases=aliases_of((), aliases))
        check_links(source, writer)
        refuse_taken_names(source, writer.sources())
        _append(writer, source, dry_run=dry_run)
    return source


def source_known(slug: str, writer: "Writer") -> Source:
    """The source of that slug. Raises NotFoundError, with near slugs."""
    known = writer.sources()
    if slug not in known:
        raise NotFoundError("source", slug, list(known))
    return known[slug]


def check_links(source: Source, writer: "Writer") -> None:
    """Raises NotFoundError for a link to a source that is not there."""
    for other in (source.speaks_for, source.merged_into):
        if other and other != source.slug:
            source_known(other, writer)


def _append(writer: "Writer", value: Incident | Source, *, dry_run: bool) -> None:
    from tracker.ledger import seal  # noqa: PLC0415 - not for --help

    writer.append([seal(value)])
    if dry_run:
        writer.discard()
