"""Which ledger a command speaks of, and opening it."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.options import DB_KEY, WAIT_KEY

if TYPE_CHECKING:
    from tracker.ledger import Ledger

SCRATCH = ":memory:"
"""A ledger that is gone when it is closed."""


def place() -> str:
    """Path or URL of the ledger: `--db`, else TRACKER_DB, else the user's one file."""
    given = click.get_current_context().meta.get(DB_KEY)
    return str(given) if given else str(_own_folder() / "ledger.db")


def _own_folder(*, make: bool = False) -> Path:
    """The user's data directory, which is the only one that is made where it is missing."""
    from platformdirs import user_data_path  # noqa: PLC0415 - not needed where --db is given

    return user_data_path("casualty-tracker", appauthor=False, ensure_exists=make)


@contextmanager
def opened(*, create: bool = False, dry_run: bool = False) -> Iterator["Ledger"]:
    """The ledger, closed again at the end.

    Only a command that records something may `create` it; a dry run on a ledger that does
    not exist yet is done in memory, and one made for what was then refused is removed again.
    Raises NotFoundError where there is none.
    """
    from tracker.ledger import Ledger  # noqa: PLC0415 - sqlmodel takes most of a second
    from tracker.ledger.location import file_of, is_server  # noqa: PLC0415
    from tracker.ledger.unmaking import made_for  # noqa: PLC0415

    where = place()
    if create and dry_run:
        file = None if is_server(where) else file_of(where)
        if file is not None and not file.exists():
            where = SCRATCH
    elif create and Path(where).parent == _own_folder():
        _own_folder(make=True)
    with made_for(where) if create else nullcontext():
        ledger = Ledger.open(where, create=create, **waiting())
        try:
            yield ledger
        finally:
            ledger.close()


def waiting() -> dict[str, int]:
    """How long to wait for another writer, where the caller said so."""
    seconds = click.get_current_context().meta.get(WAIT_KEY)
    return {} if seconds is None else {"busy_timeout_ms": round(seconds * 1000)}
