"""The drafts of an article, gone through one by one: accept, edit, skip; then record."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from tracker.errors import TrackerError
from tracker.tui.article_forms import draft_echoes, draft_form, draft_outcome, edited_row
from tracker.tui.dialogs.dialog import Dialog
from tracker.tui.dialogs.form import GIVE_UP, RECORDING, FormDialog
from tracker.tui.safely import told
from tracker.tui.widgets.grid import Grid
from tracker.tui.widgets.layout_of_columns import Column
from tracker.typed.drafting import draft_said

if TYPE_CHECKING:
    from tracker.tui.archive import Archive
    from tracker.tui.previewing import Outcome
    from tracker.tui.reviewed import Reviewed
    from tracker.typed.givens import Row

COLUMNS = (
    Column("", 5),
    Column("count"),
    Column("wording", 16, grows=True),
    Column("commits to", 12, leave=2, grows=True),
    Column("source"),
    Column("sure", 4, right=True, leave=1),
)
KEYS = "a accept · e edit · s skip · Ctrl+S records what is accepted · Esc leaves, nothing recorded"
AROUND = 260
"""Characters of a sentence that are shown on either side of its figure."""
NEW = "new source"


class ReviewDrafts(Dialog["Outcome | None"]):
    """Gives the outcome of what was recorded; None where nothing was."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "accept", show=False),
        Binding("e", "edit", show=False),
        Binding("s", "skip", show=False),
        Binding("ctrl+s", "record", show=False),
    ]

    @dataclass
    class Likely(Message):
        """The sources that a draft's name may mean are found."""

        place: int
        row: "Row"
        slugs: Mapping[str, str]
        """Slug → its name and likeness."""

    @dataclass
    class Previewed(Message):
        """What the accepted drafts would do, or did."""

        reviewed: "Reviewed"
        outcome: "Outcome | None"
        problem: str
        is_dry: bool
        """False where it was to be recorded."""

    def __init__(
        self,
        archive: "Archive",
        reviewed: "Reviewed",
        record: "Callable[[Reviewed, bool], Outcome]",
        method: str,
    ) -> None:
        super().__init__(f"Drafts for {reviewed.incident}", KEYS)
        self.archive = archive
        self.reviewed = reviewed
        self.method = method
        self._record = record
        """From the answers, and whether it is a dry run, to what comes of them."""
        self._meant: dict[str, str] = {}
        """What each name was taken for, so that it is asked only once."""
        self._is_recording = False
        self._may_leave = False
        self._looked_for: set[int] = set()
        """Places of drafts that are accepted once it is known who gives them."""
        self._later: list[Callable[[], None]] = []
        """What was asked for by keys that came before that was known."""

    def parts(self) -> Iterable[Widget]:
        """The list, the sentence under the cursor, and what recording would do."""
        yield Grid(COLUMNS, empty="No figure of deaths or injuries was found.", id="drafts")
        yield Static("", id="sentence", markup=False)
        yield Static("", id="preview", markup=False)

    def on_mount(self) -> None:
        """Ready to go through them."""
        self.query_one(Grid).focus()
        self.query_one(Grid).show(self.reviewed.rows())

    @property
    def place(self) -> int:
        """The draft under the cursor, from 0."""
        return self.query_one(Grid).place

    @on(Grid.Moved)
    def tell_sentence(self) -> None:
        """Its sentence with the figure marked, and what was understood."""
        found = self.reviewed.drafts.found
        if found:
            draft = found[self.place]
            before, figure, after = self.reviewed.drafts.marked(draft)
            head = before if len(before) <= AROUND else f"… {before[-AROUND:]}"
            tail = after if len(after) <= AROUND else f"{after[:AROUND]} …"
            marked = told(f"»{figure}«").stylize("bold reverse")
            said = told(draft_said(draft, self.reviewed.drafts.origin.via))
            sentence = Content("").join([told(head), marked, told(tail), Content("\n"), said])
            self.query_one("#sentence", Static).update(sentence)

    @on(Grid.Chosen)
    def chosen(self) -> None:
        """Enter accepts."""
        self.action_accept()

    def action_accept(self) -> None:
        """A yes to the draft under the cursor; a worker looks who may be meant."""
        if self._may_answer(self.action_accept):
            self.accept(self.place, self.reviewed.row(self.place))

    def accept(self, place: int, row: "Row") -> None:
        """A yes to a row, once it is clear who gives it and what it contests."""
        from tracker.tui.article_forms import refuse_incomplete  # noqa: PLC0415

        try:
            refuse_incomplete(self.reviewed, self.reviewed.others(place), row)
        except TrackerError as problem:
            self._later.clear()
            self.tell(f"Not accepted: {problem}. e puts it right.")
            return
        name = row["source"]
        if name in self._meant:
            self.take(place, {**row, "source": self._meant[name]})
        else:
            self._looked_for.add(place)
            self.run_worker(partial(self._look_for, place, row), thread=True, group="likely")

    def _look_for(self, place: int, row: "Row") -> None:
        from tracker.importing.likely_sources import likely_sources, same_source  # noqa: PLC0415

        sources, name = self.reviewed.drafts.sources, row["source"]
        known = name if name in sources else same_source(name, sources)
        likely = () if known else likely_sources(name, sources)
        slugs = {one.slug: f"{one.name} (likeness {one.likeness})" for one in likely}
        row = {**row, "source": known or name}
        self.post_message(self.Likely(place, row, slugs))

    @on(Likely)
    def ask_who(self, message: Likely) -> None:
        """Which of those is meant, or a new one; asked once a name."""
        if not message.slugs:
            self.take(message.place, message.row)
            return
        from tracker.tui.dialogs.choice import Choice  # noqa: PLC0415

        name = message.row["source"]
        words = {**message.slugs, NEW: f"a source of its own, named {name}"}

        def meant(slug: str | None) -> None:
            if slug is None:
                self._looked_for.discard(message.place)
                self._later.clear()
            else:
                self._meant[name] = name if slug == NEW else slug
                self.take(message.place, {**message.row, "source": self._meant[name]})

        self.app.push_screen(Choice(f"Who is {name}?", words), meant)

    def take(self, place: int, row: "Row") -> None:
        """The yes is noted, and the cursor goes on."""
        self._looked_for.discard(place)
        self.answer(self.reviewed.accepting(place, row), place)
        while self._later and not self._looked_for:
            self._later.pop(0)()

    def _may_answer(self, action: "Callable[[], None]") -> bool:
        """True where a key has its effect now; one that comes before it is known who gives the
        draft before has it afterwards, in its turn."""
        if self._looked_for:
            self._later.append(action)
            return False
        return bool(self.reviewed.drafts.found) and not self._is_recording

    def action_skip(self) -> None:
        """A no to the draft under the cursor."""
        if self._may_answer(self.action_skip):
            self.answer(self.reviewed.skipping(self.place), self.place)

    def answer(self, reviewed: "Reviewed", place: int) -> None:
        """Another answer: the list and the preview follow, the cursor goes to the next."""
        self.reviewed = reviewed
        grid = self.query_one(Grid)
        grid.show(reviewed.rows(), key=str(min(place + 1, len(grid.rows) - 1)))
        self._preview()

    def action_edit(self) -> None:
        """The draft under the cursor in a form."""
        if not self._may_answer(self.action_edit):
            return
        self._later.clear()  # What came after it was meant for the form.
        place, row = self.place, self.reviewed.row(self.place)
        form = draft_form(row, place)
        others = self.reviewed.others(place)
        typed: list[Row] = []

        def act(texts: Mapping[str, str], *, dry_run: bool) -> "Outcome":
            now = edited_row(row, texts)
            outcome = draft_outcome(self.archive, self.reviewed, others, now, self.method)
            if not dry_run:
                typed.append(now)
            return outcome

        def echoes(texts: Mapping[str, str]) -> Mapping[str, str]:
            return draft_echoes(form.fields, texts, self.reviewed.snapshot)

        def edited(outcome: "Outcome | None") -> None:
            if outcome is not None:
                self.accept(place, typed[-1])

        self.app.push_screen(FormDialog(form, act, echoes), edited)

    def action_leave(self) -> None:
        """Esc; what was accepted is given up only at the second, and not while it is recorded."""
        if self._is_recording:
            return
        if self._may_leave or not self.reviewed.accepted:
            super().action_leave()
        else:
            self._may_leave = True
            self.tell(f"{len(self.reviewed.accepted):,} accepted. {GIVE_UP}")

    def tell(self, text: str) -> None:
        """What stands below the sentence."""
        self.query_one("#preview", Static).update(told(text))

    def _preview(self) -> None:
        self._may_leave = False
        if not self.reviewed.accepted:
            self.tell("Nothing is accepted, so nothing would be recorded.")
            return
        work = partial(self._read_outcome, self.reviewed, dry_run=True)
        self.run_worker(work, thread=True, exclusive=True, group="preview")

    def action_record(self) -> None:
        """Ctrl+S: what is accepted goes into the ledger, in one transaction."""
        if not self._may_answer(self.action_record):
            return
        if not self.reviewed.accepted:
            self.tell("Nothing is accepted yet: a accepts the draft under the cursor.")
        else:
            self._is_recording = True
            self.tell(RECORDING)
            work = partial(self._read_outcome, self.reviewed, dry_run=False)
            self.run_worker(work, thread=True, group="record")

    def _read_outcome(self, reviewed: "Reviewed", *, dry_run: bool) -> None:
        try:
            outcome = self._record(reviewed, dry_run)
        except TrackerError as problem:
            self.post_message(self.Previewed(reviewed, None, str(problem), dry_run))
        else:
            self.post_message(self.Previewed(reviewed, outcome, "", dry_run))

    @on(Previewed)
    def show_outcome(self, message: Previewed) -> None:
        """What would come of it; once it is recorded, the end."""
        if message.outcome is not None and not message.is_dry:
            self.dismiss(message.outcome)
            return
        if message.is_dry and (self._is_recording or message.reviewed is not self.reviewed):
            return
        self._is_recording = False
        count = len(self.reviewed.accepted)
        lines = message.outcome.lines if message.outcome else (f"Not yet: {message.problem}",)
        told_lines = [f"{count} accepted; recording them would do this:", *lines]
        self.query_one("#preview", Static).update(Content("\n").join(map(told, told_lines)))
