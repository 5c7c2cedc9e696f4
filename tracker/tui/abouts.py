"""What each pane shows and means, for F1."""

ABOUT = {
    "incidents": (
        "Every incident of the ledger, with low, best and high of the killed of everyone by the "
        "method in use. A dash is not known, never 0. Enter opens one."
    ),
    "chart": (
        "How the estimate of the count in focus moved. ━ is its number (best, else low, else "
        "high), the shade what lies between low and high. ═ is the voice in focus (n, p) with "
        "its own shade, a dot the claim of any other voice, ↑ one above the scale. ▼ is a fall, "
        "✕ a withdrawal. ┊ and ▲ stand at the as-of moment, ◆ at the mark. The count begins at "
        "0. Where time to scale would put steps on top of each other they stand in order, and "
        "the line below says so."
    ),
    "claims": (
        "The public claims of the count in focus; a filter that names a metric, population or "
        "scope looks through all counts. ● is used by the estimate, ○ stands and is set aside, "
        "blank does not stand. change says what the claim did to its voice's own figure. state "
        "says what became of it: standing, superseded by a newer claim of its voice, withdrawn "
        "by a source, corrected or voided by us, not a total, or itself an act."
    ),
    "estimates": (
        "Every count of the incident. ≠ means that credible voices stay apart, or that a claim "
        "it rests on is contested. voices counts those that are no party's and have a standing "
        "number. Enter puts a count in focus."
    ),
    "findings": (
        "The rule that decided the count in focus, then what a person should look at. A finding "
        "never blocks or alters a claim; docs/methods.md explains each kind."
    ),
    "sources": (
        "Who asserts figures. rel is the Admiralty scale, A to E; F is not judged, not worst. "
        "counts: tolls in which its voice could be measured. first: its first figure as a "
        "multiple of where all the others ended, in the median; too few is no basis for one."
    ),
    "record": "One voice, count by count: its first figure, and where all the others ended.",
    "import-path": (
        "A file, or several, or rows that are pasted. Enter reads and checks everything as a dry "
        "run and records nothing; Enter again records. Esc leaves no trace. One refused row "
        "means that nothing of the call is recorded, unless --on-error skip is given."
    ),
    "import-rows": (
        "What each file would give: new entries, what the ledger has already, what takes an "
        "earlier entry's place, and every refused cell with its line and the reason."
    ),
    "entries": (
        "Everything that was ever recorded, newest first. Nothing is changed or deleted: a "
        "correction is an entry of its own. Enter shows an entry."
    ),
    "verified": (
        "V checks the sequence, the hash and every column of each entry, the tree over all of "
        "them, the guards, and the checkpoints signed here. Whoever owns the file can rewrite "
        "all of it: only a checkpoint kept elsewhere shows that."
    ),
}
"""Widget id → what it shows and means."""
