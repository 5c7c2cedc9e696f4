"""Where a ledger is kept: a file, memory, or a server."""

import os
from os import PathLike
from pathlib import Path

from tracker.errors import NotFoundError, OptionError, StorageError, shown

MEMORY = ":memory:"
HOW_ONE_BEGINS = "the first tracker import or tracker incident add makes one"
"""Said where there is no ledger yet."""
_URL = "sqlite:///"


def place_named(where: object) -> str:
    """A place as a text. Raises OptionError for what is neither a text nor a path, as what an
    environment gives for a name that is not set: it would become a file called None."""
    if not isinstance(where, str | PathLike):
        raise OptionError(f"{shown(str(where))} is no place for a ledger; name a file")
    return str(where)


def is_server(where: str | Path) -> bool:
    """Whether a place is the address of a database server."""
    return str(where).lower().startswith(("postgresql:", "postgresql+", "postgres:"))


def shown_place(where: str) -> str:
    """A place as it may be shown: an address with *** for its password."""
    if not is_server(where):
        return where
    from tracker.ledger.postgres.address import server_url, shown_url  # noqa: PLC0415 - sqlalchemy

    return shown_url(server_url(where))


def server_name(where: str) -> str:
    """One name for the database at an address, however it is written and whoever logs in."""
    from tracker.ledger.postgres.address import (  # noqa: PLC0415 - sqlalchemy
        database_name,
        server_url,
    )

    return database_name(server_url(where))


def file_of(where: str | Path) -> Path | None:
    """The file a path or `sqlite:///` URL names; None for a ledger in memory.

    Raises OptionError for what is neither.
    """
    text = place_named(where)
    if text in (MEMORY, "sqlite://", _URL + MEMORY):
        return None
    if text.startswith(_URL):
        text = text.removeprefix(_URL)
    elif "://" in text:
        scheme = text.split("://")[0]  # What follows may hold a password.
        raise OptionError(
            f"{shown(scheme)} is no place for a ledger; name a file or postgresql+psycopg://…"
        )
    if not text.strip() or "\0" in text or not _is_encodable(text):
        raise OptionError(f"{shown(text)} is no place for a ledger; name a file")
    return Path(text).expanduser()


def _is_encodable(text: str) -> bool:
    """False for half a character, which the system gives no name a file has."""
    try:
        os.fsencode(text)
    except UnicodeEncodeError:
        return False
    return True


def prepare_file(path: Path, *, create: bool) -> None:
    """Sees that the file is there, made for its owner alone where it was missing or empty.

    An empty file of somebody else keeps its mode: only its owner can change it. Raises
    NotFoundError when it is missing and not to be created, or its directory is missing: a
    mistyped path must not become a new ledger. StorageError when the place cannot be used.
    """
    try:
        if path.is_dir():
            raise StorageError(f"{path} is a directory; name a file in it")
        if path.exists():
            if not path.is_file():
                raise StorageError(f"{path} is a pipe or a device; a ledger needs a plain file")
            if create:
                _close_to_others(path)
            return
        if not create:
            raise NotFoundError("ledger", str(path), advice=HOW_ONE_BEGINS)
        refuse_no_folder(path, "make it first, or name another place with --db")
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise StorageError(f"{path}: {reason}; choose another place with --db") from problem


def _close_to_others(path: Path) -> None:
    """A file of ours that is to become a ledger, made its owner's alone."""
    found = path.stat()
    if os.name == "posix" and found.st_size == 0 and found.st_uid == os.geteuid():
        path.chmod(0o600)


def refuse_no_folder(path: Path, advice: str) -> None:
    """Raises NotFoundError where the folder of a file that is to be made is not there."""
    if not path.parent.exists():
        raise NotFoundError("directory", str(path.parent), advice=advice)
