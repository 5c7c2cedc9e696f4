"""Source rows in an order in which every source comes after those it names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tracker.errors import ClaimError
from tracker.importing.faults import RowError
from tracker.importing.readers import Cells
from tracker.importing.report import Tally
from tracker.model import Incident, Source, voice_of


@dataclass(slots=True)
class RecordRow:
    """One row of an incidents or sources file."""

    tally: Tally
    line: int
    cells: Cells
    value: Incident | Source
    lacking: tuple[str, ...] = ()
    """Columns that its file lacks."""


def named_by(source: Source) -> list[str]:
    """Slugs of the sources that must be there before it."""
    return [slug for slug in (source.speaks_for, source.merged_into) if slug]


class SourceQueue:
    """Takes rows in any order, gives them back when what they name is there."""

    def __init__(self, known: Iterable[str]) -> None:
        self._there = set(known)
        self._waiting: dict[str, list[RecordRow]] = {}
        """Rows by the slug they wait for."""
        self._held: dict[str, int] = {}
        """How many rows of a slug are waiting, so that later rows of it queue behind them."""

    def ready(self, row: RecordRow) -> list[RecordRow]:
        """The rows that can be recorded now that this one has come, in order."""
        source = _source(row)
        lacking = self._lacking(source)
        if lacking:
            self._waiting.setdefault(lacking, []).append(row)
            self._held[source.slug] = self._held.get(source.slug, 0) + 1
            return []
        return self._released(row)

    def stuck(self) -> list[tuple[RecordRow, RowError]]:
        """The rows that never became ready, each with the reason."""
        rows = [row for rows in self._waiting.values() for row in rows]
        by_slug = {_source(row).slug: _source(row) for row in rows}
        return [(row, _why(_source(row), by_slug, self._there)) for row in rows]

    def _lacking(self, source: Source) -> str:
        if self._held.get(source.slug):
            return source.slug
        return next((slug for slug in named_by(source) if slug not in self._there), "")

    def _released(self, row: RecordRow) -> list[RecordRow]:
        released, queue = [], [row]
        while queue:
            one = queue.pop(0)
            slug = _source(one).slug
            released.append(one)
            self._there.add(slug)
            for waiting in self._waiting.pop(slug, []):
                other = _source(waiting)
                self._held[other.slug] -= 1
                if other.slug == slug or not self._lacking(other):
                    queue.append(waiting)
                else:
                    self._waiting.setdefault(self._lacking(other), []).append(waiting)
                    self._held[other.slug] += 1
        return released


def refuse_circle(source: Source, sources: Mapping[str, Source]) -> None:
    """Raises RowError where the row would make sources speak for each other in a circle."""
    try:
        voice_of(source.slug, {**sources, source.slug: source})
    except ClaimError as problem:
        raise RowError("speaks_for", source.speaks_for, str(problem)) from None


def _source(row: RecordRow) -> Source:
    assert isinstance(row.value, Source)  # noqa: S101  only such rows are queued
    return row.value


def _why(source: Source, waiting: Mapping[str, Source], there: set[str]) -> RowError:
    path = [source.slug]
    while True:
        here = waiting[path[-1]]
        onward = next(slug for slug in (*named_by(here), here.slug) if slug not in there)
        column = "speaks_for" if source.speaks_for not in there else "merged_into"
        value = getattr(source, column)
        if onward in path:
            circle = " → ".join((*path[path.index(onward) :], onward))
            return RowError(column, value, f"sources speak for each other in a circle: {circle}")
        if onward not in waiting:
            problem = f"there is no source {onward!r}, in the files or in the ledger"
            if len(path) > 1:
                problem = f"it rests on {path[-1]}, but {problem}"
            return RowError(column, value, problem)
        path.append(onward)
