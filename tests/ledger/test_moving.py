"""Copies from place to place, and backups, with the entries as they are."""

import errno
import fcntl
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

import pytest

from tests.ledger.builders import INCIDENT, a_claim, a_ledger, a_void, record, tampered
from tests.places import PLACES
from tests.servers import Server
from tracker.errors import BusyError, NotFoundError, OptionError, StorageError, UnsoundError
from tracker.ledger import Head, Ledger, moving, new_file, seal
from tracker.ledger.copying import copy_entries, rows_worked_out
from tracker.ledger.moving import back_up, back_up_ledger, copy_ledger
from tracker.ledger.names import TABLES, columns_of
from tracker.ledger.schema import open_schema
from tracker.ledger.sqlite_file import SqliteFile

pytestmark = pytest.mark.usefixtures("each_database")
ROOT = Path(__file__).parents[2]
CLAIMS = (a_claim(1), a_claim(2, note="عدد القتلى\t\\N\n'"), a_void(seal(a_claim(1)).id))


def contents(ledger: Ledger) -> dict[str, list[object]]:
    """Every row of every table."""
    with ledger._database.reading() as connection:
        return {
            table: connection.execute(
                f"SELECT {', '.join(columns_of(table))} FROM {table} ORDER BY 1"
            ).fetchall()
            for table in TABLES
        }


@pytest.fixture
def where(tmp_path: Path) -> str:
    """A ledger of seven entries in two batches."""
    where = PLACES.shared(tmp_path)
    a_ledger(*CLAIMS, where=where)
    return where


def test_a_ledger_copied_there_and_back_is_the_same(
    where: str, tmp_path: Path, server: Server
) -> None:
    elsewhere, back = server.a_ledger(), tmp_path / "back.db"
    original = PLACES.open(where)

    there = copy_ledger(where, server.as_admin(elsewhere))
    again = copy_ledger(server.as_app(elsewhere), back)

    copies = [PLACES.open(server.as_app(elsewhere)), PLACES.open(back)]
    assert there == again == original.head()
    for copy in copies:
        assert copy.verify().problems == ()
        assert contents(copy) == contents(original)
        record(copy, a_claim(77))
        assert copy.verify().problems == ()
    assert copies[0].head().size == copies[1].head().size == 8
    assert back.stat().st_mode & 0o777 == 0o600


def test_a_copy_goes_by_pages(where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.ledger.copying.PAGE", 2)

    copy_ledger(where, tmp_path / "copy.db")

    assert contents(PLACES.open(tmp_path / "copy.db")) == contents(PLACES.open(where))


def test_an_empty_ledger_can_be_copied(tmp_path: Path) -> None:
    where = PLACES.shared(tmp_path)
    PLACES.open(where)

    assert copy_ledger(where, tmp_path / "copy.db").size == 0
    assert PLACES.open(tmp_path / "copy.db", create=False).head().size == 0


def test_nothing_is_copied_over_what_is_there(where: str, tmp_path: Path, server: Server) -> None:
    other = PLACES.open(tmp_path / "other.db")
    before = other.head()
    filled = server.a_ledger()
    copy_ledger(where, server.as_admin(filled))

    with pytest.raises(OptionError, match="there already"):
        copy_ledger(where, tmp_path / "other.db")
    with pytest.raises(OptionError, match="holds 7 entries already"):
        copy_ledger(where, server.as_admin(filled))

    assert other.head() == before


def test_the_past_is_an_administrators_work_on_a_server(
    where: str, tmp_path: Path, server: Server
) -> None:
    name = server.a_ledger()

    with pytest.raises(StorageError, match="the server refuses this role"):
        copy_ledger(where, server.as_app(name))

    assert PLACES.open(server.as_app(name)).head().size == 0


def test_a_copy_of_nothing_or_to_nowhere_leaves_nothing(where: str, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        copy_ledger(tmp_path / "none.db", tmp_path / "copy.db")
    with pytest.raises(OptionError, match="memory"):
        copy_ledger(where, ":memory:")

    assert not (tmp_path / "copy.db").exists()


NOT_WHOLE = [
    "UPDATE entry SET recorded_us = recorded_us + 1 WHERE seq = 6",
    "UPDATE entry SET content_hash = content WHERE seq = 6",
    "DELETE FROM entry WHERE seq = 7",
    "DELETE FROM claim; DELETE FROM source; DELETE FROM incident; DELETE FROM entry",
    "DELETE FROM batch WHERE number = 1",
    "UPDATE batch SET frontier = content FROM entry WHERE entry.seq = 6",
    f"UPDATE batch SET root = '{'ab' * 32}' WHERE number = 1",
    f"UPDATE batch SET root = '{'ab' * 32}' WHERE number = 2",
    "UPDATE batch SET recorded_by = 'somebody else' WHERE number = 2",
    "UPDATE claim SET low = 90000, high = 90000, wording = '90000' WHERE seq = 5",
    "UPDATE source SET speaks_for = 'hospital' WHERE slug = 'police'",
    "DELETE FROM claim WHERE seq = 6",
]


@pytest.mark.parametrize("make", [copy_ledger, back_up_ledger])
@pytest.mark.parametrize("statement", NOT_WHOLE)
def test_a_ledger_that_is_not_whole_is_neither_copied_nor_backed_up(
    where: str, tmp_path: Path, statement: str, make: Callable[[str, Path], Head]
) -> None:
    PLACES.open(where).close()
    if PLACES.server is None:
        tampered(Path(where), *statement.split("; "))
    else:
        PLACES.server.tampered(PLACES.database(where), statement)

    with pytest.raises(UnsoundError, match="tracker verify lists what is wrong"):
        make(where, tmp_path / "copy.db")

    assert [path.name for path in tmp_path.iterdir() if "copy" in path.name] == []


def test_a_ledger_with_a_spoilt_end_is_copied_up_to_it(where: str, tmp_path: Path) -> None:
    ledger = PLACES.open(where)
    sound = ledger.head()
    record(ledger, a_claim(77))
    ledger.close()
    spoilt = (
        f"UPDATE batch SET root = '{'ab' * 32}', frontier = content FROM entry WHERE number = 3"
    )
    if PLACES.server is None:
        tampered(Path(where), spoilt)
    else:
        PLACES.server.tampered(PLACES.database(where), spoilt)

    with pytest.raises(UnsoundError):
        copy_ledger(where, tmp_path / "copy.db")
    assert copy_ledger(where, tmp_path / "copy.db", sound.size) == sound

    copy = PLACES.open(tmp_path / "copy.db", create=False)
    assert copy.head() == sound
    assert copy.verify().problems == ()
    with pytest.raises(OptionError, match=r"no batch ends at 6 entries.*before it ends at 4"):
        copy_ledger(where, tmp_path / "more.db", 6)
    with pytest.raises(OptionError, match="no batch ends at 99"):
        copy_ledger(where, tmp_path / "more.db", 99)


@pytest.mark.parametrize("size", [4, 7])
def test_a_spoilt_beginning_is_not_copied_by_size(where: str, tmp_path: Path, size: int) -> None:
    PLACES.open(where).close()
    spoilt = "UPDATE source SET speaks_for = 'hospital' WHERE slug = 'police'"
    if PLACES.server is None:
        tampered(Path(where), spoilt)
    else:
        PLACES.server.tampered(PLACES.database(where), spoilt)

    with pytest.raises(UnsoundError, match="speaks_for"):
        copy_ledger(where, tmp_path / "copy.db", size)


@pytest.mark.usefixtures("on_files")
def test_a_file_whose_guards_are_gone_is_not_backed_up(where: str, tmp_path: Path) -> None:
    tampered(Path(where), "DROP TRIGGER claim_no_update", guards=True)

    with pytest.raises(UnsoundError, match="the trigger claim_no_update is missing"):
        back_up_ledger(where, tmp_path / "copy.db")

    assert [path.name for path in tmp_path.iterdir() if "copy" in path.name] == []


def test_typed_rows_can_be_worked_out_anew(where: str, tmp_path: Path) -> None:
    original = PLACES.open(where)
    target = SqliteFile(tmp_path / "copy.db", busy_timeout_ms=0)
    open_schema(target, create=True)

    copy_entries(original._database, target, rows_worked_out)
    target.close()

    assert contents(PLACES.open(tmp_path / "copy.db")) == contents(original)


def test_a_backup_is_a_ledger_to_go_back_to(where: str, tmp_path: Path) -> None:
    ledger = PLACES.open(where)
    before, kept = ledger.head(), contents(ledger)
    (tmp_path / "backups").mkdir()

    done = back_up_ledger(where, tmp_path / "backups" / "today.db")
    record(ledger, a_claim(77))

    backup = PLACES.open(tmp_path / "backups" / "today.db", create=False)
    assert done == before == backup.head()
    assert contents(backup) == kept
    assert backup.verify().problems == ()
    assert (tmp_path / "backups" / "today.db").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (tmp_path / "backups").iterdir()] == ["today.db"]


def test_a_backup_overwrites_nothing(where: str, tmp_path: Path) -> None:
    (tmp_path / "today.db").write_text("something else")

    with pytest.raises(OptionError, match="there already"):
        back_up_ledger(where, tmp_path / "today.db")

    assert (tmp_path / "today.db").read_text() == "something else"


@pytest.mark.parametrize("has_links", [True, False])
def test_a_backup_takes_no_name_that_was_given_meanwhile(
    where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_links: bool
) -> None:
    path = tmp_path / "today.db"
    flushed = new_file._flushed
    if not has_links:
        monkeypatch.setattr(Path, "hardlink_to", _without_links)
        assert back_up_ledger(where, tmp_path / "yesterday.db") == PLACES.open(where).head()
        assert (tmp_path / "yesterday.db").stat().st_mode & 0o777 == 0o600

    def slowly(what: Path, how: int) -> None:
        path.write_text("of another program")
        flushed(what, how)

    monkeypatch.setattr(new_file, "_flushed", slowly)
    with pytest.raises(OptionError, match="there already"):
        back_up_ledger(where, path)

    assert path.read_text() == "of another program"
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []


def _without_links(path: Path, _target: Path) -> None:
    raise PermissionError(errno.EPERM, os.strerror(errno.EPERM), str(path))


def test_the_file_that_finds_no_room_is_named_by_the_name_it_was_to_have(
    where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = sqlite3.connect

    def small(path: Path) -> sqlite3.Connection:
        connection = connect(path)
        connection.execute("PRAGMA max_page_count = 3")
        return connection

    def made_small(database: SqliteFile, *, create: bool) -> None:
        open_schema(database, create=create)
        with database.unbegun() as connection:
            connection.execute("PRAGMA max_page_count = 1").fetchall()

    PLACES.open(where).close()
    monkeypatch.setattr(sqlite3, "connect", small)
    monkeypatch.setattr(moving, "open_schema", made_small)
    record(PLACES.open(where), a_claim(note="n" * 100_000))
    for make in (back_up_ledger, copy_ledger):
        with pytest.raises(StorageError, match="the disk is full") as refused:
            make(where, tmp_path / "today.db")

        assert str(refused.value).startswith(f"{tmp_path / 'today.db'}: ")
    assert [one.name for one in tmp_path.iterdir() if "today" in one.name] == []


@pytest.mark.usefixtures("on_files")
def test_a_damaged_ledger_is_named_and_not_the_backup_that_is_gone(
    where: str, tmp_path: Path
) -> None:
    PLACES.open(where).close()
    raw = Path(where).read_bytes()
    pages = [raw[at : at + 4096] for at in range(0, len(raw), 4096)]
    leaf_of_claims = next(at for at, page in enumerate(pages) if b"hospitalkilled" in page)
    pages[leaf_of_claims] = bytes(8) + pages[leaf_of_claims][8:]
    Path(where).write_bytes(b"".join(pages))

    with pytest.raises(UnsoundError) as refused:
        back_up_ledger(where, tmp_path / "today.db")

    assert "damaged" in str(refused.value)
    assert "today.db" not in str(refused.value)


@pytest.mark.usefixtures("on_files")
def test_whoever_locks_the_ledger_is_not_waited_for_without_an_end(
    where: str, tmp_path: Path
) -> None:
    source = SqliteFile(Path(where), busy_timeout_ms=50)
    with source.reading() as connection:
        connection.execute("SELECT 1 FROM entry").fetchone()
    other = sqlite3.connect(where, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")  # Between its opening and its backup.

    with pytest.raises(BusyError, match=r"for 0\.05 seconds"):
        back_up(source, tmp_path / "today.db")

    other.close()
    source.close()
    assert not (tmp_path / "today.db").exists()


def test_no_folder_is_made_for_a_backup_or_a_copy(where: str, tmp_path: Path) -> None:
    for make in (back_up_ledger, copy_ledger):
        with pytest.raises(NotFoundError, match="no directory"):
            make(where, tmp_path / "mistyped" / "today.db")

    assert not (tmp_path / "mistyped").exists()


def test_a_backup_that_cannot_be_written_leaves_nothing(where: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(StorageError, match="name another place"):
        back_up_ledger(where, tmp_path / "file" / "today.db")

    assert (tmp_path / "file").read_bytes() == b""


def test_backups_are_consistent_while_others_write(where: str, tmp_path: Path) -> None:
    ledger, writing = PLACES.open(where), PLACES.open(where)
    heads: set[Head] = {ledger.head()}
    stop = Event()

    def write() -> None:
        number = 100
        while not stop.is_set():
            record(writing, a_claim(number), a_claim(number + 1))
            heads.add(writing.head())
            number += 2

    thread = Thread(target=write)
    thread.start()
    try:
        backups = [back_up(ledger._database, tmp_path / f"{number}.db") for number in range(8)]
    finally:
        stop.set()
        thread.join()

    assert set(backups) <= heads
    assert len(set(backups)) > 1
    for number, head in enumerate(backups):
        backup = PLACES.open(tmp_path / f"{number}.db", create=False)
        assert backup.head() == head
        assert backup.verify().problems == ()
        assert len(backup.snapshot(INCIDENT.slug).claims) == head.size - 4


@pytest.mark.parametrize("make", [copy_ledger, back_up_ledger])
def test_what_killed_programs_left_of_a_copy_is_taken_away(
    where: str, tmp_path: Path, make: Callable[[str, Path], Head]
) -> None:
    left, alive, others = (tmp_path / f".today.db.0123abc{end}" for end in "def")
    elsewhere, link = tmp_path / "elsewhere", tmp_path / ".today.db.0123abc0"
    for folder in (left, alive, others, elsewhere):
        folder.mkdir()
        for name in ("unfinished.db", "unfinished.db-journal"):
            (folder / name).touch()
    (others / "of somebody else").touch()
    link.symlink_to(elsewhere)
    (tmp_path / ".today.db.mine-not").mkdir()
    lock = os.open(alive, os.O_RDONLY)
    fcntl.flock(lock, fcntl.LOCK_EX)

    make(where, tmp_path / "today.db")
    os.close(lock)

    hidden = sorted(one.name for one in tmp_path.iterdir() if "today" in one.name)
    assert hidden == sorted([alive.name, link.name, others.name, ".today.db.mine-not", "today.db"])
    assert len(list(alive.iterdir())) == len(list(elsewhere.iterdir())) == 2


@pytest.mark.usefixtures("on_files")
def test_a_backup_killed_at_the_last_moment_leaves_what_the_next_takes_away(
    where: str, tmp_path: Path
) -> None:
    PLACES.open(where).close()
    path = tmp_path / "backups" / "today.db"
    path.parent.mkdir()
    program = (
        "import os, pathlib, sys; from tracker.ledger import moving;"
        "pathlib.Path.hardlink_to = lambda *_: os.kill(os.getpid(), 9);"
        "moving.back_up_ledger(sys.argv[1], pathlib.Path(sys.argv[2]))"
    )
    done = subprocess.run([sys.executable, "-c", program, where, path], check=False, cwd=ROOT)
    (left,) = path.parent.iterdir()
    assert (done.returncode, [one.name for one in left.iterdir()]) == (-9, ["unfinished.db"])
    assert left.stat().st_mode & 0o777 == 0o700

    back_up_ledger(where, path)

    assert list(path.parent.iterdir()) == [path]


@pytest.mark.usefixtures("on_files")
def test_a_backup_bears_our_mark(where: str, tmp_path: Path) -> None:
    back_up_ledger(where, tmp_path / "today.db")

    connection = sqlite3.connect(tmp_path / "today.db")
    marks = [
        connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("application_id", "user_version")
    ]
    connection.close()
    assert marks == [0x43415354, 1]
