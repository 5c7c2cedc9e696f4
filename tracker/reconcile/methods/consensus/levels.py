"""The consensus on those who may come back: the missing, kidnapped, detained, displaced.

Their number falls as often as it rises, so a low figure is no minimum and "reached" is no
question to ask. Best is the number in the middle of the fresh weight, and always one that a
voice has stated; low and high hold nearly all of the lasting weight.
"""

from collections.abc import Callable
from operator import attrgetter

from tracker.reconcile.methods.consensus.weights import Parameters, Weighed

MIDDLE = 0.5


def level_of(claims: list[Weighed], parameters: Parameters) -> tuple[int, int, int]:
    """Low, best and high among the stated numbers; a ceiling alone sets no floor.

    Low and high leave out at each end less than half of what `low_share` leaves, so that best
    always lies between them.
    """
    least_first = claims[::-1]
    stated = [one for one in least_first if not one.is_ceiling] or least_first
    edge = (1 - parameters.low_share) / 2
    best = _weighted(stated, MIDDLE, _FRESH)
    low = _weighted(least_first, edge, _LASTING)
    high = _weighted(least_first, 1 - edge, _LASTING)
    if all(one.is_ceiling for one in claims):
        low = 0
    tops = [one.voiced.high or one.value for one in claims if low <= one.value <= high]
    return min(low, best), best, max(best, high, *tops)


def _weighted(least_first: list[Weighed], share: float, weight: Callable[[Weighed], float]) -> int:
    """The first number up to which so much of the weight lies."""
    enough = share * sum(map(weight, least_first))
    said = 0.0
    for one in least_first:
        said += weight(one)
        if said >= enough:
            return one.value
    return least_first[-1].value


_FRESH: Callable[[Weighed], float] = attrgetter("weight")
_LASTING: Callable[[Weighed], float] = attrgetter("lasting_weight")
