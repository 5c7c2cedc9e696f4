"""Whether a backup of a ledger of an older format holds its entries and gives its root.

Its tables are not today's, so the columns cannot be compared; what stays the same in every
format is: the entries, their hashes, and the tree over them.
"""

from hashlib import sha256
from pathlib import Path

from tracker.errors import UnsoundError
from tracker.ledger import statements as sql
from tracker.ledger.database import Raw
from tracker.ledger.merkle import Tree, leaf
from tracker.ledger.sqlite_file import SqliteFile
from tracker.ledger.tolerant import PAGE

_ENTRIES = (
    "SELECT seq, recorded_us, content_hash, content FROM entry WHERE seq > ? ORDER BY seq LIMIT ?"
)

_NOTHING = (0, b"", Tree().root)
"""Size, frontier and root of a ledger without a batch."""


def refuse_untrue(path: Path, where: str) -> None:
    """Raises UnsoundError for a backup in a file that cannot be read whole, or whose contents
    do not give the hashes and the root recorded with them.

    where: how messages call the ledger that it is of.
    """
    backup = SqliteFile(path, busy_timeout_ms=0)
    backup.where = where  # Its own is gone once anything is refused.
    try:
        with backup.reading() as connection:
            is_true = _is_readable(connection) and _gives_its_root(connection)
    finally:
        backup.close()
    if not is_true:
        raise UnsoundError(
            f"{where}: the backup does not give the root that the ledger records, and nothing "
            "was changed; copy its file, or dump its database, while nobody writes, and see "
            "what tracker verify of the version that wrote it says"
        )


def _is_readable(connection: Raw) -> bool:
    return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def _gives_its_root(connection: Raw) -> bool:
    tree = _tree_of(connection)
    batch = connection.execute(sql.LAST_BATCH).fetchone() or (0, 0, *_NOTHING, "")
    return tree is not None and (tree.size, tree.frontier, tree.root) == tuple(batch[2:5])


def _tree_of(connection: Raw) -> Tree | None:
    """The tree over the entries; None where one is missing or its content is not what was
    hashed."""
    tree = Tree()
    while True:
        rows = connection.execute(_ENTRIES, (tree.size, PAGE)).fetchall()
        leaves: list[bytes] = []
        for seq, us, digest, content in rows:
            is_next = seq == tree.size + len(leaves) + 1
            if not (is_next and type(content) is bytes and sha256(content).digest() == digest):
                return None
            leaves.append(leaf(seq, us, digest))
        tree = tree.extended(leaves)
        if len(rows) < PAGE:
            return tree
