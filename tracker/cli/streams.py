"""The three standard streams, also where a caller has closed one or its disk is full.

A closed standard input is empty, a closed standard output is a reader that hung up, and what
cannot be written to standard error is lost: a remark must not change how a run ends.
"""

import os
import sys
from io import BufferedWriter, FileIO, TextIOWrapper
from typing import TextIO

import click

STDOUT = "standard output"


def prepare_streams() -> None:
    """See that all three are there, that what is written arrives whole or is told, and that no
    character can stop it.

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
    sys.stdout = _buffered(sys.stdout)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and stream.encoding.lower() != "utf-8":
            stream.reconfigure(errors="backslashreplace")


def _buffered(stream: TextIO) -> TextIO:
    """The stream with a buffer, where Python was told to do without (PYTHONUNBUFFERED, as usual
    in containers): of a write that a full disk cuts short, Python says nothing then."""
    if not isinstance(stream, TextIOWrapper) or not isinstance(stream.buffer, FileIO):
        return stream
    raw = FileIO(stream.fileno(), "wb", closefd=False)
    return TextIOWrapper(
        BufferedWriter(raw),
        encoding=stream.encoding,
        errors=stream.errors,
        line_buffering=stream.line_buffering,
    )


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
