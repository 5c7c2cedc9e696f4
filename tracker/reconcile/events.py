"""What becomes public about a count: claims with their voices, and the acts on them."""

from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from tracker.model.claim import RecordedClaim
from tracker.model.stamps import DAY_US
from tracker.reconcile.voices import Credentials


@dataclass(frozen=True, slots=True)
class Voiced:
    """A claim with the voice it counts for and its moments worked out; of a total it is also
    the event of becoming public."""

    claim: RecordedClaim
    by: Credentials
    public_us: int
    said_us: int
    is_origin: bool
    """False where it relays another claim, at whose moment it counts."""
    value: int | None
    """The stated number: low if known, else high; None for a claim without bounds."""
    order: tuple[int, int, int]
    """Orders claims of different voices by when they were said, published and entered."""
    rank: ClassVar[int] = 0
    """At one moment claims come before the acts on them."""
    ends: ClassVar[frozenset[str]] = frozenset()
    """A claim withdraws nothing …"""
    disputes: ClassVar[frozenset[str]] = frozenset()
    """… and contests nothing."""

    @property
    def key(self) -> tuple[bool, int, bool, int, int]:
        """Orders the claims of one voice: the greatest is the newest."""
        said_us, published_us, seq = self.order
        return self.value is not None, said_us, self.is_origin, published_us, seq

    @property
    def spoken_us(self) -> int:
        """The latest moment at which it can have been said: for a bare date the end of that
        day, however late it was printed."""
        known = self.claim.asserted_at or self.claim.published_at
        if known is not None and known.has_time:
            return self.said_us
        return min(self.public_us, self.said_us + DAY_US)

    @property
    def low(self) -> int | None:
        """Fewest the claim allows; None where it sets no floor."""
        return self.claim.figure.low

    @property
    def high(self) -> int | None:
        """Most the claim allows; None where it sets no ceiling."""
        return self.claim.figure.high


@dataclass(frozen=True, slots=True)
class PublicAct:
    """A retraction or a dispute that became public, with what it is about in one count."""

    claim: RecordedClaim
    """The row that says it."""
    public_us: int
    ends: frozenset[str]
    """For a retraction: ids in this count that it withdraws, with whatever relays them; disputes
    that it takes back among them."""
    disputes: frozenset[str]
    """For a dispute: ids in this count that it contests."""
    is_credible: bool = True
    """For a dispute: False where a party to the attack or a voice of reliability D or E
    contests. That is shown, and makes nothing doubtful."""
    rank: ClassVar[int] = 1


Event: TypeAlias = Voiced | PublicAct
"""Something that became public about one count."""
