"""A row's claim on its way to the ledger, before what it points at has been found."""

from dataclasses import dataclass
from typing import Any

from tracker.errors import ClaimError
from tracker.importing.faults import RowError
from tracker.model import Claim


@dataclass(slots=True)
class Draft:
    """One claim as its row gives it."""

    fields: dict[str, Any]
    """The claim's fields, without targets and relays; source and metric may be lacking."""
    target: str = ""
    """Refs and ids of what it acts on, as written."""
    relays: str = ""
    """Ref or id of the claim it passes on, as written."""

    @property
    def incident(self) -> str:
        """Slug of its incident."""
        incident: str = self.fields["incident"]
        return incident

    def claim(self, **found: Any) -> Claim:
        """The claim, with what was found for it. Raises RowError when it makes no sense."""
        try:
            return Claim(**{**self.fields, **found} if found else self.fields)
        except ClaimError as problem:
            column = "reason" if "reason" in str(problem) else "target"
            raise RowError(column, "", str(problem)) from None
