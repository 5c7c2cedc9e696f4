"""What is looked at: everything that a key can change, and that `u` takes back."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.model import Count
    from tracker.tui.drawing import Window

SORTS = ("public", "entry", "source", "figure", "state")
"""What claims can be sorted by: `s` goes through them."""
INCIDENT_ORDERS = ("slug", "title", "when", "place")
"""What the list of incidents can be sorted by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One way of looking at one incident."""

    incident: str = ""
    """Its slug; '' for none."""
    as_of_us: int | None = None
    """Only what was public by then, µs since 1970 UTC; None is the latest."""
    known_at_us: int | None = None
    """Only what was recorded by then, µs since 1970 UTC; None is all of it."""
    method: str = "consensus"
    count: "Count | None" = None
    """The count in focus; None takes the dossier's first."""
    voice: str = ""
    """Slug of the voice in focus; '' for none."""
    mark_us: int | None = None
    """The moment that was marked."""
    window: "Window | None" = None
    """The part of time that the chart shows; None for all."""
    words: str = ""
    """What the claims are filtered by."""
    sort: str = "public"
    """One of SORTS."""
    ascending: bool = False

    @property
    def is_past(self) -> bool:
        """True for anything but the latest."""
        return self.as_of_us is not None or self.known_at_us is not None
