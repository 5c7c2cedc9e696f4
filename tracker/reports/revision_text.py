"""Revisions in words: what a step did, why, and how soon a figure was near to where it ended."""

from tracker.model.stamps import DAY_US, HOUR_US
from tracker.reconcile.picture import interval
from tracker.reconcile.revision import SAME, Revision, span_of
from tracker.reconcile.revisions import Revisions
from tracker.reconcile.settling import Within
from tracker.reconcile.timeline import Change, Figures
from tracker.reports.layout import UNKNOWN

_MARKS = {Change.LOWERED: " ▼", Change.WITHDRAWN: " ✕"}
_HOURS_ARE_TOLD_TO_US = 3 * DAY_US
"""Longer spans are told in days."""
_EXACT_TO_US = 10 * HOUR_US


def change_text(revision: Revision) -> str:
    """What a step did and by how much: `raised +12`, `lowered −106 ▼`, `narrowed`."""
    by = "" if revision.change in SAME or not revision.by else signed(revision.by)
    return f"{revision.change.value} {by}".rstrip() + _MARKS.get(revision.change, "")


def signed(by: int) -> str:
    """A difference with its sign.

    >>> signed(12), signed(-1060)
    ('+12', '−1,060')
    """
    return f"+{by:,}" if by > 0 else f"−{-by:,}"


def reason_text(revision: Revision) -> str:
    """The source's reason in brackets after a blank; '' where it gives none."""
    words, code = revision.why.words, revision.why.code
    if not words:
        return ""
    return f" ({code.value.replace('_', ' ') if code and code.value == words else words})"


def span_numbers(figures: Figures | None) -> str:
    """The number of a figure, or the two of a range; a dash where there is none.

    >>> span_numbers((44, 1052, 1060)), span_numbers((30, None, 60)), span_numbers(None)
    ('1,052', '30 to 60', '–')
    """
    return UNKNOWN if figures is None else interval(*span_of(figures))


def span_text(us: int | None) -> str:
    """A span of time, no finer than it matters; a dash where it is not known.

    >>> span_text(6 * HOUR_US + HOUR_US // 2), span_text(31 * HOUR_US), span_text(2400 * HOUR_US)
    ('6.5 h', '31 h', '100 days')
    """
    if us is None:
        return UNKNOWN
    if us < _EXACT_TO_US:
        return f"{us / HOUR_US:.1f}".removesuffix(".0") + " h"
    if us < _HOURS_ARE_TOLD_TO_US:
        return f"{us / HOUR_US:.0f} h"
    return f"{us / DAY_US:,.0f} days"


def near_text(revisions: Revisions) -> str:
    """How long it took until the figure was within 10 and 20 % of the latest and stayed there,
    and whether that is too early to say; '' where there is no latest or but one step."""
    near = [one for one in revisions.within if one.percent and one.at_us is not None]
    if not near or revisions.steps < 2:
        return ""
    told = " and ".join(f"within {one.percent} % {_after(one)}" for one in near)
    sentence = f"It was {told}, and has stayed there."
    if any(one.is_censored for one in near):
        sentence += (
            " Too early to say that it will: less was heard after that than it took, "
            "or less than a day."
        )
    return sentence


def _after(within: Within) -> str:
    return "at once" if not within.took_us else f"after {span_text(within.took_us)}"
