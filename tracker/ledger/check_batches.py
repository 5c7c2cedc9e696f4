"""The hash tree worked out anew, against what each batch recorded of it.

After a batch that does not agree, the next is measured from what that batch recorded, so
that one alteration is reported where it is and not in everything that came after.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from tracker.ledger.check_heads import HeadCheck
from tracker.ledger.database import Database
from tracker.ledger.merkle import HASH_BYTES, Tree, leaf
from tracker.ledger.names import columns_of
from tracker.ledger.problem import Problem
from tracker.ledger.tolerant import PAGE

_QUERY = (
    f"SELECT {', '.join(columns_of('batch'))} FROM batch "  # noqa: S608
    "WHERE number > ? AND number <= ? ORDER BY number LIMIT ?"
)


_NO_LEAF = bytes(HASH_BYTES)
"""In the place of the leaf of an entry whose columns give none."""


class _Recorded(NamedTuple):
    number: int
    first_seq: Any
    size: Any
    frontier: Any
    root: Any
    recorded_by: Any


class BatchCheck:
    """Fed every entry in order, gives what is wrong with the batches."""

    def __init__(self, database: Database, last_number: int, heads: HeadCheck) -> None:
        self._database = database
        self._heads = heads
        self._last_number = last_number
        self._page: deque[_Recorded] = deque()
        self._after = -(2**63)
        self._query = _QUERY.replace("number > ?", "number >= ?")
        self._expected_number = 1
        self.tree = Tree()
        """The tree over the entries so far, as they are."""
        self._base = self.tree
        """The tree that the last batch recorded; the same one while nothing is wrong."""
        self._leaves: list[bytes] = []
        """Those since that batch."""
        self._current = self._next()

    def problems_before(self) -> Iterator[Problem]:
        """What heads of nothing say."""
        yield from self._heads.problems_at(self.tree)

    def problems_with(self, entry: tuple[Any, ...]) -> Iterable[Problem]:
        """Takes the next entry: (seq, recorded_us, recorded_by, batch, kind, content, hash)."""
        seq, us, recorded_by, batch, _, _, digest = entry
        is_whole = type(us) is int and type(digest) is bytes
        self._leaves.append(leaf(seq, us, digest) if is_whole else _NO_LEAF)
        taken = len(self._leaves)
        current = self._current
        if (
            current is not None
            and batch == current.number
            and recorded_by == current.recorded_by
            and self._base.size + taken != current.size
            and self._heads.next_size != self.tree.size + taken
        ):
            return ()
        return self._looked_at(entry)

    def _looked_at(self, entry: tuple[Any, ...]) -> Iterator[Problem]:
        seq, _, recorded_by, batch, *_ = entry
        current = self._current
        if current is None:
            yield Problem("root", seq, f"entry {seq} belongs to no batch")
        else:
            if (batch, recorded_by) != (current.number, current.recorded_by):
                yield Problem("batch", seq, f"entry {seq} does not name its batch and recorder")
            if self._base.size + len(self._leaves) == current.size:
                yield from self._close(current)
        if self._heads.next_size == self.tree.size + len(self._leaves):
            yield from self._heads.problems_at(self.tree.extended(self._leaves))

    def problems_left(self) -> Iterator[Problem]:
        """What is wrong once all entries were taken."""
        have = self._base.size + len(self._leaves)
        while self._current is not None:
            yield Problem(
                "root",
                None,
                f"batch {self._current.number} ends with entry {self._current.size!r}, "
                f"but there are {have} entries",
            )
            self._current = self._next()
        self.tree = self.tree.extended(self._leaves)
        yield from self._heads.problems_left(self.tree.size)

    def _close(self, current: _Recorded) -> Iterator[Problem]:
        first = self._base.size + 1
        if current.number != self._expected_number or current.first_seq != first:
            yield Problem(
                "batch", first, f"batch {current.number} does not follow the one before it"
            )
        if not isinstance(current.recorded_by, str):
            message = f"batch {current.number} does not say in words who recorded it"
            yield Problem("batch", first, message)
        undamaged = self.tree is self._base
        found = self._base.extended(self._leaves)
        self.tree = found if undamaged else self.tree.extended(self._leaves)
        self._base, self._leaves = found, []
        if (current.frontier, current.root) != (found.frontier, found.root):
            yield Problem(
                "root",
                first,
                f"entries {first} to {current.size} do not give the root recorded with them",
            )
            self._base = _tree_of(current) or found
        self._expected_number = current.number + 1
        self._current = self._next()

    def _next(self) -> _Recorded | None:
        if not self._page:
            with self._database.reading_anything() as connection:
                given = (self._after, self._last_number, PAGE)
                self._page.extend(map(_Recorded._make, connection.execute(self._query, given)))
            self._query = _QUERY
        if not self._page:
            return None
        found = self._page.popleft()
        self._after = found.number
        return found


def _tree_of(batch: _Recorded) -> Tree | None:
    """The tree a batch recorded; None where its frontier does not give its root."""
    try:
        tree = Tree.kept(batch.size, batch.frontier)
    except (TypeError, ValueError):
        return None
    return tree if tree.root == batch.root else None
