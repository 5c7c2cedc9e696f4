"""Rows of a foreign file to drafts of claims, by a profile."""

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from tracker.importing.cells import Stamps
from tracker.importing.claim_rows import ClaimRows
from tracker.importing.drafts import Draft
from tracker.importing.faults import RowError, together
from tracker.importing.headers import LONG_COLUMNS, FileKind, Layout
from tracker.importing.names import IncidentNames, SourceNames, slug_from
from tracker.importing.options import ImportOptions
from tracker.importing.profiles.binding import Binding
from tracker.importing.profiles.dates import date_text
from tracker.importing.profiles.foreign_incidents import ForeignIncidents
from tracker.importing.profiles.numbers import Reading, read_bounds, read_wording
from tracker.importing.profiles.profile import ClaimRule
from tracker.importing.profiles.row import RowReader
from tracker.importing.readers import Cells
from tracker.model import Claim

LAYOUT = Layout(FileKind.CLAIMS, LONG_COLUMNS)


class _Values(NamedTuple):
    """One claim of a row as a canonical file would have it."""

    cells: dict[str, str]
    rule: ClaimRule


class ForeignRows:
    """The rows of one foreign file; what it counted by the way is told at the end."""

    def __init__(
        self,
        binding: Binding,
        options: ImportOptions,
        sources: SourceNames,
        incidents: IncidentNames,
        remark: Callable[[str], None],
    ) -> None:
        profile = binding.profile
        self._binding = binding
        self._row = RowReader(binding)
        self._rows = ClaimRows(LAYOUT, options, sources, incidents, remark)
        self._incidents = ForeignIncidents(
            profile.incident, incidents, Stamps(options.order), options.incident
        )
        self._remark = remark
        self._refs: Counter[tuple[str, str]] = Counter()
        self.left_out: Counter[str] = Counter()
        """Rows that the profile leaves out, by why."""
        self.without_figure = 0
        """Rows that give no figure."""
        self.classes_only: Counter[str] = Counter()
        """Figures of which the file gives no number but a class of size, by their column."""
        self.odd: Counter[str] = Counter()
        """Claims with something odd about their numbers, by what it is."""
        for source in profile.sources:
            sources.propose(source)

    def read(self, line: int, cells: Cells) -> list[Claim | Draft]:
        """What one row claims, [] for a row that is left out or gives no figure.

        Raises RowError, which carries everything that is wrong with the row, by the file's own
        columns.
        """
        self._row.at(cells)
        for skip in self._binding.profile.skips:
            if skip.condition.holds(self._row.text(skip.condition.column)):
                self.left_out[skip.why] += 1
                return []
        errors: list[RowError] = []
        given: list[_Values] = []
        for rule in self._binding.claims:
            try:
                given += self._values(rule)
            except RowError as problem:
                errors.append(problem)
        claims: list[Claim | Draft] = []
        for values in given:
            try:
                claims += self._rows.read(line, [values.cells.get(one, "") for one in LONG_COLUMNS])
            except RowError as problem:
                errors += self._in_own_words(problem, values.rule)
        if errors:
            raise together(_each_once(errors))
        self.without_figure += not claims
        return claims

    def tell(self) -> None:
        """Says what was left out and what is odd, each with how often."""
        for told in remarks_on(self, self._incidents, self._binding):
            self._remark(told)

    def _values(self, rule: ClaimRule) -> list[_Values]:
        row = self._row
        if not all(one.holds(row.text(one.column)) for one in rule.only):
            return []
        reading = self._reading(rule)
        if reading is None:
            return []
        if reading.oddity:
            self.odd[reading.oddity] += 1
        incident = self._incidents.slug_of(row)
        cells = {name: getattr(rule, name).fill(row.text) for name in _FILLED}
        cells["via"] = rule.via.fill(row.brief)
        cells |= {"incident": incident, "figure": reading.wording}
        cells |= {"low": reading.low, "high": reading.high}
        cells["asserted_at"] = date_text(rule.asserted_at, row).text
        cells["published_at"] = date_text(rule.published_at, row).text
        cells["note"] = "; ".join(part for part in (cells["note"], reading.oddity) if part)
        cells["ref"] = self._ref(rule, cells)
        return [_Values(cells, rule)]

    def _reading(self, rule: ClaimRule) -> Reading | None:
        row, takes = self._row, rule.takes_fractions
        if rule.figure:
            cell = row.text(rule.figure)
            if not cell:
                return self._by_class(rule)
            reading = read_wording(self._binding.column(rule.figure), cell, takes_fractions=takes)
            qualifier = row.text(rule.qualifier) if rule.qualifier else ""
            return reading._replace(wording=f"{qualifier} {reading.wording}".strip())
        low, best, high = (
            (self._binding.column(name), row.text(name) if name else "")
            for name in (rule.low, rule.best, rule.high)
        )
        if not (low[1] or best[1] or high[1]):
            return self._by_class(rule)
        if not (low[1] or high[1]):
            return read_wording(*best, takes_fractions=takes)
        return read_bounds(low, best, high, takes_fractions=takes)

    def _by_class(self, rule: ClaimRule) -> Reading | None:
        name = self._row.text(rule.size_class) if rule.size_class else ""
        if name in rule.classes:
            low, high = rule.classes[name]
            return Reading(f"size class {name}", str(low), "" if high is None else str(high))
        if name:
            self.classes_only[self._binding.column(rule.size_class)] += 1
        return None

    def _ref(self, rule: ClaimRule, cells: dict[str, str]) -> str:
        base = cells["ref"]
        if not base:
            return ""
        population = cells["population"] if cells["population"] != "all" else ""
        scope = slug_from(cells["scope"]) if cells["scope"] else ""
        counted = (part for part in (cells["metric"], population, scope) if part)
        ref = f"{base}/{rule.key or '/'.join(counted)}"
        if not self._binding.profile.numbers_repeats:
            return ref
        self._refs[cells["incident"], ref] += 1
        number = self._refs[cells["incident"], ref]
        return ref if number == 1 else f"{ref}#{number}"

    def _in_own_words(self, problem: RowError, rule: ClaimRule) -> list[RowError]:
        """The same errors by the columns of the file."""
        return [
            RowError(self._own_column(one.column, rule), one.value, one.problem)
            for one in (problem, *problem.others)
        ]

    def _own_column(self, column: str, rule: ClaimRule) -> str:
        own = getattr(rule, column, None)
        if column == "incident":
            own = self._binding.profile.incident.slug
        if isinstance(own, str):
            return self._binding.column(own or rule.best or rule.low)
        return ", ".join(map(self._binding.column, own.columns)) if own else column


_FILLED = (
    "metric", "population", "scope", "mode", "source", "source_kind", "url", "note", "ref",
)  # fmt: skip


def remarks_on(rows: ForeignRows, incidents: ForeignIncidents, binding: Binding) -> list[str]:
    """What a person should know of a foreign file once it is read."""
    told = [f"{_times(times, 'row')} left out: {why}" for why, times in rows.left_out.items()]
    if rows.without_figure:
        told.append(f"{_times(rows.without_figure, 'row')} without a figure")
    for column, times in rows.classes_only.items():
        told.append(f"column {column!r}: {times:,} times a size class and no number; not counted")
    told += [f"{_times(times, 'claim')}: {oddity}" for oddity, times in rows.odd.items()]
    if incidents.before_christ:
        told.append(
            f"{_times(incidents.before_christ, 'incident')} before Christ: the date stands in the "
            "summary, as no time here can be so early"
        )
    if incidents.unread:
        told.append(
            f"{_times(incidents.unread, 'incident')} with a date that is not read: it stands in "
            "the summary"
        )
    if incidents.differing:
        told.append(
            f"{_times(len(incidents.differing), 'incident')} known otherwise than the file has "
            f"it, first {incidents.differing[0]}; left as recorded (tracker incident edit)"
        )
    return told


def _each_once(errors: list[RowError]) -> list[RowError]:
    return list({(one.column, one.value, one.problem): one for one in errors}.values())


def _times(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
