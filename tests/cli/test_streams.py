"""Standard streams that are closed, full or read by nobody, each in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Tracker

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


def run(tracker: Tracker, words: str, redirected: str) -> subprocess.CompletedProcess[str]:
    """A command of a shell, with streams redirected as they stand."""
    command = f"exec {sys.executable} -m tracker.cli {words} {redirected}"
    environment = {**os.environ, "TRACKER_DB": tracker.db}
    return subprocess.run(
        ["/bin/sh", "-c", command], env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("words", DATA)
def test_a_closed_stdout_is_a_reader_that_is_gone(tracker: Tracker, words: str) -> None:
    done = run(tracker, words, ">&-")

    assert "Traceback" not in done.stderr
    assert done.returncode == READER_GONE


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device")
@pytest.mark.parametrize("words", DATA)
def test_a_full_disk_behind_stdout_is_told(tracker: Tracker, words: str) -> None:
    done = run(tracker, words, ">/dev/full")

    named = "" if "--help" in words else "standard output: "
    assert done.stderr.endswith(f"tracker: {named}No space left on device\n")
    assert "Traceback" not in done.stderr
    assert done.returncode == 6


@pytest.mark.parametrize("redirected", ["2>&-", "2>/dev/full", "<&- 2>&-"])
@pytest.mark.parametrize(
    ("words", "code"), [("show qamishli", 0), ("export", 0), ("show nowhere", 5), ("shwo", 2)]
)
def test_remarks_that_nobody_can_read_change_no_ending(
    tracker: Tracker, words: str, code: int, redirected: str
) -> None:
    if "/dev/full" in redirected and not Path("/dev/full").exists():
        pytest.skip("no such device")
    done = run(tracker, words, redirected)

    assert done.returncode == code
    assert bool(done.stdout) is (code == 0)


def test_a_closed_stdin_is_no_matter_where_it_is_not_read(tracker: Tracker) -> None:
    path = tracker.file("one.csv", "incident,source,metric,figure\nqamishli,sana,killed,44\n")

    done = run(tracker, f"import {path}", "<&-")

    assert done.returncode == 0, done.stderr


def test_a_closed_stdin_that_is_to_be_read_is_empty(tracker: Tracker) -> None:
    done = run(tracker, "import -", "<&-")

    assert "Traceback" not in done.stderr
    assert "the file is empty" in done.stderr
    assert done.returncode == 1


def test_with_every_stream_closed_what_was_asked_is_recorded(tracker: Tracker) -> None:
    run(tracker, "add qamishli --source sana --killed 44", "<&- >&- 2>&-")

    assert tracker.json("verify")["ok"] is True
    assert [one["low"] for one in tracker.json("claims", "qamishli")["claims"]][-1] == 44
