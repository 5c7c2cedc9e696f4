"""Why a claim was set aside by a method that does not ask who made it."""

from functools import lru_cache

from tracker.reconcile.estimate import NO_NUMBER, Estimate, WhyNot
from tracker.reconcile.events import Voiced


@lru_cache
def whoever_said_it(reason: str) -> WhyNot:
    """A WhyNot that gives that reason of every claim with a number, questionable or not.

    Where a method counts a doubtful voice like any other, to name the doubt as the reason
    would be untrue.
    """

    def why_not(_estimate: Estimate, one: Voiced) -> str:
        return NO_NUMBER if one.value is None else reason

    return why_not
