"""A ledger of an older format brought up to date: backed up first, all or nothing, checked.

Alembic gives the steps and their operations. Its table of versions is not used: the format
stands where it always stood, in the file's header or in the comment on the schema.
"""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from tracker.errors import OptionError, UnsoundError
from tracker.ledger.copying import rows_worked_out
from tracker.ledger.database import Check, Database, Raw
from tracker.ledger.databases import unchecked_database
from tracker.ledger.ledger import BUSY_TIMEOUT_MS, Head
from tracker.ledger.merkle import Tree
from tracker.ledger.moving import back_up
from tracker.ledger.names import TABLES
from tracker.ledger.schema import SCHEMA_VERSION, refuse_newer
from tracker.ledger.sqlite_file import SqliteFile
from tracker.ledger.view import last_tree

if TYPE_CHECKING:
    from sqlalchemy import Connection

REVISIONS = Path(__file__).parent / "revisions"
"""Where the formats' modules are."""


class Upgradable(Database, Protocol):
    """A database whose tables can be changed."""

    def upgrading(self) -> "AbstractContextManager[tuple[Connection, Raw]]":
        """One connection twice, as SQLAlchemy and as we see it: it holds the write lock, and on
        a server acts as the owner."""
        ...

    def format_found(self, connection: Raw) -> int:
        """The format of the ledger there. Raises NotFoundError or UnsoundError for none of ours."""
        ...

    def renew_guards(self, connection: Raw, version: int) -> None:
        """Makes every guard anew, and says which format the ledger has now."""
        ...


@dataclass(frozen=True, slots=True)
class Upgraded:
    """What became of a ledger's format."""

    where: str
    """Its file, or its address, the password hidden."""
    before: int
    """Its format until now."""
    after: int
    """Its format from now on; the same where there was nothing to do."""
    backup: Path | None
    """The ledger as it was; None where there was nothing to do."""


def upgrade_ledger(
    where: str | Path, backup: Path | None = None, *, busy_timeout_ms: int = BUSY_TIMEOUT_MS
) -> Upgraded:
    """Brings the ledger at a place up to the newest format.

    backup: where the ledger as it was is kept first; by default beside the file.
    busy_timeout_ms: how long to wait for whoever writes there. Raises
    OptionError for a server without one, UnsoundError for a ledger of a newer version and for
    an upgrade that would not leave everything as it was; nothing is changed then.
    """
    database = unchecked_database(where, busy_timeout_ms=busy_timeout_ms)
    try:
        return upgrade(database, backup)
    finally:
        database.close()


def upgrade(
    database: Upgradable,
    backup: Path | None = None,
    *,
    revisions: Path = REVISIONS,
    newest: int = SCHEMA_VERSION,
    checks: Sequence[Check] | None = None,
) -> Upgraded:
    """The same of an open database. The last three are for tests, which have revisions of
    their own."""
    with database.reading() as connection:
        before = database.format_found(connection)
    refuse_newer(before, newest, database.where)
    if before == newest:
        return Upgraded(database.where, before, newest, None)
    kept = backup or _beside(database, before)
    with database.upgrading() as (lent, connection):
        if database.format_found(connection) != before:  # Another program was faster.
            return Upgraded(database.where, newest, newest, None)
        was = _state(connection)
        # While nobody can write: what is kept is the ledger as it was to the last entry.
        _refuse_other(database.where, back_up(database, kept, rows_worked_out), was)
        _walk(lent, revisions, before, newest)
        database.renew_guards(connection, newest)
        _refuse_harm(database, connection, was, checks or database.checks())
    return Upgraded(database.where, before, newest, kept)


def _beside(database: Database, version: int) -> Path:
    """A free name beside the ledger's file."""
    if not isinstance(database, SqliteFile) or database.path is None:
        raise OptionError("say where the ledger as it is is kept first, as in --backup before.db")
    name = f"{database.path.name}.format-{version}"
    number, free = 1, database.path.with_name(name)
    while free.exists():
        number += 1
        free = database.path.with_name(f"{name}.{number}")
    return free


def _walk(lent: "Connection", revisions: Path, before: int, newest: int) -> None:
    """Applies every revision after a format, in order."""
    from alembic.operations import Operations  # noqa: PLC0415 - only where something is upgraded
    from alembic.runtime.migration import MigrationContext  # noqa: PLC0415

    with Operations.context(MigrationContext.configure(lent)):
        for number, module in revisions_in(revisions):
            if before < number <= newest:
                module.upgrade()


def revisions_in(folder: Path) -> Iterator[tuple[int, Any]]:
    """Number and module of every revision, oldest first."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - see above

    scripts = ScriptDirectory(str(folder), version_locations=[str(folder)])
    for script in reversed(list(scripts.walk_revisions())):
        yield int(script.revision), script.module


class _State(NamedTuple):
    """What no upgrade may change."""

    batch: int
    """Number of the last one."""
    tree: Tree
    rows: list[int]
    """Number of rows of each table."""


def _state(connection: Raw) -> _State:
    counts = [
        connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]  # noqa: S608
        for table in TABLES
    ]
    return _State(*last_tree(connection), counts)


def _refuse_other(where: str, backup: Head, was: _State) -> None:
    if backup != Head(was.tree.size, was.tree.root):
        raise UnsoundError(
            f"{where}: the backup has {backup.size} entries and the root {backup.root}, which is "
            "not what the ledger has; nothing was changed"
        )


def _refuse_harm(database: Database, connection: Raw, was: _State, checks: Sequence[Check]) -> None:
    found = [problem.message for check in checks for problem in check(connection)]
    if _state(connection) != was:
        found.insert(0, "the root or the number of rows would change")
    if found:
        raise UnsoundError(
            f"{database.where}: the upgrade would not leave the ledger as it was "
            f"({found[0]}), and nothing was changed"
        )
