"""Where output may go: never over the ledger, nor over what is being read."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Tracker

BAD = """\
ref,incident,source,metric,figure,asserted_at
b-1,qamishli,asayish,killed,57,2016-07-29
b-2,qamishli,asayish,killed,sevral dozen,2016-07-29
"""
BESIDE = ("", "-journal", "-wal", "-shm")


def way_to(kind: str, there: Path) -> Path:
    """Another path that leads to a file: itself, a symbolic link, a hard link, or by ".."."""
    if kind == "itself":
        return there
    if kind == "roundabout":
        return there.parent / ".." / there.parent.name / there.name
    other = there.parent / "other-name"
    if kind == "hard link":
        other.hardlink_to(there)
    else:
        other.symlink_to(there)
    return other


@pytest.mark.parametrize("kind", ["itself", "roundabout", "symbolic link", "hard link"])
@pytest.mark.parametrize("how", ["export", "refused"])
def test_no_output_takes_the_place_of_the_ledger(tracker: Tracker, kind: str, how: str) -> None:
    before = Path(tracker.db).read_bytes()
    output = str(way_to(kind, Path(tracker.db)))
    words = {
        "export": ("export", "-o", output),
        "refused": (
            *("import", tracker.file("bad.csv", BAD)),
            *("--on-error", "skip", "--refused", output),
        ),
    }[how]

    result = tracker(*words, code=2)

    assert "is the ledger" in result.stderr
    assert Path(tracker.db).read_bytes() == before


@pytest.mark.parametrize("ending", BESIDE[1:])
@pytest.mark.parametrize("made", [True, False], ids=["there", "not there"])
def test_no_output_takes_the_place_of_what_sqlite_keeps_beside_the_ledger(
    tracker: Tracker, ending: str, made: bool
) -> None:
    beside = Path(tracker.db + ending)
    if made and ending == "-shm":
        beside.write_bytes(b"")

    assert "is the ledger" in tracker("export", "-o", str(beside), code=2).stderr

    assert beside.exists() is (made and ending == "-shm")


@pytest.mark.parametrize("kind", ["itself", "symbolic link", "hard link"])
def test_refused_rows_do_not_take_the_place_of_an_input(tracker: Tracker, kind: str) -> None:
    path = tracker.file("bad.csv", BAD)
    output = str(way_to(kind, Path(path)))

    tracker("import", path, "--on-error", "skip", "--refused", output, code=2)

    assert Path(path).read_text() == BAD


@pytest.mark.skipif(sys.platform == "win32", reason="standard input has no path there")
def test_refused_rows_do_not_take_the_place_of_standard_input(tracker: Tracker) -> None:
    path = Path(tracker.file("bad.csv", BAD))
    command = [sys.executable, "-m", "tracker.cli", "--db", tracker.db, "import", "-"]

    with path.open("rb") as given:
        done = subprocess.run(
            [*command, "--on-error", "skip", "--refused", str(path)],
            stdin=given,
            capture_output=True,
            check=False,
        )

    assert done.returncode == 2
    assert path.read_text() == BAD


def test_the_ledger_is_no_file_to_import(empty: Tracker) -> None:
    empty.file("ledger.db", "")

    assert "is the ledger" in empty("import", empty.db, code=2).stderr

    assert Path(empty.db).read_bytes() == b""


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="no such device")
def test_a_device_that_takes_refused_rows_keeps_its_mode(tracker: Tracker) -> None:
    pipe = tracker.folder / "pipe"
    os.mkfifo(pipe, 0o640)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)

    tracker(
        *("import", tracker.file("bad.csv", BAD), "--on-error", "skip", "--refused", str(pipe)),
        code=1,
    )

    assert b"sevral dozen" in os.read(reading, 4_096)
    os.close(reading)
    assert pipe.stat().st_mode & 0o777 == 0o640


def test_a_refusal_names_the_output_that_was_asked_for(tracker: Tracker) -> None:
    """And not the file beside it that takes its place when it is whole."""
    output = tracker.folder / "no-such" / "out.csv"

    result = tracker("export", "-o", str(output), code=5)

    assert result.stderr == f"tracker: {output}: No such file or directory\n"


@pytest.mark.parametrize(
    "words",
    [
        ("export", "-o"),
        ("export", "--receipt"),
        ("reconcile", "-o"),
        ("checkpoint", "-o"),
        ("prove", "q-1", "-o"),
        ("import", "FILE", "--receipt"),
        ("import", "FILE", "--on-error", "skip", "--refused"),
        ("db", "backup"),
    ],
    ids=" ".join,
)
def test_a_folder_in_the_place_of_an_output_is_refused_before_anything_is_done(
    tracker: Tracker, words: tuple[str, ...]
) -> None:
    """Nothing is printed, recorded or signed for an output that cannot be written."""
    bad = tracker.file("bad.csv", BAD)
    folder = tracker.folder / "reports"
    folder.mkdir()
    before = Path(tracker.db).read_bytes()
    given = [bad if word == "FILE" else word for word in words]

    result = tracker(*given, str(folder), code=2)

    assert f"{folder} names a folder; name a file in it" in result.stderr
    assert result.stdout == ""
    assert Path(tracker.db).read_bytes() == before
    assert not (tracker.folder / "signing").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("export", "--receipt"),
        ("checkpoint", "-o"),
        ("prove", "q-1", "-o"),
        ("import", "FILE", "--on-error", "skip", "--refused"),
    ],
    ids=" ".join,
)
def test_an_output_for_which_there_is_no_folder_is_refused_before_anything_is_done(
    tracker: Tracker, words: tuple[str, ...]
) -> None:
    bad = tracker.file("bad.csv", BAD)
    before = Path(tracker.db).read_bytes()
    given = [bad if word == "FILE" else word for word in words]

    result = tracker(*given, str(tracker.folder / "no-such" / "file"), code=5)

    assert "make it first" in result.stderr
    assert result.stdout == ""
    assert Path(tracker.db).read_bytes() == before
    assert not (tracker.folder / "signing").exists()


@pytest.fixture
def signing(tracker: Tracker, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a ledger that has signed a checkpoint, kept as old.checkpoint too."""
    folder = tracker.folder / "signing"
    monkeypatch.setenv("TRACKER_SIGNING", str(folder))
    tracker("checkpoint", "-o", str(tracker.folder / "old.checkpoint"))
    return folder


@pytest.mark.parametrize("words", [("checkpoint",), ("prove", "q-1"), ("export",)], ids=" ".join)
def test_no_output_takes_the_place_of_the_ledger_or_of_what_it_signs_by(
    tracker: Tracker, signing: Path, words: tuple[str, ...]
) -> None:
    own = [Path(tracker.db), *(path for path in signing.rglob("*") if path.is_file())]
    before = [path.read_bytes() for path in own]

    for path in own:
        assert "name another file" in tracker(*words, "-o", str(path), code=2).stderr

    assert len(own) == 4
    assert [path.read_bytes() for path in own] == before


def test_a_proof_does_not_take_the_place_of_the_checkpoint_it_starts_from(
    tracker: Tracker, signing: Path
) -> None:
    old = tracker.folder / "old.checkpoint"
    before = old.read_bytes()

    told = tracker("prove", "--from", str(old), "-o", str(old), code=2).stderr

    assert "--output and --from are one file" in told
    assert old.read_bytes() == before
    assert signing.exists()


@pytest.mark.parametrize("receipt", ["ledger.db", "out.csv", "-", ""])
def test_a_receipt_takes_the_place_of_nothing_else(tracker: Tracker, receipt: str) -> None:
    output = str(tracker.folder / "out.csv")
    before = Path(tracker.db).read_bytes()
    path = receipt if receipt in ("-", "") else str(tracker.folder / receipt)

    tracker("export", "-o", output, "--receipt", path, code=2)

    assert Path(tracker.db).read_bytes() == before
    assert not Path(output).exists()


def test_refused_rows_do_not_take_the_place_of_the_policy(tracker: Tracker) -> None:
    rule = 'name = "house"\ndated = "2026-11-24"\nsource = "page 4"\n[floors]\ndozens = 30\n'
    policy = tracker.file("house.toml", rule)
    path = tracker.file("bad.csv", BAD)

    told = tracker(
        *("import", path, "--policy", policy, "--on-error", "skip", "--refused", policy), code=2
    ).stderr

    assert "--refused and --policy are one file" in told
    assert Path(policy).read_text() == rule
