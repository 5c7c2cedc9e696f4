"""A form: fields with what was understood beside each, and below what it would do."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Protocol

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from tracker.errors import TrackerError
from tracker.tui.dialogs.dialog import Dialog
from tracker.tui.safely import isolates, told
from tracker.tui.widgets.typed_line import TypedLine

if TYPE_CHECKING:
    from textual.timer import Timer

    from tracker.tui.forms import Form
    from tracker.tui.previewing import Outcome

PREVIEW_AFTER_S = 0.3
"""How long typing must rest before the ledger is asked what it would do."""
KEYS = "Tab next field · Ctrl+S {does} · Esc leaves, nothing recorded"
WORKING = "Working out what this would do …"
RECORDING = "Recording …"
GIVE_UP = "Esc again gives it up; nothing is recorded."


class Act(Protocol):
    """Records what the texts say, or sees what that would do. Raises TrackerError."""

    def __call__(self, texts: Mapping[str, str], *, dry_run: bool) -> "Outcome":
        """What comes of the texts."""
        ...


class FormDialog(Dialog["Outcome | None"]):
    """Gives the outcome of what was recorded; None where nothing was."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "record", show=False, priority=True),
        # With priority: on a slow line the text typed after Tab would reach the field before it.
        Binding("tab,down", "app.focus_next", show=False, priority=True),
        Binding("shift+tab,up", "app.focus_previous", show=False, priority=True),
        Binding("pagedown", "scroll_preview(1)", show=False),
        Binding("pageup", "scroll_preview(-1)", show=False),
    ]

    @dataclass
    class Previewed(Message):
        """What would come of the texts."""

        texts: Mapping[str, str]
        outcome: "Outcome | None"
        problem: str
        is_refusal: bool = False
        """True where it was to be recorded."""

    @dataclass
    class Recorded(Message):
        """It is in the ledger."""

        outcome: "Outcome"

    def __init__(
        self, form: "Form", act: Act, echo: Callable[[Mapping[str, str]], Mapping[str, str]]
    ) -> None:
        keys = KEYS.format(does=form.does)
        super().__init__(form.title, f"{keys} · {form.twin}" if form.twin else keys)
        self.form = form
        self._act = act
        self._echo = echo
        self._resting: Timer | None = None
        self._is_recording = False
        self._begun: Mapping[str, str] = {}
        """What stood in the fields when they were first seen."""
        self._may_leave = False

    def parts(self) -> Iterable[Widget]:
        """The fields and the preview."""
        with VerticalScroll(id="fields", can_focus=False):
            for field in self.form.fields:
                with Horizontal(classes="field"):
                    label = f"label-{field.name}"
                    yield Static(told(field.label), id=label, classes="label", markup=False)
                    given = self.form.given.get(field.name, "")
                    yield TypedLine(given, id=f"field-{field.name}", compact=True)
                    yield Static("", id=f"echo-{field.name}", classes="echo", markup=False)
        with VerticalScroll(id="preview-room", can_focus=False):
            yield Static("", id="preview", markup=False)

    def on_mount(self) -> None:
        """The first field gets the focus."""
        self.query(Input).first().focus()
        self._begun = self.texts
        self._tell_echoes()
        self._preview()

    @property
    def texts(self) -> dict[str, str]:
        """What stands in the fields."""
        return {
            field.name: self.query_one(f"#field-{field.name}", Input).value
            for field in self.form.fields
        }

    @on(Input.Changed)
    def changed(self, message: Input.Changed) -> None:
        """What was understood at once; what it would do when typing rests."""
        self._clear_bounds(message.input)
        self._tell_echoes()
        if self.texts != self._begun:
            self.tell(WORKING)
        self._may_leave = False
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(PREVIEW_AFTER_S, self._preview)

    def _clear_bounds(self, field: Input) -> None:
        """Another wording has other bounds: those of the one before are taken away."""
        given = self.form.given
        if field.id != "field-figure" or field.value == given.get("figure", ""):
            return
        for name in ("low", "high"):
            bound = self.query_one(f"#field-{name}", Input) if name in given else None
            if bound is not None and bound.value == given[name]:
                bound.value = ""

    def _tell_echoes(self) -> None:
        """What was understood, beside each field. One that runs from right to left is set apart,
        from the end of its label to its echo, so that it moves nothing beside it."""
        texts = self.texts
        labels = {field.name: field.label for field in self.form.fields}
        for name, text in self._echo(texts).items():
            opens, closes = isolates(texts.get(name, ""))
            label = Content(f"{labels[name]}{opens}", strip_control_codes=False)
            self.query_one(f"#label-{name}", Static).update(label)
            echo = Content(closes, strip_control_codes=False) + told(text)
            self.query_one(f"#echo-{name}", Static).update(echo)

    def _preview(self) -> None:
        work = partial(self._read_preview, self.texts)
        self.run_worker(work, thread=True, exclusive=True, group="preview")

    def _read_preview(self, texts: Mapping[str, str]) -> None:
        try:
            outcome, problem = self._act(texts, dry_run=True), ""
        except TrackerError as refusal:
            outcome, problem = None, str(refusal).removeprefix("--")
        self.post_message(self.Previewed(texts, outcome, problem))

    @on(Previewed)
    def show_preview(self, message: Previewed) -> None:
        """What would come of it, unless something else was typed since."""
        if message.is_refusal:
            self._is_recording = False
        is_elsewhere = self._is_recording or self._may_leave
        if message.texts == self.texts and not is_elsewhere:
            lines = message.outcome.lines if message.outcome else (f"Not yet: {message.problem}",)
            self.tell(*lines)

    def tell(self, *lines: str) -> None:
        """What stands below the fields."""
        self.query_one("#preview", Static).update(Content("\n").join(map(told, lines)))

    def action_scroll_preview(self, pages: int) -> None:
        """On or back in what it would do, where there is more of it than room."""
        room = self.query_one("#preview-room", VerticalScroll)
        room.scroll_relative(y=pages * max(room.size.height - 1, 1), animate=False)

    def action_leave(self) -> None:
        """Esc; what was typed is given up only at the second, and not while it is recorded."""
        if self._is_recording:
            return
        if self._may_leave or self.texts == self._begun:
            super().action_leave()
        else:
            self._may_leave = True
            self.tell(GIVE_UP)

    def action_record(self) -> None:
        """Ctrl+S; first comes what was typed before it, and may not have reached its field yet."""
        (self.focused or self).call_later(self._begin_recording)

    def _begin_recording(self) -> None:
        if not self._is_recording:
            self._is_recording = True
            self.tell(RECORDING)
            self.run_worker(partial(self._record, self.texts), thread=True, group="record")

    def _record(self, texts: Mapping[str, str]) -> None:
        try:
            self.post_message(self.Recorded(self._act(texts, dry_run=False)))
        except TrackerError as refusal:
            told = str(refusal).removeprefix("--")
            self.post_message(self.Previewed(texts, None, told, is_refusal=True))

    @on(Recorded)
    def leave(self, message: Recorded) -> None:
        """It is recorded."""
        self.dismiss(message.outcome)
