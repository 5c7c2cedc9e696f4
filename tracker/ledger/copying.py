"""All entries of one ledger into another, with their moments, so that the root is the same."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from tracker.errors import OptionError, UnsoundError
from tracker.ledger.check_batches import BatchCheck
from tracker.ledger.check_contents import row_of, value_of
from tracker.ledger.check_entries import EntryCheck
from tracker.ledger.check_heads import WAYS_ON, HeadCheck, HeldHead
from tracker.ledger.database import Database, Raw, Row
from tracker.ledger.merkle import Tree
from tracker.ledger.names import KINDS, columns_of
from tracker.ledger.problem import AGAINST_HEADS, Problem
from tracker.ledger.view import last_tree, sound_rows

PAGE = 5_000
_PAGE_OF = {
    table: f"SELECT {', '.join(columns_of(table))} FROM {table} "  # noqa: S608
    f"WHERE {columns_of(table)[0]} > ? AND {columns_of(table)[0]} <= ? "
    f"ORDER BY {columns_of(table)[0]} LIMIT ?"
    for table in ("entry", *KINDS, "batch")
}
_BATCH_TO = "SELECT number, size, frontier FROM batch WHERE size <= ? ORDER BY number DESC LIMIT 1"
TypedRows: TypeAlias = Callable[[Raw, Sequence[Row]], Mapping[str, Sequence[Row]]]
"""Gives the typed rows of some entries that follow each other."""


def kept_rows(connection: Raw, entries: Sequence[Row]) -> Mapping[str, Sequence[Row]]:
    """The typed rows as the ledger has them."""
    given = entries[0][0] - 1, entries[-1][0], len(entries)
    return {kind: connection.execute(_PAGE_OF[kind], given).fetchall() for kind in KINDS}


def rows_worked_out(_connection: Raw, entries: Sequence[Row]) -> Mapping[str, Sequence[Row]]:
    """The typed rows that the entries' contents give: for a ledger of an older format. Raises
    UnsoundError for a content that gives none."""
    rows: dict[str, list[Row]] = {kind: [] for kind in KINDS}
    with sound_rows():
        for seq, _, _, _, kind, content, digest in entries:
            rows[kind].append(row_of(seq, value_of(kind, content), digest))
    return rows


def copy_entries(
    source: Database,
    target: Database,
    typed: TypedRows = kept_rows,
    size: int | None = None,
    heads: Iterable[HeldHead] = (),
) -> Tree:
    """The tree over what was copied, all of it in one transaction.

    size: how many entries, from the first; None for all. What is recorded meanwhile is left
    out.
    heads: what else must agree: those held elsewhere, but for those of more entries than a size
    that is given, for who gives one may end before them on purpose.
    Raises OptionError for a size at which no batch ends and for a target that holds
    something, UnsoundError for entries that do not give the source's root and for typed rows
    that do not say what the contents say; nothing is kept then.
    """
    spoken_of = [head for head in heads if size is None or head.size <= size]
    with source.reading() as connection:
        last_batch, tree = last_tree(connection) if size is None else _tree_at(connection, size)
    with target.restoring() as (connection, pen):
        _refuse_filled(connection, target.where)
        batches = BatchCheck(source, last_batch, HeadCheck(spoken_of))
        for entries, rows in _sound_pages(source, tree.size, typed, batches):
            pen.write({"entry": entries, **rows})
        pen.index()
        for batch in _batches(source, last_batch):
            pen.close(batch)
        if batches.tree != tree:
            raise UnsoundError(_unsound(source.where))
    return tree


def _tree_at(connection: Raw, size: int) -> tuple[int, Tree]:
    """Number of the batch that ends there, and the tree after it. A batch is one transaction,
    and none is copied in part. Raises OptionError where none ends."""
    row = connection.execute(_BATCH_TO, (size,)).fetchone()
    if row is None or row[1] != size:
        nearest = f"; the batch before it ends at {row[1]}" if row else ""
        raise OptionError(f"no batch ends at {size} entries, and none is copied in part{nearest}")
    with sound_rows():
        return row[0], Tree.kept(size, row[2])


def _refuse_filled(connection: Raw, where: str) -> None:
    number, tree = last_tree(connection)
    if number:
        entries = "1 entry" if tree.size == 1 else f"{tree.size:,} entries"
        raise OptionError(f"{where} holds {entries} already; copy into an empty ledger")


def _sound_pages(
    source: Database, size: int, typed: TypedRows, batches: BatchCheck
) -> Iterator[tuple[Sequence[Row], Mapping[str, Sequence[Row]]]]:
    """Entries and their typed rows, looked at as the verifier does. Raises UnsoundError."""
    check = EntryCheck()
    for entries, rows in _pages(source, size, typed):
        look = check.page(rows)
        for entry in entries:
            _refuse(look(entry), source.where)
            _refuse(batches.problems_with(entry), source.where)
        yield entries, rows
    _refuse(batches.problems_left(), source.where)


def _pages(
    source: Database, size: int, typed: TypedRows
) -> Iterator[tuple[Sequence[Row], Mapping[str, Sequence[Row]]]]:
    after = 0
    while after < size:
        with source.reading() as connection:
            entries = connection.execute(_PAGE_OF["entry"], (after, size, PAGE)).fetchall()
            if not entries:
                raise UnsoundError(_unsound(source.where))
            rows = typed(connection, entries)
        yield entries, rows
        after = entries[-1][0]


def _batches(source: Database, last_number: int) -> Iterator[Row]:
    after = 0
    while after < last_number:
        with source.reading() as connection:
            rows = connection.execute(_PAGE_OF["batch"], (after, last_number, PAGE)).fetchall()
        if [row[0] for row in rows] != list(range(after + 1, after + len(rows) + 1)) or not rows:
            raise UnsoundError(_unsound(source.where))
        yield from rows
        after = rows[-1][0]


def _refuse(problems: Iterable[Problem], where: str) -> None:
    """Raises UnsoundError with the first of them, if there is one."""
    for problem in problems:
        advice = f"; {WAYS_ON}" if problem.kind in AGAINST_HEADS else ""
        raise UnsoundError(
            f"{where}: {problem.message}; nothing is copied, tracker verify lists what is wrong"
            f"{advice}"
        )


def _unsound(where: str) -> str:
    return f"{where}: its entries do not give its root; tracker verify lists what is wrong"
