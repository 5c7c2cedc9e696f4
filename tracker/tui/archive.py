"""The ledger as workers ask it, each call from a thread of its own.

Importing sqlmodel takes longer than the first frame, so nothing here is loaded before a worker
asks. Connections are the ledger's business: every read takes one of its own.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from threading import Lock
from time import sleep
from typing import TYPE_CHECKING

from tracker.errors import NotFoundError, StorageError
from tracker.tui.rows import EntryRows, IncidentRows

if TYPE_CHECKING:
    from tracker.ledger import Head, Ledger
    from tracker.model import Incident, Snapshot
    from tracker.reconcile import Dossier
    from tracker.tui.shown import Shown
    from tracker.tui.view import View
    from tracker.tui.whole import Whole

PAUSE_S = 0.15
"""How long a big incident's view must rest before its findings are looked for: whoever steps on
is not kept waiting by those of the step before."""
MOVED = (
    "{where}: this is not the file that was opened any more; what is shown is of the one before. "
    "Quit with q and open it again"
)
AT_ONCE = 400
"""Rows of an incident up to which everything is worked out before any of it is shown."""


class Archive:
    """One ledger, opened when it is first asked for."""

    def __init__(self, where: str, busy_timeout_ms: int | None = None) -> None:
        self.where = where
        self._busy_timeout_ms = busy_timeout_ms
        self._ledger: Ledger | None = None
        self._file: tuple[int, int] | None = None
        """Which file it was opened in; None for what is no file."""
        self._opening = Lock()
        self._at_work = Lock()
        """Held while a view is worked out: of many that are asked for in a row, all but the
        last are left before they are begun, and none slows the last down."""
        self._whole: tuple[tuple[str, str, int | None, int], Whole] | None = None

    @property
    def ledger(self) -> "Ledger":
        """The ledger. Raises NotFoundError, UnsoundError or StorageError where it cannot be
        opened, or where its file is another by now: what is shown is not of that one."""
        with self._opening:
            if self._ledger is None:
                from tracker.ledger import Ledger  # noqa: PLC0415 - after the first frame

                waits = self._busy_timeout_ms
                more = {} if waits is None else {"busy_timeout_ms": waits}
                self._ledger = Ledger.open(self.where, create=False, **more)
                self._file = _file_at(self._ledger.where)
            elif _file_at(self._ledger.where) != self._file:
                raise StorageError(MOVED.format(where=self._ledger.where))
            return self._ledger

    def head(self) -> "Head":
        """Size and root of the ledger now."""
        return self.ledger.head()

    def incidents(self, words: Sequence[str], order: str, near: str = "") -> IncidentRows:
        """The incidents that fit the words, the first page read, and that on which the incident
        `near` stands: the cursor finds it there."""
        from tracker.tui.incident_cells import incident_cells  # noqa: PLC0415

        ledger = self.ledger
        browser, size = ledger.browser(), ledger.head().size
        kept = tuple(words)
        listed = browser.incident_list(size, words=kept, order=order)
        rows = IncidentRows(browser, size, listed, kept, incident_cells, order)
        if len(rows):
            for page in {0, browser.page_of(near, listed, size, order=order)}:
                rows.read(page)
        return rows

    def entries(self) -> EntryRows:
        """Every entry, newest first, none read yet."""
        from tracker.tui.entry_cells import entry_cells, missing_cells  # noqa: PLC0415

        ledger = self.ledger
        return EntryRows(ledger.browser(), ledger.head().size, entry_cells, missing_cells)

    def whole(self, slug: str, method: str, known_at_us: int | None = None) -> "Whole":
        """An incident with everything public that was recorded by a moment, None for all of it;
        the last one is kept until the ledger grows. Raises NotFoundError or OptionError."""
        from tracker.tui.whole import whole_of  # noqa: PLC0415 - after the first frame

        asked = slug, method, known_at_us, self.ledger.head().size
        kept = self._whole
        if kept is None or kept[0] != asked:
            snapshot = self.ledger.snapshot(slug, known_at_us=known_at_us)
            kept = asked, whole_of(snapshot, method)
            self._whole = kept
        return kept[1]

    def looks(
        self,
        view: "View",
        room: tuple[int, int] = (0, 0),
        is_left: Callable[[], bool] = bool,
    ) -> "Iterator[Shown]":
        """What a view shows: of a big incident what is there first, then all but the findings,
        then all; no more once it is left. Raises NotFoundError or OptionError.

        room: columns and lines of its chart, for which that of a big incident is laid out here.
        """
        from tracker.tui.drawing import laid_out  # noqa: PLC0415 - after the first frame
        from tracker.tui.shown import first_look, shown_of, with_findings  # noqa: PLC0415

        with self._at_work:
            if is_left():
                return
            whole = self.whole(view.incident, view.method, view.known_at_us)
        is_big = len(whole.snapshot.claims) > AT_ONCE
        if is_big and not whole.has_lines(view.count):
            with self._at_work:
                first = first_look(whole, view)
            yield first
            whole.work_out(view.count)
        with self._at_work:
            if is_left():
                return
            shown = shown_of(whole, view)
        if is_big:
            if shown.chart is not None:
                laid_out(shown.chart, *room)
            yield shown
            self._prepare(shown, is_left)
            sleep(PAUSE_S)
        if not is_left():
            yield with_findings(shown)

    def _prepare(self, shown: "Shown", is_left: Callable[[], bool]) -> None:
        """Works out the steps beside a view, so that the next one is there when it is asked."""
        for at_us in shown.beside():
            with self._at_work:
                if is_left():
                    return
                shown.whole.dossier_at(at_us)

    def snapshot(self, slug: str) -> "Snapshot":
        """All that is recorded of an incident."""
        return self.ledger.snapshot(slug)

    def instant(self, text: str, slug: str, option: str) -> int:
        """The moment that an option's text means in an incident's zone. Raises OptionError or
        NotFoundError."""
        from tracker.typed.moments import moment_us  # noqa: PLC0415

        return moment_us(text, self.incident(slug).timezone, option)

    def incident(self, slug: str) -> "Incident":
        """The newest row of an incident. Raises NotFoundError."""
        kept = self._whole
        if kept is not None and kept[0][0] == slug:
            return kept[1].snapshot.incident
        return self.ledger.snapshot(slug).incident

    def headlines(self, slugs: Sequence[str], method: str) -> Mapping[str, Sequence[str]]:
        """Low, best and high of the killed for each incident, as texts."""
        from tracker.tui.headlines import headline  # noqa: PLC0415 - after the first row

        found = {}
        for slug in slugs:
            try:
                found[slug] = headline(self._latest(slug, method))
            except NotFoundError:  # Recorded after the list was read, in another place.
                continue
        return found

    def _latest(self, slug: str, method: str) -> "Dossier":
        """An incident with all that is recorded; the one that is looked at is there already."""
        from tracker.reconcile import dossier  # noqa: PLC0415 - after the first row

        kept = self._whole
        if kept is not None and kept[0] == (slug, method, None, self.ledger.head().size):
            return kept[1].dossier
        return dossier(self.ledger.snapshot(slug), method)

    def complete(self, rows: IncidentRows, first: int, last: int) -> None:
        """The headlines of incidents that were not in sight yet, both ends included. Raises
        UnsoundError where one cannot be read."""
        slugs, method = rows.without_headline(first, last), rows.method
        rows.take(self.headlines(slugs, method), method)

    def close(self) -> None:
        """Gives up the file."""
        with self._opening:
            if self._ledger is not None:
                self._ledger.close()


def _file_at(where: str) -> tuple[int, int] | None:
    """What tells a file from another of the same name; None where there is none."""
    try:
        found = Path(where).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
