"""Numbers that a source gave up, and what may be a copy of them."""

from typing import NamedTuple

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
