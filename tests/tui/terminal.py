"""A small terminal: runs a program on a pty, keeps the screen it draws and the bytes it sends."""

import codecs
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.cells import cell_len

ROOT = Path(__file__).parents[2]
_CSI = re.compile(r"\x1b\[([0-?]*)([ -/]*)([@-~])")
_OTHER = re.compile(r"\x1b(?:[PX^_\]].*?(?:\x1b\\|\x07)|[()][0-9A-Za-z]|[=>78cDEHMNOZ])", re.DOTALL)
PATIENCE_S = 60
REST_S = 0.3
"""So long without a byte, and the screen is at rest."""


class Terminal:
    """A program on a terminal of its own."""

    def __init__(
        self, words: Sequence[str], *, columns: int = 100, lines: int = 30, **env: str
    ) -> None:
        self.columns, self.lines = columns, lines
        self.sent = b""
        """Every byte the program sent to the terminal."""
        self._cells = [[" "] * columns for _ in range(lines)]
        self._row = self._column = 0
        self._rest = ""
        self._has_ended = False
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "", **env}
        environment.pop("COLUMNS")
        environment.pop("LINES", None)
        environment.pop("NO_COLOR", None)
        self.pid, self._pty = _spawned(words, environment, columns, lines)

    @property
    def screen(self) -> str:
        """What stands on the terminal."""
        return "\n".join("".join(row).rstrip() for row in self._cells)

    def until(self, words: str) -> None:
        """Reads until words stand on the screen."""
        end = time.monotonic() + PATIENCE_S
        while words not in self.screen:
            assert time.monotonic() < end, f"{words!r} never appeared in\n{self.screen}"
            assert self._read(0.2), f"it ended before {words!r} appeared:\n{self.screen}"

    def press(self, keys: str, until: str = "") -> None:
        """Types keys once the screen is at rest; with words to wait for. Keys that are no
        characters are typed one at a time: in a burst they would be overtaken."""
        while self._read_once(REST_S):
            pass
        os.write(self._pty, keys.encode())
        if until:
            self.until(until)

    def ended(self) -> int:
        """Waits for the end; the exit code."""
        end = time.monotonic() + PATIENCE_S
        while self._read(0.2):
            if time.monotonic() > end:
                os.kill(self.pid, signal.SIGKILL)
        os.close(self._pty)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    def _read(self, patience_s: float) -> bool:
        """Takes what is sent within so long; False when the program has ended."""
        return self._read_once(patience_s) or not self._has_ended

    def _read_once(self, patience_s: float) -> bool:
        """Takes what is sent next; False where nothing comes within so long."""
        if self._has_ended or not select.select([self._pty], [], [], patience_s)[0]:
            return False
        try:
            data = os.read(self._pty, 65_536)
        except OSError:
            data = b""
        self._has_ended = not data
        self.sent += data
        self._feed(self._decoder.decode(data))
        return bool(data)

    def _feed(self, text: str) -> None:
        text = self._rest + text
        self._rest = ""
        place = 0
        while place < len(text):
            if text[place] != "\x1b":
                self._put(text[place])
                place += 1
                continue
            found = _CSI.match(text, place) or _OTHER.match(text, place)
            if found is None:
                self._rest = text[place:]
                return
            if found.re is _CSI:
                self._control(found[1], found[3])
            place = found.end()

    def _control(self, numbers: str, final: str) -> None:
        if final == "H":
            row, _, column = numbers.partition(";")
            self._row, self._column = int(row or 1) - 1, int(column or 1) - 1
        elif final == "J":
            self._cells = [[" "] * self.columns for _ in range(self.lines)]

    def _put(self, character: str) -> None:
        if character == "\n":
            self._row = min(self._row + 1, self.lines - 1)
        elif character == "\r":
            self._column = 0
        elif character >= " " and self._row < self.lines:
            wide = cell_len(character)
            row = self._cells[self._row]
            if wide == 0:
                row[max(min(self._column, self.columns) - 1, 0)] += character
                return
            if self._column < self.columns:
                row[self._column] = character
            for more in range(1, wide):
                if self._column + more < self.columns:
                    row[self._column + more] = ""
            self._column += wide


def _spawned(
    words: Sequence[str], environment: Mapping[str, str], columns: int, lines: int
) -> tuple[int, int]:
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(ROOT)
        os.execve(sys.executable, [sys.executable, "-m", "tracker.cli", *words], environment)  # noqa: S606
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    return pid, terminal
