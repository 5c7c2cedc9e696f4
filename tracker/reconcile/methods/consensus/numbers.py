"""Best and low out of weighed claims."""

import math
import re
from collections.abc import Iterator
from enum import Enum
from operator import attrgetter
from typing import NamedTuple

from tracker.figures import Figure, Qualifier
from tracker.model.stamps import HOUR_US
from tracker.reconcile.estimate import Standing
from tracker.reconcile.methods.consensus.weights import Parameters, Weighed

MOST_REACHING = 32
SOON_HOURS = 24
"""Counts said so long before a number far above them, or less, are of about the same time."""


class Best(NamedTuple):
    """The best number, and how it was carried."""

    number: int
    """As it is shown."""
    carried: int
    """The number that was carried; greater by one where it is a floor in words."""
    reaching: int
    """So many voices, the first of the weighed claims, say that it was reached; 0 where it is
    a ceiling, which nobody says was reached."""
    share: float
    """Their share of the weight that takes a position on it."""


def best_of(claims: list[Weighed], reachers: list[Weighed], parameters: Parameters) -> Best:
    """The greatest stated number that is carried: by one voice with `lone_share` of the weight
    that takes a position on it, by more voices with `joint_share`, and not outvoted by those
    whose numbers lie far from it. Where none is: the lowest ceiling, if ceilings alone speak
    against all numbers, else the least number. A questionable voice adds its weight, but where
    others give numbers its own is not asked for, unless it lies near below one of theirs.

    Takes the claims greatest first, and those among them that reach a number, at least one.
    The weight against a number is summed up anew each time, never found by subtraction: beside
    one fresh claim all old weights are too small for that.
    """
    is_wide = claims[0].value > parameters.far_times * claims[-1].value
    counts = counts_of(claims) if is_wide else []
    heard, number, reaching, share = claims, 0, 0, 0.0
    for number, reaching, reached in candidates(reachers, parameters):
        if counts:
            vote = far_vote(claims, counts, number, reaching, parameters)
            if vote is _LOST:
                continue
            heard = claims if vote is _OPEN else _near(claims, number, parameters)
        opposed = sum([one.against for one in heard if one.contradicts_above < number])
        share = reached / (reached + opposed)
        if share >= needed_of(reaching, parameters):
            return Best(_as_stated(number, reachers, reaching), number, reaching, share)
    ceiling = _ceiling_against(claims, number, parameters)
    if ceiling is not None:
        return Best(ceiling, ceiling, 0, 1.0)
    return Best(_as_stated(number, reachers, reaching), number, reaching, share)


def candidates(reachers: list[Weighed], parameters: Parameters) -> Iterator[tuple[int, int, float]]:
    """The numbers that may become the best one, greatest first: the number, how many voices say
    that it was reached, and their weight.

    Those of unquestionable voices, and those of others that lie near below one of them; where
    no unquestionable voice says what was reached, all of them.
    """
    near = 1 - parameters.near_room
    least_sound = 0.0 if all(map(_QUESTIONABLE, reachers)) else math.inf
    reached, total = 0.0, len(reachers)
    for reaching, one in enumerate(reachers, 1):
        number = one.value
        reached += one.weight
        if not one.is_questionable:
            least_sound = number
        is_last_of_its_number = reaching == total or reachers[reaching].value != number
        if is_last_of_its_number and number >= least_sound * near:
            yield number, reaching, reached


class Vote(Enum):
    """What the exact numbers of bodies that count say of a number far above some of them."""

    OPEN = "open"
    WON = "won"
    """Two of them or more lie near it, and outweigh all that lies far below."""
    LOST = "lost"
    """Two of them or more lie far below, said at about the same time, and outweigh it."""


_OPEN, _WON, _LOST = Vote
"""Looked up once: an enumeration's own look-up takes as long as a comparison of weights."""


def counts_of(claims: list[Weighed]) -> list[Weighed]:
    """The exact numbers of bodies that count and are not questionable; [] where there are not
    two. Takes and gives the greatest first."""
    counts = [
        one
        for one in claims
        if one.high is not None
        and one.voiced.by.counts
        and not one.is_ceiling
        and not one.is_questionable
    ]
    return counts if len(counts) > 1 else []


def far_vote(
    claims: list[Weighed],
    counts: list[Weighed],
    number: int,
    reaching: int,
    parameters: Parameters,
) -> Vote:
    """Who counts a number, and who one far below it; ages do not matter.

    `counts`: those of `counts_of`. Open where more than MOST_REACHING voices reach the
    number: that is no outlier.
    """
    least = number / parameters.far_times
    if reaching > MOST_REACHING or claims[-1].value >= least:
        return _OPEN
    if counts[-2].value < least:
        high = [one for one in claims if one.value >= least and not one.is_ceiling]
        newest_us = max((one.voiced.said_us for one in high if not one.is_questionable), default=0)
        soon = [
            one
            for one in counts
            if one.value < least and newest_us - one.voiced.said_us <= _SOON_US
        ]
        if len(soon) > 1 and _bases(soon) > _bases(high):
            return _LOST
        return _OPEN
    if counts[1].value < least:
        return _OPEN
    counted = [one for one in counts if one.value >= least and one.is_current]
    low = [one for one in claims if one.value < least]
    return _WON if len(counted) > 1 and _bases(counted) > _bases(low) else _OPEN


def _bases(claims: list[Weighed]) -> float:
    return sum([one.base for one in claims])


def _near(claims: list[Weighed], number: int, parameters: Parameters) -> list[Weighed]:
    """Who is heard about a number that has won its vote: all but those far below."""
    least = number / parameters.far_times
    return [one for one in claims if one.value >= least]


def _ceiling_against(claims: list[Weighed], least: int, parameters: Parameters) -> int | None:
    """The lowest ceiling of those that are not questionable, where they alone speak so much
    against the least number that it is not carried; None where they do not."""
    ceilings = [
        one
        for one in claims
        if one.is_ceiling and not one.is_questionable and one.contradicts_above < least
    ]
    if not ceilings:
        return None
    reaching = [one.weight for one in claims if one.value >= least and not one.is_ceiling]
    reached = sum(reaching)
    share = reached / (reached + sum(one.against for one in ceilings))
    if share >= needed_of(len(reaching), parameters):
        return None
    return min(one.value for one in ceilings)


def support_of(claims: list[Weighed], number: int) -> tuple[int, float]:
    """How many voices say that a stated number was reached, and their share of the weight that
    takes a position on it."""
    reaching = [one.weight for one in claims if one.value >= number and not one.is_ceiling]
    against = sum(one.against for one in reversed(claims) if one.contradicts_above < number)
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
    counted = any(one.value == number - 1 and one.high is not None for one in claims[reaching:])
    return number - 1 if counted else number


def _says_more_than(figure: Figure, number: int) -> bool:
    """True when a figure's words are "more than" that number, in whatever language."""
    if figure.high is not None:
        return False
    named = {int(digits) for digits in _DIGITS.findall(_GROUPING.sub("", figure.wording))}
    return figure.qualifier is Qualifier.MORE_THAN or (number in named and figure.low not in named)


def low_of(
    claims: list[Weighed],
    reachers: list[Weighed],
    best: int,
    standing: Standing,
    parameters: Parameters,
) -> int:
    """The low number, out of the current claims alone: the greatest one that `low_share` of
    their lasting weight says was reached, and two voices where there are two, since one voice
    alone never lifts it; what lies near below the best number stays within. A ceiling below it
    that has its share takes it down, unless it was said before the best number was public.
    Never above the best number.
    """
    current = [one for one in reachers if one.is_current] or reachers
    said = sum(map(_LASTING, current))
    low = min(best, _reached_low(current, said, best, parameters))
    if len(reachers) == len(claims):
        return low
    ceilings = ceilings_held(claims, best, standing)
    weighty = (1 - parameters.low_share) * (said + sum(map(_LASTING, ceilings)))
    return min([low, *(one.value for one in ceilings if one.lasting_weight >= weighty)])


def ceilings_held(claims: list[Weighed], best: int, standing: Standing) -> list[Weighed]:
    """The current ceilings below the best number that were said once it was public: "no more
    than 300" is said against 471, and "fewer than 10" of the morning was merely passed."""
    first_us = min(
        standing.first_public_us(one.voiced)
        for one in claims
        if one.value >= best and not one.is_ceiling
    )
    return [
        one
        for one in claims
        if one.is_ceiling
        and one.is_current
        and one.value < best
        and one.voiced.spoken_us >= first_us
    ]


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
        if one.high is not None and one.high > high:
            high = one.high
    return high


_DIGITS = re.compile(r"\d{1,16}")
_GROUPING = re.compile(r"(?<=\d)[.,' \u00a0\u202f](?=\d{3}(?!\d))")
_SOON_US = SOON_HOURS * HOUR_US
_LASTING = attrgetter("lasting_weight")
_QUESTIONABLE = attrgetter("is_questionable")
