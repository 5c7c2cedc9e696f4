"""Best and low out of weighed claims."""

import re
from bisect import bisect_left
from itertools import accumulate
from operator import attrgetter
from typing import NamedTuple

from tracker.figures import Figure, Qualifier
from tracker.reconcile.methods.consensus.weights import Parameters, Weighed


class Best(NamedTuple):
    """The best number, and how it was carried."""

    number: int
    """As it is shown."""
    carried: int
    """The number that was carried; greater by one where it is a floor in words."""
    reaching: int
    """So many voices, the first of the weighed claims, say that it was reached."""
    share: float
    """Their share of the weight that takes a position on it."""


def best_of(claims: list[Weighed], parameters: Parameters) -> Best:
    """The greatest stated number that is carried: by one voice with `lone_share` of the weight
    that takes a position on it, by more voices with `joint_share`. Takes the claims greatest
    first.

    The weight against a number is summed up from the lowest ceiling, never found by
    subtraction: beside one fresh claim all old weights are too small for that.
    """
    by_ceiling = sorted(claims, key=_CEILING)
    ceilings = [one.contradicts_above for one in by_ceiling]
    against = [0.0, *accumulate(one.weight for one in by_ceiling)]
    reached, reaching, total = 0.0, 0, len(claims)
    while True:
        number = claims[reaching].value
        while reaching < total and claims[reaching].value == number:
            reached += claims[reaching].weight
            reaching += 1
        share = reached / (reached + against[bisect_left(ceilings, number)])
        if share >= needed_of(reaching, parameters) or reaching == total:
            return Best(_as_stated(number, claims, reaching), number, reaching, share)


def support_of(claims: list[Weighed], number: int) -> tuple[int, float]:
    """How many voices say that a stated number was reached, and their share of the weight that
    takes a position on it."""
    reaching = [one.weight for one in claims if one.value >= number]
    against = sum(one.weight for one in reversed(claims) if one.contradicts_above < number)
    reached = sum(reaching)
    return len(reaching), reached / (reached + against)


def needed_of(reaching: int, parameters: Parameters) -> float:
    """The share with which so many voices carry a number."""
    return parameters.lone_share if reaching == 1 else parameters.joint_share


def _as_stated(number: int, claims: list[Weighed], reaching: int) -> int:
    """Nobody counted 58 where one says "more than 57" and others say 57: it is 57 then."""
    if reaching == len(claims) or claims[reaching].value != number - 1:
        return number
    floors = [one.voiced.claim.figure for one in claims[:reaching] if one.value == number]
    if not all(_says_more_than(figure, number - 1) for figure in floors):
        return number
    counted = any(
        one.value == number - 1 and one.voiced.claim.figure.high is not None
        for one in claims[reaching:]
    )
    return number - 1 if counted else number


def _says_more_than(figure: Figure, number: int) -> bool:
    """True when a figure's words are "more than" that number, in whatever language."""
    if figure.high is not None:
        return False
    named = {int(digits) for digits in _DIGITS.findall(_GROUPING.sub("", figure.wording))}
    return figure.qualifier is Qualifier.MORE_THAN or (number in named and figure.low not in named)


def low_of(claims: list[Weighed], best: int, parameters: Parameters) -> int:
    """The low number, out of the current claims alone: the greatest one that `low_share` of
    their lasting weight says was reached, and two voices where there are two, since one voice
    alone never lifts it; what lies near below the best number stays within. Never above it.
    """
    current = [one for one in claims if one.is_current]
    if len(current) == 1:
        return min(best, current[0].value)
    enough = parameters.low_share * sum(one.lasting_weight for one in current)
    near = best * (1 - parameters.near_room)
    said, low = current[0].lasting_weight, -1
    for one in current[1:]:
        if low >= 0 and one.value < near:
            break
        said += one.lasting_weight
        if low >= 0 or said >= enough:
            low = one.value
    return min(best, low if low >= 0 else current[-1].value)


def high_of(claims: list[Weighed]) -> int:
    """The greatest number that any of the claims allows or states."""
    high = claims[0].value
    for one in claims:
        ceiling = one.voiced.claim.figure.high
        if ceiling is not None and ceiling > high:
            high = ceiling
    return high


_DIGITS = re.compile(r"\d{1,16}")
_GROUPING = re.compile(r"(?<=\d)[.,' \u00a0\u202f](?=\d{3}(?!\d))")
_CEILING = attrgetter("contradicts_above")
