"""Whoever asserts a figure, and whose voice it is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tracker.errors import ClaimError
from tracker.model.choices import Kind, Reliability
from tracker.model.incident import check_slug


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A body or person that asserts figures, as known at one entry of the ledger.

    Text that is not known is ''. Raises ClaimError when it makes no sense.
    """

    slug: str
    """Its short name, never changed: `kurdish-red-crescent`."""
    name: str = ""
    """Its name as people write it; the slug stands in where it is ''."""
    kind: Kind = Kind.UNKNOWN
    affiliation: str = ""
    """The party it belongs to, in the same slugs as an incident's perpetrator."""
    speaks_for: str = ""
    """Slug of the source whose voice this is: a spokesman's ministry. '' speaks for itself."""
    reliability: Reliability = Reliability.F
    aliases: tuple[str, ...] = ()
    """Other exact names under which files may give it."""
    merged_into: str = ""
    """Slug of the source that this one turned out to be; '' while it stands alone."""
    revises: str = ""
    """Id of the entry that this one replaces for the slug; '' for the first."""

    def __post_init__(self) -> None:
        check_slug(self.slug, "a source")
        for other in (self.affiliation, self.speaks_for, self.merged_into):
            if other:
                check_slug(other, "a source or party")
        if self.slug in (self.speaks_for, self.merged_into):
            raise ClaimError(f"source {self.slug} cannot speak for itself or be merged into itself")


def voice_of(slug: str, sources: Mapping[str, Source]) -> str:
    """The slug at the root of a source's `merged_into` and `speaks_for` links.

    A slug that is not among the sources is its own voice. Raises ClaimError on a circle,
    which the ledger does not admit.
    """
    seen = {slug}
    while True:
        source = sources.get(slug)
        onward = (source.merged_into or source.speaks_for) if source else ""
        if not onward:
            return slug
        if onward in seen:
            raise ClaimError(f"sources speak for each other in a circle through {onward}")
        seen.add(onward)
        slug = onward


def voices(sources: Mapping[str, Source]) -> dict[str, str]:
    """Every source's slug with the slug of its voice."""
    return {slug: voice_of(slug, sources) for slug in sources}


def by_slug(sources: Iterable[Source]) -> dict[str, Source]:
    """The newest row of every slug, given rows in the order of their entries."""
    return {source.slug: source for source in sources}
