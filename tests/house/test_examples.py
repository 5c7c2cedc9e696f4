"""The examples of docs/methods.md and of the README are run: every shown command prints what the
page shows."""

import os
import re
import shlex
import sys
from collections.abc import Iterator
from importlib import invalidate_caches
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.distributions import install
from tracker.cli.root import root
from tracker.reports.safe import FSI, PDI

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "methods.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^    \$ (tracker .*)\n((?:    .*\n|\n(?=    ))*)", re.MULTILINE)
README = (ROOT / "README.md").read_text(encoding="utf-8")
FENCED = re.compile(r"^    (tracker [^\n]*)\n\n```\n(.*?)^```$", re.MULTILINE | re.DOTALL)
OF_METHODS = {
    found[1]: re.sub("^    ", "", found[2], flags=re.MULTILINE) for found in BLOCK.finditer(PAGE)
}
FOLLOWING = re.compile(
    r"((?:^    tracker [^\n]*\n){3,})\n```\n(.*?)^```$", re.MULTILINE | re.DOTALL
)
SEQUENCES = [(found[1], found[2]) for found in FOLLOWING.finditer(README)]
"""Three commands or more in a row, and what the last of them prints."""
OF_README = {
    found[1]: found[2]
    for found in FENCED.finditer(README)
    if not any(found[1] in commands for commands, _ in SEQUENCES)
}
EXAMPLES = OF_METHODS | OF_README
LEFT_OUT = "…"


def chunks(shown: str) -> list[str]:
    """What the page shows of an output, in the pieces between the lines that say "…"."""
    pieces = re.split(f"^{LEFT_OUT}$\n?", shown.rstrip("\n"), flags=re.MULTILINE)
    return [kept for piece in pieces if (kept := piece.strip("\n"))]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A ledger of the sample data."""
    place = str(tmp_path_factory.mktemp("examples") / "ledger.db")
    files = sorted(str(file) for file in (ROOT / "sample_data").glob("*.csv"))
    assert CliRunner().invoke(root, ["--db", place, "import", *files]).exit_code == 0
    return place


@pytest.fixture(autouse=True)
def own_method(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The page's method of your own, installed as the page says."""
    (code,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    ((name, value),) = re.findall(r'^([a-z-]+) = "(our_desk:\w+)"$', PAGE, re.MULTILINE)
    install(tmp_path, "our-desk", {name: value}, code)
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    invalidate_caches()
    yield
    sys.modules.pop("our_desk", None)


def test_each_method_but_the_default_has_an_example_on_a_real_incident() -> None:
    shown = "\n".join(EXAMPLES)
    for method in ("latest", "range", "gtd", "acled", "ucdp", "priority", "majority"):
        assert f"qamishli-2016 --as-of 2016-07-27T16:00 --method {method}" in shown


def test_every_output_that_the_readme_shows_is_held_to_the_program() -> None:
    assert len(OF_README) + len(SEQUENCES) == README.count("\n```\n") // 2 == 3


@pytest.mark.parametrize(("commands", "shown"), SEQUENCES)
def test_commands_that_follow_each_other_end_in_what_the_readme_shows(
    commands: str, shown: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = sorted(str(file) for file in (ROOT / "sample_data").glob("*.csv"))
    (tmp_path / "sample_data").symlink_to(ROOT / "sample_data")
    monkeypatch.chdir(tmp_path)
    environment = {**os.environ, "COLUMNS": "80", "TRACKER_DB": str(tmp_path / "ledger.db")}
    assert CliRunner().invoke(root, ["import", *files], env=environment).exit_code == 0

    for command in commands.splitlines():
        words = shlex.split(command, comments=True)
        redirected = words[words.index(">") + 1 :] if ">" in words else []
        result = CliRunner().invoke(
            root, words[1 : len(words) - 2 * bool(redirected)], env=environment
        )
        assert result.exit_code == 0, result.output
        for name in redirected:
            Path(name).write_text(result.stdout, encoding="utf-8")

    printed = result.stdout.replace(FSI, "").replace(PDI, "")
    assert all(piece in printed for piece in chunks(shown))


@pytest.mark.parametrize("command", EXAMPLES)
def test_an_example_prints_what_the_page_shows(command: str, ledger: str) -> None:
    environment = {**os.environ, "COLUMNS": "80"}
    result = CliRunner().invoke(root, ["--db", ledger, *shlex.split(command)[1:]], env=environment)
    printed = result.stdout.replace(FSI, "").replace(PDI, "")

    assert result.exit_code == 0
    place = 0
    for piece in chunks(EXAMPLES[command]):
        assert piece in printed[place:]
        place = printed.index(piece, place) + len(piece)
    if LEFT_OUT not in EXAMPLES[command]:
        assert "\n".join(chunks(EXAMPLES[command])) == printed.rstrip("\n")
