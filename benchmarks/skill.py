"""How near each method comes to where tolls settled, hour by hour: `make skill`.

Replays every killed count that has a settled toll and at least six total claims, at each
hour from the first public claim for fourteen days. Definitions: docs/methods.md, *Skill*.
"""

import argparse
import csv
import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from tracker.importing import ImportOptions, import_files
from tracker.ledger import Ledger
from tracker.model import Count, Metric, Mode, Population, Snapshot
from tracker.model.stamps import HOUR_US
from tracker.reconcile import METHODS, Estimate, Standing, unfold
from tracker.reconcile.standing import Event, replay
from tracker.reconcile.timeline import standing_of

HOURS = 336
LEAST_CLAIMS = 6
COLUMNS = ("error", "overshoot", "undershoot", "regret", "coverage", "width")


class Settled(NamedTuple):
    """Where the record of one count ended up; a contested toll is a range."""

    low: int
    high: int | None
    """None where only a lower bound is known."""


@dataclass(frozen=True, slots=True)
class Series:
    """One count to be replayed."""

    name: str
    count: Count
    events: tuple[Event, ...]
    settled: Settled


class Score(NamedTuple):
    """Means over the hours at which a method had an answer; logarithms of ratios. Error,
    overshoot and undershoot are NaN where it gives no best number."""

    error: float
    overshoot: float
    undershoot: float
    coverage: float
    width: float


def distance(best: int, settled: Settled) -> float:
    """ln(best / settled), 0 inside the settled range; values below 1 count as 1."""
    number = max(best, 1)
    if number < settled.low:
        return math.log(number / settled.low)
    if settled.high is not None and number > max(settled.high, 1):
        return math.log(number / max(settled.high, 1))
    return 0.0


def score(answers: Sequence[tuple[int, Estimate]], start_us: int, settled: Settled) -> Score:
    """The score of a step function of estimates over the hours from a start."""
    told: list[Score] = []
    place, current = 0, None
    for hour in range(HOURS):
        while place < len(answers) and answers[place][0] <= start_us + hour * HOUR_US:
            estimate = answers[place][1]
            current = estimate if estimate.figures != (None, None, None) else current
            place += 1
        if current is not None:
            told.append(_hour(current, settled))
    return Score(*(sum(column) / len(told) for column in zip(*told, strict=True)))


def _hour(estimate: Estimate, settled: Settled) -> Score:
    off = math.nan if estimate.best is None else distance(estimate.best, settled)
    low, high = estimate.low or 0, estimate.high
    covered = (high is None or high >= settled.low) and (
        settled.high is None or low <= settled.high
    )
    width = math.log(max(high, 1) / max(low, 1)) if high is not None else 0.0
    over, under = (off, off) if math.isnan(off) else (max(off, 0.0), max(-off, 0.0))
    return Score(abs(off), over, under, float(covered), width)


def oracle(standing: Standing, settled: Settled) -> Estimate | None:
    """The standing claim nearest to the settled toll: what hindsight would have picked."""
    values = [value for one in standing.claims if (value := one.value) is not None]
    if not values:
        return None
    best = min(values, key=lambda value: abs(distance(value, settled)))
    return METHODS["latest"].estimate(standing)._replace(low=best, best=best, high=best)


def read(folders: Iterable[Path]) -> list[Series]:
    """The series in the claims files, sources and settled tolls of those folders."""
    found: list[Series] = []
    for folder in folders:
        ledger = Ledger.open(":memory:")
        files = sorted(str(path) for path in folder.glob("*.csv"))
        report = import_files(ledger, files, ImportOptions())
        if not report.stored:
            raise SystemExit(f"{folder}: the files were refused; run tracker import on them")
        settled = dict(_settled(folder / "settled.csv"))
        for snapshot in ledger.snapshots():
            found += _series(snapshot, settled)
        ledger.close()
    return found


def _settled(file: Path) -> Iterator[tuple[tuple[str, Count], Settled]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        for row in csv.DictReader(opened):
            count = Count(Metric(row["metric"]), Population(row["population"]), row["scope"])
            high = int(row["high"]) if row["high"] else None
            yield (row["incident"], count), Settled(int(row["low"]), high)


def _series(snapshot: Snapshot, settled: dict[tuple[str, Count], Settled]) -> Iterator[Series]:
    unfolding = unfold(snapshot)
    for (slug, count), toll in settled.items():
        if slug != snapshot.incident.slug or count.metric is not Metric.KILLED:
            continue
        totals = [
            claim
            for claim in snapshot.claims
            if claim.count == count and claim.mode is Mode.TOTAL and claim.states_figure
        ]
        if len(totals) >= LEAST_CLAIMS:
            name = f"{slug} {count.population}{', ' + count.scope if count.scope else ''}"
            yield Series(name, count, unfolding.events[count], toll)


def scores(series: Sequence[Series]) -> dict[str, list[Score]]:
    """Every method's score on every series, the oracle's among them."""
    told: dict[str, list[Score]] = {name: [] for name in (*METHODS, "oracle")}
    for one in series:
        stood = [(at_us, standing_of(one.count, state)) for at_us, state, _ in replay(one.events)]
        start = one.events[0].at_us
        for name, method in METHODS.items():
            answers = [(at_us, method.estimate(standing)) for at_us, standing in stood]
            told[name].append(score(answers, start, one.settled))
        hindsight = [
            (at_us, best)
            for at_us, standing in stood
            if (best := oracle(standing, one.settled)) is not None
        ]
        told["oracle"].append(score(hindsight, start, one.settled))
    return told


def table(told: dict[str, list[Score]]) -> dict[str, dict[str, float]]:
    """Means over the series, with the regret against the oracle; no error for a method that
    gives no best number."""
    means = {
        name: Score(*(sum(column) / len(some) for column in zip(*some, strict=True)))
        for name, some in told.items()
    }
    least = means["oracle"].error
    return {name: {**mean._asdict(), "regret": mean.error - least} for name, mean in means.items()}


def _best_first(item: tuple[str, dict[str, float]]) -> tuple[bool, float]:
    regret = item[1]["regret"]
    return math.isnan(regret), regret


def _cell(number: float) -> str:
    return f"{'–':>12}" if math.isnan(number) else f"{number:12.3f}"


def main() -> None:
    """Print the table; write JSON where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=Path, action="append", required=True, metavar="DIR")
    parser.add_argument("--json", type=Path, metavar="FILE")
    options = parser.parse_args()
    series = read(options.claims)
    methods = table(scores(series))
    print(f"{'method':<12}" + "".join(f"{column:>12}" for column in COLUMNS))
    for name, row in sorted(methods.items(), key=_best_first):
        print(f"{name:<12}" + "".join(_cell(row[column]) for column in COLUMNS))
    if options.json:
        rows = {
            name: {column: None if math.isnan(row[column]) else row[column] for column in COLUMNS}
            for name, row in methods.items()
        }
        shape = {"methods": rows, "counts": [one.name for one in series]}
        options.json.write_text(json.dumps(shape, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
