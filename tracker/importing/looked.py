"""What is to become of a row's claims, found before anything of the row is recorded."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tracker.importing.drafts import Draft
from tracker.importing.faults import RowError
from tracker.importing.readers import Cells
from tracker.importing.references import NotYetError
from tracker.importing.report import Tally
from tracker.importing.revising import RefTwiceError
from tracker.ledger import Sealed
from tracker.model import Act, Claim


@dataclass(slots=True)
class PutOff:
    """A row of which a target is not there yet."""

    tally: Tally
    line: int
    cells: Cells
    row: Sequence[Claim | Draft]
    """What it claims."""
    problem: RowError


class Looked(NamedTuple):
    """What is to become of a claim, found before anything of its row is recorded."""

    given: Claim | Draft
    claim: Claim | None = None
    """As it is recorded, or is to be; None for one that is known in other words."""
    sealed: Sealed | None = None
    """None for a claim that is known."""
    is_assert: bool = False
    """Whether the row asserts it, also where it becomes a correction of ours."""
    is_revision: bool = False
    remark: str = ""
    said: bytes = b""
    """Digest of what the row says by itself, also where it becomes a correction of ours."""

    @property
    def corrects(self) -> bool:
        """Whether the row, which asserts, becomes a correction of ours."""
        return self.is_revision and self.claim is not None and self.claim.act is not Act.ASSERT


class HeldError(NotYetError):
    """A row that corrects a claim of ours, and is held until all rows of the call are read."""

    def __init__(self, looked: Sequence[Looked]) -> None:
        """looked: what is to become of its claims."""
        super().__init__("ref", "", "it is held until all rows are read")
        self.looked = looked


def refuse_one_ref(looked: Sequence[Looked], place: str) -> None:
    """Raises RowError where claims of one row, as a profile makes them, come to one ref."""
    bearing: dict[str, Sealed | None] = {}
    for one in looked:
        ref = one.claim.ref if one.claim is not None else ""
        if ref and bearing.setdefault(ref, one.sealed) != one.sealed:
            raise RefTwiceError(ref, place)
