"""How runs end: one sentence on stderr and a code that scripts can rely on."""

import errno
import os
import sqlite3
import sys
from pathlib import Path
from threading import Timer
from time import monotonic

import click
import pytest

from tests import forks
from tests.cli.conftest import Tracker
from tracker.cli.endings import run_to_end
from tracker.errors import (
    BusyError,
    ClaimError,
    NotFoundError,
    OptionError,
    StorageError,
    TrackerError,
    UnsoundError,
)
from tracker.ledger import Ledger
from tracker.ledger.ledger import BUSY_TIMEOUT_MS


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (ClaimError("makes no sense"), 1, "tracker: makes no sense\n"),
        (OptionError("do not go together"), 2, "tracker: do not go together\n"),
        (click.UsageError("no such option"), 2, "tracker: no such option\n"),
        (BusyError("x.db", 30), 3, "tracker: x.db: another program"),
        (UnsoundError("not one of ours"), 4, "tracker: not one of ours\n"),
        (NotFoundError("incident", "paris"), 5, "tracker: no incident 'paris'\n"),
        (StorageError("the disk is full"), 6, "tracker: the disk is full\n"),
        (FileNotFoundError(errno.ENOENT, "No such file", "a.csv"), 5, "tracker: a.csv: No such"),
        (PermissionError(errno.EACCES, "Permission denied", "a"), 6, "tracker: a: Permission"),
        (MemoryError(), 6, "tracker: there is not enough memory for this\n"),
        (KeyboardInterrupt(), 130, "tracker: interrupted\n"),
        (KeyboardInterrupt("interrupted; all is kept"), 130, "tracker: interrupted; all is kept"),
    ],
)
def test_each_refusal_has_its_sentence_and_its_code(
    error: BaseException, code: int, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> None:
        raise error

    with pytest.raises(SystemExit) as ended:
        run_to_end(fail)

    assert ended.value.code == code
    assert capsys.readouterr().err.startswith(told)


def test_a_mistake_of_ours_is_not_dressed_up_as_a_refusal() -> None:
    def fail() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run_to_end(fail)


def test_control_characters_of_a_refused_text_do_not_reach_the_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail() -> None:
        raise TrackerError("no file '\x1b[2J\u202e.csv'")

    with pytest.raises(SystemExit):
        run_to_end(fail)

    assert capsys.readouterr().err == "tracker: no file '␛[2J⟨RLO⟩.csv'\n"


def test_a_mistyped_command_is_answered_with_the_near_one(empty: Tracker) -> None:
    result = empty("shwo", code=2)

    assert result.stderr.startswith("tracker: no command 'shwo'; did you mean show?")
    assert result.stdout == ""


def test_a_mistyped_incident_is_answered_with_the_near_one(tracker: Tracker) -> None:
    result = tracker("show", "qamishl", code=5)

    assert result.stderr == "tracker: no incident 'qamishl'; did you mean qamishli?\n"
    assert result.stdout == ""


def test_a_ledger_that_does_not_exist_is_not_made_by_looking_at_it(empty: Tracker) -> None:
    result = empty("incidents", code=5)

    assert result.stderr.startswith("tracker: no ledger '")
    assert not Path(empty.db).exists()


def test_a_file_that_is_no_ledger_is_not_ours(empty: Tracker) -> None:
    empty.file("ledger.db", "not a database, but long enough to be looked at twice")

    assert empty("incidents", code=4).stdout == ""


def test_the_ledger_may_be_named_after_the_command(tracker: Tracker, tmp_path: Path) -> None:
    before = tracker("incidents", "--json").stdout

    elsewhere = Tracker(tmp_path / "nowhere")

    assert elsewhere("incidents", "--json", "--db", tracker.db).stdout == before


def test_the_ledger_may_be_named_by_the_environment(
    tracker: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    from click.testing import CliRunner

    from tracker.cli.root import root

    monkeypatch.setenv("TRACKER_DB", tracker.db)

    assert "qamishli" in CliRunner().invoke(root, ["incidents"]).stdout


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of another kind")
def test_a_reader_that_hangs_up_is_left_in_peace(tracker: Tracker) -> None:
    rows = "".join(f"q-x{n},qamishli,asayish,killed,{n},2016-07-29\n" for n in range(3_000))
    tracker(
        "import", tracker.file("m.csv", f"ref,incident,source,metric,figure,asserted_at\n{rows}")
    )
    reading, writing = os.pipe()
    os.close(reading)
    environment = {**os.environ, "TRACKER_DB": tracker.db}

    with forks.waiting(stdout=writing) as waiting:
        found = [
            waiting.run(words, environment, tracker.folder)
            for words in (["export"], ["claims", "qamishli"], ["claims", "qamishli", "--json"])
        ]

    os.close(writing)
    assert [(done.code, done.stderr) for done in found] == [(141, "")] * 3


def test_a_busy_ledger_is_waited_for_and_then_says_so_with_code_3(tracker: Tracker) -> None:
    add = ["add", "qamishli", "--source", "asayish", "--killed", "48"]
    writing = sqlite3.connect(tracker.db, isolation_level=None)
    writing.execute("BEGIN IMMEDIATE")
    began = monotonic()

    result = tracker("--wait", "0.3", *add, code=3)

    assert 0.3 <= monotonic() - began < 20
    assert result.stderr == (
        f"tracker: {tracker.db}: another program has been writing for 0.3 seconds; "
        "nothing was recorded, try again when it is done\n"
    )
    assert result.stdout == ""
    tracker("show", "qamishli")
    writing.execute("ROLLBACK")
    writing.close()
    tracker("--wait", "0", *add)


def test_a_writer_waits_half_a_minute_unless_told_otherwise(tracker: Tracker) -> None:
    assert "Default: 30." in tracker("--help").stdout
    assert BUSY_TIMEOUT_MS == 30_000
    ledger = Ledger.open(tracker.db)
    with ledger._database.reading() as connection:
        assert connection.execute("PRAGMA busy_timeout").fetchone() == (BUSY_TIMEOUT_MS,)
    ledger.close()


def test_a_writer_that_ends_in_time_is_waited_for(tracker: Tracker) -> None:
    writing = sqlite3.connect(tracker.db, isolation_level=None, check_same_thread=False)
    writing.execute("BEGIN EXCLUSIVE")
    Timer(0.3, lambda: writing.execute("ROLLBACK")).start()

    assert tracker.json("verify")["ok"]

    writing.close()


@pytest.mark.parametrize("words", [("--db", "", "incidents"), ("incidents", "--db", " ")])
def test_an_empty_place_is_not_the_ledger_of_the_user(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from click.testing import CliRunner

    from tracker.cli.root import root

    monkeypatch.delenv("TRACKER_DB", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    result = CliRunner().invoke(root, list(words))

    assert result.exit_code == 2
    assert "--db is empty" in result.stderr
    assert result.stdout == ""


def test_a_ledger_is_not_made_in_a_folder_that_is_not_there(empty: Tracker, tmp_path: Path) -> None:
    elsewhere = Tracker(tmp_path / "no" / "such")

    result = elsewhere("incident", "add", "paris", code=5)

    assert "no directory" in result.stderr
    assert "make it first" in result.stderr
    assert not (tmp_path / "no").exists()


def test_the_folder_of_the_users_own_ledger_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from click.testing import CliRunner

    from tracker.cli.root import root

    monkeypatch.delenv("TRACKER_DB", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path))

    looked = CliRunner().invoke(root, ["incidents"])
    made = CliRunner().invoke(root, ["incident", "add", "paris"])

    assert looked.exit_code == 5
    assert "incident add makes one" in looked.stderr
    assert made.exit_code == 0, made.output
    assert list(tmp_path.rglob("ledger.db"))


@pytest.mark.parametrize(
    "words", [("checkpoint", "--output"), ("db", "backup"), ("db", "copy", ":memory:")]
)
def test_the_root_of_all_folders_is_no_file(words: tuple[str, ...], tmp_path: Path) -> None:
    from click.testing import CliRunner

    from tracker.cli.root import root

    db = str(tmp_path / "ledger.db")
    given = [db if word == ":memory:" else word for word in words]
    made = CliRunner().invoke(root, ["--db", db, "incident", "add", "paris"])

    signing = {"TRACKER_SIGNING": str(tmp_path / "signing")}
    told = CliRunner().invoke(root, ["--db", db, *given, "/"], env=signing)

    assert made.exit_code == 0
    assert isinstance(told.exception, SystemExit), told.exception
    assert "/" in told.stderr
    assert told.exit_code in (2, 6)
