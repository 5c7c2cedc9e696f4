"""What estimates of parts say of the whole: they exceed it, or give it a floor.

Only populations that cannot overlap are added (`tracker.model.populations`). The floor is
offered, never used: no estimate rests on it.
"""

from collections.abc import Iterator, Mapping

from tracker.model.choices import Population
from tracker.model.claim import Count
from tracker.model.populations import Relation, disjoint_sets, relation
from tracker.reconcile.findings.kinds import Finding, FindingKind
from tracker.reconcile.picture import CountPicture, group

WHOLES = (Population.ALL, Population.VICTIMS)


def bounds_from_parts(by_count: Mapping[Count, CountPicture]) -> Iterator[Finding]:
    """For everybody and for the victims of each metric and scope: the disjoint parts whose
    estimates make the most together, where that is more than the whole's own estimate says.

    Above its high it is parts_exceed_whole, else above its low lower_bound_from_parts. Where
    nobody gave the whole, the floor is offered for the whole incident only: what the whole of
    a free-text scope is, nobody knows.
    """
    places = {(count.metric, count.scope) for count in by_count}
    for metric, scope in sorted(places):
        for population in WHOLES:
            whole = Count(metric, population, scope)
            if whole in by_count or (population is Population.ALL and not scope):
                yield from _against(whole, by_count)


def places_beyond_the_whole(by_count: Mapping[Count, CountPicture]) -> Iterator[Finding]:
    """Scopes of which an estimate says more than the whole incident's says at most: a scope is
    always a part. Never a sum of scopes, which may overlap."""
    for part in by_count.values():
        whole = by_count.get(part.count._replace(scope=""))
        if not part.count.scope or whole is None or whole.estimate.best is None:
            continue
        least, high = _floor(part), _ceiling(whole)
        if high is not None and least > high:
            message = (
                f"{part.count.scope}: at least {least:,}, but {high:,} in the whole incident "
                "at most"
            )
            ids = part.estimate.used + whole.estimate.used
            yield Finding(FindingKind.PARTS_EXCEED_WHOLE, whole.count, message, ids)


def _against(whole: Count, by_count: Mapping[Count, CountPicture]) -> Iterator[Finding]:
    parts = _greatest_disjoint(whole, by_count)
    if not parts:
        return
    least = sum(_floor(part) for part in parts)
    said = _sum_in_words(parts, least)
    picture = by_count.get(whole)
    ids = tuple(claim for part in parts for claim in part.estimate.used)
    if picture is None or picture.estimate.value is None:
        message = f"{said}; nobody gives a number {_in_all(whole.population)}"
        yield Finding(FindingKind.LOWER_BOUND_FROM_PARTS, whole, message, ids)
        return
    low, high = picture.estimate.low, _ceiling(picture)
    ids += picture.estimate.used
    if high is not None and least > high:
        message = f"{said}, but {high:,} {_in_all(whole.population)} at most"
        yield Finding(FindingKind.PARTS_EXCEED_WHOLE, whole, message, ids)
    elif least > (low or 0):
        beside = "has no low" if low is None else f"has a low of {low:,}"
        message = f"{said}; the estimate {_in_all(whole.population)} {beside}"
        yield Finding(FindingKind.LOWER_BOUND_FROM_PARTS, whole, message, ids)


def _ceiling(picture: CountPicture) -> int | None:
    """The high of an estimate; None where a claim it rests on is open: an estimate's high is
    finite then only because a picture needs an end, and excludes nothing."""
    rests_on = [one for one in picture.standing.claims if one.claim.id in picture.estimate.used]
    return None if any(one.high is None for one in rests_on) else picture.estimate.high


def _floor(part: CountPicture) -> int:
    """The low of an estimate as far as a claim it rests on says "at least" as many; 0 where
    none does. The low of an estimate that rests on "up to 20" is nobody's floor."""
    lows = (
        one.low
        for one in part.standing.claims
        if one.low is not None and one.claim.id in part.estimate.used
    )
    return min(part.estimate.low or 0, max(lows, default=0))


def _greatest_disjoint(
    whole: Count, by_count: Mapping[Count, CountPicture]
) -> tuple[CountPicture, ...]:
    """The disjoint parts with the greatest sum of lows; none where no part has a floor."""
    parts = {
        population: part
        for population in Population
        if relation(population, whole.population) is Relation.WITHIN
        and (part := by_count.get(whole._replace(population=population))) is not None
        and _floor(part)
    }
    best = max(
        disjoint_sets(parts),
        key=lambda some: sum(_floor(parts[one]) for one in some),
        default=(),
    )
    return tuple(parts[one] for one in best)


def _sum_in_words(parts: tuple[CountPicture, ...], least: int) -> str:
    if len(parts) == 1:
        return f"{group(parts[0].count.population)}: at least {least:,}"
    terms = " + ".join(
        f"at least {_floor(part):,} {group(part.count.population)}" for part in parts
    )
    return f"{terms} make at least {least:,}"


def _in_all(population: Population) -> str:
    return "in all" if population is Population.ALL else f"{group(population)} in all"
