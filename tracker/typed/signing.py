"""Where a ledger's signing key and its signed checkpoints are, and files given to a command."""

import os
import re
import sys
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.errors import NotFoundError, OptionError, StorageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tracker.ledger.checkpoints import Checkpoint
    from tracker.ledger.identity import HeldFile, Identity
    from tracker.ledger.keys import VerifierKey

FOLDER_VARIABLE = "TRACKER_SIGNING"
_MEMORY = (":memory:", "sqlite://", "sqlite:///:memory:")


def identity_of(where: str) -> "Identity":
    """The folder of the ledger at a path or URL: $TRACKER_SIGNING, else one of its own in the
    user's data directory. Raises OptionError for a ledger in memory."""
    from tracker.ledger.identity import Identity  # noqa: PLC0415 - not for --help

    if is_in_memory(where):
        raise OptionError("a ledger in memory is gone at the end and signs nothing; name a file")
    given = os.environ.get(FOLDER_VARIABLE)
    if given:
        return Identity(Path(given).expanduser())
    from platformdirs import user_data_path  # noqa: PLC0415 - not where the folder is given

    folder = user_data_path("casualty-tracker", appauthor=False) / "signing"
    return Identity(folder / _folder_name(where))


def is_in_memory(where: str) -> bool:
    """True for a ledger that has no place, and so no folder."""
    return where in _MEMORY


def known_keys(given: "Iterable[str]", own: "Identity | None") -> "list[VerifierKey]":
    """The verifier keys of `--key`, and the ledger's own where it has one. Raises OptionError."""
    from tracker.errors import NoteError  # noqa: PLC0415
    from tracker.ledger.keys import read_verifier_key  # noqa: PLC0415

    keys = [] if own is None else own.verifiers()
    for text in given:
        try:
            keys.append(read_verifier_key(text.strip()))
        except NoteError as problem:
            raise OptionError(f"--key: {problem}") from None
    return keys


def held_file(name: str) -> "HeldFile":
    """A file that was given, `-` for standard input. Raises NotFoundError and StorageError."""
    from tracker.ledger.identity import HeldFile, read_private  # noqa: PLC0415
    from tracker.ledger.notes import LARGEST_NOTE  # noqa: PLC0415

    if name == "-":
        return HeldFile("standard input", sys.stdin.buffer.read(LARGEST_NOTE + 1))
    if not name.strip():
        raise NotFoundError("file", name, advice="name the file, or leave the option out")
    try:
        return HeldFile(name, read_private(Path(name)))
    except (FileNotFoundError, ValueError):  # ValueError: no system has such a name.
        raise NotFoundError("file", name) from None
    except OSError as problem:
        raise StorageError(f"{name}: {problem.strerror or problem}") from problem


def held_checkpoint(name: str) -> "Checkpoint":
    """The checkpoint in a file. Raises NoteError naming the file where it holds none."""
    from tracker.errors import NoteError  # noqa: PLC0415
    from tracker.ledger.checkpoints import read_checkpoint  # noqa: PLC0415

    file = held_file(name)
    try:
        return read_checkpoint(file.raw)
    except NoteError as problem:
        raise NoteError(f"{file.name} is no checkpoint: {problem}") from None


def _folder_name(where: str) -> str:
    """The same for every way to write one place, and without its password."""
    from tracker.ledger.location import is_server, server_name  # noqa: PLC0415 - not for --help

    if is_server(where):
        place = server_name(where)
    else:
        place = str(Path(where.removeprefix("sqlite:///")).expanduser().resolve())
    stem = re.sub(r"[^A-Za-z0-9]+", "-", Path(place).stem).strip("-")
    return f"{stem or 'ledger'}-{sha256(place.encode(errors='surrogateescape')).hexdigest()[:12]}"
