"""The tree, as it is worked out, against heads that were held elsewhere.

A head of more entries than there are means that an end was cut off; one of another root at
its size, that something before it was rewritten.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tracker.errors import OptionError, shown_value
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


_ROOT = re.compile(r"[0-9a-fA-F]{64}")


def heads_given(heads: object) -> tuple[HeldHead, ...]:
    """The heads that a script hands over. Raises OptionError for what is none: a root with a
    digit too few would pass for one of a ledger that was rewritten."""
    if not isinstance(heads, Iterable):
        raise OptionError(f"heads are several; give a list, not {shown_value(heads)}")
    return tuple(map(_head_given, heads))


def _head_given(head: object) -> HeldHead:
    if not isinstance(head, HeldHead):
        told = 'heads are HeldHead, as in HeldHead("the receipt of May", size, root)'
        raise OptionError(f"{told}, not {shown_value(head)}")
    if not isinstance(head.size, int) or head.size < 0:
        raise OptionError(f"the size of {head.name} is no number of entries: {head.size!r}")
    if not isinstance(head.root, str) or not _ROOT.fullmatch(head.root):
        raise OptionError(f"the root of {head.name} is not 64 hexadecimal digits: {head.root!r}")
    return head._replace(root=head.root.lower())


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
