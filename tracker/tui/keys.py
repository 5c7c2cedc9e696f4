"""Every key: where it works, what it does, and the command that does the same.

The bindings, the key help, the palette, the footer and docs/screens.md all come from here.
"""

from typing import NamedTuple

EVERYWHERE = "everywhere"
TIMELINE = "timeline"
LISTS = "lists"
INCIDENTS = "incidents"
SOURCES = "sources"


class Key(NamedTuple):
    """One thing that a key does."""

    keys: str
    """As Textual names them, several parted by commas."""
    sign: str
    """As it stands on a keyboard."""
    action: str
    """What it runs on the desk; '' where a widget of its own answers."""
    words: str
    """What it does, in a few words."""
    where: str = EVERYWHERE
    twin: str = ""
    """The command that does the same; {} as in `twins.command_for`."""
    foot: str = ""
    """The word for the footer; '' keeps it out."""
    records: bool = False
    """True where it puts something into the ledger; --read-only switches it off."""

    @property
    def is_at_once(self) -> bool:
        """True where what is typed right after it, on a slow line, must not overtake it."""
        return "tab" in self.keys or self.keys == "slash"


KEYS = (
    Key("1", "1", "go('incidents')", "Incidents", twin="tracker incidents"),
    Key("2", "2", "go('timeline')", "Timeline", twin="tracker history {incident} {count}"),
    Key("3", "3", "go('sources')", "Sources and their record", twin="tracker sources --record"),
    Key("4", "4", "go('import')", "Import", twin="tracker import FILE"),
    Key("5", "5", "go('ledger')", "Ledger and its proof", twin="tracker verify"),
    Key("tab", "Tab", "pane(1)", "Next pane"),
    Key("shift+tab", "Shift+Tab", "pane(-1)", "Pane before"),
    Key("", "h j k l, gg, G", "", "Move; h and l go to the pane beside"),
    Key("", "PgUp PgDn", "", "A page up or down; in a form, of what it would do"),
    Key("h", "h", "pane(-1)", "Pane before"),
    Key("l", "l", "pane(1)", "Next pane"),
    Key("", "Enter", "", "Deeper: open the row under the cursor"),
    Key("escape", "Esc", "back", "Back", foot="back"),
    Key("slash", "/", "filter", "Filter as you type", foot="filter",
        twin="tracker claims {incident} --state STATE"),
    Key("left_square_bracket", "[", "step(-1)", "As of the change before", TIMELINE,
        "tracker show {incident} --as-of T"),
    Key("right_square_bracket", "]", "step(1)", "As of the next change", TIMELINE,
        "tracker show {incident} --as-of T"),
    Key("left_curly_bracket", "{", "day(-1)", "As of the end of the day before", TIMELINE,
        "tracker show {incident} --as-of DAY"),
    Key("right_curly_bracket", "}", "day(1)", "As of the end of the next day", TIMELINE,
        "tracker show {incident} --as-of DAY"),
    Key("t", "t", "latest", "The latest: everything public", TIMELINE,
        "tracker show {incident}"),
    Key("g", "g", "go_to_date", "Go to a date", TIMELINE, "tracker show {incident} --as-of T"),
    Key("K", "K", "go_to_known", "What the ledger knew by a date", TIMELINE,
        "tracker show {incident} --known-at K"),
    Key("c", "c", "next_count(1)", "Next count", TIMELINE, "tracker history {incident} {count}"),
    Key("C", "C", "next_count(-1)", "Count before", TIMELINE,
        "tracker history {incident} {count}"),
    Key("n", "n", "next_voice(1)", "Next voice in focus", TIMELINE,
        "tracker history {incident} {count} --source VOICE"),
    Key("p", "p", "next_voice(-1)", "Voice before", TIMELINE,
        "tracker history {incident} {count} --source VOICE"),
    Key("plus,equals_sign", "+", "zoom_time(1)", "Zoom in on time", TIMELINE),
    Key("minus", "-", "zoom_time(-1)", "Zoom out", TIMELINE),
    Key("m", "m", "mark", "Mark this moment", TIMELINE),
    Key("d", "d", "difference", "What changed between the mark and now", TIMELINE,
        "tracker diff {incident} --from T --to T"),
    Key("M", "M", "methods", "Choose the method, estimates side by side", TIMELINE,
        "tracker methods; tracker show {incident} --method NAME", foot="method"),
    Key("w", "w", "why", "Why this estimate, claim by claim", TIMELINE,
        "tracker why {incident} {word}{at}", foot="why"),
    Key("v", "v", "claim", "Everything about the claim", TIMELINE,
        "tracker claims {incident} --json; tracker prove {claim}", foot="claim"),
    Key("s", "s", "sort", "Sort by the next column", LISTS),
    Key("S", "S", "reverse", "Sort the other way round", LISTS),
    Key("a", "a", "add", "Add a claim", TIMELINE,
        "tracker add {incident} --source S --killed FIGURE", records=True),
    Key("r", "r", "correct", "Correct the claim", TIMELINE,
        "tracker correct {claim} … --reason TEXT", records=True),
    Key("x", "x", "take_out", "Retract, void or dispute the claim", TIMELINE,
        "tracker retract|void|dispute {claim}", records=True),
    Key("a", "a", "add_incident", "Add an incident", INCIDENTS,
        "tracker incident add SLUG --title TEXT", records=True),
    Key("r", "r", "edit_incident", "Put the incident's facts right", INCIDENTS,
        "tracker incident edit SLUG …", records=True),
    Key("a", "a", "add_source", "Add a source", SOURCES,
        "tracker source add SLUG --name TEXT --kind KIND", records=True),
    Key("r", "r", "edit_source", "Put the source's facts right", SOURCES,
        "tracker source edit SLUG …", records=True),
    Key("x", "x", "merge_source", "Merge the source into another: one voice", SOURCES,
        "tracker source merge SLUG INTO", records=True),
    Key("u", "u", "undo", "Undo a change of view; of data, offer a correction"),
    Key("y", "y", "copy_citation", "Copy a citation"),
    Key("Y", "Y", "copy_json", "Copy as JSON", twin="tracker show {incident} --json"),
    Key("e", "e", "export", "Export what is seen", twin="tracker export {incident} --format csv"),
    Key("z", "z", "zoom_pane", "One pane over the whole screen, and back"),
    Key("ctrl+r", "Ctrl+R", "reload", "Read the ledger again"),
    Key("question_mark", "?", "keys", "Keys, searchable", foot="keys"),
    Key("f1", "F1", "about", "What this pane shows and means"),
    Key("ctrl+p", "Ctrl+P", "palette", "Palette: every action with its command"),
    Key("q", "q", "quit", "Quit", foot="quit"),
)  # fmt: skip
"""In the order in which help lists them."""

WORKS_ON = {
    EVERYWHERE: (),
    TIMELINE: ("timeline",),
    LISTS: ("incidents", "timeline"),
    INCIDENTS: ("incidents",),
    SOURCES: ("sources",),
}
"""Where a key works → the screens, () for all of them. A claim that cannot be seen is not to be
corrected by a key."""
ACTS_ON = {key.action.split("(")[0]: WORKS_ON[key.where] for key in KEYS if WORKS_ON[key.where]}
"""Action → the screens on which it works, as far as they are not all."""
RECORDING = frozenset(key.action for key in KEYS if key.records)

PANE_KEYS = {
    "incidents": (("Enter", "open"), ("/", "filter"), ("a", "add"),
                  ("4", "import"), ("?", "keys"), ("q", "quit")),
    "timeline": (("[ ]", "step"), ("t", "latest"), ("c", "count"), ("w", "why"), ("v", "claim"),
                 ("M", "method"), ("?", "keys")),
    "sources": (("Enter", "record"), ("/", "filter"), ("r", "edit"), ("?", "keys"),
                ("x", "merge"), ("2", "timeline"), ("q", "quit")),
    "import": (("Enter", "dry run"), ("Esc", "leave"), ("Tab", "rows"), ("F1", "about"),
               ("Ctrl+P", "palette")),
    "ledger": (("V", "verify"), ("Enter", "claim"), ("2", "timeline"), ("?", "keys"),
               ("q", "quit")),
}  # fmt: skip
"""What the footer names on each screen, at most seven, the most useful first; on the import
screen what works while a path is typed."""
