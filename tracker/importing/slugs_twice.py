"""Rows of incidents and sources that share a slug in one call: which of them counts."""

from tracker.importing.headers import INCIDENT_COLUMNS, SOURCE_COLUMNS
from tracker.importing.record_order import RecordRow
from tracker.model import Incident

_Key = tuple[bool, str]
"""Whether it is an incident's, and the slug."""


class SlugsTwice:
    """The rows of one call by their slugs, in the order of its files."""

    def __init__(self) -> None:
        self._last: dict[_Key, RecordRow] = {}
        """The last row of each slug that was taken."""
        self._recorded: dict[_Key, RecordRow] = {}
        """The last of them that is new."""
        self._refused: dict[tuple[str, int], tuple[_Key, int]] = {}
        """Rows that were refused, by file and line: what they are about, and their place."""

    def take(self, row: RecordRow, *, is_recorded: bool) -> None:
        """Counts a row that was taken. Says which of the two counts where it differs from another
        row of the call: they may have been meant for two slugs."""
        key = isinstance(row.value, Incident), row.value.slug
        before = (self._last if is_recorded else self._recorded).get(key)
        self._last[key] = row
        if is_recorded:
            self._recorded[key] = row
        column = _difference(before, row) if before else ""
        if before and column:
            which = "this row is taken for the newer"
            if not is_recorded:
                which = "that row counts, since what this one says is known from before"
            row.tally.remarks.append(
                f"line {row.line}: {row.value.slug} has another {column} in {before.tally.file}:"
                f"{before.line}; {which}"
            )

    def refuse(self, file: str, line: int, slug: str, place: int, *, is_incident: bool) -> None:
        """Counts a row that was refused."""
        self._refused[file, line] = (is_incident, slug), place

    def is_overtaken(self, file: str, line: int) -> bool:
        """Whether a refused row has a new one of its slug behind it. Put right and imported by
        itself, the row would be taken for the newer of the two."""
        key, place = self._refused.get((file, line), ((False, ""), 0))
        return key in self._recorded and self._recorded[key].place > place


def _difference(one: RecordRow, other: RecordRow) -> str:
    """A column in which two rows say different things; '' where there is none."""
    known = INCIDENT_COLUMNS if isinstance(one.value, Incident) else SOURCE_COLUMNS
    return next(
        (
            column
            for column in known
            if column not in (*one.lacking, *other.lacking)
            and getattr(one.value, column) != getattr(other.value, column)
        ),
        "",
    )
