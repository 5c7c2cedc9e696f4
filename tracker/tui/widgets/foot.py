"""The last line: at most seven keys, and how far the ledger reaches."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from tracker.reports.safe import fit

MOST_KEYS = 7
_BETWEEN = 2


class Foot(Widget):
    """Keys on the left, the ledger's size and the beginning of its root on the right."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"foot--filter", "foot--key", "foot--words"}
    ALLOW_SELECT = False

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self.keys: tuple[tuple[str, str], ...] = ()
        self.ledger = ""
        self.filter = ""
        """Words that what is in front is filtered by; '' for none."""

    def show_filter(self, words: str) -> None:
        """Says that not everything is listed: words stand there as long as they leave rows out."""
        self.filter = words.strip()
        self.refresh()

    def show_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Keys with what they do, the most useful first."""
        self.keys = tuple(keys)[:MOST_KEYS]
        self.refresh()

    def show_ledger(self, size: int, root: str, *, read_only: bool) -> None:
        """How far the ledger reaches."""
        entries = "entry" if size == 1 else "entries"
        self.ledger = f"{'read-only ' if read_only else ''}{size:,} {entries} {root[:8]}"
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line: the filter, then whole keys as far as there is room beside the ledger."""
        width = self.size.width
        key, words = map(self.get_component_rich_style, ("foot--key", "foot--words"))
        room = width - len(self.ledger) - 2
        segments = self._filter_told(room)
        room -= sum(one.cell_length for one in segments)
        for sign, what in self.keys:
            cells = len(sign) + len(what) + 1 + _BETWEEN
            if cells > room:
                break
            room -= cells
            segments += [Segment(f" {sign}", key), Segment(f" {what} ", words)]
        gap = width - sum(one.cell_length for one in segments) - len(self.ledger) - 1
        return Strip([*segments, Segment(" " * max(gap, 0) + self.ledger + " ", words)])

    def _filter_told(self, room: int) -> list[Segment]:
        if not self.filter:
            return []
        told = fit(f"/ {self.filter}", max(room // 2, 1))
        return [Segment(f" {told} ", self.get_component_rich_style("foot--filter"))]
