"""Going from screen to screen and from pane to pane."""

from dataclasses import replace

from tracker.tui.actions.filtering import Filtering
from tracker.tui.desk_state import NO_INCIDENT
from tracker.tui.keys import PANE_KEYS, RECORDING
from tracker.tui.widgets.foot import Foot

PANES = {
    "incidents": ("incidents",),
    "timeline": ("chart", "claims", "estimates", "findings"),
    "sources": ("sources", "record"),
    "import": ("import-path", "import-rows"),
    "ledger": ("entries", "verified"),
}
"""What can have the focus on each screen, in the order of Tab."""
BESIDE = frozenset({"estimates", "findings"})

_ALL = tuple(name for names in PANES.values() for name in names)
_ZOOMED = ", ".join(f"#{name}" for name in (*_ALL, "timeline", "beside"))


class Moving(Filtering):
    """Keys that change where one is."""

    def action_go(self, pane: str) -> None:
        """Another of the five screens."""
        if pane == "timeline" and not self.is_open:
            self.say(NO_INCIDENT)
            return
        self.front(pane)
        self.reach(self.resting_place(pane))

    def front(self, pane: str) -> None:
        """Puts a screen in front."""
        if pane != self.pane:
            self.remove_class(f"-on-{self.pane}", update=False)  # Styles once, not twice.
            self.add_class(f"-on-{pane}")
        self.pane = pane
        self.only(Foot, "foot").show_keys(PANE_KEYS[pane])
        self.tell_filter()
        self.opened(pane)

    def opened(self, pane: str) -> None:
        """A screen has come to the front: what it shows may have to be read."""

    def places_of(self, action: str) -> frozenset[str]:
        """The screens that a key is about: what records acts on where the focus is, the list and
        the timeline beside each other; anything else on what is in front as well."""
        focused = self.focused_id()
        near = next((pane for pane, names in PANES.items() if focused in names), self.pane)
        return frozenset((near,) if action in RECORDING else (near, self.pane))

    def resting_place(self, pane: str) -> str:
        """The widget of a screen that gets the focus first."""
        return "claims" if pane == "timeline" else PANES[pane][0]

    def reach(self, name: str) -> None:
        """Gives a pane the focus, shown in place of another where there is no room for both."""
        self.set_class(name in BESIDE, "-beside")
        self.last_focus = name
        self.call_after_refresh(lambda: self.query_one(f"#{name}").focus())

    def action_pane(self, by: int) -> None:
        """The next pane of this screen that can be seen or shown."""
        names = self.names_of_panes()
        now = self.focused_id()
        place = names.index(now) if now in names else -1
        self.reach(names[(place + by) % len(names)])

    def names_of_panes(self) -> tuple[str, ...]:
        """The panes of what is in front; beside each other the list and the timeline are one."""
        if self.pane not in ("incidents", "timeline"):
            return PANES[self.pane]
        if self.has_class("-narrow"):
            return PANES[self.pane]
        return (*PANES["incidents"], *PANES["timeline"])

    def action_back(self) -> None:
        """Out of a zoomed pane, of a past view, of the timeline: one step at a time."""
        if self.filter_line().display:
            self.leave_filter()
        elif self.has_class("-zoomed"):
            self.unzoom()
        elif self.has_class("-beside") and self.has_class("-narrow"):
            self.reach("claims")
        elif self.pane == "import" and self.leave_import():
            self.reach("import-path")
        elif self.pane == "timeline" and self.view.words:
            self.ask(replace(self.view, words=""))
        elif self.give_up_filter():
            self.reach(self.resting_place(self.pane))
        elif self.view.is_past and self.pane == "timeline":
            as_of_past = self.view.as_of_us is not None
            known_at_us = self.view.known_at_us if as_of_past else None
            self.ask(replace(self.view, as_of_us=None, known_at_us=known_at_us))
        elif self.pane != "incidents":
            self.action_go("incidents")

    def action_zoom_pane(self) -> None:
        """One pane over the whole screen, or all of them again."""
        if self.has_class("-zoomed"):
            self.unzoom()
        elif (focused := self.focused) is not None and focused.id in _ALL:
            self.add_class("-zoomed")
            for pane in self.query(_ZOOMED):
                kept = pane is focused or pane in focused.ancestors
                pane.set_class(not kept, "-away")

    def leave_import(self) -> bool:
        """Gives up what was dry-run; True where there was something to give up."""
        return self.import_pane().leave()

    def unzoom(self) -> None:
        """All panes again."""
        self.remove_class("-zoomed")
        for pane in self.query(".-away"):
            pane.remove_class("-away")

    def action_undo(self) -> None:
        """Back to the view before. What was recorded is never undone: it can be corrected."""
        if self.recorded:
            self.say("Nothing recorded is ever deleted; r corrects the claim, x takes it out.")
            self.recorded = ""
        elif self.before:
            *self.before, view = self.before
            self.ask(view, remember=False)
        else:
            self.say("There is no earlier view.")
