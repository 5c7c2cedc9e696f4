"""docs/scripting.md is run as it stands: its shell, its Python, its crontab and its service."""

import configparser
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

import tracker
from tracker.cli.root import root

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "scripting.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def blocks(language: str) -> list[str]:
    """The page's blocks in one language, in order."""
    return [text for kind, text in BLOCKS if kind == language]


def parsed(command: str) -> click.Context:
    """What a command line of the page comes to. Raises UsageError for a wrong one."""
    words = shlex.split(command)
    program = next(place for place, word in enumerate(words) if word.endswith("tracker"))
    with root.make_context("tracker", words[program + 1 :]) as context:
        name, found, rest = root.resolve_command(context, context._protected_args + context.args)
        assert found is not None
        return found.make_context(name, rest, parent=context)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the examples are run: the sample files, and `tracker` among the programs."""
    for file in (ROOT / "sample_data").glob("*.csv"):
        shutil.copy(file, tmp_path)
    programs = tmp_path / "programs"
    programs.mkdir()
    program = programs / "tracker"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m tracker.cli "$@"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("TRACKER_SIGNING", str(tmp_path / "signing"))
    monkeypatch.delenv("TRACKER_DB", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.skipif(sys.platform == "win32", reason="no sh")
def test_the_shell_examples_run_one_after_the_other(folder: Path) -> None:
    script = "set -eu\n" + "".join(blocks("sh"))

    told = subprocess.run(["sh"], input=script, capture_output=True, text=True, check=False)

    assert told.returncode == 0, told.stderr
    assert re.search(r"^\d+ \d+ (\d+|None)$", told.stdout, re.MULTILINE)
    assert told.stdout.splitlines()[-2:] == ["paris-2015.csv", "paris-2015.csv.json"]


def test_the_python_examples_run_one_after_the_other(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number, code in enumerate(blocks("python"), 1):
        exec(compile(code, f"docs/scripting.md, example {number}", "exec"), {})  # noqa: S102

    assert "drop/done/beirut-2020.csv" in capsys.readouterr().out
    assert len(blocks("python")) == 8


def test_the_crontab_has_five_times_and_a_command_that_is_one() -> None:
    (line,) = blocks("cron")
    *times, command = line.split(None, 5)

    assert all(re.fullmatch(r"[\d*/,-]+", time) for time in times)
    assert not re.search(r"(?<!\\)%", command), "cron ends a command at a bare percent sign"
    assert parsed(command.split("&&")[1].replace("\\%", "%")).params["quiet"]


def test_the_service_starts_a_command_that_is_one() -> None:
    unit = configparser.ConfigParser()
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(blocks("ini")[0])

    given = parsed(unit["Service"]["ExecStart"]).params

    assert (given["every"], given["on_error"], given["once"]) == (10.0, "skip", False)


def test_every_name_that_scripts_may_use_is_there_and_on_the_page() -> None:
    named = {name for name in tracker.__all__ if re.search(rf"\b{name}\b", PAGE)}
    left_to_types = {"Claim", "FileReport", "Head", "RecordedClaim", "Snapshot", "DateOrder"}

    assert all(getattr(tracker, name) is not None for name in tracker.__all__)
    assert set(tracker.__all__) == set(tracker._HOME)
    assert set(tracker.__all__) - named <= left_to_types


def test_a_name_that_is_none_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="no attribute 'forget'"):
        tracker.__getattr__("forget")


def test_importing_the_package_loads_nothing_but_the_package() -> None:
    script = "import sys, tracker; print(*(one for one in sys.modules if 'tracker.' in one))"

    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    )

    assert told.stdout.strip() == ""
