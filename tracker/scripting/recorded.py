"""What was recorded of what a script gave, and the remarks on the way."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.errors import text_given
from tracker.figures import Policy
from tracker.model import RecordedClaim, Snapshot
from tracker.typed.recording import Rows, kinds_passed_over, take_rows

if TYPE_CHECKING:
    from tracker.ledger import Ledger

Tell = Callable[[str], None]
"""Hears a remark that a person should know, and that refuses nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What was recorded of what was given."""

    claims: tuple[RecordedClaim, ...]
    """The new rows, in order of entry; of a dry run, as they would be."""
    after: Snapshot
    """The incident with them."""
    already_known: int
    """Rows that the ledger had before, and did not take again."""
    revised: int
    """Those of the new that took an earlier row's place, because their ref was known."""
    new_sources: tuple[str, ...]
    """Slugs of sources that were made for names not seen before."""
    remarks: tuple[str, ...]
    """What a person should know, though nothing was refused for it."""


class Heard:
    """Takes remarks, hands each on at once, and keeps them."""

    def __init__(self, tell: Tell | None) -> None:
        """tell: hears the remarks as they come; None where nobody does."""
        self._tell = tell
        self.remarks: list[str] = []
        """Those so far, in order."""

    def __call__(self, remark: str) -> None:
        """Takes one more."""
        self.remarks.append(remark)
        if self._tell is not None:
            self._tell(remark)


def record(
    ledger: "Ledger",
    incident: str,
    rows: Rows,
    heard: Heard,
    *,
    dry_run: bool,
    policy: Policy,
    must_be_new: bool = False,
    kind: str | None = None,
) -> Recorded:
    """Record rows about one incident, remarks heard on the way.

    must_be_new: a row that the ledger has already is refused, not passed over. kind: what was
    given as the kind of their sources, None for nothing; said where a source has another.
    Raises NotFoundError for an incident the ledger does not know, ClaimError for a row that
    cannot be taken; nothing is recorded then.
    """
    slug = text_given("incident", incident)
    taken = take_rows(ledger, slug, rows, dry_run=dry_run, must_be_new=must_be_new, policy=policy)
    for remark in taken.tally.remarks:
        heard(remark)
    for remark in kinds_passed_over(taken, kind or ""):
        heard(remark)
    return Recorded(
        claims=tuple(taken.new),
        after=taken.after,
        already_known=taken.tally.already_known,
        revised=taken.tally.revised,
        new_sources=tuple(taken.tally.new_sources),
        remarks=tuple(heard.remarks),
    )
