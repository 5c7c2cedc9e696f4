"""The sentence that says why the consensus landed where it did, and what it made of a claim."""

import math
from collections import Counter
from collections.abc import Iterator

from tracker.reconcile.estimate import NO_NUMBER, Estimate, Standing
from tracker.reconcile.methods.ages import age_told
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
from tracker.reconcile.standing import Voiced

LEAST_SHARE_TOLD = 0.01
"""Shares below this are told as less than it."""
MOST_TOLD = 2
"""So many higher numbers are told one by one; more are told as one span."""
FAR_BELOW = "what lies far below the counts of two bodies or more"
GIVEN_UP = "its source has given that number up"


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
    doubt = _doubt(standing, one.voiced)
    which = "credible voice with a number"
    if doubt:
        which = f"voice with a number that is not a party's ({doubt})"
    told = f"the only {which}, {_day(_written_date(one.voiced))}"
    return f"{told}; it gives a ceiling and no floor" if one.is_ceiling else told


def _in_the_middle(estimate: Estimate, claims: list[Weighed]) -> str:
    newest = _newest_day(claims)
    least, most = claims[-1].value, claims[0].value
    span = f"at {most:,}" if least == most else f"between {least:,} and {most:,}"
    return (
        f"{_counted(len(claims))} independent voices {span}, newest {newest}; {estimate.best:,} "
        "lies in the middle of the fresh weight, since this number falls as well as rises"
    )


def _carried_by(standing: Standing, claims: list[Weighed], parameters: Parameters) -> str:
    reachers = reachers_of(claims)
    best = best_of(claims, reachers, parameters)
    number, least = best.number, best.number * (1 - parameters.near_room)
    near = [one for one in reachers if least <= one.value <= best.carried]
    reaching, share = support_of(claims, number)
    needs_vote = share < needed_of(reaching, parameters) and _has_won(claims, best, parameters)
    share = best.share if needs_vote else share
    newest = _newest_day(near)
    told = f"{_voices(standing, near)}, {'of' if len(near) == 1 else 'newest'} {newest}; "
    at_best = sum(1 for one in near if one.value >= number)
    above = sum(1 for one in reachers if one.value > best.carried)
    weight = f"{_percent(share)} of the fresh weight that takes a position"
    if needs_vote:
        weight += f" ({FAR_BELOW} is not counted in)"
    if at_best == len(near) and not above:
        return f"{told}{weight} says that {number:,} was reached"
    who = f"{_counted(at_best)} of them"
    if at_best == len(near):
        who = "it" if at_best == 1 else "they"
    who += f" and {_counted(above)} above" if above else ""
    verb = "says" if at_best + above == 1 else "say"
    return f"{told}{who} {verb} that {number:,} was reached, {weight}"


def _has_won(claims: list[Weighed], best: Best, parameters: Parameters) -> bool:
    """True where what lies far below the best number does not speak against it."""
    counts = counts_of(claims)
    if not counts:
        return False
    return far_vote(claims, counts, best.carried, best.reaching, parameters) is Vote.WON


def _under_ceilings(standing: Standing, claims: list[Weighed], parameters: Parameters) -> str:
    """Who says that no more were reached than what others say was reached."""
    ceiling = best_of(claims, reachers_of(claims), parameters).number
    said = [one for one in claims if one.is_ceiling and one.value == ceiling]
    newest = _day(max(_written_date(one.voiced) for one in said))
    who = "one voice says" if len(said) == 1 else f"{_counted(len(said))} voices say"
    return (
        f"{who} that no more than {ceiling:,} were reached{_doubts(standing, said)}, "
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
        who = "one voice" if reaching == 1 else f"{_counted(reaching)} voices"
        within = [one for one in higher if number <= one.value <= most]
        doubted = _doubts(standing, within)
        if not any(one.value in asked for one in within):
            only = "one voice gives it" if len(within) == 1 else "these voices give it"
            yield f"{span} set aside: only {only}{doubted}"
            continue
        if counts and far_vote(claims, counts, most, len(within), parameters) is Vote.LOST:
            yield f"{span} set aside: {who}{doubted}, far above what two bodies or more count"
            continue
        needed = needed_of(reaching, parameters)
        weight = f"{_percent(share, needed)} of the weight where {needed:.0%} is needed"
        yield f"{span} set aside: {who}{doubted}, {weight}"


def _doubts(standing: Standing, claims: list[Weighed]) -> str:
    """What is questionable about voices, each doubt with how many it is about, in one pair of
    brackets; '' for none."""
    doubts = Counter(doubt for one in claims if (doubt := _doubt(standing, one.voiced)))
    told = (
        doubt if len(claims) == 1 else f"{_counted(count)} of them {doubt}"
        for doubt, count in sorted(doubts.items())
    )
    listed = ", ".join(told)
    return f" ({listed})" if listed else ""


def _parties(standing: Standing) -> Iterator[str]:
    values = {one.value for one in standing.claims if one.by.is_party and one.value is not None}
    for value in sorted(values, reverse=True):
        yield f"{value:,}: a party's claim"


def _voices(standing: Standing, near: list[Weighed]) -> str:
    most, least = near[0].value, near[-1].value
    doubted = _doubts(standing, near)
    if len(near) == 1:
        return f"one voice alone at {most:,}{doubted}"
    span = f"at {most:,}" if least == most else f"between {least:,} and {most:,}"
    return f"{_counted(len(near))} independent voices {span}{doubted}"


def why_not(estimate: Estimate, one: Voiced, parameters: Parameters = PARAMETERS) -> str:
    """What is questionable about a claim, and where it lies beside the best number."""
    value, best = one.value, estimate.best
    if value is None:
        return NO_NUMBER
    doubt = _doubt(estimate.standing, one)
    if one.by.is_party or best is None:
        return doubt or "another number"
    place = _place(estimate, one, best, parameters)
    return f"{doubt}; {place}" if doubt else place


def _place(estimate: Estimate, one: Voiced, best: int, parameters: Parameters) -> str:
    low, high, value = one.low, one.high, one.value or 0
    if not estimate.standing.about.metric.accumulates:
        share = _percent(_share_of(estimate, one, parameters))
        return f"{'lower' if value < best else 'higher'}, with {share} of the fresh weight"
    if low is None and high is not None and high >= best:
        return "a ceiling: no evidence that anything was reached"
    share = _percent(_share_of(estimate, one, parameters))
    if value >= best:
        apart = ", in another camp" if _in_another_camp(estimate, one, best) else ""
        return f"higher{apart}, with {share} of the fresh weight"
    if _in_another_camp(estimate, one, best):
        return "lower, in another camp"
    if low is None:
        return "a ceiling, which others say is passed"
    if high is None or high >= best:
        return "lower, and it leaves room for the number"
    if _is_outvoted(estimate, value, parameters):
        return "lower: far below the counts of two bodies or more"
    if one.said_us < _newest_used_us(estimate):
        return "lower: a minimum that others have passed"
    return f"lower, with {share} of the fresh weight against the number"


def _is_outvoted(estimate: Estimate, value: int, parameters: Parameters) -> bool:
    claims = weighed(estimate.standing, parameters)
    reachers = reachers_of(claims)
    if not reachers:
        return False
    best = best_of(claims, reachers, parameters)
    return value * parameters.far_times < best.carried and _has_won(claims, best, parameters)


def _newest_used_us(estimate: Estimate) -> int:
    used = frozenset(estimate.used)
    return max(one.said_us for one in estimate.standing.claims if one.claim.id in used)


def _in_another_camp(estimate: Estimate, one: Voiced, best: int) -> bool:
    return any(one in camp.claims and not camp.low <= best <= camp.high for camp in estimate.camps)


def weight_told(estimate: Estimate, one: Voiced) -> str:
    """Its weight, what that is of all the weight there is, and how old it is."""
    if one.value is None:
        return f"no weight: {NO_NUMBER}"
    if one.by.is_party:
        return "no weight: a party's claim"
    weights = _weights(estimate.standing, PARAMETERS)
    weight = weights[one.claim.id]
    told = f"weight {weight:.2g}, {weight / sum(weights.values()):.1%} of all"
    return f"{told}; {age_told(estimate.standing, one)}"


def _share_of(estimate: Estimate, one: Voiced, parameters: Parameters) -> float:
    weights = _weights(estimate.standing, parameters)
    return weights[one.claim.id] / sum(weights.values())


def _weights(standing: Standing, parameters: Parameters) -> dict[str, float]:
    return {one.voiced.claim.id: one.weight for one in weighed(standing, parameters)}


def _doubt(standing: Standing, one: Voiced) -> str:
    doubt = standing.why_questionable(one) if standing.is_doubtful(one) else ""
    return GIVEN_UP if not doubt and one.claim.id in standing.given_up else doubt


def _percent(share: float, needed: float = 0) -> str:
    """A share in whole percent; finer where it would look like what is needed.

    >>> _percent(0.246), _percent(0.246, 0.25)
    ('25%', '24.6%')
    """
    if share < LEAST_SHARE_TOLD:
        return f"less than {LEAST_SHARE_TOLD:.0%}"
    if round(share * 100) == round(needed * 100):
        return f"{math.floor(share * 1_000) / 10:.1f}%"
    return f"{share:.0%}"


def _counted(count: int) -> str:
    """A number of voices, in words up to ten.

    >>> _counted(4), _counted(12)
    ('four', '12')
    """
    return _WORDS[count] if count < len(_WORDS) else str(count)


def _newest_day(claims: list[Weighed]) -> str:
    """The date that the claim of the latest moment bears: "2023-02" speaks for the end of
    February, and so is newer than "2023-02-15"."""
    newest = max(claims, key=lambda one: one.voiced.order)
    return _day(_written_date(newest.voiced))


def _written_date(one: Voiced) -> str:
    known = one.claim.asserted_at or one.claim.published_at
    return known.written_date if known else ""


def _day(written: str) -> str:
    """A date as written, in words, as much of it as is known.

    >>> _day("2016-07-28"), _day("2023-02"), _day("")
    ('28 July 2016', 'February 2023', 'an unknown day')
    """
    if not written:
        return "an unknown day"
    year, *rest = written.split("-")
    named = f"{_MONTHS[int(rest[0]) - 1]} {year}" if rest else year
    return f"{int(rest[1])} {named}" if len(rest) > 1 else named


_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
