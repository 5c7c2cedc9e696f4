"""Killed counts whose toll has settled, out of folders of claims."""

import csv
import io
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from tracker.errors import ChoiceError
from tracker.importing import ImportOptions, OnError, import_files
from tracker.ledger import Ledger
from tracker.model import Count, Metric, Population
from tracker.model.choices import chosen
from tracker.reconcile import unfold
from tracker.reconcile.standing import Event

LEAST_CLAIMS = 6
"""Total claims that a count needs to be replayed."""
SETTLED = "settled.csv"
_ENDINGS = (".csv", ".tsv", ".jsonl")


class Settled(NamedTuple):
    """Where the record of one count ended up; a contested toll is a range."""

    low: int
    high: int | None
    """None where only a lower bound is known."""


@dataclass(frozen=True, slots=True)
class Series:
    """One count to be replayed."""

    slug: str
    """Of the incident."""
    folder: str
    """Name of the folder it was read from where two folders have the slug, else ''."""
    count: Count
    claims: int
    """Total claims of it."""
    events: tuple[Event, ...]
    """From its first public claim on."""
    settled: Settled

    @property
    def incident(self) -> str:
        """The slug, with the folder before it where it takes that to tell two apart."""
        return f"{self.folder}/{self.slug}" if self.folder else self.slug

    @property
    def name(self) -> str:
        """Incident, population and scope."""
        scope = f", {self.count.scope}" if self.count.scope else ""
        return f"{self.incident} {self.count.population}{scope}"


class UnusableFolderError(Exception):
    """A folder that cannot be scored; says which and why."""


def read_series(folders: Iterable[Path], metric: Metric = Metric.KILLED) -> list[Series]:
    """The counts to replay in those folders, each folder read once, however often it is named.

    What is left out on the way is said on stderr. Raises UnusableFolderError.
    """
    found: list[Series] = []
    for folder in dict.fromkeys(folder.resolve() for folder in folders):
        of_folder = list(_in_folder(folder, metric))
        taken = {one.slug for one in found}
        found += [
            replace(one, folder=folder.name) if one.slug in taken else one for one in of_folder
        ]
    if not found:
        least = f"a settled toll and at least {LEAST_CLAIMS} total claims"
        raise UnusableFolderError(f"no {metric} count has {least}; there is nothing to score")
    return found


def _in_folder(folder: Path, metric: Metric) -> Iterator[Series]:
    settled = _settled(folder)
    ledger = _ledger_of(folder)
    unseen = {key for key in settled if key[1].metric is metric}
    for snapshot in ledger.snapshots():
        unfolding = unfold(snapshot)
        for slug, count in sorted(unseen):
            if slug != snapshot.incident.slug:
                continue
            events = unfolding.events.get(count, ())
            first = next((place for place, one in enumerate(events) if one.voiced), len(events))
            claims = sum(1 for one in events if one.voiced)
            unseen.discard((slug, count))
            if claims >= LEAST_CLAIMS:
                yield Series(slug, "", count, claims, events[first:], settled[slug, count])
            else:
                _remark(f"{folder.name}: {slug} {count}: {claims} total claims, not replayed")
    for slug, count in sorted(unseen):
        _remark(f"{folder.name}: {slug} {count}: settled, but no claims of it are there")
    ledger.close()


def _ledger_of(folder: Path) -> Ledger:
    """All the folder's files in a ledger in memory; refused rows are left out, and said."""
    ledger = Ledger.open(":memory:")
    files = sorted(str(path) for path in folder.iterdir() if path.suffix in _ENDINGS)
    report = import_files(ledger, files, ImportOptions(on_error=OnError.SKIP))
    for fault in report.errors:
        _remark(f"left out: {fault}")
    return ledger


def _settled(folder: Path) -> dict[tuple[str, Count], Settled]:
    file = folder / SETTLED
    if not file.is_file():
        raise UnusableFolderError(f"{folder}: there is no {SETTLED} to score against")
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as problem:
        raise UnusableFolderError(f"{file}: it is not UTF-8") from problem
    rows = csv.DictReader(io.StringIO(text, newline=""))
    missing = {"incident", "metric", "low"} - set(rows.fieldnames or ())
    if missing:
        raise UnusableFolderError(f"{file}: no column {', '.join(sorted(missing))}")
    found: dict[tuple[str, Count], Settled] = {}
    for row in rows:
        try:
            found[(row["incident"] or "").strip(), _count(row)] = _toll(row)
        except (ChoiceError, ValueError) as problem:
            raise UnusableFolderError(f"{file}:{rows.line_num}: {problem}") from problem
    return found


def _count(row: dict[str, str]) -> Count:
    population = (row.get("population") or "").strip() or Population.ALL.value
    return Count(
        chosen(Metric, "metric", row["metric"] or ""),
        chosen(Population, "population", population),
        (row.get("scope") or "").strip(),
    )


def _toll(row: dict[str, str]) -> Settled:
    low, high = (row["low"] or "").strip(), (row.get("high") or "").strip()
    if not low and not high:
        raise ValueError("neither low nor high is given")
    toll = Settled(_people(low or "0"), _people(high) if high else None)
    if toll.high is not None and toll.high < toll.low:
        raise ValueError(f"{low} to {high} is no range of people")
    return toll


def _people(digits: str) -> int:
    if not digits.isdecimal():
        raise ValueError(f"{digits!r} is not a whole number")
    return int(digits)


def incidents_of(series: Sequence[Series]) -> list[str]:
    """The slugs of the incidents in the order of the series, whatever their folder."""
    return list(dict.fromkeys(one.slug for one in series))


def _remark(text: str) -> None:
    print(text, file=sys.stderr)
