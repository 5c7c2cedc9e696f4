"""Parts against their whole, in one breath. Gaps are reported; nothing is repaired, added up
or filled in."""

from collections.abc import Iterable, Iterator

from tracker.model.choices import Population
from tracker.model.claim import Count
from tracker.model.populations import BREAKDOWNS, Breakdown, Relation, relation
from tracker.model.snapshot import Snapshot
from tracker.reconcile.findings.kinds import Finding, FindingKind
from tracker.reconcile.findings.statements import Breath, breaths
from tracker.reconcile.picture import CountPicture, group, interval, said_on, who
from tracker.reconcile.standing import Voiced


def parts_in_one_breath(pictures: Iterable[CountPicture], snapshot: Snapshot) -> Iterator[Finding]:
    """Breakdowns of one source that exceed their whole, or do not sum to it."""
    for breath in breaths(pictures):
        for breakdown in BREAKDOWNS:
            yield from _sum_against(breath, breakdown, snapshot)
        for whole in (Population.ALL, Population.VICTIMS):
            yield from _single_parts(breath, whole, snapshot)


def _single_parts(breath: Breath, of: Population, snapshot: Snapshot) -> Iterator[Finding]:
    whole = breath.by_population.get(of)
    if whole is None or whole.high is None:
        return
    for population, part in breath.by_population.items():
        if relation(population, of) is Relation.WITHIN and (part.low or 0) > whole.high:
            message = (
                f"{who(whole, snapshot)} ({said_on(whole)}): {part.low:,} {group(population)} "
                f"in a total of {interval(whole.low, whole.high)}"
            )
            yield _finding(FindingKind.PARTS_EXCEED_WHOLE, breath, message, whole, [part])


def _sum_against(breath: Breath, breakdown: Breakdown, snapshot: Snapshot) -> Iterator[Finding]:
    """What is odd about one source's sum of disjoint parts beside its own total."""
    whole = breath.by_population.get(breakdown.of)
    given = breath.by_population
    parts = [given[population] for population in breakdown.parts if population in given]
    if whole is None or len(parts) < 2:
        return
    least = sum(part.low or 0 for part in parts)
    terms = " + ".join(
        f"{part.value:,} {group(part.claim.population)}" for part in parts if part.value
    )
    told = f"{who(whole, snapshot)} ({said_on(whole)}): {terms} make {least:,}"
    if whole.high is not None and least > whole.high:
        message = f"{told}, more than the total of {interval(whole.low, whole.high)}"
        yield _finding(FindingKind.PARTS_EXCEED_WHOLE, breath, message, whole, parts)
        return
    exact = all(part.low == part.high and part.low is not None for part in parts)
    if len(parts) >= breakdown.enough and exact and (whole.low or 0) > least:
        gap = (whole.low or 0) - least
        message = f"{told} of {interval(whole.low, whole.high)}: {gap:,} in no group"
        yield _finding(FindingKind.PARTS_DO_NOT_SUM, breath, message, whole, parts)


def _finding(
    kind: FindingKind, breath: Breath, message: str, whole: Voiced, parts: list[Voiced]
) -> Finding:
    count = Count(breath.metric, whole.claim.population, breath.scope)
    return Finding(kind, count, message, (whole.claim.id, *(part.claim.id for part in parts)))
