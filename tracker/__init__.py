"""The casualty tracker: sourced, timestamped claims about deaths and injuries.

Every report is kept as a claim that is never altered: who asserted which figure, of
whom, when, and through which outlet we know. A named method turns the claims that
stand at a moment into an estimate, says which claims it used and which it set aside,
and the timeline shows how that estimate moved. Read a file into drafts, append them
to the ledger, take a snapshot as of a moment, reconcile it into a dossier, show it.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tracker.ledger import Ledger

__all__ = ["Ledger"]


def __getattr__(name: str) -> Any:
    """`Ledger`, imported when it is first asked for: it costs half a second to load."""
    if name == "Ledger":
        from tracker.ledger import Ledger  # noqa: PLC0415

        return Ledger
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
