"""`consensus`: the greatest number that fresh, credible voices jointly reach.

A running toll counts whom one has found so far, so a low number from the morning is no
evidence against a higher one at night: it is a minimum that keeps its floor and loses its
ceiling. Each voice therefore weighs by what it is, by its reliability and by how fresh its
claim is, and the best number is the greatest one that enough of the weight which takes a
position says has been reached: more is asked of one voice alone than of two. "At least 50"
takes no position on 55. A crowd of old low figures does not hold it down. A party to the
attack has no weight.

`weights` says what each claim has to say, `numbers` finds best and low, `levels` does so for
the missing and others who come back, `sentence` tells it, `camps` finds voices that stay apart.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache, partial

from tracker.reconcile.estimate import Estimate, Standing, WhyNot, nothing_usable
from tracker.reconcile.methods.consensus.camps import camps_of
from tracker.reconcile.methods.consensus.levels import level_of
from tracker.reconcile.methods.consensus.numbers import best_of, high_of, low_of
from tracker.reconcile.methods.consensus.sentence import rule_of, weight_told, why_not
from tracker.reconcile.methods.consensus.weights import PARAMETERS, Parameters, Weighed, weighed

__all__ = ["PARAMETERS", "Parameters", "consensus", "weight_told"]


def consensus(standing: Standing, parameters: Parameters = PARAMETERS) -> Estimate:
    """Best, low and high by weight of fresh credible voices; finite whenever one has a number.

    Where only parties give numbers there is no best, and low to high is what they say.
    """
    claims = weighed(standing, parameters)
    if not claims:
        return _parties_only(standing)
    high = high_of(claims)
    if not standing.about.metric.accumulates:
        low, best, high = level_of(claims, parameters)
        used = _ids(one for one in claims if one.value == best)
    elif all(one.is_ceiling for one in claims):
        low, best = 0, claims[-1].value
        used = _ids(one for one in claims if one.value == best)
    else:
        found = best_of(claims, standing, parameters)
        best = found.number
        low = low_of(claims, best, parameters)
        used = _ids(
            one for one in claims if best <= one.value <= found.carried and not one.is_ceiling
        )
    contested = standing.contests(used)
    rule, why = _AS_TUNED if parameters is PARAMETERS else _telling(parameters)
    return Estimate(low, best, high, rule, standing, why, used, contested, camps_of)


def _ids(claims: Iterable[Weighed]) -> tuple[str, ...]:
    return tuple(one.voiced.claim.id for one in claims)


def _parties_only(standing: Standing) -> Estimate:
    """No credible voice has a number: what the parties say is shown as low and high alone."""
    values = [value for one in standing.claims if (value := one.value) is not None]
    if not values:
        return nothing_usable(standing, "no standing claim has a number")
    rule = "only a party's claim gives a number, so there is no best"
    return Estimate(min(values), None, max(values), rule, standing, why_not, disputed=True)


_AS_TUNED: tuple[Callable[[Estimate], str], WhyNot] = (rule_of, why_not)


@lru_cache
def _telling(parameters: Parameters) -> tuple[Callable[[Estimate], str], WhyNot]:
    """What tells the rule and the reasons under other parameters; one pair for equal ones, so
    that equal estimates are equal."""
    return partial(rule_of, parameters=parameters), partial(why_not, parameters=parameters)
