"""Rows of incidents and sources files to values."""

from collections.abc import Callable, Mapping

from tracker.errors import DataError
from tracker.importing.cells import Choices, Stamps, clean
from tracker.importing.dates import DateOrder
from tracker.importing.faults import RowError
from tracker.importing.headers import INCIDENT_COLUMNS, SOURCE_COLUMNS, FileKind, Layout
from tracker.importing.readers import Cells, NoKey
from tracker.model import Incident, Kind, Reliability, Source
from tracker.model.incident import check_slug

LONGEST = {"name": 300, "title": 500, "summary": 20_000, "aliases": 4_000}
LONGEST_OTHER = 300
"""Most characters of any other text."""


class RecordRows:
    """The rows of one incidents or sources file."""

    def __init__(
        self, layout: Layout, order: DateOrder | None, remark: Callable[[str], None]
    ) -> None:
        self._columns = layout.columns
        self._read = self._incident if layout.kind is FileKind.INCIDENTS else self._source
        known = INCIDENT_COLUMNS if layout.kind is FileKind.INCIDENTS else SOURCE_COLUMNS
        self._places = {
            column: layout.columns.index(column) for column in known if column in layout.columns
        }
        self._stamps = Stamps(order)
        self._reliabilities = Choices(Reliability, "reliability")
        self._remark = remark

    def unsaid(self, cells: Cells, *, is_second_try: bool) -> tuple[str, ...]:
        """The file's columns of which a row says nothing: a zone that is blank, which makes no
        known one UTC, and a key that it lacks.

        is_second_try: the row was refused before, and stands under the columns of other files
        too; what is blank in it may be none of its own.
        """
        return tuple(
            column
            for column, at in self._places.items()
            if not cells[at].strip()
            and (is_second_try or column == "timezone" or isinstance(cells[at], NoKey))
        )

    def read(self, line: int, cells: Cells) -> Incident | Source:
        """The row's value, which revises nothing yet. Raises RowError."""
        cleaned, is_turned = clean(cells, self._columns)
        if is_turned:
            self._remark(f"line {line}: a cell holds signs that turn the direction of writing")
        row = {column: cleaned[place] for column, place in self._places.items()}
        refuse_long(row)
        try:
            check_slug(row["slug"], "an incident" if "title" in row else "a source")
            return self._read(line, row)
        except DataError as problem:
            column = _column_of(str(problem), row)
            raise RowError(column, row.get(column, ""), str(problem)) from None

    def _incident(self, _: int, row: Mapping[str, str]) -> Incident:
        texts = {
            column: text
            for column, text in row.items()
            if column not in ("timezone", "occurred_at")
        }
        return Incident(
            timezone=row.get("timezone") or "UTC",
            occurred_at=self._stamps.read("occurred_at", row.get("occurred_at", "")),
            **texts,
        )

    def _source(self, line: int, row: Mapping[str, str]) -> Source:
        word = row.get("kind", "")
        kind = {one.value: one for one in Kind}.get(word.lower(), Kind.UNKNOWN)
        if word and kind is Kind.UNKNOWN and word.lower() != "unknown":
            self._remark(f"line {line}: {word!r} is no kind of source I know; taken as unknown")
        reliability = row.get("reliability", "")
        aliases = [alias.strip() for alias in row.get("aliases", "").split(";")]
        return Source(
            slug=row["slug"],
            name=row["name"],
            kind=kind,
            affiliation=row.get("affiliation", ""),
            speaks_for=row.get("speaks_for", ""),
            reliability=self._reliabilities.read(reliability) if reliability else Reliability.F,
            aliases=tuple(alias for alias in aliases if alias),
            merged_into=row.get("merged_into", ""),
        )


def refuse_long(row: Mapping[str, str]) -> None:
    """Raises RowError for a text longer than its column may hold."""
    for column, text in row.items():
        most = LONGEST.get(column, LONGEST_OTHER)
        if len(text) > most:
            problem = f"the text has {len(text):,} characters; at most {most:,} are kept"
            raise RowError(column, text, problem)


def _column_of(problem: str, row: Mapping[str, str]) -> str:
    """The column whose value a refusal of the model quotes or names."""
    for column, text in row.items():
        if text and repr(text) in problem:
            return column
    return next((column for column in row if column in problem), "slug")
