"""Hostile text in every field and every argument: shown literally, sent to nobody's terminal."""

import csv
import io
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from tests.cli.conftest import Tracker
from tests.faults.hostile import (
    FIELDS,
    PIECES,
    TEXTS,
    UNKEEPABLE,
    acts,
    attacks_in,
    bad_files,
    fill,
    looks,
    mistakes,
)
from tests.how_often import many
from tracker.cli.root import root
from tracker.cli.table import COMMANDS
from tracker.spreadsheets import unguarded


def slow(examples: int) -> settings:
    """For dozens of commands an example: looking for a smaller one would take minutes."""
    return settings(
        max_examples=examples,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


ROW_COUNTER = re.compile("\x1b\\[\\?25[lh]|\x1b\\[2K|\x1b\\[1A|\r(?!\n)")
"""How the counter of rows hides the cursor and takes itself away; it shows nothing of the data."""


def run(tracker: Tracker, words: list[str]) -> Result:
    """A command that may be refused, but never ends in a traceback."""
    from click.testing import CliRunner

    result = CliRunner().invoke(root, ["--db", tracker.db, *words], input=b"")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise AssertionError(words) from result.exception
    return result


def clean(result: Result, words: list[str]) -> None:
    """Raises where anything that a command said could be taken for an order."""
    for stream in (result.stdout_bytes, result.stderr_bytes):
        assert attacks_in(stream.decode()) == [], words


@slow(many(10, 400))
@given(st.fixed_dictionaries(dict.fromkeys(FIELDS, TEXTS)))
@example(dict(zip(FIELDS, PIECES, strict=False)))
def test_every_command_shows_hostile_texts_literally(texts: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        tracker = Tracker(Path(folder))
        fill(tracker, texts)
        rows = tracker.json("claims", "qamishli")["claims"]
        scope = rows[0]["scope"]
        done = set()

        for words in looks(scope):
            done.add(words[0])
            result = run(tracker, words)
            assert result.exit_code == 0, (words, result.output)
            clean(result, words)
            told = run(tracker, [*words, "--json"])
            assert told.exit_code == 0, (words, told.output)
            json.loads(told.stdout_bytes)
            clean(told, words)
        for words in acts(rows[0]["id"], texts["note"]):
            done.add(words[0])
            clean(run(tracker, words), words)
            told = run(tracker, [*words, "--json"])
            clean(told, words)
            assert not told.stdout_bytes or json.loads(told.stdout_bytes)
        written = run(tracker, ["export"]).stdout_bytes.decode()
        cells = list(csv.DictReader(io.StringIO(written, newline="")))

        assert [unguarded(row["note"]) for row in cells] == [row["note"] or "" for row in rows]
        assert tracker.json("verify")["ok"]
        others = {"demo", "import", "export", "completion", "checkpoint", "prove"}
        assert done | others >= COMMANDS.keys()


@slow(many(15, 600))
@given(st.lists(st.sampled_from((*PIECES, *UNKEEPABLE)), min_size=1, max_size=3).map("".join))
@example("\x1b[2J\x9b\u202e\x00\ud800[red]")
@example("\x00")
@example("\ud800")
def test_every_refusal_names_hostile_words_literally(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        tracker = Tracker(Path(folder))
        fill(tracker, dict.fromkeys(FIELDS, "plain"))

        for words in mistakes(text):
            clean(run(tracker, words), words)
        for file in bad_files(Path(folder), text):
            for more in ([], ["--json"], ["--on-error", "skip", "--dry-run"]):
                told = run(tracker, ["import", file, *more])
                clean(told, [file])
                if more == ["--json"]:
                    json.loads(told.stdout_bytes)
        assert tracker.json("verify")["ok"]


def on_a_terminal(tracker: Tracker, commands: list[list[str]]) -> str:
    """All that commands send to a terminal which they take for a real one."""
    import pty

    words = tracker.file("commands.json", json.dumps(commands))
    ours, theirs = pty.openpty()
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.on_a_terminal", tracker.db, words],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "TERM": "xterm-256color", "NO_COLOR": "", "COLUMNS": "100"},
    )
    os.close(theirs)
    sent = b""
    while True:
        try:
            piece = os.read(ours, 65_536)
        except OSError:  # Linux's way to say that the other end is closed.
            break
        if not piece:
            break
        sent += piece
    os.close(ours)
    assert program.wait() == 0
    return sent.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="terminals of another kind")
def test_a_real_terminal_gets_styles_of_ours_and_nothing_of_the_data(tmp_path: Path) -> None:
    tracker = Tracker(tmp_path)
    texts = dict.fromkeys(FIELDS, "".join(PIECES[:20])) | {"note": "".join(PIECES)}
    fill(tracker, {**texts, "figure": "\x1b[2J[red]57\u202e", "scope": "\x9b2J[/x]\u202e12–45"})
    row = tracker.json("claims", "qamishli")["claims"][0]
    hostile = "\x1b[2J\x9b31m\u202e[red]:skull:"
    commands = [
        *looks(row["scope"]),
        *([*words, "--json"] for words in looks(row["scope"])),
        *acts(row["id"], hostile),
        *mistakes(hostile),
        *([["export"], ["export", "--format", "jsonl"]]),
    ]

    sent = on_a_terminal(tracker, [words for words in commands if words[0] != "import"])
    imports = [["import", file] for file in bad_files(tmp_path, hostile)]
    counted = on_a_terminal(tracker, [*mistakes(hostile), *imports])

    assert attacks_in(sent, styles=True) == []
    assert attacks_in(ROW_COUNTER.sub("", counted), styles=True) == []
    assert "\x1b[1m" in sent, "it was taken for a terminal"
    assert "␛[2J[red]57⟨RLO⟩" in sent
    assert "Traceback" not in sent
