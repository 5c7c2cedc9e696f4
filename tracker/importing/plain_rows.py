"""Rows that are plain claims, told by their words alone, without making the claims."""

from tracker.figures import PLAIN
from tracker.importing.cells import Choices, CountWords, clean
from tracker.importing.claim_rows import long_values
from tracker.importing.faults import RowError
from tracker.importing.headers import Layout
from tracker.importing.names import SourceNames
from tracker.importing.options import ImportOptions
from tracker.importing.readers import Cells
from tracker.ledger import PlainClaim
from tracker.model import Act, Metric, Mode, Population

_SIGNS = ("+", "-")
_ASSERTS = ("", Act.ASSERT.value)


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

    def told(self, cells: Cells) -> tuple[str, PlainClaim] | None:
        """The incident and all else that a row says, where it is a plain claim that gives no
        cause for a remark, its times taken as they are written. None for any other row, and for
        one that is to be refused.

        Where the ledger holds an equal plain claim, the row's claim is that one: a time in its
        canonical text stands for that text, and a wording that was recorded is read as it was.
        """
        try:
            cleaned, is_turned = clean(cells, self._columns)
            cleaned.append("")
            (
                ref, incident, source, source_kind, via, metric, population, scope, mode, wording,
                low, high, asserted_at, published_at, url, act, target, reason, relays, note,
            ) = self._pick(cleaned)  # fmt: skip
            if (
                low or high or target or relays or reason or is_turned or act not in _ASSERTS
                or not (source and metric and wording)
                or (self._published_at and not published_at)
                or (self._incident and incident and incident != self._incident)
                or _is_by_the_zone(asserted_at)
                or (published_at != asserted_at and _is_by_the_zone(published_at))
            ):  # fmt: skip
                return None
            counted = self._counted.read(metric, population, mode)
            slug = self._sources.slug_of(source, source_kind)
        except RowError:
            return None
        metric, population, mode = counted
        return self._incident or incident, (
            ref, slug, metric, population, scope, mode, wording, asserted_at, published_at,
            via, url, note,
        )  # fmt: skip


def _is_by_the_zone(stamp: str) -> bool:
    """Whether a time of day is written without its offset, in which case clocks that change may
    be worth a remark."""
    return stamp[10:11] == "T" and stamp[-6:-5] not in _SIGNS
