"""A step chart in text: how the estimate of one count moved.

The line is the estimate's value (best, else low, else high), the light band behind it what
lies between low and high as far as both are known. ▼ marks a fall and ✕ a withdrawal; from
a withdrawal to the next figure there is no line. The count is to scale from 0. Time is to
scale as long as that shows the steps apart; else they stand in order, each with as much room
as any other, and the last line says that. Several steps in one column leave a vertical
stroke over all they passed through.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from tracker.reconcile.timeline import Step
from tracker.reports.chart_axes import Scale, columns_for, date_labels, scale_for
from tracker.reports.moments import local


@dataclass(frozen=True, slots=True)
class Glyphs:
    """What a chart is drawn with."""

    lines: str
    """For what meets in a cell, by 1 left + 2 right + 4 up + 8 down."""
    fall: str
    withdrawn: str
    band: str
    corner: str
    tick: str
    """On the axis of the count."""
    date: str
    """On the axis of time."""
    level: str


BOX = Glyphs(" ───│┘└┴│┐┌┬│┤├┼", "▼", "✕", "░", "└", "┤", "┬", "│")
ASCII = Glyphs(" ---|+++|+++|+++", "v", "x", ".", "+", "+", "+", "|")
_LEFT, _RIGHT, _UP, _DOWN = 1, 2, 4, 8
SMALLEST_PLOT = 10


def step_chart(
    timeline: Sequence[Step],
    width: int,
    height: int,
    *,
    zone: str = "UTC",
    ascii_only: bool = False,
) -> list[str]:
    """The lines of a chart at most `width` cells wide and `height` lines high.

    Three lines are the axis of time, its labels and its caption. No lines at all for an empty
    timeline or one without any number, or where the space is too small to be honest.
    """
    most = _most(timeline)
    if most is None or height < 6:
        return []
    scale = scale_for(most, height - 4)
    labels = scale.labels()
    margin = max(map(len, labels.values())) + 1
    room = width - margin - 1
    if room < SMALLEST_PLOT:
        return []
    glyphs = ASCII if ascii_only else BOX
    moments = [step.at_us for step in timeline]
    columns, to_scale = columns_for(moments, room)
    plot = _plot(timeline, columns, room, scale, glyphs)
    lines = []
    for row in range(scale.top, -1, -1):
        label = labels.get(row, "")
        edge = glyphs.tick if label else glyphs.level
        lines.append(f"{label:>{margin - 1}} {edge}{''.join(plot[row])}".rstrip())
    dates = date_labels(moments, columns, room, zone)
    lines += _time_axis(dates, margin, room, glyphs)
    lines.append(_caption(timeline, width, zone, to_scale=to_scale))
    return [line for line in lines if line]


def _most(timeline: Sequence[Step]) -> int | None:
    known = [
        number
        for step in timeline
        for number in (*step.estimate.figures, step.estimate.value)
        if number is not None
    ]
    return max(known, default=None)


def _plot(
    timeline: Sequence[Step], columns: Sequence[int], room: int, scale: Scale, glyphs: Glyphs
) -> list[list[str]]:
    """Rows from the bottom, each a list of one-cell strings."""
    plot = [[" "] * room for _ in range(scale.top + 1)]
    starting = {
        column: [step for step, _ in some]
        for column, some in groupby(zip(timeline, columns, strict=True), key=lambda one: one[1])
    }
    now: Step | None = None
    for column in range(room):
        before, steps = now, starting.get(column, [])
        now = steps[-1] if steps else now
        if now is not None:
            _draw_band(plot, column, now, scale, glyphs)
            _draw_line(plot, column, before, steps, scale, glyphs)
    return plot


def _draw_band(
    plot: list[list[str]], column: int, step: Step, scale: Scale, glyphs: Glyphs
) -> None:
    low, _, high = step.estimate.figures
    if low is not None and high is not None and low < high:
        for row in range(scale.row(low), scale.row(high) + 1):
            plot[row][column] = glyphs.band


def _draw_line(
    plot: list[list[str]],
    column: int,
    before: Step | None,
    steps: Sequence[Step],
    scale: Scale,
    glyphs: Glyphs,
) -> None:
    """One column of the line: in from the left, through all values reached, out to the right."""
    was = None if before is None else before.estimate.value
    values = [was, *(step.estimate.value for step in steps)]
    known = [scale.row(value) for value in values if value is not None]
    if not known:
        return
    comes_from = None if was is None else scale.row(was)
    goes_to = None if values[-1] is None else scale.row(values[-1])
    for row in range(min(known), max(known) + 1):
        meets = _LEFT * (row == comes_from) + _RIGHT * (row == goes_to)
        meets += _UP * (row < max(known)) + _DOWN * (row > min(known))
        plot[row][column] = glyphs.lines[meets] if meets else glyphs.lines[_RIGHT]
    if goes_to is None:
        plot[known[-1]][column] = glyphs.withdrawn
    elif any(_falls(one, other) for one, other in pairwise(values)):
        plot[goes_to][column] = glyphs.fall


def _falls(before: int | None, after: int | None) -> bool:
    return before is not None and after is not None and after < before


def _time_axis(dates: dict[int, str], margin: int, room: int, glyphs: Glyphs) -> list[str]:
    axis = [glyphs.lines[_LEFT | _RIGHT]] * room
    names = [" "] * room
    for column, label in dates.items():
        axis[column] = glyphs.date
        start = min(column, room - len(label))
        names[start : start + len(label)] = label
    return [
        " " * margin + glyphs.corner + "".join(axis),
        (" " * (margin + 1) + "".join(names)).rstrip(),
    ]


def _caption(timeline: Sequence[Step], width: int, zone: str, *, to_scale: bool) -> str:
    """The zone and how time is drawn: the longest wording that fits whole."""
    first, last = (local(step.at_us, zone).year for step in (timeline[0], timeline[-1]))
    years = f"{first:04}" if first == last else f"{first:04} to {last:04}"
    drawn = "time to scale" if to_scale else "steps in order, time not to scale"
    for text in (f"{years}, times in {zone}; {drawn}", f"{years}, {zone}; {drawn}", drawn):
        if len(text) <= width:
            return text
    return ""
