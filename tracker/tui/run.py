"""Opening the UI, on a terminal and nowhere else."""

import os
import sys
from typing import TYPE_CHECKING

from tracker.errors import OptionError

if TYPE_CHECKING:
    from tracker.tui.opening import Opening


def is_terminal() -> bool:
    """True where the UI can be drawn and typed into: Textual reads standard input and draws on
    standard error, and would hang or write into a file elsewhere."""
    if os.environ.get("TERM", "") in ("dumb", "unknown"):
        return False
    return all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


def refuse_no_terminal(instead: str) -> None:
    """Raises OptionError, naming the command to use instead, where there is no terminal."""
    if not is_terminal():
        raise OptionError(f"the terminal UI needs a terminal; use {instead} here")


def run(opening: "Opening") -> list[str]:
    """Opens it until the person quits; what a person should know afterwards. Raises whatever left
    nothing to show."""
    from tracker.tui.app import TrackerApp  # noqa: PLC0415 - textual

    app = TrackerApp(opening)
    app.run()
    if app.refusal is not None:
        raise app.refusal
    return app.remarks
