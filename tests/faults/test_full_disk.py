"""A disk that fills up: a clear refusal, the ledger whole, and on it goes once there is room."""

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import CLAIMS, INCIDENTS, Tracker
from tests.faults.conftest import Told

ROOT = Path(__file__).parents[2]
SMALL_DISK = 'mount -t tmpfs -o size=320k tracker "$0" && exec "$@"'
"""In a namespace of its own, so that it needs no rights and is gone with the program."""


def on_a_small_disk(folder: Path, *command: str) -> "subprocess.CompletedProcess[str]":
    alone = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", SMALL_DISK]
    return subprocess.run(
        [*alone, str(folder), *command], capture_output=True, text=True, check=False, cwd=ROOT
    )


def has_small_disks(folder: Path) -> bool:
    return shutil.which("unshare") is not None and not on_a_small_disk(folder, "true").returncode


def test_a_real_disk_that_fills_up_loses_nothing(tmp_path: Path, told: Told) -> None:
    if not has_small_disks(tmp_path):
        pytest.skip("this system lends no small disks (Linux with user namespaces does)")

    done = on_a_small_disk(tmp_path, sys.executable, "-m", "tests.faults.filling", str(tmp_path))

    assert done.returncode == 0, done.stdout + done.stderr
    told(done.stdout)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize(
    "words",
    [
        ["export", "--output", "/dev/full"],
        ["export", "--output", "whole.csv", "--receipt", "/dev/full"],
        ["checkpoint", "--output", "/dev/full"],
        ["prove", "q-1", "--output", "/dev/full"],
        ["import", "bad.csv", "--on-error", "skip", "--refused", "/dev/full"],
    ],
)
def test_a_file_that_finds_no_room_is_named_and_ends_with_code_6(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    """A full disk behind standard output is in test_streams."""
    monkeypatch.setenv("TRACKER_SIGNING", str(tmp_path / "signing"))
    monkeypatch.chdir(tmp_path)
    tracker = Tracker(tmp_path)
    files = tracker.file("incidents.csv", INCIDENTS), tracker.file("claims.csv", CLAIMS)
    tracker("import", *files)
    tracker("checkpoint")
    tracker.file("bad.csv", "incident,source,metric,figure\nq,a,killed,sevral\nq,a,killed,4\n")
    before = tracker.json("verify")

    said = tracker(*words, code=6).stderr

    assert f"tracker: /dev/full: {os.strerror(errno.ENOSPC)}" in said
    assert tracker.json("verify") == before
