"""The sentence that says why the consensus landed where it did, and what it made of a claim."""

from collections.abc import Iterator

from tracker.reconcile.estimate import NO_NUMBER, Estimate, Standing
from tracker.reconcile.methods.ages import age_told
from tracker.reconcile.methods.consensus.numbers import best_of, needed_of, support_of
from tracker.reconcile.methods.consensus.weights import PARAMETERS, Parameters, Weighed, weighed
from tracker.reconcile.standing import Voiced

LEAST_SHARE_TOLD = 0.01
"""Shares below this are told as less than it."""
MOST_TOLD = 2
"""So many higher numbers are told one by one; more are told as one span."""
GIVEN_UP = "its source has given that number up"


def rule_of(estimate: Estimate, parameters: Parameters = PARAMETERS) -> str:
    """Who carries the best number, how new they are, what was set aside above it and why."""
    claims = weighed(estimate.standing, parameters)
    if len(claims) == 1:
        told = [_alone(estimate.standing, claims[0].voiced)]
    else:
        told = [_carried_by(claims, parameters)]
        told += _above(estimate.standing, claims, parameters)
    return "; ".join([*told, *_parties(estimate.standing)])


def _alone(standing: Standing, one: Voiced) -> str:
    doubt = _doubt(standing, one)
    which = "credible voice with a number"
    if doubt:
        which = f"voice with a number that is not a party's ({doubt})"
    return f"the only {which}, {_day(_written_date(one))}"


def _carried_by(claims: list[Weighed], parameters: Parameters) -> str:
    best = best_of(claims, parameters)
    number, least = best.number, best.number * (1 - parameters.near_room)
    near = [one for one in claims if least <= one.value <= best.carried]
    _, share = support_of(claims, number)
    newest = _day(max(_written_date(one.voiced) for one in near))
    told = f"{_voices(near, number)}, {'of' if len(near) == 1 else 'newest'} {newest}; "
    at_best = sum(1 for one in near if one.value >= number)
    above = sum(1 for one in claims if one.value > best.carried)
    weight = f"{_percent(share)} of the fresh weight that takes a position"
    if at_best == len(near) and not above:
        return f"{told}{weight} says that {number:,} was reached"
    who = _counted(at_best) if at_best == len(near) else f"{_counted(at_best)} of them"
    who += f" and {_counted(above)} above" if above else ""
    verb = "says" if at_best + above == 1 else "say"
    return f"{told}{who} {verb} that {number:,} was reached, {weight}"


def _above(standing: Standing, claims: list[Weighed], parameters: Parameters) -> Iterator[str]:
    """A clause on each number above the best one, the greatest first; one for all if many."""
    carried = best_of(claims, parameters).carried
    numbers = sorted({one.value for one in claims if one.value > carried}, reverse=True)
    if len(numbers) > MOST_TOLD:
        numbers = numbers[-1:]
    for number in numbers:
        reaching, share = support_of(claims, number)
        most = max(one.value for one in claims) if len(numbers) == 1 else number
        span = f"{number:,} to {most:,}" if most > number else f"{number:,}"
        who = "one voice" if reaching == 1 else f"{_counted(reaching)} voices"
        doubts = {_doubt(standing, one.voiced) for one in claims if number <= one.value <= most}
        why = "".join(f"{doubt}, " for doubt in sorted(doubts) if doubt)
        weight = f"{_percent(share)} of the weight"
        needed = f"{needed_of(reaching, parameters):.0%} is needed"
        yield f"{span} set aside: {why}{who}, {weight} where {needed}"


def _parties(standing: Standing) -> Iterator[str]:
    values = {one.value for one in standing.claims if one.by.is_party and one.value is not None}
    for value in sorted(values, reverse=True):
        yield f"{value:,}: a party's claim"


def _voices(near: list[Weighed], number: int) -> str:
    least = near[-1].value
    if len(near) == 1:
        return f"one voice alone at {number:,}"
    span = f"at {number:,}" if least == number else f"between {least:,} and {number:,}"
    return f"{_counted(len(near))} independent voices {span}"


def why_not(estimate: Estimate, one: Voiced, parameters: Parameters = PARAMETERS) -> str:
    """What is questionable about a claim, and where it lies beside the best number."""
    value, best = one.value, estimate.best
    if value is None:
        return NO_NUMBER
    doubt = _doubt(estimate.standing, one)
    if one.by.is_party or best is None:
        return doubt or "another number"
    place = "lower" if value < best else "higher"
    if _in_another_camp(estimate, one, best):
        place += ", in another camp"
    elif value < best:
        place += f": {_why_lower(one, best)}"
    if value >= best:
        place += f", with {_percent(_share_of(estimate, one, parameters))} of the fresh weight"
    return f"{doubt}; {place}" if doubt else place


def _why_lower(one: Voiced, best: int) -> str:
    if one.low is None and one.high is not None and one.high < best:
        return "a ceiling, which others say is passed"
    return "a minimum that others have passed"


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
    doubt = standing.why_questionable(one)
    return GIVEN_UP if not doubt and one.claim.id in standing.given_up else doubt


def _percent(share: float) -> str:
    if share < LEAST_SHARE_TOLD:
        return f"less than {LEAST_SHARE_TOLD:.0%}"
    return f"{share:.0%}"


def _counted(count: int) -> str:
    """A number of voices, in words up to ten.

    >>> _counted(4), _counted(12)
    ('four', '12')
    """
    return _WORDS[count] if count < len(_WORDS) else str(count)


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
