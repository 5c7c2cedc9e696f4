"""Scores of a step function of estimates against a settled toll, hour by hour."""

import math
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from benchmarks.replay.series import Series, Settled
from tracker.errors import MethodError
from tracker.model.stamps import HOUR_US
from tracker.reconcile import Estimate, Standing
from tracker.reconcile.methods import every_method
from tracker.reconcile.standing import replay
from tracker.reconcile.timeline import standing_of

HOURS = 336
"""Hours 0 to 335 from the first public claim of the count."""
COLUMNS = ("error", "overshoot", "undershoot", "regret", "coverage", "width")

Figures = tuple[int | None, int | None, int | None]
"""Low, best and high."""
Answer = Callable[[Standing], Figures]
"""What a method makes of what stands."""
Step = tuple[int, Figures]
"""From which instant on, µs since 1970 UTC, and what is answered."""


class Score(NamedTuple):
    """Means over the hours; logarithms of ratios. NaN where there is nothing to take a mean
    of: no best number at any hour, no finite interval at any hour."""

    error: float
    overshoot: float
    undershoot: float
    regret: float
    coverage: float
    width: float


class Moments(NamedTuple):
    """What stood in one series after each moment at which something became public."""

    series: Series
    stood: tuple[tuple[int, Standing], ...]


def moments_of(series: Iterable[Series]) -> list[Moments]:
    """The standing claims of every series, worked out once for all methods."""
    return [
        Moments(
            one,
            tuple((at_us, standing_of(one.count, state)) for at_us, state, _ in replay(one.events)),
        )
        for one in series
    ]


def distance(best: int, settled: Settled) -> float:
    """ln(best / settled), 0 inside the settled range; values below 1 count as 1.

    >>> distance(60, Settled(57, 67)), distance(10**6, Settled(3, None)), distance(0, Settled(0, 1))
    (0.0, 0.0, 0.0)
    """
    number, low = max(best, 1), max(settled.low, 1)
    if number < low:
        return math.log(number / low)
    if settled.high is not None and number > max(settled.high, 1):
        return math.log(number / max(settled.high, 1))
    return 0.0


def by_hour(steps: Sequence[Step], start_us: int) -> list[Figures]:
    """Low, best and high at each hour; a method that is silent keeps its previous values, and a
    best number it does not give is kept as well. All None before it first spoke."""
    told: list[Figures] = []
    place, current = 0, _SILENT
    for hour in range(HOURS):
        while place < len(steps) and steps[place][0] <= start_us + hour * HOUR_US:
            low, best, high = steps[place][1]
            if (low, best, high) != _SILENT:
                current = low, current[1] if best is None else best, high
            place += 1
        told.append(current)
    return told


def score(hours: Sequence[Figures], oracle: Sequence[Figures], settled: Settled) -> Score:
    """The score of one method on one count; hours before it first spoke are not counted, and
    its regret is against the oracle's error in the same hours."""
    spoken = [(each, other) for each, other in zip(hours, oracle, strict=True) if each != _SILENT]
    off = [
        (distance(each[1], settled), distance(other[1], settled))
        for each, other in spoken
        if each[1] is not None and other[1] is not None
    ]
    error = _mean([abs(one) for one, _ in off])
    return Score(
        error,
        _mean([max(one, 0.0) for one, _ in off]),
        _mean([max(-one, 0.0) for one, _ in off]),
        error - _mean([abs(other) for _, other in off]),
        _mean([float(_covers(each, settled)) for each, _ in spoken]),
        _mean([_width(each) for each, _ in spoken if each[2] is not None]),
    )


def scored(answer: Answer, moments: Sequence[Moments]) -> list[Score]:
    """A method's score on every series."""
    return [_score_on(one, answer) for one in moments]


def means(scores: Iterable[Score]) -> Score:
    """The mean over counts, column by column; a count without a value is left out of it."""
    columns = zip(*scores, strict=True)
    return Score(*(_mean([one for one in column if not math.isnan(one)]) for column in columns))


def answers() -> tuple[dict[str, Answer], list[MethodError]]:
    """Every method that can be used, those that others registered among them, and what is wrong
    with the others."""
    sound, broken = every_method()
    return {method.name: _answer_of(method.estimate) for method in sound}, broken


def greatest(standing: Standing) -> Figures:
    """The greatest standing value, a party's or not: naive, for comparison."""
    return (max(values),) * 3 if (values := _values(standing)) else _SILENT


def hindsight(settled: Settled) -> Answer:
    """The oracle: the standing claim nearest to the settled toll."""

    def oracle(standing: Standing) -> Figures:
        values = _values(standing)
        if not values:
            return _SILENT
        return (min(values, key=lambda value: abs(distance(value, settled))),) * 3

    return oracle


def _score_on(one: Moments, answer: Answer) -> Score:
    settled, start = one.series.settled, one.series.events[0].public_us
    oracle = hindsight(settled)
    return score(
        by_hour([(at_us, answer(standing)) for at_us, standing in one.stood], start),
        by_hour([(at_us, oracle(standing)) for at_us, standing in one.stood], start),
        settled,
    )


def _answer_of(method: Callable[[Standing], Estimate]) -> Answer:
    return lambda standing: method(standing).figures


def _values(standing: Standing) -> list[int]:
    return [value for one in standing.claims if (value := one.value) is not None]


def _covers(figures: Figures, settled: Settled) -> bool:
    low, high = figures[0] or 0, figures[2]
    return (high is None or high >= settled.low) and (settled.high is None or low <= settled.high)


def _width(figures: Figures) -> float:
    return math.log(max(figures[2] or 0, 1) / max(figures[0] or 0, 1))


def _mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers) if numbers else math.nan


_SILENT: Figures = (None, None, None)
