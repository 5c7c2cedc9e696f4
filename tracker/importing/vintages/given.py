"""What one version of a file gives under one ref, and what of it is new."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.importing.same_values import is_same_value
from tracker.importing.vintages.words import Word
from tracker.model import Claim


@dataclass(slots=True)
class Given:
    """What a version has given so far under one ref."""

    line: int
    """Of the first row."""
    was: Word | None
    """The last word before this version."""
    there: list[Word]
    """Words of this very moment that the ledger has and no row has matched yet."""
    rows: list[Claim]
    """What its rows say, each that differs from the one before it."""
    again: int = 0
    """How many rows said the same as the one before them."""

    @property
    def is_as_it_was(self) -> bool:
        """Whether its last row says what the file said last."""
        return self.was is not None and is_same_value(self.rows[-1], self.was.claim)

    def unsaid(self, before: Sequence[Word]) -> list[Claim]:
        """The rows that this version is the first to have. Of several the last counts, so it
        comes behind whatever is new, also if the file said it before.

        before: all words before this version that stand.
        """
        *others, last = self.rows
        new = [one for one in others if not any(is_same_value(one, was.claim) for was in before)]
        return [*new, last] if new or not self.is_as_it_was else []

    def not_taken(self, claims: Sequence[Claim]) -> list[Claim]:
        """Those that the ledger has not as words of this version. None where it has the last, as
        what is recorded now would come behind it, and count in its place."""
        new = [claim for claim in claims if not self._has_taken(claim)]
        return new if new and new[-1] is claims[-1] else []

    def _has_taken(self, claim: Claim) -> bool:
        """Whether the ledger has the value as a word of this version; it is then matched."""
        for at, word in enumerate(self.there):
            if is_same_value(claim, word.claim):
                del self.there[: at + 1]
                return True
        return False
