"""Exporting what is seen: a file name whose ending says how."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from textual import on
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from tracker.errors import OptionError, StorageError, TrackerError
from tracker.tui.dialogs.dialog import Dialog
from tracker.tui.safely import told
from tracker.tui.widgets.typed_line import TypedLine
from tracker.whole_files import HeldBack

FORMATS = {
    ".txt": "text, as the command prints it",
    ".csv": "CSV: claims in the canonical columns, other lists as they stand",
    ".json": "JSON, as the command gives it with --json",
    ".svg": "a picture of the screen that needs nothing from outside",
}


class Save(Dialog[str | None]):
    """Writes a new file and gives its name. Never over one that is there."""

    @dataclass
    class Written(Message):
        """The file is there."""

        path: str

    @dataclass
    class Failed(Message):
        """It could not be written."""

        problem: str

    def __init__(self, name: str, make: Callable[[str], str]) -> None:
        super().__init__("Export what is seen", "Enter writes it · Esc back")
        self._name = name
        self._make = make
        """From an ending to what stands in the file. For a worker."""
        self.add_class("small")

    def parts(self) -> Iterable[Widget]:
        """The file's name, and what its ending means."""
        yield TypedLine(self._name, id="path", select_on_focus=False, compact=True)
        yield Static("", id="echo", markup=False)

    @on(Input.Changed)
    def echo(self, message: Input.Changed) -> None:
        """What will be written."""
        ending = Path(message.value).suffix.lower()
        means = FORMATS.get(ending) or f"the ending says how: {', '.join(FORMATS)}"
        self.query_one("#echo", Static).update(told(means))

    @on(Input.Submitted)
    def write(self, message: Input.Submitted) -> None:
        """Enter: a worker writes it."""
        self.run_worker(partial(self._write, message.value), thread=True, exclusive=True)

    def _write(self, name: str) -> None:
        try:
            write_new(name, self._make)
        except TrackerError as problem:
            self.post_message(self.Failed(str(problem)))
        else:
            self.post_message(self.Written(name))

    @on(Failed)
    def tell(self, message: Failed) -> None:
        """Why there is no file."""
        self.query_one("#echo", Static).update(told(message.problem))

    @on(Written)
    def leave(self, message: Written) -> None:
        """It is written."""
        self.dismiss(message.path)


def write_new(name: str, make: Callable[[str], str]) -> None:
    """Writes a file that was not there, whole or not at all. Raises OptionError for an unknown
    ending or a name that is taken, StorageError where the disk does not allow it."""
    path = _path(name)
    if path.suffix.lower() not in FORMATS:
        raise OptionError(f"the ending says how: {', '.join(FORMATS)}")
    if os.path.lexists(path):
        raise OptionError(f"{name} is there already; name another file")
    text = make(path.suffix.lower()).encode()
    try:
        HeldBack(path, [text]).appear_first()
    except FileExistsError:
        raise OptionError(f"{name} is there already; name another file") from None
    except OSError as problem:
        raise StorageError(f"{name}: {problem.strerror or problem}") from problem
    except ValueError:
        raise OptionError(f"no file can be called {name!r}") from None


def _path(name: str) -> Path:
    try:
        return Path(name).expanduser()
    except RuntimeError:  # Nobody here is called ~that.
        return Path(name)
