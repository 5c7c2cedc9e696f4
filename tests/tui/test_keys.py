"""Every key there is, pressed: each does what its line in the help says."""

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from tests.tui.conftest import opened, run
from tests.tui.driving import Driven
from tracker.ledger import Ledger, seal
from tracker.model import Source
from tracker.tui.actions import ledger_reading
from tracker.tui.dialogs.choice import Choice
from tracker.tui.dialogs.date import AskMoment, GoToDate
from tracker.tui.dialogs.dialog import Dialog
from tracker.tui.dialogs.form import FormDialog
from tracker.tui.dialogs.methods import ChooseMethod
from tracker.tui.keys import EVERYWHERE, INCIDENTS, KEYS, LISTS, SOURCES, TIMELINE, Key
from tracker.tui.view import View


class Pressed(NamedTuple):
    """A key, pressed on the timeline of Qamishli unless something is pressed before."""

    keys: tuple[str, ...]
    """The last of them is the key itself."""
    has: Callable[[Driven], bool]
    """Whether it had its effect."""


def on(pane: str) -> Callable[[Driven], bool]:
    return lambda ui: ui.desk.pane == pane


def focus(name: str) -> Callable[[Driven], bool]:
    return lambda ui: ui.desk.focused_id() == name


def dialog(kind: type[Dialog[Any]], title: str = "") -> Callable[[Driven], bool]:
    def has(ui: Driven) -> bool:
        screen = ui.app.screen
        return type(screen) is kind and title in screen.heading

    return has


def title(words: str) -> Callable[[Driven], bool]:
    return lambda ui: isinstance(ui.app.screen, Dialog) and words in ui.app.screen.heading


def moment(text: str) -> Callable[[Driven], bool]:
    return lambda ui: f"PAST VIEW: public by {text}" in ui.lines[0]


def is_latest(ui: Driven) -> bool:
    return "LATEST" in ui.lines[0]


def killed_of(words: str) -> Callable[[Driven], bool]:
    return lambda ui: ui.lines[1].strip().startswith(words)


def place(at: int) -> Callable[[Driven], bool]:
    return lambda ui: ui.claims.place == at


def sorted_by(sort: str, *, ascending: bool) -> Callable[[Driven], bool]:
    return lambda ui: (ui.desk.view.sort, ui.desk.view.ascending) == (sort, ascending)


def copied(words: str) -> Callable[[Driven], bool]:
    return lambda ui: words in ui.app.clipboard


CASES: dict[tuple[str, str], Pressed] = {
    ("1", EVERYWHERE): Pressed(("1",), on("incidents")),
    ("2", EVERYWHERE): Pressed(("1", "2"), on("timeline")),
    ("3", EVERYWHERE): Pressed(("3",), on("sources")),
    ("4", EVERYWHERE): Pressed(("4",), on("import")),
    ("5", EVERYWHERE): Pressed(("5",), on("ledger")),
    ("Tab", EVERYWHERE): Pressed(("tab",), focus("estimates")),
    ("Shift+Tab", EVERYWHERE): Pressed(("shift+tab",), focus("chart")),
    ("h j k l, gg, G", EVERYWHERE): Pressed(("G", "g", "g", "j", "j", "k"), place(1)),
    ("PgUp PgDn", EVERYWHERE): Pressed(("G", "pageup", "home", "pagedown"), place(9)),
    ("h", EVERYWHERE): Pressed(("h",), focus("chart")),
    ("l", EVERYWHERE): Pressed(("h", "l"), focus("claims")),
    ("Enter", EVERYWHERE): Pressed(("enter",), title("Claim ")),
    ("Esc", EVERYWHERE): Pressed(("[", "escape"), is_latest),
    ("/", EVERYWHERE): Pressed(("slash",), lambda ui: ui.desk.filter_line().display),
    ("[", TIMELINE): Pressed(("[",), moment("the end of 2016-07-29")),
    ("]", TIMELINE): Pressed(("[", "[", "]"), moment("the end of 2016-07-29")),
    ("{", TIMELINE): Pressed(("{",), moment("the end of 2016-08-02")),
    ("}", TIMELINE): Pressed(("{", "{", "{", "}"), moment("the end of 2016-08-01")),
    ("t", TIMELINE): Pressed(("[", "t"), is_latest),
    ("g", TIMELINE): Pressed(("g",), dialog(GoToDate)),
    ("K", TIMELINE): Pressed(("K",), dialog(AskMoment)),
    ("c", TIMELINE): Pressed(("c",), killed_of("killed: civilians")),
    ("C", TIMELINE): Pressed(("c", "C"), killed_of("killed 57")),
    ("n", TIMELINE): Pressed(("n",), lambda ui: "═ SANA" in ui.screen),
    ("p", TIMELINE): Pressed(("n", "p"), lambda ui: "═ SANA" not in ui.screen),
    ("+", TIMELINE): Pressed(("plus",), lambda ui: ui.desk.view.window is not None),
    ("-", TIMELINE): Pressed(("plus", "minus"), lambda ui: ui.desk.view.window is None),
    ("m", TIMELINE): Pressed(("m",), lambda ui: ui.desk.view.mark_us is not None),
    ("d", TIMELINE): Pressed(("m", "[", "d"), title("What changed since the mark")),
    ("M", TIMELINE): Pressed(("M",), dialog(ChooseMethod)),
    ("w", TIMELINE): Pressed(("w",), title("Why: killed")),
    ("v", TIMELINE): Pressed(("v",), title("Claim ")),
    ("s", LISTS): Pressed(("s",), sorted_by("entry", ascending=False)),
    ("S", LISTS): Pressed(("S",), sorted_by("public", ascending=True)),
    ("a", TIMELINE): Pressed(("a",), dialog(FormDialog, "Add a claim to qamishli-2016")),
    ("r", TIMELINE): Pressed(("r",), dialog(FormDialog, "Correct ")),
    ("x", TIMELINE): Pressed(("x",), dialog(Choice, "Claim ")),
    ("a", INCIDENTS): Pressed(("1", "a"), dialog(FormDialog, "Add an incident")),
    ("r", INCIDENTS): Pressed(("1", "r"), dialog(FormDialog, "Put right: qamishli-2016")),
    ("a", SOURCES): Pressed(("3", "a"), dialog(FormDialog, "Add a source")),
    ("r", SOURCES): Pressed(("3", "r"), dialog(FormDialog, "Put right: ")),
    ("x", SOURCES): Pressed(("3", "x"), dialog(FormDialog, "Merge ")),
    ("u", EVERYWHERE): Pressed(("[", "u"), is_latest),
    ("y", EVERYWHERE): Pressed(("y",), copied("killed, ")),
    ("Y", EVERYWHERE): Pressed(("Y",), copied('"asserted_at"')),
    ("e", EVERYWHERE): Pressed(("e",), title("Export what is seen")),
    ("z", EVERYWHERE): Pressed(("z",), lambda ui: "┤" not in ui.screen),
    ("Ctrl+R", EVERYWHERE): Pressed(("ctrl+r",), lambda ui: "925 entries" in ui.lines[-1]),
    ("?", EVERYWHERE): Pressed(("question_mark",), title("Keys on timeline")),
    ("F1", EVERYWHERE): Pressed(("f1",), title("About claims")),
    ("Ctrl+P", EVERYWHERE): Pressed(("ctrl+p",), title("Palette")),
    ("q", EVERYWHERE): Pressed(("q",), lambda ui: not ui.app.is_running),
}
"""By sign and place, in the order of the help; q is the last."""


def test_no_key_is_without_its_case() -> None:
    assert [(key.sign, key.where) for key in KEYS] == list(CASES)


def test_no_two_keys_of_one_screen_are_the_same() -> None:
    def both(one: Key, other: Key) -> bool:
        return one.where == other.where or EVERYWHERE in (one.where, other.where)

    named = [(key, name) for key in KEYS for name in key.keys.split(",") if name]
    assert [
        (one.words, other.words)
        for place, (one, name) in enumerate(named)
        for other, again in named[place + 1 :]
        if name == again and both(one, other)
    ] == []


def record_elsewhere(where: str) -> None:
    """Records something as another program does."""
    ledger = Ledger.open(where, create=False)
    with ledger.writing() as writer:
        writer.append([seal(Source(slug="another-programs", name="Another program's"))])
    ledger.close()


async def back_to(ui: Driven, home: View) -> None:
    """Back on the timeline at the latest, the cursor on its first claim."""
    if isinstance(ui.app.screen, Dialog):
        ui.app.screen.dismiss(None)
    if ui.desk.filter_line().display:
        ui.desk.leave_filter()
    ui.desk.unzoom()
    if (ui.desk.pane, ui.desk.focused_id()) != ("timeline", "claims"):
        ui.desk.action_go("timeline")
    if ui.desk.view != home:
        ui.desk.ask(home)
    ui.claims.place = 0
    await ui.settled()


@pytest.mark.parametrize("half", [0, 1])
def test_every_key_does_what_it_says(
    own_ledger: str, half: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger_reading, "WATCH_S", 3_600)  # Ctrl+R alone reads the ledger again.
    failed: list[str] = []
    cases = list(CASES.items())[half::2]

    async def scene() -> None:
        async with opened(own_ledger, incident="qamishli-2016", size=(80, 24)) as ui:
            home = ui.desk.view
            for (sign, where), case in cases:
                await back_to(ui, home)
                if sign == "Ctrl+R":
                    record_elsewhere(own_ledger)
                await ui.press(*case.keys)
                if not case.has(ui):
                    failed.append(f"{sign} ({where}) left\n{ui.screen}")
                if not ui.app.is_running:
                    break

    run(scene)
    assert failed == []
