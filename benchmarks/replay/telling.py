"""The tables of the skill benchmark as text, and its JSON."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from benchmarks.replay.choosing import GRID, LeftOut, Shaken
from benchmarks.replay.scoring import COLUMNS, Moments, Score, means
from tracker.reconcile.methods.consensus import PARAMETERS

Scores = Mapping[str, Sequence[Score]]
"""Name → its score on every series."""


def skill_lines(methods: Scores, references: Scores) -> Iterator[str]:
    """The table, least regret first, the references (oracle, greatest) below."""
    yield f"{'method':<14}" + "".join(f"{column:>12}" for column in COLUMNS)
    for name, some in sorted(methods.items(), key=_least_regret_first):
        yield f"{name:<14}" + _cells(means(some))
    for name, some in references.items():
        yield f"{'(' + name + ')':<14}" + _cells(means(some))


def requirement_lines(methods: Scores, references: Scores) -> Iterator[str]:
    """What is required of the consensus, and whether it holds on these counts."""
    told = {name: means(some) for name, some in methods.items()}
    ours, latest, spread = told["consensus"], told["latest"], told["range"]
    others = [one.regret for name, one in told.items() if name != "consensus"]
    best = min(one for one in others if not math.isnan(one))
    greatest = means(references["greatest"]).overshoot
    yield _required("regret / best other method's", ours.regret, best, 0.6)
    yield _required("overshoot / latest's", ours.overshoot, latest.overshoot, 2.0)
    yield f"  {'overshoot / the greatest figure’s':<34}{_ratio(ours.overshoot, greatest):>7}"
    more = ours.coverage - spread.coverage
    held = "yes" if more >= -1e-9 else "no"
    yield f"  {'coverage − range’s':<34}{more:>+7.3f}   at least 0: {held}"
    yield _required("width / range's", ours.width, spread.width, 0.4)


def count_lines(methods: Scores, references: Scores, moments: Sequence[Moments]) -> Iterator[str]:
    """Regret and overshoot of the consensus and of latest, count by count."""
    yield f"{'count':<50}{'oracle error':>13}{'consensus':>10}{'overshoot':>10}{'latest':>10}"
    for place, one in enumerate(moments):
        ours, latest = methods["consensus"][place], methods["latest"][place]
        numbers = (references["oracle"][place].error, ours.regret, ours.overshoot, latest.regret)
        cells = (f"{number:>{13 if at == 0 else 10}.3f}" for at, number in enumerate(numbers))
        yield f"{one.series.name[:49]:<50}" + "".join(cells)


def left_out_lines(left: Sequence[LeftOut]) -> Iterator[str]:
    """The table of leave-one-incident-out."""
    names = ("regret", "overshoot", "coverage", "width", "as set", "latest")
    yield f"{'left out':<24}{'chosen on the others':<34}" + "".join(f"{n:>10}" for n in names)
    for one in left:
        told = ", ".join(f"{getattr(one.chosen, name):g}" for name in GRID)
        mark = " (as set)" if one.chosen == PARAMETERS else ""
        yield f"{one.incident[:23]:<24}{told + mark:<34}" + _left_out_cells(one)
    regret = sum(one.score.regret for one in left) / len(left)
    latest = sum(one.latest.regret for one in left) / len(left)
    yield f"mean over incidents: regret {regret:.3f}, latest {latest:.3f} ({', '.join(GRID)})"


def sensitivity_lines(rows: Iterator[tuple[str, float, Score]]) -> Iterator[str]:
    """One line for each value of each parameter; the values in use bear a star."""
    yield f"{'parameter':<20}{'value':>8}" + "".join(f"{column:>12}" for column in COLUMNS)
    for name, value, told in rows:
        star = "*" if getattr(PARAMETERS, name) == value else " "
        yield f"{name:<20}{value:>7g}{star}" + _cells(told)


def shaken_lines(copies: Sequence[Shaken]) -> Iterator[str]:
    """How often the requirements hold on shaken copies."""
    total = len(copies)
    ahead = sum(one.consensus.regret < one.latest.regret for one in copies)
    regret = sum(one.consensus.regret <= 0.6 * one.latest.regret for one in copies)
    over = sum(one.consensus.overshoot <= 2 * one.latest.overshoot + 1e-9 for one in copies)
    covered = sum(one.consensus.coverage >= one.range.coverage - 1e-9 for one in copies)
    narrow = sum(one.consensus.width <= 0.4 * one.range.width for one in copies)
    ratio = sum(one.consensus.regret for one in copies) / sum(one.latest.regret for one in copies)
    yield f"of {total} shaken copies: regret below latest's in {ahead}, at most 0.6 times it in"
    yield f"  {regret}; overshoot at most twice latest's in {over}; coverage at least range's in"
    yield f"  {covered}; width at most 0.4 times its in {narrow}. Regret / latest's: {ratio:.2f}"


def skill_shape(methods: Scores, references: Scores, moments: Sequence[Moments]) -> dict[str, Any]:
    """The JSON: means by method, then every count; None where there is no value."""
    return {
        "methods": {name: _shape(means(some)) for name, some in methods.items()},
        **{name: _shape(means(some)) for name, some in references.items()},
        "counts": [
            {
                "name": one.series.name,
                "incident": one.series.incident,
                "metric": one.series.count.metric.value,
                "population": one.series.count.population.value,
                "scope": one.series.count.scope,
                "claims": one.series.claims,
                "settled": one.series.settled._asdict(),
                "methods": {name: _shape(some[place]) for name, some in methods.items()},
                **{name: _shape(some[place]) for name, some in references.items()},
            }
            for place, one in enumerate(moments)
        ],
    }


def left_out_shape(left: Sequence[LeftOut]) -> list[dict[str, Any]]:
    """The JSON of leave-one-incident-out."""
    return [
        {
            "incident": one.incident,
            "chosen": {name: getattr(one.chosen, name) for name in GRID},
            "score": _shape(one.score),
            "as_set": _shape(one.as_set),
            "latest": _shape(one.latest),
        }
        for one in left
    ]


def _shape(told: Score) -> dict[str, float | None]:
    return {name: None if math.isnan(one) else one for name, one in told._asdict().items()}


def _cells(told: Score) -> str:
    return "".join(_cell(number, 12) for number in told)


def _left_out_cells(one: LeftOut) -> str:
    told = one.score
    numbers = (told.regret, told.overshoot, told.coverage, told.width)
    return "".join(_cell(each, 10) for each in (*numbers, one.as_set.regret, one.latest.regret))


def _cell(number: float, width: int) -> str:
    return f"{'–':>{width}}" if math.isnan(number) else f"{number:{width}.3f}"


def _required(what: str, ours: float, other: float, most: float) -> str:
    held = "yes" if ours <= most * other + 1e-9 else "no"
    if other <= 0:
        held += ", but the other is 0: a ratio to it means nothing"
    return f"  {what:<34}{_ratio(ours, other):>7}   at most {most:g}: {held}"


def _ratio(ours: float, other: float) -> str:
    return f"{ours / other:.2f}" if other > 0 else "–"


def _least_regret_first(item: tuple[str, Sequence[Score]]) -> tuple[bool, float]:
    regret = means(item[1]).regret
    return math.isnan(regret), regret
