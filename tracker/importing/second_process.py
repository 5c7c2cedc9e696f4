"""A copy of this process that reads a large file, while this one takes what it hands over.

Reading a row takes longer than taking it, and one interpreter uses one core. The other process
is a copy of this one (`fork`), so it knows the same names and reads by the same code. Whatever
stops it, this process reads on where it stopped.
"""

import marshal
import os
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from queue import Queue
from types import TracebackType
from typing import Any, BinaryIO, NoReturn, Self

from tracker.importing.examining import Work
from tracker.importing.faults import RowError
from tracker.importing.readers import BadRow, Cells

FEWEST_BYTES = 2_000_000
"""Size of a file from which on a second process is worth its start."""
_SIZE = 4
"""Bytes that say how long the next rows are."""
_PIPE_BYTES = 1 << 20
_MOST_READY = 16
"""Times that some rows may wait for room in the pipe."""
_TURN_S = 0.0005
"""How long who sends waits for its turn at the interpreter."""

Told = tuple[Any, ...]
"""What is handed over of a row. Plain tuples, because there is one for every row."""
Sent = tuple[list[Told] | Told, list[str] | None]
"""Some rows one after the other, or as one; with the last of them what was noted of all on the
way."""


def is_worth_it(work: Work) -> bool:
    """Whether a second process may and should read the file: it is a large one, there is a
    second core, and nobody but the main thread is at work, since `fork` copies no other. The
    rows of a foreign file are read here, where what is odd in them is counted."""
    return (
        sys.platform == "linux"
        and work.binding is None
        and work.given.spooled is None
        and threading.current_thread() is threading.main_thread()
        and len(os.sched_getaffinity(0)) > 1
        and _size_of(Path(work.given.name)) >= FEWEST_BYTES
    )


def as_it_stands(line: int, cells: Cells | BadRow) -> Told:
    """A row that is to be read by the process it is handed to."""
    if isinstance(cells, BadRow):
        error = cells.error
        return line, cells.cells, (error.column, error.value, error.problem)
    return line, list(map(str, cells)), None  # A blank of JSON may be of a kind of its own.


def to_be_read(told: Told) -> tuple[int, Cells | BadRow]:
    """The line and the cells of a row that was handed over as it stands."""
    line, cells, problem = told
    return line, cells if problem is None else BadRow(RowError(*problem), cells)


def _size_of(path: Path) -> int:
    """Bytes of a file; 0 where it is gone, which whoever opens it will tell."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


class SecondProcess:
    """The rows of a file from a process of its own; it ends with the `with` block."""

    def __init__(self, read: Callable[[], Iterable[Sent]]) -> None:
        """read: gives all rows, in the other process. It touches no database."""
        self._read = read
        self.is_whole = False
        """Whether all rows came; False where it stopped before the file's end."""
        self.noted: list[str] = []
        """What was noted of the file's rows on the way; of no meaning until they are whole."""
        self._pid = 0
        """Number of the other process; 0 where there is none."""
        self._stream: BinaryIO = BytesIO()

    def __enter__(self) -> Self:
        try:
            reading, writing = _wide_pipe()
        except OSError:  # No files left to open: then nothing is read ahead.
            return self
        try:
            pid = _fork()
        except OSError:  # No process or memory left for a second one: likewise.
            os.close(reading)
            os.close(writing)
            return self
        if not pid:
            os.close(reading)
            _hand_over(self._read, writing)
        os.close(writing)
        self._pid, self._stream = pid, os.fdopen(reading, "rb")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stream.close()
        if self._pid:
            os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)

    def __iter__(self) -> Iterator[Any]:
        """The rows as they come, many at once: what `Sent` begins with."""
        while len(size := self._stream.read(_SIZE)) == _SIZE:
            expected = int.from_bytes(size, "big")
            told = self._stream.read(expected)
            if len(told) < expected:
                return
            # What is read here was written by this program's own copy, into a pipe of its own.
            rows, noted = marshal.loads(told)  # noqa: S302
            yield rows
            if noted is not None:
                self.noted, self.is_whole = noted, True
                return


def _wide_pipe() -> tuple[int, int]:
    """A pipe that holds some thousand rows. Through one of the usual 64 kB the two processes
    wake each other at every chunk, end up on one core, and are slower than one alone."""
    import fcntl  # noqa: PLC0415 - not on every system, and not needed there

    reading, writing = os.pipe()
    with suppress(OSError):  # More than this user may have, or no such call: it works all the same.
        fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
    return reading, writing


def _fork() -> int:
    with warnings.catch_warnings():
        # Other threads, such as one that draws progress, are not copied; none is needed.
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def _hand_over(read: Callable[[], Iterable[Sent]], writing: int) -> NoReturn:
    """What the second process does."""
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        sys.setswitchinterval(_TURN_S)
        ready: Queue[bytes] = Queue(_MOST_READY)
        sender = threading.Thread(target=_send, args=(writing, ready))
        sender.start()
        for some in read():
            ready.put(marshal.dumps(some))
        ready.put(b"")
        sender.join()
        code = 0
    finally:
        os._exit(code)


def _send(writing: int, ready: "Queue[bytes]") -> None:
    """Writes what is ready into the pipe, while more is made ready: the first process takes
    thousands of rows at a time, and the pipe holds fewer than those."""
    with os.fdopen(writing, "wb") as out:
        while told := ready.get():
            out.write(len(told).to_bytes(_SIZE, "big"))
            out.write(told)
            out.flush()
