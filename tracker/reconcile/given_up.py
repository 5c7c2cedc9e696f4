"""Numbers that a source gave up, and what may be a copy of them."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tracker.reconcile.events import Voiced
    from tracker.reconcile.standing import CountState

MOST_GIVEN_UP = 64
"""Numbers given up that are remembered in a count, the newest; nobody repeats older ones."""


class GivenUp(NamedTuple):
    """Numbers that their source no longer stands by: withdrawn, or corrected to a lower one."""

    voice: str
    """Who gave them up."""
    above: int
    """All numbers greater than this one …"""
    to: int
    """… up to this one, which it had said."""
    since_us: int
    """When it had said so; what others said before cannot be a copy."""
    until_us: int
    """When it gave them up."""

    def covers(self, value: int, said_us: int) -> bool:
        """True for a number that may be a copy: said in the meantime, or the very number at
        any time after."""
        if not self.above < value <= self.to or said_us < self.since_us:
            return False
        return said_us < self.until_us or value == self.to


def repeats_what_was_given_up(one: "Voiced", most_counted: int, state: "CountState") -> bool:
    """True when a voice that passes figures on gives a number that its source has given up.

    most_counted: the greatest number that stands of a body that counts, -1 for none; where
    that reaches the claim's number, the claim may be a copy of it.
    """
    value = one.value
    if value is None or value <= most_counted or one.by.counts:
        return False
    return any(
        lapsed.covers(value, one.said_us) and not _gives_again(lapsed, state)
        for lapsed in state.given_up
    )


def _gives_again(lapsed: GivenUp, state: "CountState") -> bool:
    """True when the voice that gave a number up stands by it again."""
    now = state.newest.get(lapsed.voice)
    return now is not None and now.value == lapsed.to and now.claim.id not in state.withdrawn
