"""Rows of a foreign file to drafts of claims, by a profile."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress

from tracker.importing.cells import Stamps, clean
from tracker.importing.claim_rows import ClaimRows
from tracker.importing.drafts import Draft
from tracker.importing.faults import RowError, together
from tracker.importing.headers import LONG_COLUMNS, FileKind, Layout
from tracker.importing.names import IncidentNames, SourceNames
from tracker.importing.options import ImportOptions
from tracker.importing.profiles.binding import Binding
from tracker.importing.profiles.claim_cells import ClaimCells
from tracker.importing.profiles.counts import Counts
from tracker.importing.profiles.foreign_incidents import ForeignIncidents
from tracker.importing.profiles.row import RowReader
from tracker.importing.readers import Cells
from tracker.model import Claim

LAYOUT = Layout(FileKind.CLAIMS, LONG_COLUMNS)
_ONE_WORD = (
    "incident", "ref", "source", "metric", "population", "scope", "asserted_at", "published_at",
)  # fmt: skip
"""Claims that are alike in these cannot both be what their source says."""


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
        self._profile = profile
        self._header = binding.header
        self._row = row = RowReader(binding)
        self._counts = counts = Counts()
        self._claims = [ClaimCells(rule, binding, row, counts) for rule in binding.claims]
        self._rows = ClaimRows(LAYOUT, options, sources, incidents, remark)
        self._incidents = ForeignIncidents(
            binding, incidents, Stamps(options.order), options.incident, counts
        )
        self._incident: str | None = None
        """Slug of the row's incident, once a claim needed it."""
        self._remark = remark
        self._refs: Counter[tuple[str, ...]] = Counter()
        """How often a ref came, with a figure or without, where the profile numbers them."""
        self.refused: dict[int, frozenset[tuple[str, str]]] = {}
        """By the line of a row that was refused here: the incidents ('' for the caller's) and
        refs of its claims. Kept only where refused rows are to be written somewhere."""
        self._is_listed = options.refused_path is not None
        self._told: set[tuple[str, ...]] = set()
        """Counts that a numbered ref has spoken of, with the times it spoke for."""
        for source in profile.sources:
            sources.propose(source)

    def read(self, line: int, cells: Cells) -> list[Claim | Draft]:
        """What one row claims, [] for a row that is left out or gives no figure.

        Raises RowError, which carries everything that is wrong with the row, by the file's own
        columns.
        """
        self._row.at(clean(cells, self._header)[0])
        self._incident = None
        for skip in self._profile.skips:
            if skip.condition.holds(self._row.text(skip.condition.column)):
                self._counts.left_out[skip.why] += 1
                return []
        claims: list[Claim | Draft] = []
        errors: list[RowError] = []
        for one in self._claims:
            try:
                claims += self._read(line, one)
            except RowError as problem:
                errors += one.in_own_words(problem)
        if errors:
            if self._is_listed:
                self.refused[line] = frozenset(self._borne())
            raise together(_each_once(errors))
        self._counts.without_figure += not claims
        return claims

    def tell(self) -> None:
        """Says what was left out and what is odd, each with how often."""
        for told in self._counts.remarks():
            self._remark(told)

    def _read(self, line: int, claim: ClaimCells) -> list[Claim | Draft]:
        cells = claim.of_row()
        if cells is None:
            self._count_blank(claim)
            return []
        if self._incident is None:
            self._incident = self._incidents.slug_of(self._row)
        claim.refuse_nameless()
        cells["incident"] = self._incident
        if self._profile.numbers_repeats and cells["ref"]:
            self._number(cells)
        return self._rows.read(line, [cells.get(column, "") for column in LONG_COLUMNS])

    def _borne(self) -> Iterator[tuple[str, str]]:
        """Incidents and refs that the row's claims would have, as far as it gives them."""
        for claim in self._claims:
            with suppress(RowError):
                yield self._incidents.named(self._row), claim.ref_of_row()

    def _count_blank(self, claim: ClaimCells) -> None:
        """Counts a row without a figure among those of its ref, so that the others keep their
        numbers when it is filled in."""
        with suppress(RowError):
            cells = claim.without_figure() if self._profile.numbers_repeats else None
            if cells is not None and cells["ref"]:
                self._number(cells | {"incident": self._incidents.named(self._row)})

    def _number(self, cells: dict[str, str]) -> None:
        """Puts a number behind a ref that came before; and behind the scope, where both rows
        speak for one time: neither is the newer word of the other, so they stand side by side."""
        told = tuple(cells.get(name, "") for name in _ONE_WORD)
        self._refs[told[:2]] += 1
        number = f"#{self._refs[told[:2]]}"
        if number != "#1":
            cells["ref"] += number
            if told in self._told:
                cells["scope"] = f"{cells['scope']} {number}".strip()
        self._told.add(told)


def _each_once(errors: list[RowError]) -> list[RowError]:
    return list({(one.column, one.value, one.problem): one for one in errors}.values())
