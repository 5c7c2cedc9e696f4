"""What is left where a source takes one value of several back, as a day gone from a file."""

from bisect import insort
from collections.abc import Container, Iterable
from operator import attrgetter
from typing import TYPE_CHECKING

from tracker.model.claim import RecordedClaim

if TYPE_CHECKING:
    from tracker.reconcile.events import Voiced


def takes_one_value(retraction: RecordedClaim, ended: RecordedClaim) -> bool:
    """Whether a retraction takes back one value of several that its source goes on giving: it
    then bears the value's own ref, as the withdrawal of a row that is gone from a file."""
    return retraction.ref != "" and retraction.ref == ended.ref


class Left:
    """What a voice goes on giving while it takes single values back."""

    def __init__(self, given: "Iterable[Voiced]") -> None:
        """given: all that it said so far."""
        self._oldest_first = sorted(given, key=_KEY)

    def add(self, voiced: "Voiced") -> None:
        """Takes one more claim of the voice."""
        insort(self._oldest_first, voiced, key=_KEY)

    def newest(self, withdrawn: Container[str], silencing: Container[str]) -> "Voiced | None":
        """The newest claim that is not withdrawn; None where there is none. One of those whose
        withdrawal silenced the voice stays the newest: what is older does not revive, however
        late it became public.

        What is out once is out for good, so that a series taken back day by day is gone
        through once, and not once a day.
        """
        given = self._oldest_first
        while given:
            one = given[-1]
            if one.claim.id not in withdrawn or one.claim.id in silencing:
                return one
            given.pop()
        return None


_KEY = attrgetter("key")
