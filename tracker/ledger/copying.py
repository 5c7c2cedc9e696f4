"""All entries of one ledger into another, with their moments, so that the root is the same."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import TypeAlias

from tracker.errors import OptionError, UnsoundError
from tracker.ledger.check_contents import row_of, value_of
from tracker.ledger.database import Database, Raw, Row
from tracker.ledger.merkle import Tree, leaf
from tracker.ledger.names import KINDS, columns_of
from tracker.ledger.view import last_tree

PAGE = 5_000
_PAGE_OF = {
    table: f"SELECT {', '.join(columns_of(table))} FROM {table} "  # noqa: S608
    f"WHERE {columns_of(table)[0]} > ? AND {columns_of(table)[0]} <= ? "
    f"ORDER BY {columns_of(table)[0]} LIMIT ?"
    for table in ("entry", *KINDS, "batch")
}
TypedRows: TypeAlias = Callable[[Raw, Sequence[Row]], Mapping[str, Sequence[Row]]]
"""Gives the typed rows of some entries that follow each other."""


def kept_rows(connection: Raw, entries: Sequence[Row]) -> Mapping[str, Sequence[Row]]:
    """The typed rows as the ledger has them."""
    given = entries[0][0] - 1, entries[-1][0], len(entries)
    return {kind: connection.execute(_PAGE_OF[kind], given).fetchall() for kind in KINDS}


def rows_worked_out(_connection: Raw, entries: Sequence[Row]) -> Mapping[str, Sequence[Row]]:
    """The typed rows that the entries' contents give: for a ledger of an older format."""
    rows: dict[str, list[Row]] = {kind: [] for kind in KINDS}
    for seq, _, _, _, kind, content, digest in entries:
        rows[kind].append(row_of(seq, value_of(kind, content), digest))
    return rows


def copy_entries(source: Database, target: Database, typed: TypedRows = kept_rows) -> Tree:
    """The tree over what was copied, all of it in one transaction.

    What is recorded meanwhile is left out. Raises OptionError for a target that holds
    something, UnsoundError for entries that do not give the source's root; nothing is kept
    then.
    """
    with source.reading() as connection:
        last_batch, tree = last_tree(connection)
    with target.restoring() as (connection, pen):
        _refuse_filled(connection, target.where)
        copied = Tree()
        for entries, rows in _pages(source, tree.size, typed):
            pen.write({"entry": entries, **rows})
            copied = copied.extended(_leaves(entries, copied.size, source.where))
        pen.index()
        for batch in _batches(source, last_batch):
            pen.close(batch)
        if copied != tree:
            raise UnsoundError(_unsound(source.where))
    return tree


def _refuse_filled(connection: Raw, where: str) -> None:
    number, tree = last_tree(connection)
    if number:
        entries = "1 entry" if tree.size == 1 else f"{tree.size:,} entries"
        raise OptionError(f"{where} holds {entries} already; copy into an empty ledger")


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
        if not rows:
            raise UnsoundError(_unsound(source.where))
        yield from rows
        after = rows[-1][0]


def _leaves(entries: Sequence[Row], before: int, where: str) -> list[bytes]:
    """The leaves of entries that follow `before`, each seen to be what its hash says."""
    leaves = []
    for expected, (seq, us, _, _, _, content, digest) in enumerate(entries, before + 1):
        if seq != expected or sha256(content).digest() != digest:
            raise UnsoundError(_unsound(where))
        leaves.append(leaf(seq, us, digest))
    return leaves


def _unsound(where: str) -> str:
    return f"{where}: its entries do not give its root; tracker verify lists what is wrong"
