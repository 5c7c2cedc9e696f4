"""The tree, as it is worked out, against heads that were held elsewhere.

A head of more entries than there are means that an end was cut off; one of another root at
its size, that something before it was rewritten.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tracker.ledger.merkle import Tree
from tracker.ledger.problem import Problem

WAYS_ON = (
    "keep it as it is, and go back to a copy that agrees with this, or copy on purpose what ends "
    "before: tracker db copy FROM TO --size N"
)
"""What to do with a ledger that does not agree with a head."""


class HeldHead(NamedTuple):
    """The size and root of the ledger at some time, from somewhere outside it."""

    name: str
    """How messages call it."""
    size: int
    root: str
    """Hexadecimal."""


class HeadCheck:
    """Shown the tree at the size of every head, gives what they say against it."""

    def __init__(self, heads: Iterable[HeldHead] = ()) -> None:
        self._ahead = sorted(heads, key=lambda head: head.size, reverse=True)
        self.compared = 0
        """Number of heads compared so far."""

    @property
    def next_size(self) -> int:
        """Size at which to show the tree next; -1 when no head is left."""
        return self._ahead[-1].size if self._ahead else -1

    def problems_at(self, tree: Tree) -> Iterator[Problem]:
        """What the heads of the tree's size say against it."""
        while self.next_size == tree.size:
            head = self._ahead.pop()
            self.compared += 1
            if head.root != tree.root:
                yield Problem(
                    "rewritten",
                    None,
                    f"the first {head.size} entries do not have the root of {head.name}: "
                    "some of them were rewritten, or it is another ledger",
                )

    def problems_left(self, size: int) -> Iterator[Problem]:
        """What the heads of more entries than there are say."""
        while self._ahead:
            head = self._ahead.pop()
            self.compared += 1
            yield Problem(
                "cut_tail",
                None,
                f"{head.name} is of {head.size} entries, but there are {size}: the end was cut off",
            )
