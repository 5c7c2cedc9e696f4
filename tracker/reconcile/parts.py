"""Parts against their whole. Gaps are reported; nothing is repaired, added up or filled in."""

from collections.abc import Iterable, Iterator

from tracker.model.choices import Metric, Population
from tracker.model.claim import Count
from tracker.model.snapshot import Snapshot
from tracker.reconcile.findings import Finding, FindingKind
from tracker.reconcile.picture import CountPicture, interval, said_on, who
from tracker.reconcile.standing import Voiced

DISJOINT = (
    ((Population.CIVILIANS, Population.SECURITY_FORCES, Population.ATTACKERS), 2),
    ((Population.CIVILIANS, Population.COMBATANTS), 2),
    ((Population.VICTIMS, Population.ATTACKERS), 2),
    ((Population.CHILDREN, Population.WOMEN, Population.MEN), 3),
)
"""Groups of everybody that do not overlap, and how many of a row a source must give before
their sum is expected to reach the total: children and women alone leave out the men."""

Statement = dict[Population, Voiced]
"""What one source said of several populations in one breath."""


def findings_on_parts(pictures: Iterable[CountPicture], snapshot: Snapshot) -> Iterator[Finding]:
    """Parts that exceed their whole, and breakdowns that do not sum to it."""
    by_count = {picture.count: picture for picture in pictures}
    for picture in by_count.values():
        if picture.count.population is Population.ALL:
            yield from _estimates_above_whole(picture, by_count)
    for statement, metric, scope in _statements(by_count.values()):
        yield from _breakdown(statement, Count(metric, Population.ALL, scope), snapshot)


def _estimates_above_whole(
    whole: CountPicture, by_count: dict[Count, CountPicture]
) -> Iterator[Finding]:
    most = whole.estimate.high
    if most is None:
        return
    for population in Population:
        part = by_count.get(whole.count._replace(population=population))
        if part is None or part is whole:
            continue
        least = part.estimate.low
        if least is not None and least > most:
            yield Finding(
                FindingKind.PARTS_EXCEED_WHOLE,
                part.count,
                f"{_words(population)}: at least {least:,}, but {most:,} in all at most",
                part.estimate.used + whole.estimate.used,
            )


def _statements(
    pictures: Iterable[CountPicture],
) -> Iterator[tuple[Statement, Metric, str]]:
    """Claims of one voice that bear one time and one link: a breakdown given in one breath."""
    found: dict[tuple[str, ...], Statement] = {}
    counts: dict[tuple[str, ...], tuple[Metric, str]] = {}
    for picture in pictures:
        for one in picture.state.seen.values():
            if one.claim.id in picture.state.withdrawn:
                continue
            key = _breath(one, picture.count)
            found.setdefault(key, {})[picture.count.population] = one
            counts[key] = picture.count.metric, picture.count.scope
    for key, statement in found.items():
        if len(statement) > 1:
            yield statement, *counts[key]


def _breath(one: Voiced, count: Count) -> tuple[str, ...]:
    claim = one.claim
    asserted = claim.asserted_at.text if claim.asserted_at else ""
    published = claim.published_at.text if claim.published_at else ""
    return (count.metric, count.scope, one.by.voice, asserted, published, claim.via, claim.url)


def _breakdown(statement: Statement, count: Count, snapshot: Snapshot) -> Iterator[Finding]:
    whole = statement.get(Population.ALL)
    if whole is None or whole.value is None:
        return
    for row, enough in DISJOINT:
        parts = [statement[population] for population in row if population in statement]
        if len(parts) > 1:
            yield from _sum_against(whole, parts, enough, count, snapshot)
    for population, part in statement.items():
        exceeds = part.low is not None and whole.high is not None and part.low > whole.high
        if population is not Population.ALL and exceeds:
            yield _finding(
                FindingKind.PARTS_EXCEED_WHOLE,
                count,
                f"{who(whole, snapshot)} ({said_on(whole)}): {part.low:,} {_words(population)} "
                f"in a total of {interval(whole.low, whole.high)}",
                whole,
                [part],
            )


def _sum_against(
    whole: Voiced, parts: list[Voiced], enough: int, count: Count, snapshot: Snapshot
) -> Iterator[Finding]:
    least = sum(part.low or 0 for part in parts)
    terms = " + ".join(
        f"{part.value:,} {_words(part.claim.population)}" for part in parts if part.value
    )
    told = f"{who(whole, snapshot)} ({said_on(whole)}): {terms} make {least:,}"
    if whole.high is not None and least > whole.high:
        message = f"{told}, more than the total of {interval(whole.low, whole.high)}"
        yield _finding(FindingKind.PARTS_EXCEED_WHOLE, count, message, whole, parts)
        return
    exact = all(part.low == part.high and part.low is not None for part in parts)
    if len(parts) >= enough and exact and whole.low is not None and whole.low > least:
        gap = whole.low - least
        message = f"{told} of {interval(whole.low, whole.high)}: {gap:,} in no group"
        yield _finding(FindingKind.PARTS_DO_NOT_SUM, count, message, whole, parts)


def _words(population: Population) -> str:
    return population.value.replace("_", " ")


def _finding(
    kind: FindingKind, count: Count, message: str, whole: Voiced, parts: list[Voiced]
) -> Finding:
    return Finding(kind, count, message, (whole.claim.id, *(part.claim.id for part in parts)))
