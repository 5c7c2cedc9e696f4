"""What is left where a source takes one value of several back, as a day gone from a file."""

from bisect import insort
from collections.abc import Container, Iterable
from operator import attrgetter
from typing import TYPE_CHECKING

from tracker.model.claim import RecordedClaim

if TYPE_CHECKING:
    from tracker.reconcile.standing import Voiced


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

    def newest(self, withdrawn: Container[str], since_us: int | None) -> "Voiced | None":
        """The newest claim that is not withdrawn; None where there is none. since_us: what was
        public before is out, None for nothing.

        What is out once is out for good, so that a series taken back day by day is gone
        through once, and not once a day.
        """
        given = self._oldest_first
        while given:
            one = given[-1]
            if one.claim.id not in withdrawn and (since_us is None or one.public_us >= since_us):
                return one
            given.pop()
        return None


_KEY = attrgetter("key")
