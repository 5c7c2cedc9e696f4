"""side_by_side: scopes that make up a whole, shown beside it and never added into it.

A scope is free text, so what overlaps what is not known from its words. Two or more scopes count
as side by side only where a page has shown it by arithmetic: it gives the whole and exact numbers
for the scopes, all of one metric and population, and they sum to the whole exactly ("2,921 in
Turkey and 1,451 in Syria, 4,372 in all"). "Syrians in both countries" beside "Turkey" never does.
"""

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from tracker.model.claim import Count
from tracker.model.snapshot import Snapshot
from tracker.reconcile.events import Voiced
from tracker.reconcile.findings.kinds import Finding, FindingKind
from tracker.reconcile.findings.statements import Page, pages
from tracker.reconcile.picture import CountPicture, exact, interval, said_on, who

MOST_SCOPES = 4
"""So many scopes at most are tried as the parts of one whole; more would fit by chance."""
MOST_ON_A_PAGE = 12
"""A page with exact numbers for more scopes than this is a table, in which some always fit by
chance; and trying all of 80 provinces would take minutes."""
LEAST_SUM = 20
"""Below this, numbers add up by chance."""


class SideBySide(NamedTuple):
    """Scopes that one page showed to make up a whole."""

    whole: Count
    scopes: tuple[str, ...]
    total: Voiced
    """The page's claim of the whole."""
    parts: tuple[Voiced, ...]


def side_by_side(by_count: Mapping[Count, CountPicture], snapshot: Snapshot) -> Iterator[Finding]:
    """The estimates of such scopes beside that of their whole, where they differ: one for each
    whole and set of scopes, by the newest page that shows it."""
    newest: dict[tuple[Count, tuple[str, ...]], SideBySide] = {}
    for page in pages(by_count.values()):
        for shown in _shown_by(page):
            key = shown.whole, shown.scopes
            before = newest.get(key)
            if before is None or shown.total.order > before.total.order:
                newest[key] = shown
    for shown in newest.values():
        yield from _beside(shown, by_count, snapshot)


def _shown_by(page: Page) -> Iterator[SideBySide]:
    named = (each for each in page.by_scope.items() if each[0])
    exacts = {scope: value for scope, one in named if (value := exact(one))}
    if len(exacts) > MOST_ON_A_PAGE:
        return
    for scope, total in page.by_scope.items():
        if (total.low or 0) < LEAST_SUM:
            continue
        parts = sorted(other for other in exacts if other != scope)
        for size in range(2, min(len(parts), MOST_SCOPES) + 1):
            for some in combinations(parts, size):
                if sum(exacts[one] for one in some) == total.low:
                    whole = Count(page.metric, page.population, scope)
                    yield SideBySide(whole, some, total, tuple(page.by_scope[s] for s in some))


def _beside(
    shown: SideBySide, by_count: Mapping[Count, CountPicture], snapshot: Snapshot
) -> Iterator[Finding]:
    whole = by_count[shown.whole].estimate
    parts = [by_count[shown.whole._replace(scope=scope)].estimate for scope in shown.scopes]
    if whole.best is None or any(part.best is None for part in parts):
        return
    terms = " + ".join(
        f"{part.best:,} {scope}" for part, scope in zip(parts, shown.scopes, strict=True)
    )
    total = sum(part.best or 0 for part in parts)
    if total == whole.best:
        return
    shares = " + ".join(f"{one.low:,}" for one in shown.parts)
    ids = (shown.total.claim.id, *(claim for part in parts for claim in part.used), *whole.used)
    yield Finding(
        FindingKind.SIDE_BY_SIDE,
        shown.whole,
        f"{terms} make {total:,} beside {whole.best:,} ({interval(whole.low, whole.high)}); not "
        f"added into it. Side by side by {who(shown.total, snapshot)} "
        f"({said_on(shown.total)}): {shares} = {shown.total.low:,}",
        ids,
    )
