"""What the text reports share: numbers, tables, headings, and the way to plain text."""

import io
from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from tracker.reports.passage import Passage

UNKNOWN = "–"
"""Stands where nothing is known, which is never 0."""
HEADING = "bold"
QUIET = "dim"
_GAP = 2
_LEAST_WRAPPED = 8
"""Cells that a column of words keeps even where the table then is too wide for the page."""


class Columns:
    """Rows in columns two blanks apart. Some columns stay whole, the others wrap; where even
    that is too wide for the page, lines run over its edge rather than lose a number."""

    def __init__(
        self,
        rows: Iterable[Sequence[RenderableType]],
        *,
        heads: Sequence[str] = (),
        whole: Iterable[int] = (),
        right: Iterable[int] = (),
        indent: int = 0,
    ) -> None:
        self.rows = [tuple(row) for row in rows]
        self.heads = tuple(heads)
        """Words over the columns; none for a table without a head."""
        self.whole = frozenset(whole)
        """Places of the columns that are never wrapped."""
        self.right = frozenset(right)
        """Places of the columns that stand to the right: numbers."""
        self.indent = indent

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        columns = max([len(self.heads), *map(len, self.rows)])
        least = [self._least(place) for place in range(columns)]
        room = max(options.max_width - self.indent, self.least_width - self.indent)
        lines = console.render_lines(self._table(least), options.update_width(room), pad=False)
        for line in lines:
            yield Segment(" " * self.indent)
            yield from line
            yield Segment.line()

    @property
    def least_width(self) -> int:
        """Cells that it takes at least, with its indent."""
        columns = max([len(self.heads), *map(len, self.rows)])
        least = sum(self._least(place) for place in range(columns))
        return self.indent + least + _GAP * (columns - 1)

    def _least(self, place: int) -> int:
        head = cell_len(self.heads[place]) if place < len(self.heads) else 0
        widest = max((_width(row[place]) for row in self.rows if place < len(row)), default=0)
        return max(head, widest if place in self.whole else min(widest, _LEAST_WRAPPED))

    def _table(self, least: Sequence[int]) -> Table:
        table = Table(
            box=None,
            show_header=bool(self.heads),
            header_style=QUIET,
            pad_edge=False,
            padding=(0, _GAP, 0, 0),
        )
        for place, cells in enumerate(least):
            table.add_column(
                Text(self.heads[place]) if self.heads else "",
                justify="right" if place in self.right else "left",
                no_wrap=place in self.whole,
                min_width=cells,
                overflow="fold",
            )
        for row in self.rows:
            table.add_row(*row)
        return table


class FirstThatFits:
    """The first of several ways to show the same tables that is not too wide for the page; the
    last where none is."""

    def __init__(self, ways: Sequence[Sequence[RenderableType]]) -> None:
        self.ways = ways

    def __rich_console__(self, _: Console, options: ConsoleOptions) -> RenderResult:
        def fits(way: Sequence[RenderableType]) -> bool:
            tables = (part for part in way if isinstance(part, Columns))
            return all(table.least_width <= options.max_width for table in tables)

        yield from next(filter(fits, self.ways), self.ways[-1])


def _width(cell: RenderableType) -> int:
    if isinstance(cell, Text):
        return cell.cell_len
    return cell_len(cell.text) if isinstance(cell, Passage) else 0


def number(value: int | None) -> str:
    """A number of people with thousands separators; a dash where it is not known.

    >>> number(50783), number(None)
    ('50,783', '–')
    """
    return UNKNOWN if value is None else f"{value:,}"


def plural(count: int, one: str, many: str = "") -> str:
    """A number with its noun.

    >>> plural(1, "claim"), plural(1200, "entry", "entries")
    ('1 claim', '1,200 entries')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def numbers_cell(value: int | None, style: str = "") -> Text:
    """A number for a table."""
    return Text(number(value), style)


def grid(rows: Iterable[Sequence[RenderableType]], *, whole: int = 1, indent: int = 0) -> Columns:
    """Rows without a head, of which the first `whole` columns never wrap."""
    return Columns(rows, whole=range(whole), indent=indent)


def stacked(*parts: RenderableType | None) -> Group:
    """Parts one under the other; None is left out."""
    return Group(*(part for part in parts if part is not None))


def heading(text: str) -> Passage:
    """A line that opens a section."""
    return Passage(text, HEADING)


def render(report: RenderableType, width: int, *, color: bool) -> str:
    """The report as text of that width. Without color it is plain text; with it, bold and dim,
    and no colour even then: meaning is never in a colour."""
    out = io.StringIO()
    console = Console(
        file=out,
        width=max(width, 20),
        force_terminal=color,
        no_color=True,
        color_system="standard" if color else None,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        _environ={},
    )
    console.print(report, crop=False, end="")
    return "\n".join(line.rstrip() for line in out.getvalue().rstrip("\n").split("\n")) + "\n"
