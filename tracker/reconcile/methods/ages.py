"""How far behind the newest standing claim of its count a claim was said, in words."""

from tracker.model.stamps import DAY_US, HOUR_US
from tracker.reconcile.estimate import Standing
from tracker.reconcile.events import Voiced
from tracker.reconcile.moments import UNDATED_US

MINUTE_US = 60_000_000
_UNITS = ((2 * DAY_US, DAY_US, "days"), (2 * HOUR_US, HOUR_US, "hours"))
"""(from so far behind on, unit, its word); below that, minutes."""


def age_told(standing: Standing, one: Voiced) -> str:
    """A clause such as "said 36 hours before the newest"; ages are cut down to whole units."""
    if one.said_us == UNDATED_US:
        return "undated, so older than any"
    behind = standing.claims[-1].said_us - one.said_us
    if behind <= 0:
        return "the newest" if one is standing.claims[-1] else "as new as the newest"
    for least, unit, word in _UNITS:
        if behind >= least:
            return f"said {behind // unit:,} {word} before the newest"
    return f"said {behind // MINUTE_US:,} minutes before the newest"
