"""Commands as processes of their own that share one start of Python, which takes longest.

A program is started with its streams as a shell hands them over, loads what commands load,
and forks for each that it is asked for: every command meets the streams that Python found. It
ends as a program of its own does, except that nothing is freed, which takes longer than most
commands.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TextIO

_PROGRAM = """
import atexit, gc, json, os, sys
asked, told, loaded = open(int(sys.argv[1])), open(int(sys.argv[2]), "w"), sys.argv[3]
for name in loaded.split():
    __import__(name)
from tracker.cli import main
gc.freeze()
for line in asked:
    words, environment, folder, kept = json.loads(line)
    child = os.fork()
    if child:
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), file=told, flush=True)
        continue
    for stream, path in kept:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(file, stream)
        os.close(file)
    os.environ.clear()
    os.environ.update(environment)
    sys.path[:0] = environment.get("PYTHONPATH", "").split(os.pathsep)
    os.chdir(folder)
    sys.argv = ["tracker", *words]
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
"""
READING = (
    "tracker.cli.root tracker.ledger tracker.reconcile tracker.reports.layout "
    "tracker.scripting.reading sqlalchemy.dialects.sqlite"
)
"""What most commands load that only read."""
RECORDING = f"{READING} tracker.importing tracker.ledger.tables"
"""And what most load that record, or look at everything."""


@dataclass(frozen=True)
class Done:
    """How one command ended."""

    code: int
    stdout: str
    stderr: str


class Forks:
    """A program that waits for commands."""

    def __init__(self, asked: TextIO, told: TextIO, kept: Sequence[tuple[int, str]]) -> None:
        self._asked = asked
        self._told = told
        self._kept = kept

    def run(self, words: Sequence[str], environment: Mapping[str, str], folder: Path) -> Done:
        """How a command ended in a folder, with nothing else in its environment."""
        asked = [list(words), dict(environment), str(folder), self._kept]
        print(json.dumps(asked), file=self._asked, flush=True)
        code = int(self._told.readline())
        said = {stream: Path(path).read_text(encoding="utf-8") for stream, path in self._kept}
        return Done(code, said.get(1, ""), said.get(2, ""))


@contextmanager
def waiting(
    redirected: str = "", *, loaded: str = READING, stdout: int = subprocess.DEVNULL
) -> Iterator[Forks]:
    """Such a program, until the end.

    redirected: what a shell is to do with the streams, as `>&-`. What it says nothing of is
    kept for each command, except that standard input is empty. stdout: a descriptor that standard
    output is, in place of being kept. loaded: modules that are there before a command begins.
    """
    signs = {word.partition(">")[0] for word in redirected.split() if ">" in word}
    gone = signs | ({""} if stdout != subprocess.DEVNULL else set())
    (their_asked, asked), (told, their_told) = os.pipe(), os.pipe()
    with TemporaryDirectory() as folder:
        kept = [(at, f"{folder}/{at}") for at, sign in ((1, ""), (2, "2")) if sign not in gone]
        program = subprocess.Popen(
            ["/bin/sh", "-c", f'exec "$0" "$@" {redirected}', sys.executable, "-c", _PROGRAM,
             str(their_asked), str(their_told), loaded],
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            pass_fds=(their_asked, their_told),
            cwd=Path(__file__).parents[1],
        )  # fmt: skip
        os.close(their_asked)
        os.close(their_told)
        with os.fdopen(told) as answers, os.fdopen(asked, "w") as questions:
            yield Forks(questions, answers, kept)
        assert program.wait() == 0
