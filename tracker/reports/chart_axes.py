"""Where values and moments stand in a text chart, and the labels beside them.

A label stands whole or not at all: an overwritten digit is a wrong figure.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.model.stamps import DAY_US
from tracker.reports.moments import local

_STEPS = (1, 2, 5, 10, 20, 25, 50)
MOST_TICKS = 6


@dataclass(frozen=True, slots=True)
class Scale:
    """A count from 0 upwards on the rows of a chart, row 0 at the bottom."""

    tick: int
    """People from one labelled row to the next."""
    rows_per_tick: int
    ticks: int
    """Labelled rows above 0."""

    @property
    def top(self) -> int:
        """The highest row."""
        return self.rows_per_tick * self.ticks

    def row(self, value: int) -> int:
        """The row nearest to a value."""
        return min(self.top, (2 * value * self.rows_per_tick + self.tick) // (2 * self.tick))

    def labels(self) -> dict[int, str]:
        """Row → label."""
        return {
            place * self.rows_per_tick: f"{place * self.tick:,}" for place in range(self.ticks + 1)
        }


def scale_for(most: int, rows: int) -> Scale:
    """The scale from 0 that shows `most` in at most `rows` rows above 0, as high as it can.

    Labels are round whole numbers and fall on rows exactly.
    """
    best, best_height = Scale(max(most, 1), max(rows, 1), 1), 0.0
    for tick in _round_numbers(most):
        ticks = max(1, -(-most // tick))
        per_tick = rows // ticks
        if ticks > MOST_TICKS or not per_tick:
            continue
        height = most / tick * per_tick
        if ticks == 1:
            height *= 0.8
        if height > best_height:
            best, best_height = Scale(tick, per_tick, ticks), height
    return best


def _round_numbers(most: int) -> list[int]:
    digits = len(str(max(most, 1)))
    found = {step * 10**power for power in range(max(digits - 2, 0), digits + 1) for step in _STEPS}
    return sorted(found)


def columns_for(moments: Sequence[int], width: int) -> tuple[list[int], bool]:
    """A column for each moment, in order, and whether columns are in proportion to time.

    Columns are to scale if that keeps two of three moments apart (or fills two of three columns).
    A toll moves for a day and is corrected years later: to scale all of it would share one
    column, so then each moment gets as much room as any other, and the chart says so.
    """
    first, last = moments[0], moments[-1]
    room = max(width - 1 - max(1, width // 12), 1)
    if first == last or room == 1:
        return [0] * len(moments), True
    linear = [(at - first) * room // (last - first) for at in moments]
    if 3 * len(set(linear)) >= 2 * min(len(moments), room):
        return linear, True
    return [place * room // (len(moments) - 1) for place in range(len(moments))], False


def date_labels(
    moments: Sequence[int], columns: Sequence[int], width: int, zone: str
) -> dict[int, str]:
    """Column → label of the moment that stands there: first, last, and what fits between.

    Days as `2016-07-27`; where all lies within three days, with the time of day instead of
    the year. A label starts at its column, or ends at the right edge.
    """
    short = moments[-1] - moments[0] <= 3 * DAY_US
    first_at: dict[int, int] = {}
    for at, column in zip(moments, columns, strict=True):
        first_at.setdefault(column, at)
    placed: dict[int, str] = {}
    taken: list[tuple[int, int]] = []
    order = sorted(first_at)
    for column in [order[0], order[-1], *order[1:-1]]:
        label = _label(first_at[column], zone, short=short)
        start = min(column, width - len(label))
        free = all(start >= end + 2 or start + len(label) + 2 <= begin for begin, end in taken)
        if start >= 0 and free and label not in placed.values():
            placed[column] = label
            taken.append((start, start + len(label)))
    return placed


def _label(us: int, zone: str, *, short: bool) -> str:
    written = local(us, zone).isoformat(" ", "minutes")
    return written[5:16] if short else written[:10]
