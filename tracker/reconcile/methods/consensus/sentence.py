"""The sentence that says why the consensus landed where it did."""

from collections.abc import Iterator

from tracker.reconcile.estimate import Estimate, Standing
from tracker.reconcile.methods.consensus.numbers import (
    Best,
    Vote,
    best_of,
    candidates,
    counts_of,
    far_vote,
    needed_of,
    support_of,
)
from tracker.reconcile.methods.consensus.weights import (
    PARAMETERS,
    Parameters,
    Weighed,
    reachers_of,
    weighed,
)
from tracker.reconcile.methods.consensus.words import (
    counted,
    day_told,
    doubt_of,
    doubts_told,
    percent,
    written_date,
)

MOST_TOLD = 2
"""So many higher numbers are told one by one; more are told as one span."""
FAR_BELOW = "what lies far below the counts of two bodies or more"


def rule_of(estimate: Estimate, parameters: Parameters = PARAMETERS) -> str:
    """Who carries the best number, how new they are, what was set aside above it and why."""
    claims = weighed(estimate.standing, parameters)
    if len(claims) == 1:
        told = [_alone(estimate.standing, claims[0])]
    elif not estimate.standing.about.metric.accumulates:
        told = [_in_the_middle(estimate, claims)]
    elif not reachers_of(claims):
        told = [
            "only ceilings are given, so nothing says how many were reached; the lowest is taken"
        ]
    elif not best_of(claims, reachers_of(claims), parameters).reaching:
        told = [_under_ceilings(estimate.standing, claims, parameters)]
        told += _above(estimate.standing, claims, parameters)
    else:
        told = [_carried_by(estimate.standing, claims, parameters)]
        told += _above(estimate.standing, claims, parameters)
    return "; ".join([*told, *_parties(estimate.standing)])


def _alone(standing: Standing, one: Weighed) -> str:
    doubt = doubt_of(standing, one.voiced)
    which = "credible voice with a number"
    if doubt:
        which = f"voice with a number that is not a party's ({doubt})"
    told = f"the only {which}, {day_told(written_date(one.voiced))}"
    return f"{told}; it gives a ceiling and no floor" if one.is_ceiling else told


def _in_the_middle(estimate: Estimate, claims: list[Weighed]) -> str:
    newest = _newest_day(claims)
    least, most = claims[-1].value, claims[0].value
    span = f"at {most:,}" if least == most else f"between {least:,} and {most:,}"
    return (
        f"{counted(len(claims))} independent voices {span}, newest {newest}; {estimate.best:,} "
        "lies in the middle of the fresh weight, since this number falls as well as rises"
    )


def _carried_by(standing: Standing, claims: list[Weighed], parameters: Parameters) -> str:
    reachers = reachers_of(claims)
    best = best_of(claims, reachers, parameters)
    number, least = best.number, best.number * (1 - parameters.near_room)
    near = [one for one in reachers if least <= one.value <= best.carried]
    reaching, share = support_of(claims, number)
    needs_vote = share < needed_of(reaching, parameters) and has_won(claims, best, parameters)
    share = best.share if needs_vote else share
    newest = _newest_day(near)
    told = f"{_voices(standing, near)}, {'of' if len(near) == 1 else 'newest'} {newest}; "
    at_best = sum(1 for one in near if one.value >= number)
    above = sum(1 for one in reachers if one.value > best.carried)
    weight = f"{percent(share)} of the fresh weight that takes a position"
    if needs_vote:
        weight += f" ({FAR_BELOW} is not counted in)"
    if at_best == len(near) and not above:
        return f"{told}{weight} says that {number:,} was reached"
    who = f"{counted(at_best)} of them"
    if at_best == len(near):
        who = "it" if at_best == 1 else "they"
    who += f" and {counted(above)} above" if above else ""
    verb = "says" if at_best + above == 1 else "say"
    return f"{told}{who} {verb} that {number:,} was reached, {weight}"


def has_won(claims: list[Weighed], best: Best, parameters: Parameters) -> bool:
    """True where what lies far below the best number does not speak against it."""
    counts = counts_of(claims)
    if not counts:
        return False
    return far_vote(claims, counts, best.carried, best.reaching, parameters) is Vote.WON


def _under_ceilings(standing: Standing, claims: list[Weighed], parameters: Parameters) -> str:
    """Who says that no more were reached than what others say was reached."""
    ceiling = best_of(claims, reachers_of(claims), parameters).number
    said = [one for one in claims if one.is_ceiling and one.value == ceiling]
    newest = day_told(max(written_date(one.voiced) for one in said))
    who = "one voice says" if len(said) == 1 else f"{counted(len(said))} voices say"
    return (
        f"{who} that no more than {ceiling:,} were reached{doubts_told(standing, said)}, "
        f"{'of' if len(said) == 1 else 'newest'} {newest}, and nothing above that is carried, so "
        "nothing says how many were"
    )


def _above(standing: Standing, claims: list[Weighed], parameters: Parameters) -> Iterator[str]:
    """A clause on each number above the best one, the greatest first; one for all if many."""
    reachers = reachers_of(claims)
    carried = best_of(claims, reachers, parameters).carried
    higher = [one for one in reachers if one.value > carried]
    numbers = sorted({one.value for one in higher}, reverse=True)
    if len(numbers) > MOST_TOLD:
        numbers = numbers[-1:]
    asked = {number for number, _, _ in candidates(reachers, parameters)}
    counts = counts_of(claims)
    for number in numbers:
        reaching, share = support_of(claims, number)
        most = higher[0].value if len(numbers) == 1 else number
        span = f"{number:,} to {most:,}" if most > number else f"{number:,}"
        who = "one voice" if reaching == 1 else f"{counted(reaching)} voices"
        within = [one for one in higher if number <= one.value <= most]
        doubted = doubts_told(standing, within)
        if not any(one.value in asked for one in within):
            only = "one voice gives it" if len(within) == 1 else "these voices give it"
            yield f"{span} set aside: only {only}{doubted}"
            continue
        if counts and far_vote(claims, counts, most, len(within), parameters) is Vote.LOST:
            yield f"{span} set aside: {who}{doubted}, far above what two bodies or more count"
            continue
        needed = needed_of(reaching, parameters)
        weight = f"{percent(share, needed)} of the weight where {needed:.0%} is needed"
        yield f"{span} set aside: {who}{doubted}, {weight}"


def _parties(standing: Standing) -> Iterator[str]:
    values = {one.value for one in standing.claims if one.by.is_party and one.value is not None}
    for value in sorted(values, reverse=True):
        yield f"{value:,}: a party's claim"


def _voices(standing: Standing, near: list[Weighed]) -> str:
    most, least = near[0].value, near[-1].value
    doubted = doubts_told(standing, near)
    if len(near) == 1:
        return f"one voice alone at {most:,}{doubted}"
    span = f"at {most:,}" if least == most else f"between {least:,} and {most:,}"
    return f"{counted(len(near))} independent voices {span}{doubted}"


def _newest_day(claims: list[Weighed]) -> str:
    """The date that the claim of the latest moment bears: "2023-02" speaks for the end of
    February, and so is newer than "2023-02-15"."""
    newest = max(claims, key=lambda one: one.voiced.order)
    return day_told(written_date(newest.voiced))
