"""What both attack matrices share: the victim's claims, and tampering that is plain SQL.

The victim holds four records (1-4), three claims (5-7) and two more (8-9), in three batches.
"""

from tests.ledger.builders import a_claim
from tracker.figures import read_figure
from tracker.ledger.names import columns_of

CLAIMS = (
    a_claim(40, note="from the wire"),
    a_claim(41),
    a_claim(44, figure=read_figure("at least 44"), bounds_given=False),
)
LATER = (a_claim(52), a_claim(57))
_MORE = ", ".join(columns_of("claim")[1:])

TAMPERING: dict[str, tuple[tuple[str, ...], set[str]]] = {
    "a column changed": (("UPDATE claim SET low = 400 WHERE seq = 5",), {"columns"}),
    "two columns swapped": (
        ("UPDATE claim SET metric = population, population = metric WHERE seq = 5",),
        {"columns"},
    ),
    "two claims' columns swapped": (
        (
            "UPDATE claim SET (low, high) = (SELECT low, high FROM claim WHERE seq = 6) "
            "WHERE seq = 5",
        ),
        {"columns"},
    ),
    "a moment moved": (
        ("UPDATE entry SET recorded_us = recorded_us - 1 WHERE seq = 5",),
        {"root"},
    ),
    "an entry taken out": (
        ("DELETE FROM claim WHERE seq = 6", "DELETE FROM entry WHERE seq = 6"),
        {"sequence", "root"},
    ),
    "an entry taken out and the rest moved up": (
        (
            "DELETE FROM claim WHERE seq = 6",
            "DELETE FROM entry WHERE seq = 6",
            *(
                f"UPDATE {table} SET seq = seq - 1 WHERE seq = {seq}"
                for seq in (7, 8, 9)
                for table in ("entry", "claim")
            ),
        ),
        {"root"},
    ),
    "an entry put in at the end": (
        (
            "INSERT INTO entry SELECT 10, recorded_us + 9, recorded_by, batch, kind, content, "
            "content_hash FROM entry WHERE seq = 9",
            f"INSERT INTO claim SELECT 10, {_MORE} FROM claim WHERE seq = 9",
        ),
        {"root"},
    ),
    "an entry put in before all that could be": (
        (
            "INSERT INTO entry SELECT -9223372036854775808, recorded_us - 9, recorded_by, batch, "
            "kind, content, content_hash FROM entry WHERE seq = 5",
            f"INSERT INTO claim SELECT -9223372036854775808, {_MORE} FROM claim WHERE seq = 5",
        ),
        {"sequence", "time", "batch", "root", "twin"},
    ),
    "a batch put in before all that could be": (
        (
            "INSERT INTO batch SELECT -9223372036854775808, first_seq, size, frontier, root, "
            "recorded_by FROM batch WHERE number = 1",
        ),
        {"batch"},
    ),
    "an end cut off, its batch left": (
        ("DELETE FROM claim WHERE seq = 9", "DELETE FROM entry WHERE seq = 9"),
        {"root"},
    ),
    "a batch's root changed": (("UPDATE batch SET root = 'x' WHERE number = 2",), {"root"}),
    "a batch's bounds changed": (
        ("UPDATE batch SET size = 6 WHERE number = 2",),
        {"root", "batch"},
    ),
    "a batch taken out": (("DELETE FROM batch WHERE number = 2",), {"batch"}),
    "a batch renumbered": (("UPDATE batch SET number = 9 WHERE number = 3",), {"batch"}),
    "who recorded one entry changed": (
        ("UPDATE entry SET recorded_by = 'x' WHERE seq = 5",),
        {"batch"},
    ),
}
"""Statements by somebody who has taken the guards down, and what verify finds by itself."""
