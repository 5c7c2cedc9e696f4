"""Which sources of a ledger a name in a text may mean: proposed, never taken by itself."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from rapidfuzz import fuzz, process, utils

from tracker.model import Source

LEAST_LIKENESS = 80
"""Likeness from 0 to 100 below which nothing is proposed. `token_set_ratio` gives 100 to a name
whose words all occur in the other, as in "the health ministry" and "Syrian Health Ministry"."""
MOST_PROPOSED = 3
_ARTICLES = frozenset(("the", "a", "an"))


class LikelySource(NamedTuple):
    """A known source that a name may mean."""

    slug: str
    name: str
    likeness: int
    """From 0 to 100; 100 is no proof."""


def likely_sources(name: str, sources: Mapping[str, Source]) -> tuple[LikelySource, ...]:
    """Up to three sources whose name, slug or alias is like that one, likeliest first.

    Merged sources are left out. Where two are alike in words, the nearer in length comes first.

    >>> known = {"asayish": Source(slug="asayish", name="Asayish security forces")}
    >>> likely_sources("the Asayish", known)[0].slug
    'asayish'
    """
    names = dict(_names(sources.values()))
    wanted = plain(name)
    if not wanted:
        return ()
    found = process.extract(
        wanted, list(names), scorer=_likeness, score_cutoff=LEAST_LIKENESS, limit=20
    )
    best: dict[str, LikelySource] = {}
    for text, score, _ in found:
        for slug in names[text]:
            best.setdefault(slug, LikelySource(slug, sources[slug].name or slug, round(score)))
    return tuple(best.values())[:MOST_PROPOSED]


def same_source(name: str, sources: Mapping[str, Source]) -> str:
    """The slug of the one source that bears that very name, alias or slug but for capitals,
    signs and articles; '' where none does, or several do.

    >>> same_source("the Asayish", {"asayish": Source(slug="asayish")})
    'asayish'
    """
    slugs = dict(_names(sources.values())).get(plain(name), ())
    return slugs[0] if len(slugs) == 1 else ""


def plain(name: str) -> str:
    """A name for comparing: small letters, no signs, no articles.

    >>> plain("The Syrian-Arab Red Crescent")
    'syrian arab red crescent'
    """
    return " ".join(one for one in utils.default_process(name).split() if one not in _ARTICLES)


def _likeness(one: str, other: str, *, score_cutoff: float | None = None) -> float:
    """Words in common count most, all of the letters settle what is left."""
    common = fuzz.token_set_ratio(one, other, score_cutoff=score_cutoff)
    return 0.9 * common + 0.1 * fuzz.ratio(one, other) if common else 0.0


def _names(sources: Iterable[Source]) -> Iterable[tuple[str, tuple[str, ...]]]:
    known: dict[str, list[str]] = {}
    for source in sources:
        if source.merged_into:
            continue
        for name in (source.name, source.slug.replace("-", " "), *source.aliases):
            if key := plain(name):
                known.setdefault(key, []).append(source.slug)
    return ((name, tuple(dict.fromkeys(slugs))) for name, slugs in known.items())
