"""Incidents and sources by hand: added, put right, merged; each change a new entry.

Every function makes the row to record of what the ledger has, for a writer that is at its turn;
`record` hands it in. None stands for a change that changes nothing.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from tracker.errors import ClaimError, NotFoundError, OptionError
from tracker.model import Incident, Source
from tracker.typed.givens import aliases_of, given_columns, incident_of, source_of
from tracker.typed.taken_names import refuse_taken_names

if TYPE_CHECKING:
    from tracker.ledger import Sealed, Writer

R = TypeVar("R", Incident, Source)
Texts = Mapping[str, object]
"""Columns with what was typed; None was not given, '' empties a field."""


def record(writer: "Writer", value: Incident | Source, *, dry_run: bool) -> "Sealed":
    """The row as the ledger takes it; nothing is kept of a dry run."""
    from tracker.ledger import seal  # noqa: PLC0415 - sqlmodel

    sealed = seal(value)
    writer.append([sealed])
    if dry_run:
        writer.discard()
    return sealed


def added_incident(writer: "Writer", slug: str, given: Texts) -> Incident:
    """A new incident. Raises ClaimError for one that is there."""
    if slug.strip() in writer.incidents():
        raise ClaimError(
            f"incident {slug!r} is in the ledger already; "
            f"tracker incident edit {slug.strip()} puts its facts right"
        )
    return incident_of({"slug": slug, **given_columns(given)})


def edited_incident(writer: "Writer", slug: str, given: Texts) -> Incident | None:
    """The incident with what was given in its place. Raises NotFoundError and ClaimError."""
    known = writer.incidents()
    if slug not in known:
        raise NotFoundError("incident", slug, list(known))
    changed = incident_of(given_columns(given), known[slug])
    return _revised(writer, known[slug], changed, writer.ids_of("incident", slug))


def added_source(writer: "Writer", slug: str, given: Texts, aliases: Iterable[str]) -> Source:
    """A new source. Raises ClaimError for one that is there, or a name that is another's, and
    NotFoundError for a voice that is not there."""
    if slug.strip() in writer.sources():
        raise ClaimError(
            f"source {slug!r} is in the ledger already; "
            f"tracker source edit {slug.strip()} puts its facts right"
        )
    source = source_of({"slug": slug, **given_columns(given)})
    return _checked(writer, replace(source, aliases=aliases_of((), aliases)))


def edited_source(
    writer: "Writer", slug: str, given: Texts, aliases: Iterable[str], dropped: Iterable[str]
) -> Source | None:
    """The source with what was given in its place, aliases added and dropped. Raises
    NotFoundError for what is not there, and ClaimError."""
    gone = aliases_of((), dropped)

    def edited(current: Source) -> Source:
        for alias in gone:
            if alias not in current.aliases:
                raise NotFoundError("alias", alias, current.aliases)
        kept = [one for one in current.aliases if one not in gone]
        changed = source_of(given_columns(given), current)
        return replace(changed, aliases=aliases_of(kept, aliases))

    return _changed_source(writer, slug, edited)


def merged_source(writer: "Writer", slug: str, into: str) -> Source | None:
    """The source as the same as another. Raises NotFoundError where either is not there."""
    if not into.strip():
        raise NotFoundError("source", into, advice="name the source that it is")
    return _changed_source(writer, slug, lambda current: replace(current, merged_into=into))


def _changed_source(
    writer: "Writer", slug: str, changed: Callable[[Source], Source]
) -> Source | None:
    current = _source_named(writer, slug)
    source = _revised(writer, current, changed(current), writer.ids_of("source", slug))
    return None if source is None else _checked(writer, source)


def _revised(writer: "Writer", current: R, changed: R, ids: tuple[str, ...]) -> R | None:
    """The changed row in place of the newest; None where it says the same."""
    same = replace(changed, revises=current.revises)
    return None if same == current else replace(changed, revises=ids[-1])


def _checked(writer: "Writer", source: Source) -> Source:
    """Raises NotFoundError for a link to a source that is not there, ClaimError for a name that
    is another's."""
    for other in (source.speaks_for, source.merged_into):
        if other and other != source.slug:
            _source_named(writer, other)
    refuse_taken_names(source, writer.sources())
    return source


def _source_named(writer: "Writer", slug: str) -> Source:
    known = writer.sources()
    if slug not in known:
        raise NotFoundError("source", slug, list(known))
    return known[slug]


def refuse_nothing(given: object, example: str) -> None:
    """Raises OptionError for an edit that says nothing."""
    if not given:
        raise OptionError(f"say what is to change, as in {example}")
