"""A large file's rows, read, checked and sealed by a second process while this one takes them.

Rows that are plain claims come many together, laid out for their table; every other row comes
as it stands, to be read here as ever.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple, TypeAlias

from tracker.figures import PLAIN
from tracker.importing.cells import Choices, CountWords, Figures, Stamps
from tracker.importing.claim_rows import long_values, may_be_long
from tracker.importing.examining import Work
from tracker.importing.faults import RowError
from tracker.importing.headers import Layout
from tracker.importing.laid_out import LaidOut, laid_out
from tracker.importing.names import IncidentNames, SourceNames
from tracker.importing.options import ImportOptions
from tracker.importing.readers import ROWS_AT_ONCE, BadRow, Cells, in_blocks
from tracker.importing.second_process import Sent, Told, as_it_stands
from tracker.importing.shelf import key_of
from tracker.ledger import ClaimColumns, SealedClaims, seal_columns
from tracker.model import Act, Metric, Mode, Population, Stamp
from tracker.model.clock_changes import clock_change

FEWEST = 8
"""Rows that are not taken apart further to find the one among them that is not plain."""
_ASSERTS = frozenset(("", Act.ASSERT.value))
Block: TypeAlias = Sequence[tuple[int, Cells | BadRow]]
Texts: TypeAlias = Sequence[str]


class ReadClaims(NamedTuple):
    """Rows that are plain claims."""

    lines: Sequence[int]
    cells: Texts
    """As they stand in the file, with `BETWEEN` between them."""
    keys: Sequence[int | None]
    """The key of each claim's ref, as `key_of` gives it."""
    incidents: Sequence[tuple[str, str]]
    """What the rows call incidents, each once, and the slug that was found for it."""
    sources: Sequence[tuple[str, str, str]]
    """The same of sources: the name, the word for the kind, the slug."""
    claims: SealedClaims


class ReadingAhead:
    """The rows of one claims file, for the process that takes them."""

    def __init__(
        self,
        layout: Layout,
        options: ImportOptions,
        sources: SourceNames,
        incidents: IncidentNames,
    ) -> None:
        self._width = len(layout.columns)
        self._pick = long_values(layout)
        self._may_be_plain = options.policy is PLAIN and not layout.wide
        """False for a wide file, and where how figures are read is worth a remark."""
        self._published_at = options.published_at
        self._sources = sources
        self._incidents = incidents
        metrics = Choices(Metric, "metric")
        populations, modes = Choices(Population, "population"), Choices(Mode, "mode")
        self._counted = CountWords(metrics, populations, modes)
        self._figures = Figures(metrics)
        self._stamps = Stamps(options.order)

    def sent(self, work: Work, taken: int) -> Iterator[Sent]:
        """What is handed over of the file. taken: so many rows were taken already, and are
        passed over."""
        with work.table() as table:
            for block in in_blocks(islice(table.rows, taken, None), ROWS_AT_ONCE):
                for told in self.told(block):
                    yield told, None
            yield [], table.noted

    def told(self, block: Block) -> Iterator[list[Told] | Told]:
        """What rows say, in their order: many plain claims as one tuple, for `read_claims`, and
        lists of rows as they stand."""
        read = self._read_together(block) if self._may_be_plain else None
        if read is not None:
            yield _packed(read)
        elif len(block) <= FEWEST or not self._may_be_plain:
            yield [as_it_stands(line, cells) for line, cells in block]
        else:
            middle = len(block) // 2
            yield from self.told(block[:middle])
            yield from self.told(block[middle:])

    def _read_together(self, block: Block) -> ReadClaims | None:
        """Rows that are plain claims, all of them; None where one is not, is to be refused, or
        gives cause for a remark."""
        rows = laid_out(block, self._width)
        if rows is None:
            return None
        try:
            return self._read(rows)
        except RowError:
            return None

    def _read(self, rows: LaidOut) -> ReadClaims | None:
        """Raises RowError for what is to be refused."""
        picked: tuple[Texts, ...] = self._pick(rows.columns)
        (
            ref, incident, source, kind, via, metric, population, scope, mode, wording,
            low, high, asserted_at, published_at, url, act, target, reason, relays, note,
        ) = picked  # fmt: skip
        if (
            any(target) or any(relays) or not _ASSERTS.issuperset(act)
            or not (all(source) and all(metric)) or may_be_long(rows.cells, picked)
            or not (all(wording) or all(map(any, zip(wording, low, high, strict=True))))
        ):  # fmt: skip
            return None
        figures, are_given = zip(*map(self._figures.read, wording, low, high, metric), strict=True)
        asserted = self._times("asserted_at", asserted_at)
        is_twice = published_at == asserted_at
        published = asserted if is_twice else self._times("published_at", published_at)
        if self._published_at is not None:
            published = [one or self._published_at for one in published]
        slugs = {one: self._incidents.slug_of(one) for one in dict.fromkeys(incident)}
        incidents = [slugs[one] for one in incident]
        if not self._stamps.are_zoned and self._has_change(incidents, asserted, published):
            return None
        named = list(zip(source, kind, strict=True))
        voices = {one: self._sources.slug_of(*one) for one in dict.fromkeys(named)}
        metrics, populations, modes = self._counts(metric, population, mode)
        ref = _texts(ref)
        claims = ClaimColumns(
            incident=incidents,
            source=[voices[one] for one in named],
            metric=metrics,
            population=populations,
            scope=_texts(scope),
            mode=modes,
            wording=[one.wording for one in figures],
            low=[one.low for one in figures],
            high=[one.high for one in figures],
            qualifier=[one.qualifier._value_ for one in figures],
            bounds_given=[1 if one else 0 for one in are_given],
            asserted_at=[one.text if one else None for one in asserted],
            published_at=[one.text if one else None for one in published],
            via=_texts(via),
            url=_texts(url),
            reason=_texts(reason),
            note=_texts(note),
            ref=ref,
        )
        return ReadClaims(
            rows.lines,
            rows.cells,
            list(map(key_of, incidents, ref)),
            list(slugs.items()),
            [(name, word or "", slug) for (name, word), slug in voices.items()],
            seal_columns(claims),
        )

    def _times(self, column: str, texts: Texts) -> list[Stamp | None]:
        read = self._stamps.read
        return [read(column, text) for text in texts]

    def _counts(self, metric: Texts, population: Texts, mode: Texts) -> tuple[Texts, Texts, Texts]:
        words = list(zip(metric, population, mode, strict=True))
        of_words = {
            one: [choice._value_ for choice in self._counted.read(*one)] for one in set(words)
        }
        metrics, populations, modes = zip(*map(of_words.__getitem__, words), strict=True)
        return metrics, populations, modes

    def _has_change(self, incidents: Texts, *times: Sequence[Stamp | None]) -> bool:
        """Whether a change of its zone's clocks makes a time worth a remark."""
        zone = self._incidents.zone
        return any(
            one is not None and one.offset_minutes is None and clock_change(one, zone(incident))
            for stamps in times
            for incident, one in zip(incidents, stamps, strict=True)
        )


def read_claims(told: Told) -> ReadClaims:
    """Plain claims as they come from the other process."""
    lines, cells, keys, incidents, sources, contents, digests, columns = told
    whole = [column * len(lines) if len(column) == 1 else column for column in columns]
    claims = SealedClaims(contents, digests, whole)
    return ReadClaims(lines, cells, keys, incidents, sources, claims)


def _packed(read: ReadClaims) -> Told:
    """The same as plain tuples and lists; of a column that says one thing, that alone."""
    *rest, (contents, digests, columns) = read
    once = [column[:1] if column.count(column[0]) == len(column) else column for column in columns]
    return *rest, contents, digests, once


def _texts(column: Texts) -> Texts:
    """Texts as such: a blank cell of JSON may be one of another kind."""
    return column if all(column) else [one or "" for one in column]
