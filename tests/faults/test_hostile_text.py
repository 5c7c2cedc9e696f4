"""Hostile text in every field and every argument: shown literally, sent to nobody's terminal."""

import csv
import io
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar
from unicodedata import normalize

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from tests.cli.conftest import Tracker
from tests.faults.hostile import (
    FIELDS,
    HEAPS,
    PIECES,
    TEXTS,
    UNKEEPABLE,
    acts,
    articles,
    attacks_in,
    bad_files,
    bad_notes,
    fill,
    foreign,
    keeping,
    looks,
    mistakes,
    proofs,
)
from tests.how_often import many
from tracker.cli.root import root
from tracker.cli.table import COMMANDS
from tracker.spreadsheets import unguarded

T = TypeVar("T", bound=Callable[..., Any])


def slow(examples: int) -> settings:
    """For dozens of commands an example: looking for a smaller one would take minutes."""
    return settings(
        max_examples=examples,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


def every(texts: Iterable[str], given_as: Callable[[str], object]) -> Callable[[T], T]:
    """An explicit example for each of the texts."""

    def decorate(test: T) -> T:
        for text in texts:
            test = example(given_as(text))(test)
        return test

    return decorate


FILES_ON_STDOUT = ("checkpoint", "prove")
ROW_COUNTER = re.compile("\x1b\\[\\?25[lh]|\x1b\\[2K|\x1b\\[1A|\r(?!\n)")
"""How the counter of rows hides the cursor and takes itself away; it shows nothing of the data."""


def run(tracker: Tracker, words: list[str]) -> Result:
    """A command that may be refused, but never ends in a traceback."""
    signing = {"TRACKER_SIGNING": str(tracker.folder / "signing")}
    result = CliRunner().invoke(root, ["--db", tracker.db, *words], input=b"", env=signing)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise AssertionError(words) from result.exception
    return result


def clean(result: Result, words: list[str]) -> None:
    """Raises where anything that a command said could be taken for an order, but for the bytes
    of a file that it printed into a pipe."""
    streams = [result.stderr_bytes]
    if words[0] not in FILES_ON_STDOUT or "--json" in words:
        streams.append(result.stdout_bytes)
    for stream in streams:
        assert attacks_in(stream.decode()) == [], words


def clean_both_ways(tracker: Tracker, words: list[str], codes: tuple[int, ...] = ()) -> None:
    """The command and its `--json` say nothing that could be taken for an order."""
    for typed in (words, [*words, "--json"]):
        told = run(tracker, typed)
        clean(told, typed)
        assert not codes or told.exit_code in codes, (typed, told.output)
        assert typed is words or not told.stdout_bytes or json.loads(told.stdout_bytes)


@slow(many(1, 400))
@given(st.fixed_dictionaries(dict.fromkeys(FIELDS, TEXTS)))
@example(dict(zip(FIELDS, PIECES, strict=False)))
@every(HEAPS, lambda heap: dict.fromkeys(FIELDS, heap))
def test_every_command_shows_hostile_texts_literally(texts: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        tracker = Tracker(Path(folder))
        fill(tracker, texts)
        rows = tracker.json("claims", "qamishli")["claims"]
        claim_id, scope = rows[0]["id"], rows[0]["scope"]
        seen = [*looks(scope), *proofs(claim_id, tracker.folder)]

        for words in seen:
            clean_both_ways(tracker, words, codes=(0,))
        note = texts["note"]
        for words in (
            *acts(claim_id, note),
            *keeping(note, tracker.folder),
            *articles(note, tracker.folder),
            *foreign(note, tracker.folder),
        ):
            clean_both_ways(tracker, words)
            seen.append(words)
        table = run(tracker, ["reconcile", "--timelines"])
        assert (table.exit_code, attacks_in(table.stderr)) == (0, [])
        seen.append(["reconcile"])
        written = run(tracker, ["export"]).stdout_bytes.decode()
        cells = list(csv.DictReader(io.StringIO(written, newline="")))

        assert {row["note"] for row in rows} == {normalize("NFC", texts["note"]).strip() or None}
        assert [unguarded(row["note"]) for row in cells] == [row["note"] or "" for row in rows]
        assert tracker.json("verify")["ok"]
        others = {"demo", "import", "export", "completion", "tui"}  # each has tests of its own
        assert {words[0] for words in seen} | others >= COMMANDS.keys()


@slow(many(1, 600))
@given(st.lists(st.sampled_from((*PIECES, *UNKEEPABLE)), min_size=1, max_size=3).map("".join))
@example("\x1b[2J\x9b\u202e\x00\ud800[red]")
@example("\x00")
@example("\ud800")
@every(HEAPS, str)
def test_every_refusal_names_hostile_words_literally(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        tracker = Tracker(Path(folder))
        fill(tracker, dict.fromkeys(FIELDS, "plain"))
        claim_id = tracker.json("claims", "qamishli")["claims"][0]["id"]

        for words in mistakes(text, tracker.folder):
            clean(run(tracker, words), words)
        for words in bad_notes(tracker.folder, text, claim_id):
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
        env={
            **os.environ,
            "TERM": "xterm-256color",
            "NO_COLOR": "",
            "COLUMNS": "100",
            "TRACKER_SIGNING": str(tracker.folder / "signing"),
        },
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
        *proofs(row["id"], tmp_path),
        *acts(row["id"], hostile),
        *mistakes(hostile, tracker.folder),
        *bad_notes(tmp_path, hostile, row["id"]),
        *([["export"], ["export", "--format", "jsonl"]]),
        *([["reconcile"], ["reconcile", "--timelines", "--format", "jsonl"]]),
        *foreign(hostile, tmp_path),
    ]

    sent = on_a_terminal(tracker, [words for words in commands if words[0] != "import"])
    imports = [["import", file] for file in bad_files(tmp_path, hostile)]
    counted = on_a_terminal(tracker, [*mistakes(hostile, tracker.folder), *imports])

    assert attacks_in(sent, styles=True) == []
    assert attacks_in(ROW_COUNTER.sub("", counted), styles=True) == []
    assert "\x1b[1m" in sent, "it was taken for a terminal"
    assert "␛[2J[red]57⟨RLO⟩" in sent
    assert "Traceback" not in sent
