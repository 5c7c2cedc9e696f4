"""A name means one source: one that names another already is not given away."""

from collections.abc import Mapping

from tracker.errors import ClaimError
from tracker.model import Source


def refuse_taken_names(source: Source, sources: Mapping[str, Source]) -> None:
    """Raises ClaimError for a name or alias that `sources` do not know of this one yet, and
    that is another's slug, name or alias: files that use it could not be read any more.

    Names that two bear since an import may stay, so that one of them can be put right.
    """
    current = sources.get(source.slug)
    kept = _names(current) if current is not None else ()

    def advice(other: Source) -> str:
        elsewhere = f"else tracker source edit {other.slug} takes it away there"
        if current is None:
            return f"if that is who is meant, add nothing; {elsewhere}"
        return f"if they are one, tracker source merge {source.slug} {other.slug}; {elsewhere}"

    for name in dict.fromkeys(_names(source)):
        if name in kept:
            continue
        for other in sources.values():
            if other.slug != source.slug and name in _names(other):
                raise ClaimError(f"{name!r} already names source {other.slug}; {advice(other)}")


def _names(source: Source) -> tuple[str, ...]:
    return tuple(name for name in (source.slug, source.name, *source.aliases) if name)
