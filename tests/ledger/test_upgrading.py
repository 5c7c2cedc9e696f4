"""Ledgers of older formats, walked over revisions that only these tests have."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.ledger.builders import a_claim, a_ledger, record, tampered
from tests.places import PLACES
from tracker.errors import BusyError, NotFoundError, OptionError, UnsoundError
from tracker.ledger import Head
from tracker.ledger.database import Check, Raw
from tracker.ledger.databases import unchecked_database
from tracker.ledger.names import TABLES
from tracker.ledger.problem import Problem
from tracker.ledger.schema import SCHEMA_VERSION, refuse_version
from tracker.ledger.upgrading import (
    REVISIONS,
    Upgradable,
    Upgraded,
    revisions_in,
    upgrade,
    upgrade_ledger,
)

pytestmark = pytest.mark.usefixtures("each_database")
OF_TESTS = Path(__file__).parent / "revisions"


@pytest.fixture
def where(tmp_path: Path) -> str:
    """A ledger of six entries in two batches, as an administrator names it."""
    where = PLACES.fresh(tmp_path)
    a_ledger(a_claim(1), a_claim(2), where=where)
    return PLACES.for_admin(where)


def guards_only(database: Upgradable) -> tuple[Check, ...]:
    """The checks that know nothing of the tables' shape, which is that of the first format."""
    return tuple(check for check in database.checks() if check.__name__ != "schema_problems")


def upgraded(where: str, backup: Path | None, newest: int = 3, **other: Any) -> Upgraded:
    database = unchecked_database(where, busy_timeout_ms=1_000)
    try:
        given = {"revisions": OF_TESTS, "checks": guards_only(database), **other}
        return upgrade(database, backup, newest=newest, **given)
    finally:
        database.close()


def rows(where: str, query: str) -> list[Any]:
    database = unchecked_database(where, busy_timeout_ms=1_000)
    with database.reading() as connection:
        found = connection.execute(query).fetchall()
    database.close()
    return found


def everything(where: str) -> list[list[Any]]:
    return [rows(where, f"SELECT * FROM {table} ORDER BY 1") for table in TABLES]


def head_of(where: str) -> Head:
    size, root = rows(where, "SELECT size, root FROM batch ORDER BY number DESC LIMIT 1")[0]
    return Head(size, root)


def guard_problems(where: str) -> list[str]:
    database = unchecked_database(where, busy_timeout_ms=1_000)
    with database.reading() as connection:
        found = [one for check in guards_only(database) for one in check(connection)]
    found += list(database.guard_problems())
    database.close()
    return [problem.message for problem in found]


def test_each_revision_keeps_the_guards_the_rows_and_the_root(where: str, tmp_path: Path) -> None:
    before, root = everything(where), head_of(where)

    for newest in (2, 3):
        done = upgraded(where, tmp_path / f"before-{newest}.db", newest=newest)

        assert (done.before, done.after) == (newest - 1, newest)
        assert head_of(where) == root
        assert guard_problems(where) == []
    assert rows(where, "SELECT seq, weight FROM claim") == [(5, 1), (6, 1)]
    for new, old in zip(everything(where), before, strict=True):
        assert [row[: len(old[0])] for row in new] == old


def test_the_ledger_as_it_was_is_kept_first(where: str, tmp_path: Path) -> None:
    root = head_of(where)

    done = upgraded(where, tmp_path / "before.db")

    assert done.backup == tmp_path / "before.db"
    backup = PLACES.open(done.backup, create=False)
    assert backup.head() == root
    assert backup.verify().problems == ()


DAMAGE = {
    "a content": "UPDATE entry SET content = CAST('{}' AS {blob}) WHERE seq = 5",
    "a hash": "UPDATE entry SET content_hash = CAST('x' AS {blob}) WHERE seq = 6",
    "a moment": "UPDATE entry SET recorded_us = recorded_us + 1 WHERE seq = 6",
    "a root": "UPDATE batch SET root = 'x' WHERE number = 2",
    "an entry": "DELETE FROM claim WHERE seq = 6; DELETE FROM entry WHERE seq = 6",
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_ledger_that_no_backup_can_hold_is_not_upgraded(
    where: str, tmp_path: Path, damage: str
) -> None:
    blob = "bytea" if PLACES.on_server else "blob"
    for statement in DAMAGE[damage].replace("{blob}", blob).split("; "):
        if PLACES.server is not None:
            PLACES.server.tampered(PLACES.database(where), statement)
        else:
            tampered(Path(where), statement)
    before = everything(where)

    with pytest.raises(UnsoundError, match=r"not give (its|the) (root|hash)|did not write"):
        upgraded(where, tmp_path / "before.db")

    assert everything(where) == before
    assert not (tmp_path / "before.db").exists()


@pytest.mark.usefixtures("on_files")
@pytest.mark.parametrize("content", ["'x'", "5"])
def test_a_content_that_is_no_bytes_is_no_backup_of_what_was_hashed(
    where: str, tmp_path: Path, content: str
) -> None:
    tampered(Path(where), f"UPDATE entry SET content = {content} WHERE seq = 5")

    with pytest.raises(UnsoundError, match="does not give the root"):
        upgraded(where, tmp_path / "before.db")


def test_who_writes_while_a_ledger_is_upgraded_waits_and_is_not_left_out_of_the_backup(
    where: str, tmp_path: Path
) -> None:
    ledger = PLACES.open(where, busy_timeout_ms=50)
    refused: list[BusyError] = []

    def write(connection: Raw) -> Iterator[Problem]:
        try:
            record(ledger, a_claim(3))
        except BusyError as busy:
            refused.append(busy)
        yield from ()

    done = upgraded(where, tmp_path / "before.db", checks=(write,))

    assert len(refused) == 1
    assert done.backup is not None
    assert PLACES.open(done.backup, create=False).head() == head_of(where)


@pytest.mark.usefixtures("on_files")
def test_a_backup_of_a_file_is_made_beside_it(where: str) -> None:
    Path(f"{where}.format-1").write_text("an older backup")

    assert upgraded(where, None).backup == Path(f"{where}.format-1.2")

    assert Path(f"{where}.format-1").read_text() == "an older backup"
    assert PLACES.open(f"{where}.format-1.2", create=False).verify().ok


def test_on_a_server_the_backup_needs_a_name(where: str) -> None:
    if not PLACES.on_server:
        assert upgraded(where, None).backup is not None
        return
    with pytest.raises(OptionError, match="--backup"):
        upgraded(where, None)
    assert "weight" not in str(rows(where, "SELECT * FROM claim LIMIT 0"))


def test_an_upgrade_that_goes_wrong_changes_nothing(where: str, tmp_path: Path) -> None:
    before = everything(where)

    def never_content(_connection: object) -> Any:
        from tracker.ledger.problem import Problem

        yield Problem("schema", None, "something is missing")

    with pytest.raises(UnsoundError, match=r"something is missing.*nothing was changed"):
        upgraded(where, tmp_path / "before.db", checks=(never_content,))

    assert everything(where) == before
    ledger = PLACES.open(where)
    record(ledger, a_claim(3))
    assert ledger.verify().problems == ()


def test_the_shape_of_the_tables_is_checked_too(where: str, tmp_path: Path) -> None:
    with pytest.raises(UnsoundError, match="or its indexes have been altered"):
        upgraded(where, tmp_path / "before.db", checks=None)

    assert PLACES.open(where).verify().problems == ()


def test_an_upgraded_ledger_is_refused_kindly_by_this_version(where: str, tmp_path: Path) -> None:
    upgraded(where, tmp_path / "before.db")

    with pytest.raises(UnsoundError, match=r"newer version.*format 3, this one knows 1.*update"):
        PLACES.open(where)
    with pytest.raises(UnsoundError, match="newer version"):
        upgrade_ledger(where)


def test_an_older_ledger_is_refused_with_the_way_out() -> None:
    with pytest.raises(UnsoundError, match=r"format 1, and .* format 2; tracker db upgrade"):
        refuse_version(1, 2, "ledger.db")


def test_the_newest_format_needs_no_upgrade(where: str, tmp_path: Path) -> None:
    done = upgrade_ledger(where, tmp_path / "before.db")

    assert (done.before, done.after, done.backup) == (SCHEMA_VERSION, SCHEMA_VERSION, None)
    assert not (tmp_path / "before.db").exists()


def test_there_is_a_revision_for_every_format() -> None:
    assert [number for number, _ in revisions_in(REVISIONS)] == list(range(1, SCHEMA_VERSION + 1))


def test_no_revision_makes_a_table_anew() -> None:
    found = [
        path.name
        for path in REVISIONS.glob("r*.py")
        if "op.batch_alter_table(" in path.read_text("utf-8")
        or "op.drop" in path.read_text("utf-8")
    ]
    assert found == []


def test_what_is_not_there_is_not_upgraded(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        upgrade_ledger(tmp_path / "none.db")
    with pytest.raises(OptionError, match="memory"):
        upgrade_ledger(":memory:")
    assert list(tmp_path.iterdir()) == []


def test_alembic_is_loaded_for_upgrades_only(where: str) -> None:
    import subprocess
    import sys

    script = (
        "import sys; from tracker.ledger import Ledger; from tracker.ledger import upgrading;"
        f"Ledger.open({where!r}).head(); upgrading.upgrade_ledger({where!r});"
        "print('alembic' in sys.modules)"
    )
    told = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )
    assert told.stdout.strip() == "False"
