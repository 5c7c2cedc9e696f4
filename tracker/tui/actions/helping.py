"""Keys, palette, about, themes."""

from collections.abc import Iterator
from functools import partial

from tracker.tui.abouts import ABOUT
from tracker.tui.actions.moving import Moving
from tracker.tui.doable import Doable
from tracker.tui.keys import ACTS_ON, EVERYWHERE, INCIDENTS, KEYS, LISTS, SOURCES, TIMELINE, Key
from tracker.tui.themes import CHOICES

_WHERE = {
    "incidents": (EVERYWHERE, LISTS, INCIDENTS),
    "timeline": (EVERYWHERE, TIMELINE, LISTS),
    "sources": (EVERYWHERE, SOURCES),
}
VERIFY = Key("V", "V", "verify", "Verify the whole ledger", twin="tracker verify")


class Helping(Moving):
    """`?`, Ctrl+P, F1."""

    def action_keys(self) -> None:
        """The keys that work on this screen; Enter runs one."""
        where = _WHERE.get(self.pane, (EVERYWHERE,))
        keys = [key for key in KEYS if key.where in where and self._may(key)]
        if self.pane == "ledger":
            keys.insert(0, VERIFY)
        self._offer(f"Keys on {self.pane}", [self._doable(key) for key in keys])

    def action_palette(self) -> None:
        """Every action there is, with the command that does the same."""
        doable = [self._doable(key) for key in (*KEYS, VERIFY) if self._may(key) and key.action]
        self._offer("Palette", [*doable, *_themes()])

    def _may(self, key: Key) -> bool:
        return not (key.records and self.opening.read_only)

    def _doable(self, key: Key) -> Doable:
        return Doable(key.sign, key.words, self._filled(key.twin), key.action)

    def _filled(self, twin: str) -> str:
        if self.shown is None:
            return twin
        from tracker.tui.twins import filled

        return filled(twin, self.seen, self.shown)

    def _offer(self, title: str, doable: list[Doable]) -> None:
        from tracker.tui.dialogs.actions import Actions

        self.app.push_screen(Actions(title, doable), self._run)

    def _run(self, action: str | None) -> None:
        if action is None:
            return
        name = action.split("(")[0]
        screens = ACTS_ON.get(name, ())
        if screens and self.places_of(name).isdisjoint(screens):
            self.action_go(screens[-1])
        self.call_after_refresh(partial(self.run_action, action))  # Once it has the focus.

    def action_about(self) -> None:
        """What the focused pane shows and means."""
        name = self.focused_id()
        from tracker.reports.passage import Passage
        from tracker.tui.dialogs.reading import Reading

        text = ABOUT.get(name, "Tab goes to the next pane; ? lists the keys.")
        self.app.push_screen(Reading(f"About {name or 'this'}", lambda: Passage(text)))

    def action_theme(self, name: str) -> None:
        """Another theme."""
        self.app.theme = name


def _themes() -> Iterator[Doable]:
    for name, words in CHOICES.items():
        yield Doable("", f"Theme: {words}", "", f"theme('{name}')")
