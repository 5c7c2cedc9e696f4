"""The RFC 6962 hash tree over the entries, kept as its compact range.

Leaf = SHA-256(0x00 ‖ envelope), node = SHA-256(0x01 ‖ left ‖ right), and the root of nothing
is SHA-256 of nothing. The compact range holds the roots of the complete subtrees, one for
every bit set in the size, which is all that appending needs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Self

HASH_BYTES = 32


def leaf(seq: int, recorded_us: int, digest: bytes) -> bytes:
    """Leaf hash of an entry: its number, moment (µs since 1970 UTC) and content hash."""
    envelope = f"\0casualty-tracker/1\n{seq}\n{recorded_us}\n{digest.hex()}\n"
    return sha256(envelope.encode()).digest()


@dataclass(frozen=True, slots=True)
class Tree:
    """A hash tree of `size` leaves, as far as appending to it and its root need it."""

    size: int = 0
    subtrees: tuple[bytes, ...] = ()
    """Roots of the complete subtrees, widest (leftmost) first."""

    def extended(self, leaves: Sequence[bytes]) -> Self:
        """The tree with more leaves at its end."""
        pending = list(self.subtrees)
        narrowest_first: list[bytes] = []
        row, ahead = list(leaves), self.size
        while row or ahead:
            if ahead & 1:
                row.insert(0, pending.pop())
            if len(row) & 1:
                narrowest_first.append(row.pop())
            row = [
                sha256(b"\1" + left + right).digest()
                for left, right in zip(row[::2], row[1::2], strict=True)
            ]
            ahead >>= 1
        return type(self)(self.size + len(leaves), tuple(reversed(narrowest_first)))

    @property
    def root(self) -> str:
        """The root hash, hexadecimal."""
        if not self.subtrees:
            return sha256(b"").hexdigest()
        root = self.subtrees[-1]
        for left in reversed(self.subtrees[:-1]):
            root = sha256(b"\1" + left + root).digest()
        return root.hex()

    @property
    def frontier(self) -> bytes:
        """The subtrees in one run of bytes, for keeping."""
        return b"".join(self.subtrees)

    @classmethod
    def kept(cls, size: int, frontier: bytes) -> Self:
        """The tree that was kept as a size and a frontier. Raises ValueError when the
        frontier's length does not fit the size."""
        if size < 0 or len(frontier) != size.bit_count() * HASH_BYTES:
            raise ValueError(f"{len(frontier)} bytes are no frontier of {size} entries")
        starts = range(0, len(frontier), HASH_BYTES)
        return cls(size, tuple(frontier[at : at + HASH_BYTES] for at in starts))
