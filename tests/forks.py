"""Commands as processes of their own that share one start of Python, which takes longest.

A program is started with its streams as a shell hands them over, loads what commands load,
and then forks for each of them: every command meets the streams that Python found. It ends as
a program of its own does, except that nothing is freed, which takes longer than most commands.
"""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_PROGRAM = """
import atexit, os, sys
folder, kept, loaded, *lines = sys.argv[1:]
for name in loaded.split():
    __import__(name)
from tracker.cli import main
codes = []
for number, line in enumerate(lines):
    child = os.fork()
    if not child:
        for stream in map(int, kept):
            file = os.open(f"{folder}/{number}.{stream}", os.O_WRONLY | os.O_CREAT)
            os.dup2(file, stream)
            os.close(file)
        sys.argv = ["tracker", *line.split()]
        code = 0
        try:
            main()
        except SystemExit as ending:
            code = ending.code or 0
        atexit._run_exitfuncs()
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except OSError as problem:
                print(f"Traceback: the last flush: {problem}", file=sys.stderr)
                code = 120
        os._exit(code)
    codes.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
with open(f"{folder}/codes", "w") as told:
    told.write(" ".join(map(str, codes)))
"""
READING = (
    "tracker.cli.root tracker.ledger tracker.reconcile tracker.reports.layout "
    "tracker.scripting.reading sqlalchemy.dialects.sqlite"
)
"""What most commands load that only read."""


@dataclass(frozen=True)
class Done:
    """How one command ended."""

    code: int
    stdout: str
    stderr: str


def run_each(
    folder: Path,
    commands: Sequence[str],
    environment: Mapping[str, str],
    redirected: str = "",
    *,
    loaded: str = READING,
    stdout: int | None = None,
) -> dict[str, Done]:
    """How each command ended, by its words, which have blanks between them.

    folder: an empty one. redirected: what a shell is to do with the streams, as `>&-`. What it
    says nothing of is kept. loaded: modules that are there before a command begins. stdout: a
    descriptor that standard output is, in place of being kept.
    """
    gone = _opened(redirected) | ({">"} if stdout is not None else set())
    kept = "".join(str(at) for at, sign in ((1, ">"), (2, "2>")) if sign not in gone)
    command = f'exec "$0" "$@" {redirected}'
    subprocess.run(
        ["/bin/sh", "-c", command, sys.executable, "-c", _PROGRAM, folder, kept, loaded, *commands],
        env={**os.environ, **environment},
        stdout=stdout,
        check=True,
    )
    codes = map(int, (folder / "codes").read_text().split())
    return {
        words: Done(code, _text(folder / f"{number}.1"), _text(folder / f"{number}.2"))
        for number, (words, code) in enumerate(zip(commands, codes, strict=True))
    }


def _opened(redirected: str) -> set[str]:
    """The streams that a shell is to redirect, by their signs."""
    return {word.partition(">")[0] + ">" for word in redirected.split() if ">" in word}


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.exists() else ""
