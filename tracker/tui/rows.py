"""Rows that a grid shows: it asks for those in sight, and they may come later."""

from collections.abc import Callable, Mapping, Sequence
from threading import Lock
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from tracker.errors import UnsoundError
    from tracker.ledger.browser import Browser, EntryLine, IncidentList
    from tracker.model import Incident

PAGE = 256
"""Rows that are read at once."""


class Rows(Protocol):
    """What a grid shows."""

    def __len__(self) -> int: ...

    def key(self, place: int) -> str:
        """What names the row, so that its place can be found again; '' while it is not read."""
        ...

    def place_of(self, key: str) -> int | None:
        """Where the row of that key stands; None where there is none, or it is not read."""
        ...

    def cells(self, place: int) -> Sequence[str] | None:
        """Its texts, a column each, as they are in the data; None while it is not read."""
        ...

    def missing(self, first: int, last: int) -> tuple[int, ...]:
        """Pages that must be read before these rows can be shown, both ends included."""
        ...

    def read(self, page: int) -> None:
        """Read a page. For worker threads."""
        ...


class ListedRows:
    """Rows that are all there, told one by one when they come into sight."""

    def __init__(self, keys: Sequence[str], tell: Callable[[int], Sequence[str]]) -> None:
        self._keys = keys
        self._tell = tell
        self._places: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._keys)

    def key(self, place: int) -> str:
        """What names the row."""
        return self._keys[place]

    def place_of(self, key: str) -> int | None:
        """Where the row of that key stands; None where there is none."""
        if not self._places:
            self._places = {key: place for place, key in enumerate(self._keys)}
        return self._places.get(key)

    def cells(self, place: int) -> Sequence[str]:
        """The row's texts."""
        return self._tell(place)

    def missing(self, first: int, last: int) -> tuple[int, ...]:
        """Nothing is ever missing."""
        return ()

    def read(self, page: int) -> None:
        """There is nothing to read."""


NOT_YET = "…"
"""A cell of what is still to be read or worked out."""
UNREADABLE = "✕"
"""A cell of what is too damaged to be read."""


class PagedRows:
    """Rows that are read page by page as they come into sight; the last pages are kept."""

    MOST_PAGES = 12

    def __init__(self, total: int) -> None:
        self._total = total
        self._pages: dict[int, list[tuple[str, Sequence[str]]]] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        return self._total

    def key(self, place: int) -> str:
        """What names the row; '' while it is not read."""
        row = self._row(place)
        return row[0] if row else ""

    def place_of(self, key: str) -> int | None:
        """Where the row of that key stands; None where it is not among those that are read."""
        with self._lock:
            pages = list(self._pages.items())
        places = (
            page * PAGE + within
            for page, rows in pages
            for within, row in enumerate(rows)
            if row[0] == key
        )
        return next(places, None)

    def cells(self, place: int) -> Sequence[str] | None:
        """The row's texts; None while it is not read."""
        row = self._row(place)
        return row[1] if row else None

    def missing(self, first: int, last: int) -> tuple[int, ...]:
        """Pages of these rows that are not read yet."""
        return tuple(
            page for page in range(first // PAGE, last // PAGE + 1) if page not in self._pages
        )

    def read(self, page: int) -> None:
        """Read a page and give up the one that was read longest ago."""
        rows = self.fetched(page)
        with self._lock:
            self._pages[page] = rows
            while len(self._pages) > self.MOST_PAGES:
                del self._pages[next(iter(self._pages))]

    def fetched(self, page: int) -> list[tuple[str, Sequence[str]]]:
        """The rows of a page, each with its key."""
        raise NotImplementedError

    def _row(self, place: int) -> tuple[str, Sequence[str]] | None:
        page = self._pages.get(place // PAGE)
        within = place % PAGE
        return page[within] if page is not None and within < len(page) else None


class IncidentRows(PagedRows):
    """The incidents of a ledger as known at one entry."""

    def __init__(
        self,
        browser: "Browser",
        size: int,
        listed: "IncidentList",
        words: tuple[str, ...],
        tell: Callable[["Incident"], Sequence[str]],
        order: str,
    ) -> None:
        super().__init__(listed.total)
        self._browser = browser
        self._size = size
        self._begins = listed.begins
        self.words = words
        """What they are filtered by."""
        self._tell = tell
        self.order = order
        """One of those that `Browser.incident_list` knows."""
        self.method = ""
        """By which the figures are that are told; '' until that is said."""
        self.headlines: dict[tuple[str, str], Sequence[str]] = {}
        """Slug and method → low, best and high, as far as they are read: a worker that is still
        at those of another method can put none of them beside these."""
        self.unsound: dict[str, UnsoundError] = {}
        """Slug → why nothing can be read of it."""

    def cells(self, place: int) -> Sequence[str] | None:
        """Title, low, best, high, day and place; None while it is not read."""
        told = super().cells(place)
        if told is None:
            return None
        title, *rest = told
        slug = self.key(place)
        without = UNREADABLE if slug in self.unsound else NOT_YET
        return title, *self.headlines.get((slug, self.method), (without,) * 3), *rest

    def without_headline(self, first: int, last: int) -> tuple[str, ...]:
        """Slugs of these rows whose figures are not read yet, both ends included; that they
        cannot be read may change as little as what is read."""
        slugs = (self.key(place) for place in range(first, last + 1))
        unread = (slug for slug in slugs if slug and (slug, self.method) not in self.headlines)
        return tuple(slug for slug in unread if slug not in self.unsound)

    def take(self, headlines: Mapping[str, Sequence[str]], method: str) -> None:
        """Figures that were read, by slug."""
        self.headlines.update(((slug, method), told) for slug, told in headlines.items())

    def fetched(self, page: int) -> list[tuple[str, Sequence[str]]]:
        """The incidents of a page."""
        from tracker.ledger.browser import UnreadIncident  # noqa: PLC0415 - after the first frame

        found = self._browser.incident_page(
            self._begins[page], self._size, words=self.words, order=self.order
        )
        lines: list[tuple[str, Sequence[str]]] = []
        for one in found:
            if isinstance(one, UnreadIncident):
                self.unsound[one.slug] = one.problem
                lines.append((one.slug, (one.slug, UNREADABLE, "")))
            else:
                lines.append((one.slug, self._tell(one)))
        return lines


class EntryRows(PagedRows):
    """Every entry of a ledger, newest first."""

    def __init__(
        self,
        browser: "Browser",
        size: int,
        tell: Callable[["EntryLine"], Sequence[str]],
        tell_missing: Callable[[int], Sequence[str]],
    ) -> None:
        super().__init__(size)
        self._browser = browser
        self._size = size
        self._tell = tell
        self._tell_missing = tell_missing

    def place_of(self, key: str) -> int | None:
        """Where an entry stands, read or not: there are as many above it as are newer."""
        return self._size - int(key)

    def fetched(self, page: int) -> list[tuple[str, Sequence[str]]]:
        """The entries of a page; one that is missing moves no other to its place."""
        last = self._size - page * PAGE
        first = max(last - PAGE + 1, 1)
        found = {one.seq: self._tell(one) for one in self._browser.entries(first, last)}
        numbers = range(last, first - 1, -1)
        return [(str(seq), found.get(seq) or self._tell_missing(seq)) for seq in numbers]
