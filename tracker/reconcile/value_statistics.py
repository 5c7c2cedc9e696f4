"""How the values of a whole data set were revised: how many, which way, by how much, how late."""

from collections import Counter
from collections.abc import Iterable, Iterator
from statistics import median
from typing import NamedTuple

from tracker.model.choices import Metric
from tracker.reconcile.published_values import PublishedValue
from tracker.reconcile.timeline import Change


class ValueStatistics(NamedTuple):
    """What became of some values.

    A value is what a source gave under one name; see `published_values`.
    """

    values: int
    restated: int
    """Those that were published again with another number at least once."""
    restatements: int
    """How often that happened."""
    raised: int
    lowered: int
    otherwise: int
    """Restatements that moved only an end of a range, or only the time it speaks for."""
    by_median: float | None
    """Median of what raised and lowered values moved by, without sign; None for none."""
    by_most: int | None
    late_median_us: float | None
    """Median time from when a value was first given until each restatement, µs."""
    late_most_us: int | None
    withdrawn: int
    """Values that their source gives no longer."""
    returned: int
    """Those that it had taken back and gave again."""


class DataSet(NamedTuple):
    """The values of one source and metric."""

    source: str
    metric: Metric
    statistics: ValueStatistics


def value_statistics(values: Iterable[PublishedValue]) -> ValueStatistics:
    """What became of those values."""
    return _Sums().adding(values).statistics()


class ValueTally:
    """Sums the values of incidents as they come, all together and source by source."""

    def __init__(self) -> None:
        self._whole = _Sums()
        self._parts: dict[tuple[str, Metric], _Sums] = {}

    def add(self, values: Iterable[PublishedValue]) -> None:
        """Counts the values of one incident."""
        for value in values:
            part = self._parts.setdefault((value.source, value.count.metric), _Sums())
            for sums in (self._whole, part):
                sums.adding((value,))

    @property
    def whole(self) -> ValueStatistics:
        """Those of all."""
        return self._whole.statistics()

    def parts(self) -> Iterator[DataSet]:
        """Those of each source and metric, in order of both."""
        for (source, metric), sums in sorted(self._parts.items()):
            yield DataSet(source, metric, sums.statistics())


class _Sums:
    """The sums of some values while they are counted."""

    def __init__(self) -> None:
        self.values = self.restated = self.withdrawn = self.returned = 0
        self.changes: Counter[Change] = Counter()
        self.moves: list[int] = []
        self.lates: list[int] = []

    def adding(self, values: Iterable[PublishedValue]) -> "_Sums":
        for value in values:
            self.values += 1
            self.withdrawn += value.is_withdrawn
            self.returned += value.has_returned
            found = list(value.restatements())
            self.restated += bool(found)
            for one in found:
                self.changes[one.change] += 1
                self.lates.append(one.late_us)
                if one.change in _MOVES and one.by is not None:
                    self.moves.append(abs(one.by))
        return self

    def statistics(self) -> ValueStatistics:
        raised, lowered = (self.changes[change] for change in _MOVES)
        total = self.changes.total()
        return ValueStatistics(
            values=self.values,
            restated=self.restated,
            restatements=total,
            raised=raised,
            lowered=lowered,
            otherwise=total - raised - lowered,
            by_median=median(self.moves) if self.moves else None,
            by_most=max(self.moves, default=None),
            late_median_us=median(self.lates) if self.lates else None,
            late_most_us=max(self.lates, default=None),
            withdrawn=self.withdrawn,
            returned=self.returned,
        )


_MOVES = (Change.RAISED, Change.LOWERED)
