"""What a voice's early figures are measured against: where the others ended.

A voice is never measured against itself. The yardstick of one voice in one count is the
default method's estimate at the end of the record over what everybody else stands by.
"""

from typing import NamedTuple

from tracker.model.stamps import DAY_US
from tracker.reconcile.estimate import Standing
from tracker.reconcile.methods import DEFAULT, method_named
from tracker.reconcile.revision import Span

LEAST_LATER_US = DAY_US
"""The others must have spoken at least this long after the figure that is measured, or the toll
has had no time to settle. A day, as for censoring."""
RIGHT_PERCENT = 10
"""How far a figure may lie from where the toll settled and still need no correcting."""


class Yardstick(NamedTuple):
    """Where the others ended."""

    span: Span
    """One number; the two ends of the spread where the others' estimate is disputed."""
    voices: int
    """Voices other than the measured one, and no party's, that stand by a number."""
    newest_us: int
    """When the newest of their claims became public, µs since 1970 UTC."""


def yardstick_without(voice: str, standing: Standing) -> Yardstick | None:
    """Where all the others ended; None when nobody else who is no party stands by a number, or
    the method makes no estimate of what they say."""
    others = tuple(one for one in standing.claims if one.by.voice != voice)
    told = [one for one in others if one.value is not None and not one.by.is_party]
    if not told:
        return None
    estimate = method_named(DEFAULT).estimate(standing._replace(claims=others))
    if estimate.value is None:
        return None
    span = Span(estimate.value, estimate.value)
    if estimate.disputed and estimate.low is not None and estimate.high is not None:
        span = Span(estimate.low, estimate.high)
    return Yardstick(span, len(told), max(one.public_us for one in told))


def ratio(figure: Span, settled: Span) -> float:
    """A figure as a multiple of where the toll settled; 1 where the two overlap.

    Numbers below 1 count as 1, as in the skill benchmark.

    >>> ratio(Span(30, 30), Span(60, 60)), ratio(Span(66, 66), Span(57, 67))
    (0.5, 1.0)
    """
    if figure.high < settled.low:
        return max(figure.high, 1) / max(settled.low, 1)
    if figure.low > settled.high:
        return max(figure.low, 1) / max(settled.high, 1)
    return 1.0


def is_right(figure: Span, settled: Span) -> bool:
    """True when a figure lies within RIGHT_PERCENT of where the toll settled, ends included.

    >>> is_right(Span(90, 90), Span(100, 100)), is_right(Span(89, 89), Span(100, 100))
    (True, False)
    """
    reaches = figure.high * 100 >= (100 - RIGHT_PERCENT) * settled.low
    return reaches and figure.low * 100 <= (100 + RIGHT_PERCENT) * settled.high
