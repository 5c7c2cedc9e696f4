"""An article on the import screen: where it comes from, its drafts, and what is accepted."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from textual import on

from tracker.tui.actions.ledger_reading import LedgerReading
from tracker.tui.messages import ArticleRead

if TYPE_CHECKING:
    from tracker.tui.previewing import Outcome
    from tracker.tui.reviewed import Reviewed


class Reviewing(LedgerReading):
    """From an article to claims; nothing is recorded without a yes."""

    @on(ArticleRead)
    def ask_origin(self, message: ArticleRead) -> None:
        """Of which incident it is, where it stood, and since when."""
        from tracker.tui.article_forms import (
            origin_echoes,
            origin_form,
            origin_outcome,
            read_drafts,
        )
        from tracker.tui.dialogs.form import FormDialog

        article, archive = message.article, self.archive
        found: list[Reviewed] = []

        def act(texts: Mapping[str, str], *, dry_run: bool) -> "Outcome":
            reviewed = read_drafts(archive, article, texts)
            if not dry_run:
                found.append(reviewed)
            return origin_outcome(reviewed, article.remark)

        def read(outcome: "Outcome | None") -> None:
            if outcome is not None:
                self._review(found[-1])

        echoes = partial(origin_echoes, incidents=message.incidents)
        form = origin_form(article, self.seen.incident)
        self.app.push_screen(FormDialog(form, act, echoes), read)

    def _review(self, reviewed: "Reviewed") -> None:
        from tracker.tui.dialogs.drafts import ReviewDrafts

        record = partial(self._record_accepted, method=self.seen.method)
        dialog = ReviewDrafts(self.archive, reviewed, record, self.seen.method)
        self.app.push_screen(dialog, self._reviewed)

    def _record_accepted(self, reviewed: "Reviewed", dry_run: bool, method: str) -> "Outcome":  # noqa: FBT001 - a positional of a callable
        """Records what was accepted, or sees what that would do. For a worker."""
        from tracker.errors import OptionError
        from tracker.tui.previewing import outcome_of_rows
        from tracker.typed.keeping_texts import keep_text

        ledger = self.archive.ledger
        if self.opening.read_only and not dry_run:
            raise OptionError("opened with --read-only: nothing can be recorded here")
        kept = ""
        if reviewed.keeps_text and not dry_run:
            kept = f"the text is kept in {keep_text(reviewed.drafts.text, ledger.where)}"
        rows = reviewed.to_record()
        outcome = outcome_of_rows(ledger, reviewed.incident, rows, method, dry_run=dry_run)
        return outcome._replace(lines=(*outcome.lines, kept)) if kept else outcome

    def _reviewed(self, outcome: "Outcome | None") -> None:
        pane = self.import_pane()
        if outcome is None:
            pane.tell("Nothing was recorded of the article.")
            return
        self.recorded = outcome.claim
        pane.leave()
        pane.tell("Recorded. " + " ".join(f"{line}." for line in outcome.lines))
        self.read_ledger()
