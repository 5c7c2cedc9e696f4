"""Rows that are plain claims, told by their words alone, without making the claims."""

from collections.abc import Sequence
from typing import TypeAlias

from tracker.figures import PLAIN
from tracker.importing.cells import Choices, CountWords, clean
from tracker.importing.claim_rows import long_values
from tracker.importing.faults import RowError
from tracker.importing.headers import Layout
from tracker.importing.laid_out import laid_out
from tracker.importing.names import SourceNames
from tracker.importing.options import ImportOptions
from tracker.importing.readers import BadRow, Cells
from tracker.importing.second_process import Told, as_it_stands
from tracker.importing.shelf import key_of
from tracker.ledger import BETWEEN, PlainClaim
from tracker.model import Act, Metric, Mode, Population

FIELDS = 5
"""A plain row is told as its line, its cells with `BETWEEN` between them, its incident, the hash
of incident and ref (None without a ref), and the `PlainClaim` it says; any other as it stands."""
KEY = 3
"""Where the hash stands."""
ToldTogether: TypeAlias = tuple[
    Sequence[int], Sequence[str], Sequence[str], Sequence[int | None], Sequence[PlainClaim]
]
"""The same of many plain rows, a column each."""
_SIGNS = ("+", "-")
_ASSERTS = frozenset(("", Act.ASSERT.value))


class PlainRows:
    """The rows of one claims file. Of a wide file none is plain, nor where figures are read by
    another policy than the ledger's."""

    def __init__(self, layout: Layout, options: ImportOptions, sources: SourceNames) -> None:
        self.may_be_plain = options.policy is PLAIN and not layout.wide
        """False where no row can be."""
        self._columns = layout.columns
        self._pick = long_values(layout)
        self._incident = options.incident
        self._published_at = options.published_at
        self._sources = sources
        self._counted = CountWords(
            Choices(Metric, "metric"), Choices(Population, "population"), Choices(Mode, "mode")
        )

    def told(self, block: Sequence[tuple[int, Cells | BadRow]]) -> list[Told]:
        """What the rows say that are plain claims and give no cause for a remark, their times
        taken as they are written; any other row, also one that is to be refused, as it stands.

        Where the ledger holds an equal plain claim, the row's claim is that one: a time in its
        canonical text stands for that text, and a wording that was recorded is read as it was.
        """
        told = self.handed(block)
        return told if isinstance(told, list) else list(zip(*told, strict=True))

    def handed(self, block: Sequence[tuple[int, Cells | BadRow]]) -> "ToldTogether | list[Told]":
        """The same, in columns where all rows are plain, which takes half the time."""
        together = self._told_at_once(block) if len(block) > 1 else None
        return together or [self._told(line, cells) for line, cells in block]

    def _told_at_once(self, block: Sequence[tuple[int, Cells | BadRow]]) -> ToldTogether | None:
        """Rows that are all plain; None where one is not, or not plainly so."""
        rows = laid_out(block, len(self._columns))
        if rows is None:
            return None
        picked: tuple[Sequence[str], ...] = self._pick(rows.columns)
        (
            ref, incident, source, _, via, metric, population, scope, mode, wording,
            low, high, asserted_at, published_at, url, act, target, reason, relays, note,
        ) = picked  # fmt: skip
        if (
            any(map(any, (low, high, target, relays, reason))) or not _ASSERTS.issuperset(act)
            or not all(map(all, (source, metric, wording)))
            or (self._published_at and not all(published_at))
            or (self._incident and not {"", self._incident}.issuperset(incident))
            or any(map(_is_by_the_zone, {*asserted_at, *published_at}))
        ):  # fmt: skip
            return None
        if self._incident:
            incident = (self._incident,) * len(block)
        try:
            slugs = {name: self._sources.slug_if_known(name) for name in set(source)}
            counted = self._counts(metric, population, mode)
        except RowError:
            return None
        if not all(slugs.values()):
            return None
        names = map(slugs.__getitem__, source)
        said = zip(
            ref, names, counted, scope, wording, asserted_at, published_at, via, url, note,
            strict=True,
        )  # fmt: skip
        named = zip(incident, ref, strict=True)
        keys = map(hash, named) if all(ref) else map(key_of, incident, ref)
        return rows.lines, rows.cells, incident, list(keys), list(map(BETWEEN.join, said))

    def _counts(
        self, metric: Sequence[str], population: Sequence[str], mode: Sequence[str]
    ) -> list[str]:
        """The counts of rows as a `PlainClaim` has them. Raises RowError."""
        said = self._said_count
        if len(set(population)) == len(set(mode)) == 1:  # As in most files.
            of_metric = {one: said(one, population[0], mode[0]) for one in set(metric)}
            return list(map(of_metric.__getitem__, metric))
        words = list(zip(metric, population, mode, strict=True))
        of_words = {one: said(*one) for one in set(words)}
        return list(map(of_words.__getitem__, words))

    def _said_count(self, metric: str, population: str, mode: str) -> str:
        return BETWEEN.join(self._counted.read(metric, population, mode))

    def _told(self, line: int, cells: Cells | BadRow) -> Told:
        if isinstance(cells, BadRow):
            return as_it_stands(line, cells)
        text = BETWEEN.join(cells)
        try:
            cleaned, is_turned = clean(cells, self._columns)
            cleaned.append("")
            (
                ref, incident, source, _, via, metric, population, scope, mode, wording,
                low, high, asserted_at, published_at, url, act, target, reason, relays, note,
            ) = self._pick(cleaned)  # fmt: skip
            if (
                low or high or target or relays or reason or is_turned or act not in _ASSERTS
                or not (source and metric and wording) or text.count(BETWEEN) >= len(cells)
                or (self._published_at and not published_at)
                or (self._incident and incident and incident != self._incident)
                or _is_by_the_zone(asserted_at)
                or (published_at != asserted_at and _is_by_the_zone(published_at))
            ):  # fmt: skip
                return as_it_stands(line, cells)
            counted = self._said_count(metric, population, mode)
            slug = self._sources.slug_if_known(source)
        except RowError:
            return as_it_stands(line, cells)
        if not slug:
            return as_it_stands(line, cells)
        incident = self._incident or incident
        said = BETWEEN.join(
            (ref, slug, counted, scope, wording, asserted_at, published_at, via, url, note)
        )
        return line, text, incident, key_of(incident, ref), said


def _is_by_the_zone(stamp: str) -> bool:
    """Whether a time of day is written without its offset, in which case clocks that change may
    be worth a remark."""
    return stamp[10:11] == "T" and stamp[-6:-5] not in _SIGNS
