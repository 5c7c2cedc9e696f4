"""No command asks for the network, whatever addresses stand in the data."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import CLAIMS, INCIDENTS, Tracker
from tests.faults.hostile import acts, looks, proofs
from tracker.cli.table import COMMANDS

ROOT = Path(__file__).parents[2]
URL = "http://example.invalid/a.csv"


def run_listening(
    tracker: Tracker, commands: list[list[str]]
) -> "subprocess.CompletedProcess[str]":
    """The commands in a program that hears of every socket and every name that is looked up."""
    words = tracker.file("commands.json", json.dumps(commands))
    return subprocess.run(
        [sys.executable, "-m", "tests.faults.on_a_terminal", tracker.db, words],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )


def test_no_command_opens_a_socket_or_asks_for_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_SIGNING", str(tmp_path / "signing"))
    tracker = Tracker(tmp_path)
    tracker("import", tracker.file("incidents.csv", INCIDENTS), tracker.file("c.csv", CLAIMS))
    row = tracker.claim("q-1")
    file = tracker.file("urls.csv", CLAIMS.replace("reuters", URL))
    addresses = [["import", URL], ["--db", URL, "show", "qamishli"], ["verify", "--proof", URL]]
    commands = [
        *([name, "--help"] for name in COMMANDS),
        ["import", file],
        *looks(""),
        *proofs(row["id"], tracker.folder),
        *acts(row["id"], URL),
        ["export"],
        ["export", "--format", "jsonl"],
        ["demo"],
        ["db", "backup", str(tmp_path / "backup.db")],
        ["completion", "bash"],
        *addresses,
    ]

    done = run_listening(tracker, commands)

    assert done.returncode == 0, done.stderr
    assert {words[0] for words in commands} >= COMMANDS.keys()
    assert done.stdout.count("root ") > 5, "they did their work"


def test_the_listener_hears_what_it_is_there_for() -> None:
    program = (
        "import sys, socket; from tests.faults.on_a_terminal import listen, asked;"
        "sys.addaudithook(listen); socket.socket().close(); print(len(asked))"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )

    assert int(done.stdout) >= 1
