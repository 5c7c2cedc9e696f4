"""`gtd`: the most recent source, else the majority, else the lowest.

After the Global Terrorism Database codebook, p. 48. The window within which sources count
as about equally recent, and that a majority is more than half of the voices compared, are
our reading; the rule line prints both.
"""

from collections import Counter
from functools import partial
from operator import attrgetter

from tracker.model.choices import Population
from tracker.model.stamps import HOUR_US
from tracker.reconcile.estimate import (
    Estimate,
    Standing,
    WhyNot,
    from_claim,
    nothing_usable,
    unless_questionable,
)
from tracker.reconcile.events import Voiced
from tracker.reconcile.methods.ages import age_told
from tracker.reconcile.methods.plain import whoever_said_it

WINDOW_HOURS = 24


def gtd(standing: Standing, *, window_hours: int = WINDOW_HOURS) -> Estimate:
    """The figure the codebook's order of preference leads to.

    `window_hours`: claims said within so many hours of the newest, inclusive, are about
    equally recent.
    """
    numbered = [one for one in standing.claims if one.value is not None]
    if not numbered:
        return nothing_usable(standing, "no standing claim has a number")
    newest = numbered[-1]
    since = newest.said_us - window_hours * HOUR_US
    recent = [one for one in numbered if one.said_us >= since]
    part, window = _only_a_part(standing), f"window {window_hours} hours"
    if len(recent) == 1 and not standing.is_questionable(newest):
        rule = f"the most recent source; no other is about as recent ({window}){part}"
        return from_claim(standing, newest, rule, "older")
    if len(recent) > 1:
        why_compared = f"{len(recent)} voices are about equally recent ({window})"
        return _majority_or_lowest(standing, recent, why_compared, part)
    doubt = standing.why_questionable(newest)
    why_compared = f"the only voice with a number is questionable ({doubt})"
    if len(numbered) > 1:
        compared = f"all {len(numbered)} voices are compared"
        why_compared = f"the most recent is questionable ({doubt}), so {compared}"
    return _majority_or_lowest(standing, numbered, why_compared, part)


def _majority_or_lowest(
    standing: Standing, compared: list[Voiced], why_compared: str, part: str
) -> Estimate:
    support = Counter(one.value for one in compared)
    value, votes = support.most_common(1)[0]
    if votes * 2 > len(compared):
        agreeing = [one for one in compared if one.value == value]
        rule = f"{why_compared}; {votes} of {len(compared)} voices, a majority, say {value:,}{part}"
        used = tuple(one.claim.id for one in agreeing)
        outvoted = "not the majority's number"
        estimate = from_claim(standing, agreeing[-1], rule, outvoted, used)
        return _among(compared, estimate._replace(why_not=whoever_said_it(outvoted)))
    usable = [one for one in compared if not standing.is_questionable(one)]
    if not usable:
        rule = f"{why_compared}; no number has a majority and all of them are questionable"
        return nothing_usable(standing, rule)
    lowest = min(reversed(usable), key=attrgetter("value"))
    rule = (
        f"{why_compared}; no number has a majority (more than half), so the lowest that is "
        f"not questionable{part}"
    )
    estimate = from_claim(standing, lowest, rule, "not the lowest")
    return _among(compared, estimate._replace(why_not=_why_not_lowest))


def _why_not_lowest(estimate: Estimate, one: Voiced) -> str:
    is_as_low = one.value == estimate.best
    reason = "as low, and not the newest" if is_as_low else "not the lowest"
    return unless_questionable(reason)(estimate, one)


def _among(compared: list[Voiced], estimate: Estimate) -> Estimate:
    """The estimate, which says of a claim that was not compared that this is the reason."""
    ids = frozenset(one.claim.id for one in compared)
    return estimate._replace(why_not=partial(_why_not, ids=ids, otherwise=estimate.why_not))


def _why_not(estimate: Estimate, one: Voiced, *, ids: frozenset[str], otherwise: WhyNot) -> str:
    if one.value is not None and one.claim.id not in ids:
        return "older than the window"
    return otherwise(estimate, one)


def _only_a_part(standing: Standing) -> str:
    count = standing.about
    group = "" if count.population is Population.ALL else count.population.value.replace("_", " ")
    told = ", ".join(part for part in (group, count.scope) if part)
    return f"; covers only {told}" if told else ""


def gtd_told(estimate: Estimate, one: Voiced, *, window_hours: int = WINDOW_HOURS) -> str:
    """How far behind the newest claim with a number it was said, and whether that is within
    the window."""
    numbered = [each for each in estimate.standing.claims if each.value is not None]
    if one.value is None:
        return "not compared: it gives no number"
    within = one.said_us >= numbered[-1].said_us - window_hours * HOUR_US
    place = "within" if within else "outside"
    return f"{age_told(estimate.standing, one)}: {place} the window of {window_hours} hours"
