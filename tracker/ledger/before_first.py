"""Rows numbered before the first entry, as somebody may put them in by hand.

Some queries begin at the first entry and some take whatever comes before a number, so that one
command would count such a row and another not. `verify` tells of each.
"""

from tracker.errors import UnsoundError
from tracker.ledger.database import Raw
from tracker.ledger.names import KINDS

_BEFORE_FIRST = " UNION ALL ".join(f"SELECT 1 FROM {kind} WHERE seq < 1" for kind in KINDS)  # noqa: S608


def refuse_before_first(connection: Raw) -> None:
    """Raises UnsoundError where an incident, a source or a claim has a number below 1."""
    if connection.execute(_BEFORE_FIRST).fetchone() is not None:
        raise UnsoundError(
            "the ledger holds a row that comes before its first entry; "
            "tracker verify lists what is wrong"
        )
