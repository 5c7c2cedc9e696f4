"""`gtd`: the most recent source, else the majority, else the lowest.

After the Global Terrorism Database codebook, p. 48. The window within which sources count
as about equally recent, and that a majority is more than half of the voices compared, are
our reading; the rule line prints both.
"""

from collections import Counter

from tracker.model.choices import Population
from tracker.model.stamps import HOUR_US
from tracker.reconcile.estimate import Estimate, Standing, from_claim, nothing_usable
from tracker.reconcile.standing import Voiced

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
    part = _only_a_part(standing)
    if len(recent) == 1 and not standing.is_questionable(newest):
        rule = f"the most recent source, none other within {window_hours} hours{part}"
        return from_claim(standing, newest, rule, "older")
    compared = recent if len(recent) > 1 else numbered
    return _majority_or_lowest(standing, compared, window_hours, part)


def _majority_or_lowest(
    standing: Standing, compared: list[Voiced], window_hours: int, part: str
) -> Estimate:
    support = Counter(one.value for one in compared)
    value, votes = support.most_common(1)[0]
    among = f"{len(compared)} voices compared (window {window_hours} hours)"
    if votes * 2 > len(compared):
        agreeing = [one for one in compared if one.value == value]
        rule = f"the number of the majority, {votes} of {among}{part}"
        used = tuple(one.claim.id for one in agreeing)
        return from_claim(standing, agreeing[-1], rule, "not the majority's number", used)
    usable = [one for one in compared if not standing.is_questionable(one)]
    if not usable:
        return nothing_usable(standing, f"no majority and nothing unquestionable among {among}")
    lowest = min(usable, key=lambda one: (one.value, -one.said_us))
    rule = f"no majority, so the lowest that is not questionable of {among}{part}"
    return from_claim(standing, lowest, rule, "not the lowest")


def _only_a_part(standing: Standing) -> str:
    count = standing.about
    if count.scope:
        return f"; covers only {count.scope}"
    return "" if count.population is Population.ALL else f"; covers only {count.population}"
