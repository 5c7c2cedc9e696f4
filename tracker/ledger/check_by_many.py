"""Pages of entries looked at by several processes, and given on in their order.

Where a page begins is known only once the one before it was read, but in a sound ledger every
page ends at a multiple of its size: so the next are begun there, ahead. A page that turns out
to begin elsewhere, or that another process did not bring to its end, is looked at here. What is
found is therefore the same as without the others, problem by problem.
"""

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool

from tracker.ledger.check_pages import BEGINNING, Page, PageReader, Start
from tracker.ledger.crew import Crew
from tracker.ledger.databases import open_database
from tracker.ledger.processes import processes


def pages_by_many(reader: PageReader, crew: Crew, jobs: int) -> Iterator[Page]:
    """Every page that a reader gives, in order, most of them looked at by so many processes."""
    pool = processes(jobs, begin, crew, reader.last_seq, reader.size)
    try:
        yield from pages_ahead(reader, pool, 2 * jobs)
    finally:
        pool.shutdown(cancel_futures=True)


def pages_ahead(reader: PageReader, pool: Executor, most: int) -> Iterator[Page]:
    """The same by whom `begin` has told of it. most: pages that are begun ahead."""
    ahead, start = _Ahead(reader, pool, most), BEGINNING
    while True:
        page = ahead.page(start) or reader.page(start)
        yield page
        if len(page.entries) < reader.size:
            return
        start = page.end


class _Ahead:
    """Pages that were begun before it is known where they begin."""

    def __init__(self, reader: PageReader, pool: Executor, most: int) -> None:
        self._reader = reader
        self._pool = pool
        self._most = most
        self._begun: deque[tuple[int, Future[Page | None]]] = deque()
        self._next = BEGINNING.after
        """Number after which the next page is begun."""

    def page(self, start: Start) -> Page | None:
        """The page that begins there; None where no other process came to its end with it."""
        if not self._begun or self._begun[0][0] != start.after:
            self._begin_anew(start.after)
        try:
            self._begin_more()
            page = self._begun.popleft()[1].result()
        except (BrokenProcessPool, OSError):  # As where memory is short, or no more may be begun.
            self._begin_anew(start.after)
            return None
        return page if page is not None and page.start == start else None

    def _begin_anew(self, after: int) -> None:
        for _, page in self._begun:
            page.cancel()
        self._begun.clear()
        self._next = after

    def _begin_more(self) -> None:
        while len(self._begun) < self._most and (
            not self._begun or self._next < self._reader.last_seq
        ):
            self._begun.append((self._next, self._pool.submit(_page_after, self._next)))
            self._next = max(self._next, 0) + self._reader.size


class _Desk:
    """What one of the others has at hand."""

    asked: tuple[Crew, int, int]
    reader: PageReader | None = None


def begin(crew: Crew, last_seq: int, size: int) -> None:
    """Tells a process what it is to read: pages of that size, up to that number."""
    _Desk.asked, _Desk.reader = (crew, last_seq, size), None


def _page_after(seq: int) -> Page | None:
    """The page after a number; None where anything goes wrong, which who asked then meets."""
    crew, last_seq, size = _Desk.asked
    try:
        if _Desk.reader is None:
            wait_ms = crew.busy_timeout_ms
            database = open_database(crew.where, create=False, busy_timeout_ms=wait_ms)
            _Desk.reader = PageReader(database, last_seq, size)
        return _Desk.reader.page_after(seq).handed_over()
    except Exception:  # noqa: BLE001 - it looks at the page itself, and tells what it meets
        return None
