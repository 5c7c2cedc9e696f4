"""Days of an incident's zone, and parts of a chart's time."""

from datetime import datetime, time, timedelta

from tracker.reports.moments import local
from tracker.tui.drawing import Chart, Window

LEAST_WINDOW_US = 60_000_000
"""A minute: claims are dated no finer."""


def day_end(at_us: int, by: int, zone: str) -> int:
    """The end of the day before (-1) or after (1) a moment: the first midnight that is not it.

    >>> day_end(1469637785000000, 1, "Asia/Damascus"), day_end(1469637785000000, -1, "UTC")
    (1469653200000000, 1469577600000000)
    """
    at = local(at_us, zone)
    day = at.date() if at.time() != time() or by > 0 else at.date() - timedelta(days=1)
    midnight = datetime.combine(day + timedelta(days=1 if by > 0 else 0), time(), at.tzinfo)
    return round(midnight.timestamp()) * 1_000_000


def zoomed(chart: Chart, as_of_us: int | None, by: int) -> Window | None:
    """A window with half (1) or twice (-1) the moments, around the as-of or at the end; None
    for the whole of it.

    It is counted in changes, not in time: a toll moves for a day and is corrected years later.
    """
    moments = chart.moments
    if by < 0 and chart.window is None:
        return None
    shown = [us for us in moments if chart.window is None or chart.window.holds(us)]
    wanted = max((len(shown) + 1) // 2, 2) if by > 0 else max(len(shown), 1) * 2
    if wanted >= len(moments):
        return None
    middle = moments[-1] if as_of_us is None else as_of_us
    nearest = min(range(len(moments)), key=lambda place: abs(moments[place] - middle))
    first = min(max(nearest - wanted // 2, 0), len(moments) - wanted)
    window = Window(moments[first], moments[first + wanted - 1])
    if window.last_us - window.first_us < LEAST_WINDOW_US:
        return Window(window.first_us, window.first_us + LEAST_WINDOW_US)
    return window
