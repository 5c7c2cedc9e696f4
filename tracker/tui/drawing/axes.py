"""Where moments stand on a chart: to scale where that shows them apart, else in order."""

from bisect import bisect_right
from dataclasses import dataclass

from tracker.reports.chart_axes import columns_for, date_labels
from tracker.reports.moments import local
from tracker.tui.drawing.chart import Chart


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """Moments and their columns, both in order."""

    moments: tuple[int, ...]
    columns: tuple[int, ...]
    to_scale: bool
    """False where the moments stand in order, each with as much room as any other."""
    room: int
    """Columns there are."""

    def column(self, at_us: int) -> int:
        """Where a moment stands: between its neighbours as time goes; at an end beyond them."""
        place = bisect_right(self.moments, at_us)
        if place == 0:
            return self.columns[0]
        before, column = self.moments[place - 1], self.columns[place - 1]
        if place == len(self.moments):
            return column if at_us == before else min(column + 1, self.room - 1)
        ahead, far = self.moments[place], self.columns[place]
        return column + (at_us - before) * (far - column) // (ahead - before)

    def dates(self, zone: str) -> dict[int, str]:
        """Column → label, each whole or not there."""
        return date_labels(self.moments, self.columns, self.room, zone)

    @property
    def drawn(self) -> str:
        """How time is drawn."""
        return "time to scale" if self.to_scale else "steps in order, time not to scale"

    def years(self, zone: str) -> str:
        """The years and the zone."""
        first, last = (local(us, zone).year for us in (self.moments[0], self.moments[-1]))
        years = f"{first:04}" if first == last else f"{first:04} to {last:04}"
        return f"{years}, {zone}"


def time_axis(chart: Chart, room: int) -> TimeAxis:
    """The axis of a chart in so many columns. The chart has at least one moment."""
    moments = chart.moments
    if chart.window is not None:
        inside = (us for us in moments if chart.window.holds(us))
        moments = tuple(sorted({*inside, *chart.window}))
    columns, to_scale = columns_for(moments, room)
    return TimeAxis(moments, tuple(columns), to_scale, room)
