"""Killed counts whose toll has settled, out of folders of claims."""

import csv
import io
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, TypeVar

from tracker.errors import ChoiceError, shown
from tracker.importing import ImportOptions, OnError, import_files
from tracker.importing.headers import FileKind
from tracker.ledger import Ledger
from tracker.model import Count, Metric, Population
from tracker.model.choices import chosen
from tracker.reconcile import interval, unfold
from tracker.reconcile.events import Event, Voiced

LEAST_CLAIMS = 6
"""Total claims that a count needs to be replayed."""
SETTLED = "settled.csv"
_ENDINGS = (".csv", ".tsv", ".jsonl")


Row = Mapping[str, str | None]
"""A row of it by the names of the columns; None for cells that a short row lacks."""
Choice = TypeVar("Choice", bound=StrEnum)


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
        _refuse_two_tolls(folder, of_folder, found)
        taken = {one.slug for one in found}
        found += [
            replace(one, folder=folder.name) if one.slug in taken else one for one in of_folder
        ]
    if not found:
        least = f"a settled toll and at least {LEAST_CLAIMS} total claims"
        raise UnusableFolderError(f"no {metric} count has {least}; there is nothing to score")
    return found


def _refuse_two_tolls(folder: Path, some: Iterable[Series], found: Iterable[Series]) -> None:
    """Raises UnusableFolderError where another folder settles a count of the same slug
    elsewhere: one of the two tolls is wrong, or they are two incidents under one name."""
    before = {(one.slug, one.count): one.settled for one in found}
    for one in some:
        other = before.get((one.slug, one.count), one.settled)
        if other != one.settled:
            raise UnusableFolderError(
                f"{folder}: {one.slug} {one.count} settled at {interval(*one.settled)}, but at "
                f"{interval(*other)} in another folder; name one of them, or give two slugs"
            )


def _in_folder(folder: Path, metric: Metric) -> Iterator[Series]:
    settled = _settled(folder, metric)
    ledger = _ledger_of(folder)
    unseen = set(settled)
    for snapshot in ledger.snapshots():
        unfolding = unfold(snapshot)
        for slug, count in sorted(unseen):
            if slug != snapshot.incident.slug:
                continue
            events = unfolding.events.get(count, ())
            first = next(
                (place for place, one in enumerate(events) if isinstance(one, Voiced)), len(events)
            )
            claims = sum(1 for one in events if isinstance(one, Voiced))
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
    if not {file.kind for file in report.files} & {FileKind.SOURCES, FileKind.EXPORT}:
        _remark(
            f"{folder.name}: no file describes the sources: reliability and affiliation are not "
            "known, so that a party may count as credible"
        )
    return ledger


def _settled(folder: Path, metric: Metric) -> dict[tuple[str, Count], Settled]:
    file = folder / SETTLED
    if not file.is_file():
        raise UnusableFolderError(f"{folder}: there is no {SETTLED} to score against")
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as problem:
        raise UnusableFolderError(f"{file}: it is not UTF-8") from problem
    rows = csv.DictReader(io.StringIO(text, newline=""))
    try:
        missing = {"incident", "metric", "low"} - set(rows.fieldnames or ())
        if missing:
            raise UnusableFolderError(f"{file}: no column {', '.join(sorted(missing))}")
        return _tolls(rows, metric)
    except (ValueError, csv.Error) as problem:
        # A field that is too long is met before its line is counted.
        line = rows.line_num + isinstance(problem, csv.Error)
        raise UnusableFolderError(f"{file}:{line}: {problem}") from problem


def _tolls(rows: "csv.DictReader[str]", metric: Metric) -> dict[tuple[str, Count], Settled]:
    """The tolls of one metric; blank rows and those of other metrics are passed over. Raises
    ValueError, with the column, for a row that makes no sense, and for a second toll."""
    found: dict[tuple[str, Count], Settled] = {}
    lines: dict[tuple[str, Count], int] = {}
    for row in rows:
        if not any(cell and cell.strip() for name, cell in row.items() if name is not None):
            continue
        if _chosen(Metric, "metric", row, "") is not metric:
            continue
        if None in row:
            raise ValueError("more cells than columns; a number takes no comma")
        key = _incident(row), _count(row, metric)
        if key in lines:
            slug, count = key
            raise ValueError(f"{slug} {count} has a settled toll on line {lines[key]} already")
        found[key], lines[key] = _toll(row), rows.line_num
    return found


def _incident(row: Row) -> str:
    slug = (row["incident"] or "").strip()
    if not slug:
        raise ValueError("column 'incident': it is empty")
    return slug


def _count(row: Row, metric: Metric) -> Count:
    population = _chosen(Population, "population", row, Population.ALL.value)
    return Count(metric, population, (row.get("scope") or "").strip())


def _chosen(kind: type[Choice], column: str, row: Row, default: str) -> Choice:
    try:
        return chosen(kind, column, (row.get(column) or "").strip() or default)
    except ChoiceError as problem:
        raise ValueError(f"column {column!r}: {problem}") from problem


def _toll(row: Row) -> Settled:
    low, high = _people("low", row), _people("high", row)
    if low is None and high is None:
        raise ValueError("neither low nor high is given")
    if low is not None and high is not None and high < low:
        raise ValueError(f"{low} to {high} is no range of people")
    return Settled(low or 0, high)


def _people(column: str, row: Row) -> int | None:
    digits = (row.get(column) or "").strip()
    if not digits:
        return None
    if not digits.isdecimal():
        raise ValueError(
            f"column {column!r}: {shown(digits)} is not a whole number; write digits alone"
        )
    return int(digits)


def incidents_of(series: Sequence[Series]) -> list[str]:
    """The slugs of the incidents in the order of the series, whatever their folder."""
    return list(dict.fromkeys(one.slug for one in series))


def _remark(text: str) -> None:
    print(text, file=sys.stderr)
