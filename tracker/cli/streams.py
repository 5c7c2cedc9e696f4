"""The three standard streams, also where a caller has closed one or its disk is full.

A closed standard input is empty, a closed standard output is a reader that hung up, and what
cannot be written to standard error is lost: a remark must not change how a run ends.
"""

import os
import sys
from io import TextIOWrapper

import click

STDOUT = "standard output"


def prepare_streams() -> None:
    """See that all three are there, and that no character can stop what is written to them.

    A descriptor that is closed is taken again, so that no file of ours gets its number.
    """
    if sys.stdin is None:
        sys.stdin = open(_taken(0, os.open(os.devnull, os.O_RDONLY)), encoding="utf-8")  # noqa: SIM115
    if sys.stdout is None:
        reader, writer = os.pipe()
        os.close(reader)
        sys.stdout = open(_taken(1, writer), "w", encoding="utf-8")  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(_taken(2, os.open(os.devnull, os.O_WRONLY)), "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and stream.encoding.lower() != "utf-8":
            stream.reconfigure(errors="backslashreplace")


def to_stdout(data: str | bytes) -> None:
    """Text or bytes on standard output, as they are. Raises OSError that names it."""
    try:
        click.echo(data, nl=False)
    except BrokenPipeError:
        raise
    except OSError as problem:
        hush(sys.stdout)
        raise OSError(problem.errno, problem.strerror, STDOUT) from None


def to_stderr(text: str) -> None:
    """A line on standard error; nothing where nobody can read it."""
    try:
        click.echo(text, err=True)
    except OSError:
        hush(sys.stderr)


def hush(stream: object) -> None:
    """Send what is still buffered nowhere, so that the interpreter's last flush is quiet."""
    if not isinstance(stream, TextIOWrapper):
        return
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
    except (OSError, ValueError):
        return


def _taken(wanted: int, descriptor: int) -> int:
    """The standard number for a descriptor that has just been opened under another."""
    if descriptor != wanted:
        os.dup2(descriptor, wanted)
        os.close(descriptor)
    return wanted
