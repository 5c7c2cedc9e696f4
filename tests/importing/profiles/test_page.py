"""docs/profiles.md tells the truth: its example runs, and every key stands on it."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.importing.profiles.setting import DEAD, HEAD
from tracker.cli.root import root
from tracker.importing.profiles.loading import profile_of
from tracker.importing.profiles.shipped import profile_names
from tracker.importing.profiles.toml_table import Keys

PAGE = (Path(__file__).parents[3] / "docs" / "profiles.md").read_text(encoding="utf-8")


def fenced(kind: str) -> str:
    """The only block of the page in that language."""
    (found,) = re.findall(rf"^```{kind}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    return str(found)


def test_the_example_prints_what_the_page_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("tolls.csv").write_text(fenced("csv"), encoding="utf-8")
    Path("health-office.toml").write_text(fenced("toml"), encoding="utf-8")
    command, _, shown = fenced("text").partition("\n")

    result = CliRunner().invoke(root, command.removeprefix("$ tracker ").split())

    assert result.exit_code == 0
    assert f"{result.stdout}{result.stderr}" == shown


FULL = """\
[file]
format = "csv"
[columns.dead]
split = ";"
[[skip]]
column = "event"
present = false
why = "blank"
[[source]]
slug = "wire"
"""
DATED = '[claims]\nasserted_at = { epoch = "s" }\n'


def test_every_key_that_a_profile_may_have_stands_on_the_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: set[str] = set()
    read = Keys._of

    def noting(keys: Keys, key: str, *rest: object) -> object:
        asked.add(key)
        return read(keys, key, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Keys, "_of", noting)
    profile_of(HEAD.replace("[claims]\n", DATED) + DEAD + FULL, "full.toml")

    in_keys = set(re.findall(r"`\[{0,2}([a-z_0-9]+)\]{0,2}`|(?<=[{` ])([a-z_]+) = ", PAGE))
    named = {one for pair in in_keys for one in pair if one} | {"columns"}
    assert len(asked) > 50
    assert asked - named == {"dead"}, "which is a column of the test"


def test_every_profile_that_comes_along_stands_on_the_page() -> None:
    assert [name for name in profile_names() if f"| `{name}` |" not in PAGE] == []
