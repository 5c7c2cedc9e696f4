"""Paths through the hash tree: that an entry is in it, that it only grew (RFC 6962, section 2.1).

A path is the roots of some spans of entries. Which spans says RFC 6962; whether their roots
lead to the tree's root is checked as RFC 9162 does it (sections 2.1.3.2 and 2.1.4.2), from
the numbers alone, so that who checks needs nothing of who proves.
"""

from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

from tracker.ledger.merkle import HASH_BYTES

Path = Sequence[bytes]
"""Hashes of 32 bytes, those deepest in the tree first."""


class Span(NamedTuple):
    """Entries that follow each other, counted from 0."""

    first: int
    end: int
    """One past the last."""


def inclusion_spans(index: int, size: int) -> list[Span]:
    """The spans whose roots prove the entry at an index (from 0) in a tree of that size.

    >>> inclusion_spans(2, 5)
    [Span(first=3, end=4), Span(first=0, end=2), Span(first=4, end=5)]
    """
    spans: list[Span] = []
    first, end = 0, size
    while end - first > 1:
        split = first + _widest_before(end - first)
        if index < split:
            spans.append(Span(split, end))
            end = split
        else:
            spans.append(Span(first, split))
            first = split
    return spans[::-1]


def consistency_spans(old: int, new: int) -> list[Span]:
    """The spans whose roots prove that a tree of `new` entries begins with one of `old`.

    >>> consistency_spans(3, 4)
    [Span(first=2, end=3), Span(first=3, end=4), Span(first=0, end=2)]
    """
    if old in (0, new):
        return []
    spans: list[Span] = []
    first, end = 0, new
    while old != end:
        split = first + _widest_before(end - first)
        if old <= split:
            spans.append(Span(split, end))
            end = split
        else:
            spans.append(Span(first, split))
            first = split
    if first:  # The old root itself is known to who checks; any other part of it is not.
        spans.append(Span(first, end))
    return spans[::-1]


def root_through(leaf: bytes, index: int, size: int, path: Path) -> bytes | None:
    """The root to which a leaf at an index and the path beside it lead; None where no tree of
    that size has such a path."""
    if not 0 <= index < size or not _are_hashes(leaf, *path):
        return None
    place, last, root = index, size - 1, leaf
    for beside in path:
        if last == 0:
            return None
        if place & 1 or place == last:
            root = _node(beside, root)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            root = _node(root, beside)
        place, last = place >> 1, last >> 1
    return root if last == 0 else None


def is_consistent(old: int, new: int, old_root: bytes, new_root: bytes, path: Path) -> bool:
    """True when the path proves that the tree of `new` entries begins with the one of `old`."""
    if not 0 <= old <= new or not _are_hashes(old_root, new_root, *path):
        return False
    if old == new:
        return not path and old_root == new_root
    if old == 0:
        return not path and old_root == sha256(b"").digest()
    ahead = list(path) if old & (old - 1) else [old_root, *path]
    return bool(ahead) and _roots_through(old, new, ahead) == (old_root, new_root)


def _roots_through(old: int, new: int, path: Path) -> tuple[bytes, bytes] | None:
    """The old and the new root that a path leads to, 0 < old < new; None where it leads
    nowhere."""
    place, last = old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old_root = new_root = path[0]
    for beside in path[1:]:
        if last == 0:
            return None
        if place & 1 or place == last:
            old_root, new_root = _node(beside, old_root), _node(beside, new_root)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            new_root = _node(new_root, beside)
        place, last = place >> 1, last >> 1
    return (old_root, new_root) if last == 0 else None


def _are_hashes(*given: bytes) -> bool:
    return all(len(one) == HASH_BYTES for one in given)


def _widest_before(size: int) -> int:
    """The greatest power of two that is smaller than a size of 2 or more."""
    return 1 << (size - 1).bit_length() - 1


def _node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\1" + left + right).digest()
