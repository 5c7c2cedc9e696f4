"""Source rows in an order in which every source comes after those it names."""

from collections.abc import Collection, Iterable, Mapping
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
    place: int
    """Its place among all rows of the call's incidents and sources files."""
    lacking: tuple[str, ...] = ()
    """Columns of which it says nothing: those that its file lacks, those that are unsaid in it."""


def named_by(source: Source) -> list[str]:
    """Slugs of the sources that must be there before it."""
    return [slug for slug in (source.speaks_for, source.merged_into) if slug]


class SourceQueue:
    """Takes rows in any order, gives them back when what they name is there; those of one slug
    in the order in which they came."""

    def __init__(self, known: Iterable[str]) -> None:
        self._there = set(known)
        self._held: dict[str, list[RecordRow]] = {}
        """Rows that wait, by their own slug: the first for another source, the rest for it."""
        self._waiting: dict[str, list[str]] = {}
        """Slugs of which rows are held, by the slug that the first of them waits for."""

    def ready(self, row: RecordRow) -> list[RecordRow]:
        """The rows that can be recorded now that this one has come, in order."""
        slug = row.value.slug
        self._held.setdefault(slug, []).append(row)
        return self._released(slug) if len(self._held[slug]) == 1 else []

    def stuck(self) -> list[tuple[RecordRow, RowError]]:
        """The rows that never became ready, each with the reason."""
        first = {slug: _source(rows[0]) for slug, rows in self._held.items()}
        rows = [row for rows in self._held.values() for row in rows]
        return [(row, _why(_source(row), first, self._there)) for row in rows]

    def _released(self, slug: str) -> list[RecordRow]:
        """The rows of a slug that can be recorded, and those of others that waited for it."""
        released: list[RecordRow] = []
        moved = [slug]
        while moved:
            slug = moved.pop(0)
            rows = self._held.pop(slug)
            while rows:
                missing = missing_to(_source(rows[0]), self._there)
                if missing:
                    self._held[slug] = rows
                    self._waiting.setdefault(missing, []).append(slug)
                    break
                released.append(rows.pop(0))
                self._there.add(slug)
                moved += self._waiting.pop(slug, [])
        return released


def missing_to(source: Source, there: Collection[str]) -> str:
    """The first source it names that is not there; '' where all are."""
    return next((slug for slug in named_by(source) if slug not in there), "")


def refuse_circle(source: Source, sources: Mapping[str, Source]) -> None:
    """Raises RowError where the row would make sources speak for each other in a circle."""
    try:
        voice_of(source.slug, {**sources, source.slug: source})
    except ClaimError as problem:
        column = "merged_into" if source.merged_into else "speaks_for"
        raise RowError(column, getattr(source, column), str(problem)) from None


def _source(row: RecordRow) -> Source:
    assert isinstance(row.value, Source)  # noqa: S101  only such rows are queued
    return row.value


def _why(source: Source, first: Mapping[str, Source], there: set[str]) -> RowError:
    """What keeps a row from being recorded. first: of each slug the first row that is kept so."""
    value = missing_to(source, there)
    column = "speaks_for" if source.speaks_for == value else "merged_into"
    if not value:
        problem = f"an earlier row of {source.slug} was refused, so this one is too"
        return RowError("slug", source.slug, problem)
    path, onward = [source.slug], value
    while True:
        if onward in path:
            circle = " → ".join((*path[path.index(onward) :], onward))
            return RowError(column, value, f"sources speak for each other in a circle: {circle}")
        if onward not in first:
            problem = f"there is no source {onward!r}, in the files or in the ledger"
            if len(path) > 1:
                problem = f"it rests on {path[-1]}, but {problem}"
            return RowError(column, value, problem)
        path.append(onward)
        onward = missing_to(first[onward], there)
