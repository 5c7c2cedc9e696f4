"""Parts against their whole, in one breath. Gaps are reported; nothing is repaired, added up
or filled in."""

from collections.abc import Iterable, Iterator

from tracker.model.choices import Population
from tracker.model.claim import Count
from tracker.model.populations import BREAKDOWNS, Breakdown, Relation, relation
from tracker.model.snapshot import Snapshot
from tracker.reconcile.events import Voiced
from tracker.reconcile.findings.kinds import Finding, FindingKind
from tracker.reconcile.findings.statements import Breath, breaths
from tracker.reconcile.picture import CountPicture, group, people, said_on, who


def parts_in_one_breath(pictures: Iterable[CountPicture], snapshot: Snapshot) -> Iterator[Finding]:
    """Breakdowns of one source that exceed their whole, or do not sum to it. Parts of which one
    alone exceeds the whole are told once."""
    for breath in breaths(pictures):
        for whole in (Population.ALL, Population.VICTIMS):
            alone = list(_single_parts(breath, whole, snapshot))
            yield from alone
            for breakdown in BREAKDOWNS:
                if breakdown.of is whole:
                    yield from _sum_against(breath, breakdown, snapshot, alone)


def _single_parts(breath: Breath, of: Population, snapshot: Snapshot) -> Iterator[Finding]:
    whole = breath.by_population.get(of)
    if whole is None or whole.high is None:
        return
    for population, part in breath.by_population.items():
        if relation(population, of) is Relation.WITHIN and (part.low or 0) > whole.high:
            message = (
                f"{who(whole, snapshot)} ({said_on(whole)}): {people(part)} {group(population)} "
                f"in a total of {people(whole)}"
            )
            yield _finding(FindingKind.PARTS_EXCEED_WHOLE, breath, message, whole, [part])


def _sum_against(
    breath: Breath, breakdown: Breakdown, snapshot: Snapshot, alone: list[Finding]
) -> Iterator[Finding]:
    """What is odd about one source's sum of disjoint parts beside its own total. A ceiling adds
    nothing: "up to 20" may be none. `alone`: the parts told as exceeding it by themselves."""
    whole = breath.by_population.get(breakdown.of)
    parts = [one for each in breakdown.parts if (one := breath.by_population.get(each))]
    floors = [part for part in parts if part.low is not None]
    if whole is None or len(floors) < 2:
        return
    least = sum(part.low or 0 for part in floors)
    exact = all(part.low == part.high for part in parts)
    terms = " + ".join(f"{people(part)} {group(part.claim.population)}" for part in floors)
    made = f"{terms} make {least:,}" if exact else f"{terms} make at least {least:,}"
    told = f"{who(whole, snapshot)} ({said_on(whole)}): {made}"
    if whole.high is not None and least > whole.high:
        message = f"{told}, more than the total of {people(whole)}"
        over = _finding(FindingKind.PARTS_EXCEED_WHOLE, breath, message, whole, floors)
        if not any(set(one.claims) <= set(over.claims) for one in alone):
            yield over
        return
    if len(parts) >= breakdown.enough and exact and (whole.low or 0) > least:
        gap = (whole.low or 0) - least
        message = f"{told} of {people(whole)}: {gap:,} in no group"
        yield _finding(FindingKind.PARTS_DO_NOT_SUM, breath, message, whole, parts)


def _finding(
    kind: FindingKind, breath: Breath, message: str, whole: Voiced, parts: list[Voiced]
) -> Finding:
    count = Count(breath.metric, whole.claim.population, breath.scope)
    return Finding(kind, count, message, (whole.claim.id, *(part.claim.id for part in parts)))
