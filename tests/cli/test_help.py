"""Every command explains itself, and explaining costs next to nothing."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from tracker.cli.root import root
from tracker.cli.table import COMMANDS
from tracker.cli.ui import has_ledger

HEAVY = (
    *("sqlmodel", "sqlalchemy", "rich", "textual", "dateutil", "orjson", "importlib.metadata"),
    "cryptography",
)


def every_command() -> Iterator[tuple[str, ...]]:
    for name in COMMANDS:
        yield (name,)
        command = root.get_command(click.Context(root), name)
        if isinstance(command, click.Group):
            for inner in command.commands:
                yield (name, inner)


EVERY_COMMAND = list(every_command())


def modules_loaded_by(*words: str) -> set[str]:
    script = (
        "import sys\n"
        "from tracker.cli.root import root\n"
        f"try: root.main({list(words)!r})\n"
        "except SystemExit: pass\n"
        "print('\\n'.join(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    return set(done.stderr.decode().split())


@pytest.mark.parametrize("words", EVERY_COMMAND, ids=" ".join)
def test_every_command_has_help_with_an_example_that_names_it(words: tuple[str, ...]) -> None:
    result = CliRunner().invoke(root, [*words, "--help"])

    assert result.exit_code == 0
    examples = result.output.split("Examples:\n")[1].splitlines()
    assert any(line.startswith(f"    tracker {' '.join(words)}") for line in examples) or (
        f"tracker {' '.join(words)}" in "\n".join(examples)
    )


@pytest.mark.parametrize("words", EVERY_COMMAND, ids=" ".join)
def test_no_line_of_help_is_wider_than_eighty_columns(words: tuple[str, ...]) -> None:
    result = CliRunner().invoke(root, [*words, "--help"])

    assert [line for line in result.output.splitlines() if len(line) > 80] == []


def test_the_table_lists_exactly_the_modules_there_are() -> None:
    for name, entry in COMMANDS.items():
        command = root.get_command(click.Context(root), name)
        assert command is not None
        assert command.name == name
        assert not entry.summary.endswith(".")


def test_help_lists_every_command_and_loads_none() -> None:
    loaded = modules_loaded_by("--help")

    assert {name for name in loaded if name.startswith("tracker.cli.commands")} == set()
    assert loaded.isdisjoint(HEAVY)
    result = CliRunner().invoke(root, ["--help"])
    assert all(f"  {name} " in result.output for name in COMMANDS)


@pytest.mark.parametrize("name", ["show", "import", "add", "incident"])
def test_the_help_of_a_command_loads_no_database_and_no_screen(name: str) -> None:
    assert modules_loaded_by(name, "--help").isdisjoint(HEAVY)


def test_no_command_prints_the_help() -> None:
    bare, asked = CliRunner().invoke(root, []), CliRunner().invoke(root, ["--help"])

    assert bare.exit_code == 0
    assert bare.stdout == asked.stdout


@pytest.mark.parametrize(
    ("where", "is_there"),
    [
        ("kept.db", True),
        ("~/kept.db", True),
        ("sqlite:///kept.db", True),
        ("~/mistyped.db", False),
        ("sqlite:///mistyped.db", False),
        (":memory:", True),
        ("postgresql+psycopg://desk@host/ledger", True),
    ],
)
def test_without_a_command_a_ledger_is_found_where_it_is_opened(
    where: str, is_there: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "kept.db").touch()
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)

    assert has_ledger(where) is is_there


def test_the_version_is_told() -> None:
    assert CliRunner().invoke(root, ["--version"]).stdout.startswith("tracker ")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_a_script_for_the_command(shell: str) -> None:
    result = CliRunner().invoke(root, ["completion", shell])

    assert "_TRACKER_COMPLETE" in result.stdout


def completions(typed: str) -> list[str]:
    words = typed.split(" ")
    result = CliRunner().invoke(
        root,
        env={
            "_TRACKER_COMPLETE": "bash_complete",
            "COMP_WORDS": typed,
            "COMP_CWORD": str(len(words) - 1),
        },
        prog_name="tracker",
    )
    return [line.split(",", 1)[1] for line in result.stdout.splitlines()]


def test_a_shell_completes_commands_options_and_closed_lists() -> None:
    assert completions("tracker exp") == ["export"]
    assert completions("tracker show x --as") == ["--as-of"]
    assert completions("tracker history x --metric inj") == ["injured"]
    assert completions("tracker show x --method maj") == ["majority"]
