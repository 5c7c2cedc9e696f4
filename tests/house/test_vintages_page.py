"""The example of docs/vintages.md is run: its files are written, every command prints what it
shows."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from tracker.cli.root import root

PAGE = Path(__file__).parents[2] / "docs" / "vintages.md"
FILES = re.compile(r"^```(\S+\.csv)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMANDS = re.compile(
    r"^    \$ tracker (.*)\n((?:    (?!\$ ).*\n|\n(?=    (?!\$ )))*)", re.MULTILINE
)
HASHES = re.compile(r"\b[0-9a-f]{64}\b")


def examples(text: str, folder: Path) -> list[tuple[str, str, str]]:
    """Each command with what the page shows and what it prints, in order, in a folder that has
    the page's files."""
    for name, content in FILES.findall(text):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    told = []
    for words, shown in COMMANDS.findall(text):
        result = CliRunner().invoke(root, ["--db", str(folder / "l.db"), *shlex.split(words)])
        assert result.exit_code == 0, result.output
        said = HASHES.sub("HASH", result.stdout)
        told.append((words, re.sub("^    ", "", shown, flags=re.MULTILINE), said))
    return told


def test_every_command_of_the_page_prints_what_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = examples(PAGE.read_text(encoding="utf-8"), tmp_path)

    assert len(found) == 4
    for words, shown, said in found:
        assert said.rstrip("\n") == shown.rstrip("\n"), words
