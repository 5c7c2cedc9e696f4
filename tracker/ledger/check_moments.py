"""Moments of recording that no clock has shown yet."""

from collections.abc import Iterator, Sequence

from tracker import clock
from tracker.ledger.database import Row
from tracker.ledger.problem import Problem
from tracker.model.stamps import DAY_US, LAST_US, instant

MOST_AHEAD_US = DAY_US
"""How far two clocks may be apart: whoever verifies may have one that is hours late."""


class AheadCheck:
    """Fed every page of entries in order; tells the first entry of a time to come.

    Moments only rise, so that all later entries are of that time as well: a clock that was
    once set wrong is told once.
    """

    def __init__(self) -> None:
        self._now_us = clock.now_us()
        self._has_told = False

    def problems_with(self, entries: Sequence[Row]) -> Iterator[Problem]:
        """Takes the next page."""
        if self._has_told or not entries or not self._is_ahead(entries[-1]):
            return
        first = next(entry for entry in entries if self._is_ahead(entry))
        self._has_told = True
        when = instant(first[1]) if first[1] <= LAST_US else "after the year 9999"
        yield Problem(
            "future",
            first[0],
            f"entry {first[0]} is of a time to come, {when}, and so is all that follows: this "
            f"machine's clock says {instant(self._now_us)}",
        )

    def _is_ahead(self, entry: Row) -> bool:
        return isinstance(entry[1], int) and entry[1] > self._now_us + MOST_AHEAD_US
