"""`acled`: the most conservative value. After ACLED's published FAQ on fatality figures."""

from operator import itemgetter

from tracker.figures import ACLED, FigureError, Qualifier, read_figure
from tracker.reconcile.estimate import (
    NO_NUMBER,
    Estimate,
    Standing,
    from_claim,
    nothing_usable,
)
from tracker.reconcile.events import Voiced

_NOT_LEAST = "not the least"


def acled(standing: Standing) -> Estimate:
    """The least value over the standing claims, vague words counted by the `acled` policy; of
    several claims that give it the newest."""
    valued = [
        (value, one) for one in standing.claims if (value := _conservative_value(one)) is not None
    ]
    if not valued:
        return nothing_usable(standing, "no standing claim has a number")
    value, least = min(reversed(valued), key=itemgetter(0))
    greatest = max(max(value, one.high or 0) for value, one in valued)
    rule = f"the least of the {len(valued)} standing values"
    if len(valued) == 1:
        rule = "the only standing value"
    elif greatest > value:
        rule += f", {value:,}; they go up to {greatest:,}"
    taken = from_claim(standing, least, rule, _NOT_LEAST)
    estimate = taken._replace(why_not=_why_not)
    if value == estimate.best:
        return estimate
    return estimate._replace(low=value, best=value)


def _why_not(estimate: Estimate, one: Voiced) -> str:
    value = _conservative_value(one)
    if value is None:
        return NO_NUMBER
    return "as low, and not the newest" if value == estimate.best else _NOT_LEAST


def _conservative_value(voiced: Voiced) -> int | None:
    """The stated number; for a vague word that was read here, what the `acled` policy makes
    of it. Bounds that the file gave are kept as given."""
    claim = voiced.claim
    if claim.bounds_given or claim.figure.qualifier is not Qualifier.VAGUE:
        return voiced.value
    try:
        return read_figure(claim.figure.wording, policy=ACLED).value
    except FigureError:
        return voiced.value


def acled_told(_estimate: Estimate, one: Voiced) -> str:
    """The value it was counted with, and that a vague word was read, where one was."""
    value = _conservative_value(one)
    if value is None:
        return "no value"
    words = one.claim.figure.wording
    return f"counts as {value:,}" + (f" (“{words}”)" if value != one.value else "")
