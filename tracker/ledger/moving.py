"""Whole ledgers moved and kept: copied from one place to another, backed up into a file."""

from collections.abc import Collection
from pathlib import Path

from tracker.errors import BusyError, OptionError, UnsoundError
from tracker.ledger.check_backup import refuse_untrue
from tracker.ledger.check_heads import WAYS_ON, HeldHead
from tracker.ledger.copying import TypedRows, copy_entries, kept_rows
from tracker.ledger.database import Database
from tracker.ledger.databases import open_database
from tracker.ledger.ledger import BUSY_TIMEOUT_MS, Head
from tracker.ledger.location import file_of, is_server
from tracker.ledger.new_file import new_file
from tracker.ledger.problem import AGAINST_HEADS, AS_RECORDED
from tracker.ledger.schema import open_schema
from tracker.ledger.sqlite_file import SqliteFile
from tracker.ledger.verification import verify
from tracker.ledger.view import last_tree

_KEEP_THE_FILE = "a damaged ledger is kept by copying its file while nobody writes"


def copy_ledger(
    source: str | Path,
    target: str | Path,
    size: int | None = None,
    heads: Collection[HeldHead] = (),
    *,
    busy_timeout_ms: int = BUSY_TIMEOUT_MS,
) -> Head:
    """Size and root of the copy, which are those of the source.

    size: how many entries, from the first, where not all are to be copied: what comes after
    them is not looked at, so that a ledger with a spoilt end can be gone on from.
    heads: sizes and roots held elsewhere that the copy must agree with; with `size` those of
    more entries say nothing of it.
    busy_timeout_ms: how long to wait for whoever writes there.
    A missing file is made; on a server there must be an empty ledger, and the address must be
    an administrator's. Raises NotFoundError for a source that is none, OptionError for a
    size at which no batch ends and for a target that holds something, UnsoundError for a
    source that is not whole or does not agree with a head, and whatever opening the two
    raises; nothing is kept then.
    """
    origin = open_database(source, create=False, busy_timeout_ms=busy_timeout_ms)
    try:
        if is_server(target):
            there = open_database(target, create=False, busy_timeout_ms=busy_timeout_ms)
            return _copied_to_server(origin, there, size, heads)
        path = file_of(target)
        if path is None:
            raise OptionError("a copy in memory is gone when the command ends; name a file")
        with new_file(path) as unfinished:
            return _copied_to_file(origin, unfinished, str(path), size=size, heads=heads)
    finally:
        origin.close()


def back_up_ledger(
    source: str | Path,
    path: Path,
    heads: Collection[HeldHead] = (),
    *,
    busy_timeout_ms: int = BUSY_TIMEOUT_MS,
) -> Head:
    """The same as `back_up`, of the ledger at a place. Raises NotFoundError for none.

    busy_timeout_ms: how long to wait for whoever keeps others from reading.
    """
    database = open_database(source, create=False, busy_timeout_ms=busy_timeout_ms)
    try:
        return back_up(database, path, heads=heads)
    finally:
        database.close()


def back_up(
    source: Database,
    path: Path,
    typed: TypedRows = kept_rows,
    heads: Collection[HeldHead] = (),
) -> Head:
    """Size and root of the backup: a ledger in a file of its own, as of one moment.

    The file appears when it is whole, for its owner alone. Others may write meanwhile. Raises
    OptionError for a file that is there already, NotFoundError where its folder is missing,
    StorageError where the disk refuses, UnsoundError for a source that is not whole or does
    not agree with a head.

    heads: sizes and roots held elsewhere, older than this moment.
    typed: where the typed rows come from; those worked out are of a ledger of an older format,
    of which no more is asked than that its entries give its root.
    """
    with new_file(path) as unfinished:
        if isinstance(source, SqliteFile):
            source.back_up(unfinished, str(path))
        else:
            _copied_to_file(source, unfinished, str(path), typed, heads=heads)
        if typed is not kept_rows:
            refuse_untrue(unfinished, source.where)
        elif isinstance(source, SqliteFile):
            _refuse_unsound(unfinished, source.where, heads)
        return _head_of(SqliteFile(unfinished, busy_timeout_ms=0))


def _copied_to_server(
    origin: Database, target: Database, size: int | None, heads: Collection[HeldHead]
) -> Head:
    try:
        tree = copy_entries(origin, target, size=size, heads=heads)
    finally:
        target.close()
    return Head(tree.size, tree.root)


def _copied_to_file(
    origin: Database,
    path: Path,
    name: str,
    typed: TypedRows = kept_rows,
    size: int | None = None,
    heads: Collection[HeldHead] = (),
) -> Head:
    target = SqliteFile(path, busy_timeout_ms=BUSY_TIMEOUT_MS)
    target.where = name  # Its own is gone once anything is refused.
    try:
        open_schema(target, create=True)
        tree = copy_entries(origin, target, typed, size, heads)
    finally:
        target.close()
    return Head(tree.size, tree.root)


def _refuse_unsound(copied: Path, where: str, heads: Collection[HeldHead]) -> None:
    """Raises UnsoundError for a copy, byte for byte, that is not what was recorded."""
    copy = SqliteFile(copied, busy_timeout_ms=BUSY_TIMEOUT_MS)
    copy.where = where  # Its own is gone once anything is refused.
    try:
        open_schema(copy, create=False)
        found = verify(copy, heads)
    finally:
        copy.close()
    for problem in found.problems:
        if problem.kind not in AS_RECORDED:
            advice = WAYS_ON if problem.kind in AGAINST_HEADS else _KEEP_THE_FILE
            raise UnsoundError(
                f"{where}: {problem.message}; nothing is backed up, tracker verify lists what is "
                f"wrong; {advice}"
            )
    if found.unchecked:
        raise BusyError(where, BUSY_TIMEOUT_MS / 1000)


def _head_of(database: SqliteFile) -> Head:
    try:
        with database.reading() as connection:
            _, tree = last_tree(connection)
    finally:
        database.close()
    return Head(tree.size, tree.root)
