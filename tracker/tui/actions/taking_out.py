"""Copying and exporting what is seen."""

from functools import partial
from typing import TYPE_CHECKING

from tracker.tui.actions.asking import Asking
from tracker.tui.clipboard import copied
from tracker.tui.rows import IncidentRows
from tracker.tui.widgets.grid import Grid

if TYPE_CHECKING:
    from collections.abc import Callable


class TakingOut(Asking):
    """`y`, `Y`, `e`."""

    def action_copy_citation(self) -> None:
        """The claim under the cursor to cite; on any other pane the estimate in focus."""
        shown, head = self.shown, self.head_of_shown()
        if shown is None or head is None:
            return
        from tracker.reports.citation import claim_citation, estimate_citation

        row = self.claim_in_focus() if self.focused_id() == "claims" else None
        if row is not None:
            text = claim_citation(row, shown.snapshot, head)
        elif shown.picture is not None:
            text = estimate_citation(shown.dossier, shown.picture, head)
        else:
            self.say("There is nothing to cite yet.")
            return
        copied(self.app, text, "a citation")

    def action_copy_json(self) -> None:
        """The claim under the cursor as JSON; on any other pane the dossier."""
        shown, head = self.shown, self.head_of_shown()
        if shown is None or head is None:
            return
        from tracker.reports.shapes import claim_shape, show_shape, to_json

        row = self.claim_in_focus() if self.focused_id() == "claims" else None
        shape = claim_shape(row, shown.dossier) if row else show_shape(shown.dossier, head)
        copied(self.app, to_json(shape), "JSON")

    def action_export(self) -> None:
        """What is seen as a file."""
        from tracker.tui.dialogs.saving import Save

        make = self._dossier_maker() if self.pane == "timeline" else self._list_file
        if make is None:
            return
        from tracker.tui.picture import picture

        drawn, made = picture(self.app, self.title_of_view()), make

        def make_file(ending: str) -> str:
            return drawn if ending == ".svg" else made(ending)

        self.app.push_screen(Save(f"{self.name_of_view()}.txt", make_file), self._saved)

    def _dossier_maker(self) -> "Callable[[str], str] | None":
        """What makes a file of what is shown now, though more may be recorded by then; None, and
        said, where nothing is shown that can be cited."""
        from tracker.tui.exporting import dossier_file

        shown, head = self.shown, self.head_of_shown()
        if shown is None or head is None:
            return None
        return lambda ending: dossier_file(ending, shown, self.archive.ledger, head)

    def _list_file(self, ending: str) -> str:
        """The list of a screen. What is damaged elsewhere, or not read yet, is no part of it."""
        from tracker.tui.exporting import list_file

        grid = self._grid_of_pane()
        heads, rows = [one.title for one in grid.columns], grid.rows
        if not isinstance(rows, IncidentRows):
            return list_file(ending, heads, rows)
        work = partial(self.archive.complete, rows)
        return list_file(ending, heads, rows, work)

    def _grid_of_pane(self) -> Grid:
        names = {"sources": "sources", "ledger": "entries", "import": "import-rows"}
        return self.only(Grid, names.get(self.pane, "incidents"))

    def name_of_view(self) -> str:
        """A file name: the incident with its moment, or the screen."""
        if self.pane != "timeline" or self.shown is None:
            return self.pane
        from tracker.reports.moments import option_text

        zone = self.shown.snapshot.incident.timezone
        limits = (("as-of", self.seen.as_of_us), ("known-at", self.seen.known_at_us))
        past = [f"-{word}-{option_text(us, zone)}" for word, us in limits if us is not None]
        return f"{self.seen.incident}{''.join(past)}".replace(":", "")

    def title_of_view(self) -> str:
        """What a picture is called."""
        return f"tracker: {self.name_of_view()}"

    def _saved(self, path: str | None) -> None:
        if path is not None:
            self.say(f"Written: {path}")
