"""A table of any length: only the rows in sight are told, and only they are read.

Textual's own DataTable takes half a minute and 300 MB at a hundred thousand rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tracker.reports.safe import visible
from tracker.tui.rows import ListedRows, Rows
from tracker.tui.safely import fitted
from tracker.tui.widgets.layout_of_columns import GAP, Column, fitting_widths

HEADS = 1
"""Lines above the rows."""
NOT_READ = "This could not be read; Ctrl+R reads it again."
NO_ROWS = ListedRows((), lambda _: ())


class Grid(ScrollView, can_focus=True):
    """Rows in columns with a cursor on one of them."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "grid--head",
        "grid--row",
        "grid--cursor",
        "grid--quiet",
        "grid--empty",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", show=False),
        Binding("up,k", "move(-1)", show=False),
        Binding("pagedown,ctrl+d", "page(1)", show=False),
        Binding("pageup,ctrl+u", "page(-1)", show=False),
        Binding("end,G", "last", show=False),
        Binding("home", "first", show=False),
        Binding("enter", "choose", show=False),
        Binding("g", "top", show=False),
    ]

    place = reactive(0, repaint=False)
    """The row the cursor is on, from 0."""

    @dataclass
    class Moved(Message):
        """The cursor is on another row."""

        grid: "Grid"
        key: str

        @property
        def control(self) -> "Grid":
            """The grid it is about."""
            return self.grid

    @dataclass
    class Chosen(Message):
        """Enter was pressed on a row, or it was clicked once more."""

        grid: "Grid"
        key: str
        is_click: bool = False

        @property
        def control(self) -> "Grid":
            """The grid it is about."""
            return self.grid

    @dataclass
    class InSight(Message):
        """Other rows have come into sight."""

        grid: "Grid"

        @property
        def control(self) -> "Grid":
            """The grid it is about."""
            return self.grid

    @dataclass
    class Wanted(Message):
        """Pages have come into sight that are not read yet."""

        rows: Rows
        pages: tuple[int, ...]

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        empty: str = "",
        quiet: str = "",
        id: str,  # noqa: A002 - Textual's own word
        classes: str = "",
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.columns = tuple(columns)
        self.empty = empty
        """What stands where there are no rows."""
        self.quiet = quiet
        """A row whose first cell is this is drawn quietly."""
        self.rows: Rows = NO_ROWS
        self._asked: tuple[int, ...] = ()
        self._in_sight = (-1, -1)
        self._g_waits = False
        self._laid_out: tuple[tuple[object, ...], dict[int, int]] | None = None
        """What the columns were last laid out for, and their cells."""

    @property
    def key(self) -> str:
        """What names the row under the cursor; '' where there is none."""
        return self.rows.key(self.place) if len(self.rows) else ""

    @property
    def in_sight(self) -> tuple[int, int]:
        """The first and the last row in sight, inclusive; negative before any was."""
        return self._in_sight

    def show(self, rows: Rows, *, key: str | None = None) -> None:
        """Other rows. The cursor stays on the row of the same key, `key` if it is given, and
        else as near as can be."""
        wanted = self.key if key is None else key
        self.rows = rows
        self._asked = ()
        self._in_sight = (-1, -1)
        self.virtual_size = Size(self.size.width, len(rows) + HEADS)
        found = rows.place_of(wanted) if wanted else None
        place = self.place if found is None else found
        place = max(0, min(place, len(rows) - 1))
        self.set_reactive(Grid.place, place)
        self._bring_into_sight()
        self.refresh()
        self.post_message(self.Moved(self, self.key))

    def tell_empty(self, text: str) -> None:
        """Other words where there are no rows."""
        self.empty = text
        self.refresh()

    def watch_place(self, before: int, after: int) -> None:
        """The cursor has moved."""
        self._bring_into_sight()
        self.refresh_lines(before + HEADS, 1)
        self.refresh()
        self.post_message(self.Moved(self, self.key))

    def validate_place(self, place: int) -> int:
        """Never outside the rows."""
        return max(0, min(place, len(self.rows) - 1))

    def _bring_into_sight(self) -> None:
        height = max(self.size.height - HEADS, 1)
        top = self.scroll_offset.y
        if self.place < top:
            self.scroll_to(y=self.place, animate=False, immediate=True)
        elif self.place >= top + height:
            self.scroll_to(y=self.place - height + 1, animate=False, immediate=True)

    def on_resize(self) -> None:
        """The cursor stays in sight, also where there is less room."""
        self.virtual_size = Size(self.size.width, len(self.rows) + HEADS)
        self._bring_into_sight()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A click puts the cursor there; one on the cursor chooses."""
        row = self.scroll_offset.y + event.y - HEADS
        if event.y < HEADS or not 0 <= row < len(self.rows):
            return
        if row == self.place and self.key:
            self.post_message(self.Chosen(self, self.key, is_click=True))
        self.place = row

    def action_move(self, rows: int) -> None:
        """Down by so many rows."""
        self.place += rows

    def action_page(self, pages: int) -> None:
        """Down by so many pages."""
        self.place += pages * max(self.size.height - HEADS - 1, 1)

    def action_first(self) -> None:
        """To the first row."""
        self.place = 0

    def action_last(self) -> None:
        """To the last row."""
        self.place = len(self.rows) - 1

    def action_top(self) -> None:
        """The second of two `g` goes to the first row."""
        if self._g_waits:
            self.action_first()
        self._g_waits = not self._g_waits

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """On the timeline `g` is a date's, and only a second one goes to the first row."""
        return not (action == "top" and self.has_class("dated"))

    def action_choose(self) -> None:
        """Enter; a row that is still to be read cannot be chosen."""
        if self.key:
            self.post_message(self.Chosen(self, self.key))

    def render_line(self, y: int) -> Strip:
        """The head, or a row."""
        width = self.scrollable_content_region.width
        if y == 0:
            self._ask_for_missing()
            return self._head(width)
        place = self.scroll_offset.y + y - HEADS
        if place >= len(self.rows):
            return self._blank(width, y)
        cells = self.rows.cells(place)
        if cells is None:
            return self._line("…", width, "grid--quiet")
        is_quiet = bool(self.quiet) and cells[0] == self.quiet
        style = self._style("grid--quiet" if is_quiet else "grid--row")
        if place == self.place:
            style += self._style("grid--cursor")
        return self._strip(cells, width, style)

    def _head(self, width: int) -> Strip:
        return self._strip([one.title for one in self.columns], width, self._style("grid--head"))

    def _columns_for(self, width: int) -> dict[int, int]:
        """Place of each column → its cells, so that the figures in sight stand whole."""
        top = self.scroll_offset.y
        asked = self.rows, top, width, self.size.height
        if self._laid_out is None or self._laid_out[0] != asked:
            last = min(top + self.size.height, len(self.rows))
            seen = [cells for cells in map(self.rows.cells, range(top, last)) if cells]
            found = fitting_widths(self.columns, seen, width - 1)
            self._laid_out = asked, found
        return self._laid_out[1]

    def _strip(self, cells: Sequence[str], width: int, style: Style) -> Strip:
        parts: list[str] = []
        for place, cells_wide in self._columns_for(width).items():
            if parts:
                parts.append(" " * GAP)
            text = fitted(cells[place] if place < len(cells) else "", cells_wide)
            parts.append(_to_the_right(text) if self.columns[place].right else text)
        line = "".join(parts)
        return Strip([Segment(line, style)]).adjust_cell_length(width, style)

    def _blank(self, width: int, y: int) -> Strip:
        if len(self.rows):
            return self._line("", width, "grid--row")
        from tracker.reports.passage import wrapped  # noqa: PLC0415 - kept beside its use

        told = list(wrapped(visible(self.empty), max(width, 1)))
        return self._line("".join(told[y - HEADS : y - HEADS + 1]), width, "grid--empty")

    def _line(self, text: str, width: int, name: str) -> Strip:
        return Strip([Segment(fitted(text, max(width, 1)), self._style(name))])

    def _style(self, name: str) -> Style:
        style: Style = self.get_component_rich_style(name)
        if name == "grid--cursor" and not self.has_focus:
            # Where the cursor would be: seen without colour as well.
            return Style(underline=True)
        return style

    def _ask_for_missing(self) -> None:
        if not len(self.rows):
            return
        first = min(self.scroll_offset.y, len(self.rows) - 1)
        last = min(first + self.size.height, len(self.rows) - 1)
        pages = self.rows.missing(first, last)
        if pages and pages != self._asked:
            self._asked = pages
            self.post_message(self.Wanted(self.rows, pages))
        if not pages and (first, last) != self._in_sight:
            self._in_sight = first, last
            self.post_message(self.InSight(self))

    def arrived(self, rows: Rows) -> None:
        """Pages that were wanted are read, or rows in sight say more than they did."""
        if rows is self.rows:
            self._asked = ()
            self._laid_out = None
            self.refresh(Region(0, 0, self.size.width, self.size.height))
            self.post_message(self.Moved(self, self.key))


def _to_the_right(text: str) -> str:
    kept = text.rstrip(" ")
    return " " * (len(text) - len(kept)) + kept
