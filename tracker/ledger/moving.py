"""Whole ledgers moved and kept: copied from one place to another, backed up into a file."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from tracker.errors import OptionError, StorageError, UnsoundError
from tracker.ledger.check_backup import refuse_untrue
from tracker.ledger.copying import TypedRows, copy_entries, kept_rows
from tracker.ledger.database import Database
from tracker.ledger.databases import open_database
from tracker.ledger.ledger import BUSY_TIMEOUT_MS, Head
from tracker.ledger.location import file_of, is_server, refuse_no_folder
from tracker.ledger.problem import AS_RECORDED
from tracker.ledger.schema import open_schema
from tracker.ledger.sqlite_file import SqliteFile
from tracker.ledger.verification import verify
from tracker.ledger.view import last_tree

_LONGEST_NAME = 40
"""Characters taken into the name of the file beside it, since names have a limit themselves."""


def copy_ledger(source: str | Path, target: str | Path, size: int | None = None) -> Head:
    """Size and root of the copy, which are those of the source.

    size: how many entries, from the first, where not all are to be copied: what comes after
    them is not looked at, so that a ledger with a spoilt end can be gone on from.
    A missing file is made; on a server there must be an empty ledger, and the address must be
    an administrator's. Raises NotFoundError for a source that is none, OptionError for a
    size at which no batch ends and for a target that holds something, UnsoundError for a
    source that is not whole, and whatever opening the two raises; nothing is kept then.
    """
    origin = open_database(source, create=False, busy_timeout_ms=BUSY_TIMEOUT_MS)
    try:
        if is_server(target):
            return _copied_to_server(origin, str(target), size)
        path = file_of(target)
        if path is None:
            raise OptionError("a copy in memory is gone when the command ends; name a file")
        with _new_file(path) as unfinished:
            return _copied_to_file(origin, unfinished, str(path), size=size)
    finally:
        origin.close()


def back_up_ledger(source: str | Path, path: Path) -> Head:
    """The same as `back_up`, of the ledger at a place. Raises NotFoundError for none."""
    database = open_database(source, create=False, busy_timeout_ms=BUSY_TIMEOUT_MS)
    try:
        return back_up(database, path)
    finally:
        database.close()


def back_up(source: Database, path: Path, typed: TypedRows = kept_rows) -> Head:
    """Size and root of the backup: a ledger in a file of its own, as of one moment.

    The file appears when it is whole, for its owner alone. Others may write meanwhile. Raises
    OptionError for a file that is there already, NotFoundError where its folder is missing,
    StorageError where the disk refuses, UnsoundError for a source that is not whole.

    typed: where the typed rows come from; those worked out are of a ledger of an older format,
    of which no more is asked than that its entries give its root.
    """
    with _new_file(path) as unfinished:
        if isinstance(source, SqliteFile):
            source.back_up(unfinished, str(path))
        else:
            _copied_to_file(source, unfinished, str(path), typed)
        if typed is not kept_rows:
            refuse_untrue(unfinished, source.where)
        elif isinstance(source, SqliteFile):
            _refuse_unsound(unfinished, source.where)
        return _head_of(SqliteFile(unfinished, busy_timeout_ms=0))


def _copied_to_server(origin: Database, where: str, size: int | None) -> Head:
    target = open_database(where, create=False, busy_timeout_ms=BUSY_TIMEOUT_MS)
    try:
        tree = copy_entries(origin, target, size=size)
    finally:
        target.close()
    return Head(tree.size, tree.root)


def _copied_to_file(
    origin: Database,
    path: Path,
    name: str,
    typed: TypedRows = kept_rows,
    size: int | None = None,
) -> Head:
    target = SqliteFile(path, busy_timeout_ms=BUSY_TIMEOUT_MS)
    target.where = name  # Its own is gone once anything is refused.
    try:
        open_schema(target, create=True)
        tree = copy_entries(origin, target, typed, size)
    finally:
        target.close()
    return Head(tree.size, tree.root)


def _refuse_unsound(copied: Path, where: str) -> None:
    """Raises UnsoundError for a copy, byte for byte, that is not what was recorded."""
    copy = SqliteFile(copied, busy_timeout_ms=0)
    try:
        open_schema(copy, create=False)
        problems = [one for one in verify(copy).problems if one.kind not in AS_RECORDED]
    finally:
        copy.close()
    if problems:
        raise UnsoundError(
            f"{where}: {problems[0].message}; nothing is backed up, tracker verify lists what is "
            "wrong; a damaged ledger is kept by copying its file while nobody writes"
        )


def _head_of(database: SqliteFile) -> Head:
    try:
        with database.reading() as connection:
            _, tree = last_tree(connection)
    finally:
        database.close()
    return Head(tree.size, tree.root)


@contextmanager
def _new_file(path: Path) -> Iterator[Path]:
    """A file beside the one that is wanted, which takes its name when all went well."""
    unfinished = path.parent / f".{path.name[:_LONGEST_NAME]}.{uuid4().hex[:8]}"
    with _disk_in_our_words(path):
        if path.exists():
            raise _taken(path)
        refuse_no_folder(path, "make it first, or name another")
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    try:
        with _disk_in_our_words(path):
            yield unfinished
            _flushed(unfinished)
            _give_name(unfinished, path)
            _flushed(path.parent)
    finally:
        unfinished.unlink(missing_ok=True)


def _give_name(unfinished: Path, path: Path) -> None:
    """Raises OptionError where somebody else has taken the name meanwhile."""
    try:
        path.hardlink_to(unfinished)
    except FileExistsError:
        raise _taken(path) from None
    except OSError:  # A file system without hard links.
        _take_name(path)
        unfinished.replace(path)


def _take_name(path: Path) -> None:
    """Raises OptionError where somebody else has it."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        raise _taken(path) from None


def _taken(path: Path) -> OptionError:
    return OptionError(f"{path} is there already; name another file")


@contextmanager
def _disk_in_our_words(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise StorageError(f"{path}: {reason}; name another place") from problem


def _flushed(path: Path) -> None:
    """Waits until a file, or what a directory lists, is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
