"""Standard streams that are closed, full or read by nobody, each in a process of its own."""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests import forks
from tests.cli.conftest import Tracker
from tests.forks import Done

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a shell of another kind")
READER_GONE = 141
DATA = (
    "show qamishli",
    "show qamishli --json",
    "claims qamishli",
    "export",
    "verify",
    "methods",
    "sources --record",
    "--help",
    "show --help",
    "--version",
    "completion bash",
    "",
)


def run_each(
    tracker: Tracker, commands: Sequence[str], redirected: str, loaded: str = forks.READING
) -> dict[str, Done]:
    """Commands of a shell, with streams redirected as they stand."""
    environment = {**os.environ, "TRACKER_DB": tracker.db}
    with forks.waiting(redirected, loaded=loaded) as waiting:
        return {
            words: waiting.run(words.split(), environment, tracker.folder) for words in commands
        }


def run(tracker: Tracker, words: str, redirected: str) -> Done:
    """One such command."""
    return run_each(tracker, [words], redirected, loaded="")[words]


def test_a_closed_stdout_is_a_reader_that_is_gone(tracker: Tracker) -> None:
    for words, done in run_each(tracker, DATA, ">&-").items():
        assert "Traceback" not in done.stderr, words
        assert done.code == READER_GONE, words


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device")
def test_a_full_disk_behind_stdout_is_told(tracker: Tracker) -> None:
    for words, done in run_each(tracker, DATA, ">/dev/full").items():
        named = "" if "--help" in words else "standard output: "
        assert done.stderr.endswith(f"tracker: {named}No space left on device\n"), words
        assert "Traceback" not in done.stderr, words
        assert done.code == 6, words


@pytest.mark.parametrize(("redirected", "code"), [(">&-", READER_GONE), (">/dev/full", 6)])
def test_an_import_has_its_receipt_whoever_reads_what_it_prints(
    tracker: Tracker, redirected: str, code: int
) -> None:
    if "/dev/full" in redirected and not Path("/dev/full").exists():
        pytest.skip("no such device")
    path = tracker.file("one.csv", "incident,source,metric,figure\nqamishli,sana,killed,44\n")

    done = run(tracker, f"import {path} --json --receipt receipt.json", redirected)

    assert done.code == code
    assert json.loads((tracker.folder / "receipt.json").read_text())["files"][0]["recorded"] == 1


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("words", ["methods --json", "--help"])
def test_output_that_a_full_disk_cuts_short_is_told(
    tmp_path: Path, words: str, unbuffered: str
) -> None:
    """A write that is cut short is no error to the system, and without a buffer none to Python;
    containers usually run it so."""
    output = tmp_path / "output"
    with output.open("wb") as file:
        done = subprocess.run(
            [sys.executable, "-m", "tracker.cli", *words.split()],
            env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
            stdout=file,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=room_for_a_kilobyte,
            check=False,
        )

    named = "" if words == "--help" else "standard output: "
    assert done.stderr == f"tracker: {named}File too large\n"
    assert (done.returncode, output.stat().st_size) == (6, 1024)


def room_for_a_kilobyte() -> None:
    """As on a disk that has no more."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024))


@pytest.mark.parametrize("redirected", ["2>&-", "2>/dev/full", "<&- 2>&-"])
def test_remarks_that_nobody_can_read_change_no_ending(tracker: Tracker, redirected: str) -> None:
    if "/dev/full" in redirected and not Path("/dev/full").exists():
        pytest.skip("no such device")
    codes = {"show qamishli": 0, "export": 0, "show nowhere": 5, "shwo": 2}

    found = run_each(tracker, list(codes), redirected)

    assert {words: done.code for words, done in found.items()} == codes
    assert [bool(done.stdout) for done in found.values()] == [True, True, False, False]


def test_a_closed_stdin_is_no_matter_where_it_is_not_read(tracker: Tracker) -> None:
    path = tracker.file("one.csv", "incident,source,metric,figure\nqamishli,sana,killed,44\n")

    done = run(tracker, f"import {path}", "<&-")

    assert done.code == 0, done.stderr


def test_a_closed_stdin_that_is_to_be_read_is_empty(tracker: Tracker) -> None:
    done = run(tracker, "import -", "<&-")

    assert "Traceback" not in done.stderr
    assert "the file is empty" in done.stderr
    assert done.code == 1


def test_with_every_stream_closed_what_was_asked_is_recorded(tracker: Tracker) -> None:
    run(tracker, "add qamishli --source sana --killed 44", "<&- >&- 2>&-")

    assert tracker.json("verify")["ok"] is True
    assert [one["low"] for one in tracker.json("claims", "qamishli")["claims"]][-1] == 44
