"""`acled`: the most conservative value. After ACLED's published FAQ on fatality figures."""

from tracker.figures import ACLED, FigureError, Qualifier, read_figure
from tracker.reconcile.estimate import Estimate, Standing, from_claim, nothing_usable
from tracker.reconcile.methods.plain import whoever_said_it
from tracker.reconcile.standing import Voiced


def acled(standing: Standing) -> Estimate:
    """The least value over the standing claims, vague words counted by the `acled` policy."""
    valued = [
        (value, one) for one in standing.claims if (value := _conservative_value(one)) is not None
    ]
    if not valued:
        return nothing_usable(standing, "no standing claim has a number")
    value, least = min(valued, key=lambda each: (each[0], -each[1].said_us))
    greatest = max(max(value, one.high or 0) for value, one in valued)
    rule = f"the least of the {len(valued)} standing values"
    if len(valued) == 1:
        rule = "the only standing value"
    elif greatest > value:
        rule += f", {value:,}; they go up to {greatest:,}"
    taken = from_claim(standing, least, rule, "not the least")
    estimate = taken._replace(why_not=whoever_said_it("not the least"))
    if value == estimate.best:
        return estimate
    return estimate._replace(low=value, best=value)


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
