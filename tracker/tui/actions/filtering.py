"""Filtering as it is typed, and sorting."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from textual import on

from tracker.errors import OptionError, TrackerError
from tracker.tui.desk_state import DeskState
from tracker.tui.messages import Filtered, FilterKept, IncidentsRead, Refused
from tracker.tui.view import INCIDENT_ORDERS, SORTS
from tracker.tui.widgets.foot import Foot
from tracker.tui.widgets.grid import Grid

if TYPE_CHECKING:
    from tracker.tui.rows import IncidentRows

_FILTERED = {"incidents": "incidents", "timeline": "claims", "sources": "sources"}
"""The grid that is filtered on each screen that has one."""


class Filtering(DeskState):
    """`/`, `s` and `S`."""

    def action_filter(self) -> None:
        """A line to type words into; what fits them is shown as they are typed."""
        if self.pane not in _FILTERED:
            self.say("There is nothing to filter here.")
            return
        words = self._words_now()
        self.words_before = words
        self.filter_line().open(words)

    def _words_now(self) -> str:
        if self.pane == "sources":
            return self.sources_pane().words
        words = {"incidents": self.incident_words, "timeline": self.view.words}
        return words.get(self.pane, "")

    def tell_filter(self) -> None:
        """The foot says what leaves rows out of what is in front, or stands beside it."""
        told = [self._words_now()]
        if self.pane in ("incidents", "timeline") and not self.has_class("-narrow"):
            told += [self.view.words, self.incident_words]
        self.only(Foot, "foot").show_filter(next(filter(None, told), ""))

    def give_up_filter(self) -> bool:
        """Esc lists everything again; True where something was filtered."""
        has_words = bool(self._words_now())
        if has_words:
            self._filter("")
        return has_words

    @on(Filtered)
    def filter_now(self, message: Filtered) -> None:
        """The words as far as they are typed."""
        self._filter(message.words)

    @on(FilterKept)
    def keep_filter(self) -> None:
        """Enter keeps the filter and goes to the rows."""
        self.filter_line().display = False
        self.only(Grid, _FILTERED.get(self.pane, "claims")).focus()

    def leave_filter(self) -> None:
        """Esc gives the words up."""
        self._filter(self.words_before)
        self.keep_filter()

    def _filter(self, words: str) -> None:
        if self.pane == "incidents":
            self.incident_words = words
            self.list_incidents()
        elif self.pane == "sources":
            self.sources_pane().filter(words)
        else:
            self._filter_claims(words)
        self.tell_filter()

    def _filter_claims(self, words: str) -> None:
        line = self.filter_line()
        from tracker.tui.filtering import filter_from

        try:
            filter_from(words)
        except OptionError as problem:
            line.remark(str(problem))
            return
        line.remark("")
        self.ask(replace(self.view, words=words), remember=False)

    def list_incidents(self) -> None:
        """The incidents that fit the words, in the order that was chosen."""
        words, order = tuple(self.incident_words.split()), self.incident_order
        work = partial(self._list_incidents, words, order, self.listed_slug())
        self.run_worker(work, thread=True, exclusive=True, group="incidents")

    def listed_slug(self) -> str:
        """The incident on which the list's cursor is; before that is read, on which it will be."""
        return self.only(Grid, "incidents").key or self.opening.incident or self.kept.incident

    def _list_incidents(self, words: tuple[str, ...], order: str, near: str) -> None:
        try:
            self.post_message(IncidentsRead(self.archive.incidents(words, order, near)))
        except TrackerError as problem:
            self.post_message(Refused(problem))

    @on(IncidentsRead)
    def show_incidents(self, message: IncidentsRead) -> None:
        """The list, unless other words were typed or another order was chosen since."""
        if self.is_wanted(message.rows):
            self.show_list(message.rows)

    def is_wanted(self, rows: "IncidentRows") -> bool:
        """Whether rows are by the words and in the order that the list has now."""
        return (rows.words, rows.order) == (
            tuple(self.incident_words.split()),
            self.incident_order,
        )

    def show_list(self, rows: "IncidentRows", *, key: str | None = None) -> None:
        """Other incidents in the list, with figures by the method of what is shown."""
        rows.method = self.seen.method
        self.only(Grid, "incidents").show(rows, key=key)

    def action_sort(self) -> None:
        """By the next column."""
        if self.focused_id() == "incidents":
            place = INCIDENT_ORDERS.index(self.incident_order)
            self.incident_order = INCIDENT_ORDERS[(place + 1) % len(INCIDENT_ORDERS)]
            self.say(f"Incidents by {self.incident_order}.")
            self.list_incidents()
            return
        sort = SORTS[(SORTS.index(self.view.sort) + 1) % len(SORTS)]
        self.say(f"Claims by {sort}.")
        self.ask(replace(self.view, sort=sort), remember=False)

    def action_reverse(self) -> None:
        """The other way round; the list of incidents has one only."""
        if self.focused_id() == "incidents":
            self.say("Incidents stand in one order only; s chooses by what.")
            return
        self.ask(replace(self.view, ascending=not self.view.ascending), remember=False)
