"""How a run ends: the sentence on stderr, and the exit code, for everything that can happen.

0 done · 1 bad data · 2 wrong options · 3 busy or not to be reached · 4 not sound or not ours ·
5 not found · 6 disk, memory or permission · 130 interrupted · 141 the reader of our output hung up.
"""

import sys
from collections.abc import Callable
from typing import NoReturn

import click

from tracker.cli.streams import STDOUT, hush, to_stderr

NOT_FOUND = 5
STORAGE = 6
INTERRUPTED = 130
READER_GONE = 141
"""128 + SIGPIPE, which is how other programs of a pipeline end."""


class PipeClosedError(Exception):
    """Whoever read our output has stopped reading."""


def run_to_end(run: Callable[[], object]) -> NoReturn:
    """Run a command, then exit the process with the code that its ending calls for.

    What it returns, when it is a whole number, is the code.
    """
    try:
        code = _flushed(_code_of(run))
    except (PipeClosedError, BrokenPipeError):
        hush(sys.stdout)
        code = READER_GONE
    sys.exit(code)


def _code_of(run: Callable[[], object]) -> int:
    try:
        given = run()
    except click.exceptions.NoArgsIsHelpError as help_wanted:
        help_wanted.show()
        return help_wanted.exit_code
    except click.UsageError as refused:
        say(refused.format_message())
        if refused.ctx is not None:
            to_stderr(f"Try '{refused.ctx.command_path} --help'.")
        return refused.exit_code
    except click.ClickException as refused:
        say(refused.format_message())
        return refused.exit_code
    except (KeyboardInterrupt, click.Abort) as ended:
        # click makes an Abort of either, and keeps what it was.
        said = str(ended.__cause__ or ended)
        say(said or "interrupted")
        return INTERRUPTED
    except PipeClosedError:
        raise
    except Exception as error:
        code = _code_of_error(error)
        if code is None:
            raise
        return code
    return given if isinstance(given, int) else 0


def _code_of_error(error: Exception) -> int | None:
    """The code of a refusal of ours or of the system's, said aloud; None for a mistake of ours."""
    from tracker.errors import TrackerError  # noqa: PLC0415 - not needed where all goes well

    if isinstance(error, TrackerError):
        say(str(error))
        return error.exit_code
    if isinstance(error, MemoryError):
        say("there is not enough memory for this")
        return STORAGE
    if isinstance(error, OSError) and not isinstance(error, BrokenPipeError):
        named = f"{error.filename}: " if error.filename else ""
        say(f"{named}{error.strerror or error}")
        return NOT_FOUND if isinstance(error, FileNotFoundError) else STORAGE
    return None


def say(said: str) -> None:
    """One sentence on stderr, with whatever came from data made harmless."""
    from tracker.reports.safe import sentence  # noqa: PLC0415 - not needed where all goes well

    to_stderr(f"tracker: {sentence(said)}")


def _flushed(code: int) -> int:
    """The code, once all output is written; that of a full disk where it cannot be, which is said
    unless it was the reason for the code.

    Raises BrokenPipeError.
    """
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as problem:
        hush(sys.stdout)
        if not code:
            say(f"{STDOUT}: {problem.strerror or problem}")
        return code or STORAGE
    return code
