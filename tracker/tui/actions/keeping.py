"""Keys that keep incidents and sources right."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from textual import on

from tracker.errors import TrackerError
from tracker.tui.actions.acting import Acting
from tracker.tui.messages import RecordsRead, Refused
from tracker.tui.widgets.grid import Grid

if TYPE_CHECKING:
    from tracker.tui.previewing import Outcome
    from tracker.tui.record_forms import RecordForm


class Keeping(Acting):
    """Forms for incidents on the first screen, for sources on the third."""

    def action_add_incident(self) -> None:
        """An incident by hand."""
        self._ask_records("add_incident", "")

    def action_edit_incident(self) -> None:
        """Put right the incident under the cursor."""
        self._ask_records("edit_incident", self.only(Grid, "incidents").key)

    def action_add_source(self) -> None:
        """A source by hand."""
        self._ask_records("add_source", "")

    def action_edit_source(self) -> None:
        """Put right the source under the cursor."""
        self._ask_records("edit_source", self.sources_pane().query_one(Grid).key)

    def action_merge_source(self) -> None:
        """Say that the source under the cursor is another one."""
        self._ask_records("merge_source", self.sources_pane().query_one(Grid).key)

    def _ask_records(self, asked: str, slug: str) -> None:
        """Reads what the form is about, unless nothing may be recorded or nothing is there."""
        if self.may_record() and (slug or asked.startswith("add")):
            work = partial(self._read_records, asked, slug)
            self.run_worker(work, thread=True, exclusive=True, group="records")

    def _read_records(self, asked: str, slug: str) -> None:
        try:
            ledger = self.archive.ledger
            self.post_message(RecordsRead(asked, slug, ledger.incidents(), ledger.sources()))
        except TrackerError as problem:
            self.post_message(Refused(problem))

    @on(RecordsRead)
    def open_record_form(self, message: RecordsRead) -> None:
        """A form over the desk; none where something else lies over it by now, as after a key
        that was pressed twice."""
        if self.app.screen is not self:
            return
        from tracker.tui.dialogs.form import FormDialog
        from tracker.tui.echoes import record_echo
        from tracker.tui.record_previewing import record_outcome

        form = _form(message)
        view, archive = self.seen, self.archive

        def act(texts: Mapping[str, str], *, dry_run: bool) -> "Outcome":
            ledger = archive.ledger
            return record_outcome(ledger, form, texts, view.incident, view.method, dry_run=dry_run)

        def echoes(texts: Mapping[str, str]) -> Mapping[str, str]:
            return {one.name: record_echo(one, texts, message.sources) for one in form.fields}

        self.app.push_screen(FormDialog(form, act, echoes), self._kept)

    def _kept(self, outcome: "Outcome | None") -> None:
        if outcome is not None:
            self.say(f"Recorded: {outcome.lines[0]}.")
            self.read_ledger()


def _form(message: RecordsRead) -> "RecordForm":
    from tracker.tui import record_forms as forms

    if message.asked == "add_incident":
        return forms.add_incident_form()
    if message.asked == "edit_incident":
        return forms.edit_incident_form(message.incidents[message.slug])
    if message.asked == "add_source":
        return forms.add_source_form()
    source = message.sources[message.slug]
    if message.asked == "edit_source":
        return forms.edit_source_form(source)
    return forms.merge_source_form(source)
