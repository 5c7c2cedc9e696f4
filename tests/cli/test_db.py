"""tracker db: ledgers made, copied and backed up from the command line."""

import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import Tracker
from tests.places import PLACES
from tests.servers import Server
from tracker.ledger.postgres.names import LOCK

pytestmark = pytest.mark.usefixtures("each_database")


def test_a_backup_answers_like_the_ledger(tracker: Tracker) -> None:
    backup = tracker.folder / "today.db"
    head = tracker.json("show", "qamishli")["ledger"]

    told = tracker("db", "backup", str(backup)).stdout
    shown = tracker("show", "qamishli").stdout

    assert told.startswith(f"backed up to {backup}\nledger: {head['size']} entries, root ")
    assert head["root"] in told
    tracker.db = str(backup)
    assert tracker("show", "qamishli").stdout == shown
    assert tracker.json("verify")["ok"]


def test_json_of_a_backup_and_a_copy(tracker: Tracker) -> None:
    head = tracker.json("show", "qamishli")["ledger"]
    backup, copy = str(tracker.folder / "today.db"), str(tracker.folder / "copy.db")

    assert tracker.json("db", "backup", backup) == {"written": backup, "ledger": head}
    assert tracker.json("db", "copy", backup, copy) == {"written": copy, "ledger": head}


def test_a_ledger_goes_to_a_server_and_back(tracker: Tracker, server: Server) -> None:
    name, back = server.a_ledger(), tracker.folder / "back.db"
    exported = tracker("export", "--format", "jsonl").stdout

    told = tracker("db", "copy", tracker.db, server.as_admin(name)).output
    tracker.db = server.as_app(name)
    tracker("db", "copy", tracker.db, str(back))

    assert "***" in told or server.admin.password is None
    assert "not-a-secret" not in told
    assert tracker("export", "--format", "jsonl").stdout == exported
    tracker.db = str(back)
    assert tracker("export", "--format", "jsonl").stdout == exported


def test_what_is_there_is_not_overwritten(tracker: Tracker) -> None:
    there = tracker.file("there.db", "notes")

    assert "there already" in tracker("db", "backup", there, code=2).stderr
    assert Path(there).read_text() == "notes"


@pytest.mark.usefixtures("on_files")
@pytest.mark.parametrize("beside", ["", "-journal", "-wal", "-shm"])
def test_no_backup_or_copy_is_written_over_the_ledger_or_what_is_beside_it(
    tracker: Tracker, beside: str
) -> None:
    target = tracker.db + beside
    there = Path(target).read_bytes() if Path(target).exists() else None

    for words in (
        ("backup", target),
        ("copy", tracker.db, target),
        ("upgrade", "--backup", target),
    ):
        assert "is the ledger or part of it" in tracker("db", *words, code=2).stderr

    assert (Path(target).read_bytes() if Path(target).exists() else None) == there
    assert tracker.json("verify")["ok"]


@pytest.mark.usefixtures("on_files")
def test_whoever_writes_is_waited_for_as_long_as_was_said(tracker: Tracker) -> None:
    there = str(tracker.folder / "there.db")
    writing = sqlite3.connect(tracker.db, isolation_level=None)
    writing.execute("BEGIN EXCLUSIVE")

    for words in (("backup", there), ("copy", tracker.db, there), ("upgrade",)):
        refused = tracker("--wait", "0.05", "db", *words, code=3)
        assert "writing for 0.05 seconds" in refused.stderr

    writing.close()


def test_a_server_is_waited_for_as_long_as_was_said(tracker: Tracker, server: Server) -> None:
    name = server.a_ledger()
    with server.connected(name) as writing, writing.transaction():
        writing.execute("SELECT pg_advisory_xact_lock(%s, %s)", LOCK)
        copy = ("db", "copy", tracker.db, server.as_admin(name))
        refused = tracker("--wait", "0.05", *copy, code=3)

    assert "writing for 0.05 seconds" in refused.stderr


def test_no_backup_or_copy_is_written_over_what_the_ledger_signs_by(tracker: Tracker) -> None:
    tracker("checkpoint")
    key = tracker.folder / "signing" / "signing.key"
    before = key.read_bytes()

    for words in (("backup", str(key)), ("copy", tracker.db, str(key))):
        assert "what the ledger signs by" in tracker("db", *words, code=2).stderr

    assert key.read_bytes() == before


@pytest.mark.parametrize(
    "words", [("backup", "-"), ("copy", "DB", "-"), ("upgrade", "--backup", "-")]
)
def test_a_ledger_is_not_written_to_standard_output(
    tracker: Tracker, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tracker.folder)
    given = [tracker.db if word == "DB" else word for word in words]

    assert "write ./-" in tracker("db", *given, code=2).stderr

    assert not Path("-").exists()


@pytest.mark.usefixtures("on_files")
def test_an_empty_file_is_made_once(empty: Tracker) -> None:
    assert empty("db", "init").stdout == f"made an empty ledger: {empty.db}\n"
    assert empty("db", "init").stdout == f"there is a ledger already: {empty.db}\n"
    assert empty.json("db", "init") == {
        "ledger": empty.db,
        "made_ledger": False,
        "app_role": None,
        "made_role": False,
    }


def test_a_role_is_let_in_by_an_administrator(empty: Tracker, server: Server) -> None:
    name = server.an_empty_database()
    empty.db = server.as_admin(name)

    told = empty("db", "init", "--app-role", server.app_role).stdout

    assert told.startswith("made an empty ledger: postgresql+psycopg://")
    assert f"the role {server.app_role} may read and append, and nothing else" in told
    empty.db = server.as_app(name)
    assert empty.json("verify")["ok"]
    assert "refuses this role" in empty("db", "init", "--app-role", "x", code=6).stderr
    server.drop(name)


def test_no_command_shows_a_password(tracker: Tracker, server: Server) -> None:
    wrong = server.as_app("no_such_database")
    words = (("show", "x"), ("verify",), ("db", "backup", str(tracker.folder / "b.db")))

    for command in words:
        tracker.db = wrong
        assert "not-a-secret" not in tracker(*command, code=5).output
    assert PLACES.database(wrong) == "no_such_database"


def test_the_newest_format_needs_no_upgrade(tracker: Tracker) -> None:
    told = tracker("db", "upgrade").stdout

    assert told.endswith(" is of the newest format already (1)\n")
    answer = tracker.json("db", "upgrade", "--backup", str(tracker.folder / "before.db"))
    assert (answer["from"], answer["to"], answer["backup"]) == (1, 1, None)
    assert not (tracker.folder / "before.db").exists()
