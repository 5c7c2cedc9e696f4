"""Keys that open something to read or to choose over the desk."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from tracker.tui.desk_state import NO_TOTAL_YET, DeskState
from tracker.tui.widgets.grid import Grid

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import RenderableType

    from tracker.model import RecordedClaim
    from tracker.tui.view import View


class Asking(DeskState):
    """why, claim, methods, difference, dates."""

    def action_why(self) -> None:
        """How the number in focus came about, claim by claim."""
        from tracker.tui.dialogs.reading import Reading

        shown = self.shown
        if self.is_nothing_shown() or shown is None:
            return
        if shown.count is None:
            self.say(NO_TOTAL_YET)
            return
        from tracker.reports.claim_lines import count_title
        from tracker.tui.reports_of import why_report
        from tracker.tui.twins import command, count_word

        twin = command(self.seen, shown, "why", count_word(shown))
        title = f"Why: {count_title(shown.count)}"
        self.app.push_screen(Reading(title, partial(why_report, shown, self.archive), twin))

    def claim_in_focus(self) -> "RecordedClaim | None":
        """The claim under the cursor; None without one."""
        if self.shown is None:
            return None
        from tracker.tui.shown import row_of

        return row_of(self.only(Grid, "claims").key, self.shown.snapshot)

    def action_claim(self) -> None:
        """Everything about the claim under the cursor."""
        from tracker.tui.dialogs.reading import Reading

        row, shown, head = self.claim_in_focus(), self.shown, self.head
        if row is None or shown is None or head is None:
            self.say("No claim is under the cursor.")
            return
        from tracker.tui.reports_of import claim_report

        work = partial(claim_report, shown, row, self.archive, head)
        self.app.push_screen(Reading(f"Claim {row.id[:8]}", work, f"tracker prove {row.id[:8]}"))

    def show_entry(self, seq: int) -> None:
        """Everything about the claim of an entry."""
        from tracker.tui.dialogs.reading import Reading
        from tracker.tui.reports_of import entry_report

        work = partial(entry_report, self.archive, seq, self.view.method)
        self.app.push_screen(Reading(f"Entry {seq:,}", work))

    def action_methods(self) -> None:
        """Every method side by side."""
        from tracker.tui.dialogs.methods import ChooseMethod

        shown = self.shown
        if self.is_nothing_shown() or shown is None:
            return
        from tracker.reports.claim_lines import count_title
        from tracker.tui.method_rows import method_rows

        about = count_title(shown.count) if shown.count else "nothing"
        work = partial(method_rows, shown.snapshot, shown.count, self.view.method)
        dialog = ChooseMethod(f"Method: what each makes of {about}", work, self.view.method)
        self.app.push_screen(dialog, self._take_method)

    def _take_method(self, name: str | None) -> None:
        if name is not None:
            self.ask(replace(self.view, method=name))

    def action_go_to_date(self) -> None:
        """As of a date that is typed."""
        from tracker.tui.dialogs.date import GoToDate

        words = self._moment_words("g", "what was public")
        if words is not None:
            self.app.push_screen(GoToDate("As of which date or time?", *words), self._go_to)

    def action_go_to_known(self) -> None:
        """Only what the ledger had recorded by a date that is typed."""
        from tracker.tui.dialogs.date import AskMoment

        words = self._moment_words("K", "what was recorded here")
        if words is not None:
            title = "What did the ledger know by which date or time?"
            self.app.push_screen(AskMoment(title, *words), self._go_to_known)

    def _moment_words(
        self, key: str, what: str
    ) -> "tuple[Callable[[str], int], Callable[[str], str]] | None":
        """What reads a moment in the incident's zone, and what says it back."""
        if self.is_nothing_shown() or self.is_elsewhere() or self.shown is None:
            return None
        from tracker.reports.moments import limit_text
        from tracker.typed.moments import moment_us

        zone = self.shown.snapshot.incident.timezone

        def read(text: str) -> int:
            return moment_us(text, zone, key)

        def say(text: str) -> str:
            return f"{text.strip()} → {what} by {limit_text(read(text), zone)}"

        return read, say

    def _go_to(self, asked: int | str | None) -> None:
        from tracker.tui.dialogs.date import TOP

        if asked == TOP:
            if isinstance(self.focused, Grid):
                self.focused.action_first()
        elif isinstance(asked, int):
            self.ask(replace(self.view, as_of_us=asked))

    def _go_to_known(self, asked: int | str | None) -> None:
        if isinstance(asked, int):
            self.ask(replace(self.view, known_at_us=asked))

    def _marked(self) -> "View":
        """What is shown, with the newest mark: another view may be on its way, of another moment
        or incident."""
        is_same = self.view.incident == self.seen.incident
        return replace(self.seen, mark_us=self.view.mark_us) if is_same else self.seen

    def action_difference(self) -> None:
        """What changed between the mark and now."""
        from tracker.tui.dialogs.reading import Reading

        shown, view = self.shown, self._marked()
        if self.is_nothing_shown() or shown is None:
            return
        if view.mark_us is None:
            self.say("Mark a moment with m first, then go to another.")
            return
        from tracker.tui.reports_of import difference_report
        from tracker.tui.twins import difference_command

        twin = difference_command(view, shown)
        work: partial[RenderableType] = partial(difference_report, shown, view)
        self.app.push_screen(Reading("What changed since the mark", work, twin))
