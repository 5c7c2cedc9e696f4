"""`consensus`: the greatest number that fresh, credible voices jointly reach.

A running toll counts whom one has found so far, so a low number from the morning is no
evidence against a higher one at night: it is a minimum that keeps its floor and loses its
ceiling. Each voice therefore weighs by what it is, by its reliability and by how fresh its
claim is, and the best number is the greatest one that enough of the weight which takes a
position says has been reached: more is asked of one voice alone than of two. "At least 50"
takes no position on 55. A crowd of old low figures does not hold it down. A party to the
attack has no weight.

`weights` says what each claim has to say, `numbers` finds best and low, `levels` does so for
the missing and others who come back, `sentence` tells it, `one_claim` what became of a claim,
`camps` finds voices that stay apart.
"""

from collections.abc import Callable
from functools import lru_cache, partial

from tracker.reconcile.estimate import Estimate, Standing, WhyNot, nothing_usable
from tracker.reconcile.events import Voiced
from tracker.reconcile.methods.consensus.camps import camps_of
from tracker.reconcile.methods.consensus.levels import level_of
from tracker.reconcile.methods.consensus.numbers import best_of, high_of, low_of
from tracker.reconcile.methods.consensus.one_claim import weight_told, why_not
from tracker.reconcile.methods.consensus.sentence import rule_of
from tracker.reconcile.methods.consensus.weights import (
    PARAMETERS,
    Parameters,
    Weighed,
    reachers_of,
    weighed,
)

__all__ = ["PARAMETERS", "Parameters", "consensus", "weight_told"]


def consensus(standing: Standing, parameters: Parameters = PARAMETERS) -> Estimate:
    """Best, low and high by weight of fresh credible voices; finite whenever one has a number.

    Where only parties give numbers there is no best, and low to high is what they say.
    """
    found = _figures(standing, parameters)
    if found is None:
        return _parties_only(standing)
    low, best, high, used = found
    contested = bool(standing.disputed) and standing.contests(used)
    rule, why = _AS_TUNED if parameters is PARAMETERS else _telling(parameters)
    told = low, best, high, rule, standing, why, used, contested, camps_of
    return _new(Estimate, told)


def _figures(
    standing: Standing, parameters: Parameters
) -> tuple[int, int, int, tuple[str, ...]] | None:
    """Low, best, high and the ids they rest on; None where nobody but a party has a number."""
    if len(standing.claims) == 1:
        return _of_one(standing.claims[0])
    claims = weighed(standing, parameters)
    if not claims:
        return None
    if len(claims) == 1:
        return _of_one(claims[0].voiced)
    high = high_of(claims)
    reachers = reachers_of(claims)
    if not standing.about.metric.accumulates:
        low, best, high = level_of(claims, parameters)
        return low, best, high, _ids([one for one in claims if one.value == best])
    if not reachers:
        best = claims[-1].value
        return 0, best, high, _ids([one for one in claims if one.value == best])
    found = best_of(claims, reachers, parameters)
    best, carried = found.number, found.carried
    if not found.reaching:
        used = [one for one in claims if one.value == best and one.is_ceiling]
        return 0, best, high, _ids(used)
    low = low_of(claims, reachers, best, standing, parameters)
    rested = [one.voiced.claim.id for one in reachers if best <= one.value <= carried]
    return low, best, high, tuple(rested)


def _of_one(one: Voiced) -> tuple[int, int, int, tuple[str, ...]] | None:
    """A voice alone gives its number; only a ceiling leaves low at 0."""
    value, figure = one.value, one.claim.figure
    if value is None or one.by.is_party:
        return None
    low = 0 if figure.low is None else value
    return low, value, value if figure.high is None else figure.high, (one.claim.id,)


def _ids(claims: list[Weighed]) -> tuple[str, ...]:
    return tuple([one.voiced.claim.id for one in claims])


def _parties_only(standing: Standing) -> Estimate:
    """No credible voice has a number: what the parties say is shown as low and high alone.
    A ceiling alone makes 0 to its number, and an open end what is stated."""
    told = [one for one in standing.claims if one.value is not None]
    if not told:
        return nothing_usable(standing, "no standing claim has a number")
    low = min(one.low or 0 for one in told)
    high = max(one.high or one.low or 0 for one in told)
    rule = "only a party's claim gives a number, so there is no best"
    return Estimate(low, None, high, rule, standing, why_not, disputed=True)


_AS_TUNED: tuple[Callable[[Estimate], str], WhyNot] = (rule_of, why_not)


@lru_cache
def _telling(parameters: Parameters) -> tuple[Callable[[Estimate], str], WhyNot]:
    """What tells the rule and the reasons under other parameters; one pair for equal ones, so
    that equal estimates are equal."""
    return partial(rule_of, parameters=parameters), partial(why_not, parameters=parameters)


_new = tuple.__new__
"""Makes a named tuple of its fields at half the cost: there is one at every step."""
