"""Best and low out of weighed claims."""

import math
import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate
from operator import attrgetter
from typing import NamedTuple

from tracker.figures import Figure, Qualifier
from tracker.reconcile.estimate import Standing
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


def best_of(claims: list[Weighed], standing: Standing, parameters: Parameters) -> Best:
    """The greatest stated number that is carried: by one voice with `lone_share` of the weight
    that takes a position on it, by more voices with `joint_share`; the least one where none is.
    A questionable voice adds its weight, but where others give numbers its own is not asked
    for, unless it lies near below one of theirs. Takes the claims greatest first; ceilings only
    speak against numbers above them.

    The weight against a number is summed up from the lowest ceiling, never found by
    subtraction: beside one fresh claim all old weights are too small for that.
    """
    by_ceiling = sorted(claims, key=_CEILING)
    ceilings = [one.contradicts_above for one in by_ceiling]
    against = [0.0, *accumulate(one.weight for one in by_ceiling)]
    reachers = [one for one in claims if not one.is_ceiling]
    number, reaching, share = 0, 0, 0.0
    for number, reaching, reached in candidates(reachers, standing, parameters):
        share = reached / (reached + against[bisect_left(ceilings, number)])
        if share >= needed_of(reaching, parameters):
            break
    return Best(_as_stated(number, reachers, reaching), number, reaching, share)


def candidates(
    reachers: list[Weighed], standing: Standing, parameters: Parameters
) -> Iterator[tuple[int, int, float]]:
    """The numbers that may become the best one, greatest first: the number, how many voices say
    that it was reached, and their weight.

    Those of unquestionable voices, and those of others that lie near below one of them; where
    no unquestionable voice says what was reached, all of them.
    """
    near = 1 - parameters.near_room
    is_sound = [not standing.is_questionable(one.voiced) for one in reachers]
    least_sound = math.inf if any(is_sound) else 0.0
    reached, reaching, total = 0.0, 0, len(reachers)
    while reaching < total:
        number = reachers[reaching].value
        while reaching < total and reachers[reaching].value == number:
            reached += reachers[reaching].weight
            if is_sound[reaching]:
                least_sound = number
            reaching += 1
        if number >= least_sound * near:
            yield number, reaching, reached


def support_of(claims: list[Weighed], number: int) -> tuple[int, float]:
    """How many voices say that a stated number was reached, and their share of the weight that
    takes a position on it."""
    reaching = [one.weight for one in claims if one.value >= number and not one.is_ceiling]
    against = sum(one.weight for one in reversed(claims) if one.contradicts_above < number)
    reached = sum(reaching)
    return len(reaching), reached / (reached + against) if reached else 0.0


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
    alone never lifts it; what lies near below the best number stays within. A ceiling below it
    that has its share takes it down. Never above the best number.
    """
    reachers = [one for one in claims if not one.is_ceiling]
    current = [one for one in reachers if one.is_current] or reachers
    said = sum(one.lasting_weight for one in current)
    ceilings = [one for one in claims if one.is_ceiling and one.is_current]
    weighty = (1 - parameters.low_share) * (said + sum(one.lasting_weight for one in ceilings))
    lower = [one.value for one in ceilings if one.lasting_weight >= weighty]
    return min(best, _reached_low(current, said, best, parameters), *lower)


def _reached_low(current: list[Weighed], total: float, best: int, parameters: Parameters) -> int:
    enough = parameters.low_share * total
    near = best * (1 - parameters.near_room)
    said, low = current[0].lasting_weight, -1
    for one in current[1:]:
        if low >= 0 and one.value < near:
            break
        said += one.lasting_weight
        if low >= 0 or said >= enough:
            low = one.value
    return low if low >= 0 else current[-1].value


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
