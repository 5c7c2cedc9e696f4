"""Files that are ours, files that are not, and places that cannot be used."""

import os
import sqlite3
from pathlib import Path

import pytest

from tests.ledger.builders import INCIDENT, a_claim, a_ledger, record, tampered
from tracker.errors import NotFoundError, OptionError, StorageError, UnsoundError
from tracker.ledger import Ledger
from tracker.ledger.schema import APPLICATION_ID
from tracker.ledger.sqlite_file import MOST_PAGES_HELD, SqliteFile, wal_is_safe


def file_of(ledger: Ledger) -> SqliteFile:
    assert isinstance(ledger._database, SqliteFile)
    return ledger._database


def test_a_ledger_is_made_on_first_use_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"

    Ledger.open(path).close()

    assert path.stat().st_mode & 0o777 == 0o600


def test_an_empty_file_that_becomes_a_ledger_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    path.touch(0o644)
    path.chmod(0o644)

    Ledger.open(path).close()

    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o640)
    Ledger.open(path).close()
    assert path.stat().st_mode & 0o777 == 0o640


def test_an_empty_file_of_somebody_else_keeps_its_mode(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "ledger.db"
    path.touch()
    path.chmod(0o660)
    monkeypatch.setattr(os, "geteuid", lambda: path.stat().st_uid + 1)

    Ledger.open(path).close()

    assert path.stat().st_mode & 0o777 == 0o660


@pytest.mark.parametrize("create", [True, False])
def test_a_pipe_is_no_place_for_a_ledger(tmp_path: Path, create: bool) -> None:
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(StorageError, match="is a pipe or a device"):
        Ledger.open(tmp_path / "pipe", create=create)


def test_a_mistyped_path_makes_no_directories(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="no directory"):
        Ledger.open(tmp_path / "a" / "b" / "ledger.db")

    assert not (tmp_path / "a").exists()


def test_what_was_recorded_is_there_when_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    ledger = a_ledger(a_claim(1), where=path)
    head = ledger.head()
    ledger.close()

    again = Ledger.open(f"sqlite:///{path}", create=False)

    assert again.where == str(path)
    assert again.head() == head
    assert again.snapshot(INCIDENT.slug).claims[0].figure.low == 1
    record(again, a_claim(2))
    assert again.verify().ok
    again.close()


def test_a_missing_ledger_is_not_found_unless_it_is_to_be_made(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="no ledger"):
        Ledger.open(tmp_path / "none.db", create=False)

    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_is_a_ledger_to_be(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()

    with pytest.raises(NotFoundError):
        Ledger.open(path, create=False)
    ledger = Ledger.open(path)

    assert ledger.head().size == 0
    ledger.close()


@pytest.mark.parametrize("content", [b"incident,source\n" * 100, b"\0" * 4096, b"xx"])
def test_a_file_that_is_no_database_is_refused_and_left_alone(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "claims.csv"
    path.write_bytes(content)

    with pytest.raises(UnsoundError, match="not a ledger"):
        Ledger.open(path)

    assert path.read_bytes() == content


def test_somebody_elses_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE bookmarks (url)")
    connection.close()
    content = path.read_bytes()

    with pytest.raises(UnsoundError, match="somebody else's database"):
        Ledger.open(path)

    assert path.read_bytes() == content


def test_a_ledger_of_a_newer_version_is_refused_with_advice(tmp_path: Path) -> None:
    path = tmp_path / "newer.db"
    a_ledger(where=path).close()
    tampered(path, "PRAGMA user_version = 2", guards=True)

    with pytest.raises(UnsoundError, match=r"newer version.*update casualty-tracker"):
        Ledger.open(path)


def test_a_ledger_without_its_guards_takes_nothing_more(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    a_ledger(where=path).close()
    tampered(path, "DROP TRIGGER claim_no_update", guards=True)
    ledger = Ledger.open(path)

    with pytest.raises(UnsoundError, match="missing or altered"):
        record(ledger, a_claim(1))

    assert ledger.head().size == 4
    ledger.close()


def test_a_ledger_with_entries_outside_any_batch_takes_nothing_more(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    a_ledger(where=path).close()
    tampered(
        path,
        "INSERT INTO entry VALUES (5, 9000000000000000000, '', 1, 'claim', x'', x'')",
        guards=True,
    )
    ledger = Ledger.open(path)

    with pytest.raises(UnsoundError, match="5 entries, but the last batch speaks of 4"):
        record(ledger, a_claim(1))
    assert ledger.head().size == 4
    ledger.close()


@pytest.mark.parametrize(
    "where",
    ["postgresql+asyncpg://localhost/x", "postgresql://host:port/x", "mysql://x", "", "a\0b"],
)
def test_other_places_are_refused(where: str) -> None:
    with pytest.raises(OptionError):
        Ledger.open(where)


def test_a_directory_is_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="is a directory"):
        Ledger.open(tmp_path)


def test_a_file_in_the_way_of_a_directory_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(StorageError):
        Ledger.open(tmp_path / "file" / "ledger.db")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_directory_that_cannot_be_written_to_is_reported(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)

    with pytest.raises(StorageError, match="choose another place"):
        Ledger.open(tmp_path / "ledger.db")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_ledger_can_be_read_and_verified_but_not_written(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    a_ledger(a_claim(1), where=path).close()
    path.chmod(0o400)
    tmp_path.chmod(0o500)
    ledger = Ledger.open(path)

    with pytest.raises(StorageError, match="cannot be written to"):
        record(ledger, a_claim(2))
    assert ledger.head().size == 5
    assert ledger.verify().ok
    ledger.close()


def test_a_full_disk_is_reported_and_leaves_the_ledger_whole(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    ledger = a_ledger(a_claim(1), where=path)
    head = ledger.head()
    with file_of(ledger).unbegun() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 5}").fetchall()

    with pytest.raises(StorageError, match="disk is full"):
        record(ledger, *(a_claim(number, note="x" * 900) for number in range(100, 200)))
    assert ledger.head() == head
    assert ledger.verify().ok

    with file_of(ledger).unbegun() as connection:
        connection.execute("PRAGMA max_page_count = 1000000").fetchall()
    record(ledger, a_claim(2))
    assert ledger.head().size == 6
    ledger.close()


def test_a_ledger_bears_our_mark_and_a_safe_journal(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    a_ledger(where=path).close()
    connection = sqlite3.connect(path)

    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    journal = "wal" if wal_is_safe(sqlite3.sqlite_version_info) else "delete"
    assert connection.execute("PRAGMA journal_mode").fetchone() == (journal,)
    connection.close()


@pytest.mark.skipif(wal_is_safe(sqlite3.sqlite_version_info), reason="this SQLite is mended")
def test_an_affected_sqlite_leaves_the_write_ahead_log(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    a_ledger(where=path).close()
    tampered(path, "PRAGMA journal_mode = WAL", guards=True)

    Ledger.open(path).close()

    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    connection.close()


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 52, 0), True),
    ],
)
def test_the_log_is_used_on_mended_versions_only(version: tuple[int, ...], safe: bool) -> None:
    assert wal_is_safe(version) is safe


def test_connections_are_set_up_as_correctness_demands(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path / "ledger.db", busy_timeout_ms=1234)
    settings = {"foreign_keys": 1, "recursive_triggers": 1, "synchronous": 3, "busy_timeout": 1234}

    with file_of(ledger).reading() as connection:
        found = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in settings}
        assert connection.isolation_level is None

    assert found == settings
    ledger.close()


def test_a_schema_so_damaged_that_its_complaint_is_no_text_is_refused(tmp_path: Path) -> None:
    """SQLite quotes the damage; the driver then fails to decode it instead of passing it on."""
    path = tmp_path / "ledger.db"
    a_ledger(where=path).close()
    damaged = path.read_bytes().replace(b"claim_no_update BEFORE", b"claim_no_update \xff\xfeFORE")
    path.write_bytes(damaged)

    with pytest.raises(UnsoundError, match="the ledger is damaged"):
        Ledger.open(path)


def test_a_text_of_the_callers_that_cannot_be_decoded_is_no_damage_of_the_ledger() -> None:
    ledger = Ledger.open(":memory:")

    with pytest.raises(UnicodeDecodeError), ledger.writing():
        b"\xff".decode()
    ledger.close()


def test_a_transaction_beyond_its_share_of_memory_goes_to_the_disk(tmp_path: Path) -> None:
    """SQLite takes a limit that is a multiple of 256 for "off": then it never would."""
    database = SqliteFile(tmp_path / "ledger.db", busy_timeout_ms=100)

    with database.unbegun() as connection:
        limit = connection.execute("PRAGMA cache_spill").fetchone()

    database.close()
    assert limit == (MOST_PAGES_HELD,)
