"""Keys that record something: add, correct, retract, void, dispute."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tracker.tui.actions.ledger_reading import LedgerReading
from tracker.tui.actions.taking_out import TakingOut

if TYPE_CHECKING:
    from tracker.tui.forms import ActForm
    from tracker.tui.previewing import Outcome


class Acting(LedgerReading, TakingOut):
    """The forms, and what happens once something is recorded."""

    def may_record(self) -> bool:
        """False, and said, where the UI was opened to look only."""
        if self.opening.read_only:
            self.say("Opened with --read-only: nothing can be recorded here.", warns=True)
        return not self.opening.read_only

    def action_add(self) -> None:
        """A claim by hand, of the count in focus."""
        if self.is_nothing_shown() or self.shown is None or not self.may_record():
            return
        from tracker.model import Metric
        from tracker.tui.forms import add_form

        count = self.shown.count
        metric = count.metric if count else Metric.KILLED
        population, scope = (count.population.value, count.scope) if count else ("all", "")
        self.open_form(add_form(self.seen.incident, metric, population, scope))

    def action_correct(self) -> None:
        """Put right the claim under the cursor."""
        row = self.claim_in_focus()
        if self.is_nothing_shown() or row is None or not self.may_record():
            return
        from tracker.tui.forms import correct_form

        self.open_form(correct_form(row))

    def action_take_out(self) -> None:
        """Retract, void or dispute the claim under the cursor."""
        from tracker.tui.dialogs.choice import Choice

        row = self.claim_in_focus()
        if self.is_nothing_shown() or row is None or not self.may_record():
            return
        from tracker.tui.forms import TAKING_OUT

        words = {name: meaning for name, (meaning, _) in TAKING_OUT.items()}

        def chosen(name: str | None) -> None:
            if name is not None:
                self.open_form(TAKING_OUT[name][1](row))

        self.app.push_screen(Choice(f"Claim {row.id[:8]}", words), chosen)

    def open_form(self, form: "ActForm") -> None:
        """A form over the desk."""
        from tracker.tui.dialogs.form import FormDialog
        from tracker.tui.echoes import echo
        from tracker.tui.previewing import outcome

        if self.shown is None:
            return
        snapshot, method, incident = self.shown.snapshot, self.seen.method, self.seen.incident
        archive = self.archive

        def act(texts: Mapping[str, str], *, dry_run: bool) -> "Outcome":
            return outcome(archive.ledger, incident, form, texts, method, dry_run=dry_run)

        def echoes(texts: Mapping[str, str]) -> Mapping[str, str]:
            return {field.name: echo(field, texts, snapshot) for field in form.fields}

        self.app.push_screen(FormDialog(form, act, echoes), self._recorded)

    def _recorded(self, outcome: "Outcome | None") -> None:
        if outcome is None:
            return
        self.recorded = outcome.claim
        self.say(f"Recorded. {outcome.lines[0]}" if outcome.lines else "Recorded.")
        self.read_ledger()
