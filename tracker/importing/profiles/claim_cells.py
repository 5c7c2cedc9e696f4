"""One claim of a profile: the cells that a row gives for it, as a canonical file has them."""

from functools import lru_cache

from tracker.importing.faults import RowError
from tracker.importing.names import slug_from
from tracker.importing.profiles.binding import Binding
from tracker.importing.profiles.counts import Counts
from tracker.importing.profiles.dates import date_text
from tracker.importing.profiles.numbers import FRACTION, Reading, read_bounds, read_wording
from tracker.importing.profiles.profile import ClaimRule
from tracker.importing.profiles.row import RowReader

TEXTS = (
    "metric", "population", "scope", "mode", "source", "source_kind", "via", "url", "note", "ref",
)  # fmt: skip
_slug = lru_cache(maxsize=4_096)(slug_from)


class ClaimCells:
    """The cells for one claim, row after row of one file."""

    def __init__(self, rule: ClaimRule, binding: Binding, row: RowReader, counts: Counts) -> None:
        self._rule = rule
        self._binding = binding
        self._row = row
        self._counts = counts
        texts = {name: getattr(rule, name) for name in TEXTS}
        self._same = {
            name: text.constant for name, text in texts.items() if text.constant is not None
        }
        self._varying = [
            (name, text, row.brief if name == "via" else row.text)
            for name, text in texts.items()
            if text.constant is None
        ]

    def of_row(self) -> dict[str, str] | None:
        """The cells by canonical column, without the incident; None where the row gives no such
        figure. Raises RowError for a number or a date that is none."""
        row, rule = self._row, self._rule
        if not all(one.holds(row.text(one.column)) for one in rule.only):
            return None
        reading = self._reading()
        if reading is None:
            return None
        cells = self._texts() | self._times()
        cells["figure"], cells["low"], cells["high"] = reading.wording, reading.low, reading.high
        if reading.oddity:
            self._mark(cells, reading.oddity)
        cells["ref"] = self._ref(cells)
        return cells

    def without_figure(self) -> dict[str, str] | None:
        """The cells of a row that gives no such figure, as far as another figure would have the
        same; None where the row is about something else. Raises RowError."""
        row = self._row
        if not all(one.holds(row.text(one.column)) for one in self._rule.only):
            return None
        cells = self._texts() | self._times()
        cells["ref"] = self._ref(cells)
        return cells

    def ref_of_row(self) -> str:
        """The ref of the row's claim, whatever its figure is; '' where it has none. Raises
        RowError."""
        return self._ref(self._texts())

    def refuse_nameless(self) -> None:
        """Raises RowError where the columns that name the row are blank."""
        if not self._row.names(self._rule.ref):
            problem = "nothing stands here, and it names the row in the next version of the file"
            raise RowError("ref", "", problem)

    def in_own_words(self, problem: RowError) -> list[RowError]:
        """A row's errors by the columns of the file."""
        return [
            RowError(self._own_column(one.column), one.value, one.problem)
            for one in (problem, *problem.others)
        ]

    def _texts(self) -> dict[str, str]:
        cells = dict(self._same)
        for name, text, read in self._varying:
            cells[name] = text.fill(read)
        return cells

    def _times(self) -> dict[str, str]:
        rules = {"asserted_at": self._rule.asserted_at, "published_at": self._rule.published_at}
        return {
            name: date_text(rule, self._row).text
            for name, rule in rules.items()
            if rule is not None
        }

    def _reading(self) -> Reading | None:
        row, rule, takes = self._row, self._rule, bool(self._rule.fraction_scope)
        if rule.figure:
            cell = row.text(rule.figure)
            if not cell:
                return self._by_class()
            reading = read_wording(self._binding.column(rule.figure), cell, takes_fractions=takes)
            qualifier = row.text(rule.qualifier) if rule.qualifier else ""
            return reading._replace(wording=f"{qualifier} {reading.wording}".strip())
        low, best, high = (
            (self._binding.column(name), row.text(name) if name else "")
            for name in (rule.low, rule.best, rule.high)
        )
        if not (low[1] or best[1] or high[1]):
            return self._by_class()
        if not (low[1] or high[1]):
            return read_wording(*best, takes_fractions=takes)
        return read_bounds(low, best, high, takes_fractions=takes)

    def _by_class(self) -> Reading | None:
        rule = self._rule
        name = self._row.text(rule.size_class) if rule.size_class else ""
        if name in rule.classes:
            low, high = rule.classes[name]
            return Reading(f"size class {name}", str(low), "" if high is None else str(high))
        if name:
            self._counts.classes_only[self._binding.column(rule.size_class)] += 1
        return None

    def _mark(self, cells: dict[str, str], oddity: str) -> None:
        self._counts.odd[oddity] += 1
        cells["note"] = "; ".join(part for part in (cells["note"], oddity) if part)
        if oddity == FRACTION:
            scopes = (cells["scope"], self._rule.fraction_scope)
            cells["scope"] = ", ".join(part for part in scopes if part)

    def _ref(self, cells: dict[str, str]) -> str:
        """The row's ref and what tells its claims apart; '' where the row has none."""
        base, key = cells["ref"], self._rule.key
        if not (base and key):
            population = cells["population"] if cells["population"] != "all" else ""
            scope = _slug(cells["scope"]) if cells["scope"] else ""
            key = "/".join(part for part in (cells["metric"], population, scope) if part)
        return f"{base}/{key}" if base else ""

    def _own_column(self, column: str) -> str:
        own = getattr(self._rule, column, None)
        if column == "incident":
            own = self._binding.profile.incident.slug
        if isinstance(own, str):
            return self._binding.column(own or self._rule.best or self._rule.low)
        return ", ".join(map(self._binding.column, own.columns)) if own else column
