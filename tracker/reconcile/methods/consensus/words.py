"""How the consensus words shares, days, numbers of voices, and what is doubtful about them."""

import math
from collections import Counter

from tracker.model import MONTHS
from tracker.reconcile.estimate import Standing
from tracker.reconcile.events import Voiced
from tracker.reconcile.methods.consensus.weights import Weighed

LEAST_SHARE_TOLD = 0.01
"""Shares below this are told as less than it."""
GIVEN_UP = "its source has given that number up"
_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def doubt_of(standing: Standing, one: Voiced) -> str:
    """What is questionable about a claim; '' for nothing."""
    doubt = standing.why_questionable(one) if standing.is_doubtful(one) else ""
    return GIVEN_UP if not doubt and one.claim.id in standing.given_up else doubt


def percent(share: float, needed: float = 0) -> str:
    """A share in whole percent; finer where it would look like what is needed.

    >>> percent(0.246), percent(0.246, 0.25)
    ('25%', '24.6%')
    """
    if share < LEAST_SHARE_TOLD:
        return f"less than {LEAST_SHARE_TOLD:.0%}"
    if round(share * 100) == round(needed * 100):
        return f"{math.floor(share * 1_000) / 10:.1f}%"
    return f"{share:.0%}"


def counted(count: int) -> str:
    """A number of voices, in words up to ten.

    >>> counted(4), counted(12)
    ('four', '12')
    """
    return _WORDS[count] if count < len(_WORDS) else str(count)


def doubts_told(standing: Standing, claims: list[Weighed]) -> str:
    """What is questionable about voices, each doubt with how many it is about, in one pair of
    brackets; '' for none."""
    doubts = Counter(doubt for one in claims if (doubt := doubt_of(standing, one.voiced)))
    told = (
        doubt if len(claims) == 1 else f"{counted(count)} of them {doubt}"
        for doubt, count in sorted(doubts.items())
    )
    listed = ", ".join(told)
    return f" ({listed})" if listed else ""


def written_date(one: Voiced) -> str:
    """The date a claim bears, as written: asserted, else published; '' for none."""
    known = one.claim.asserted_at or one.claim.published_at
    return known.written_date if known else ""


def day_told(written: str) -> str:
    """A date as written, in words, as much of it as is known.

    >>> day_told("2016-07-28"), day_told("2023-02"), day_told("")
    ('28 July 2016', 'February 2023', 'an unknown day')
    """
    if not written:
        return "an unknown day"
    year, *rest = written.split("-")
    named = f"{MONTHS[int(rest[0]) - 1]} {year}" if rest else year
    return f"{int(rest[1])} {named}" if len(rest) > 1 else named
