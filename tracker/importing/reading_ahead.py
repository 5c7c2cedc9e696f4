"""A large file's rows, read, checked and sealed by a second process while this one takes them.

Reading a row takes longer than taking it, and one interpreter uses one core. The other process
is a copy of this one (`fork`), so it knows the same names and reads by the same code. It hands
over rows that are plain claims, laid out for their table; every other row it hands over as it
stands, to be read here as ever. Whatever stops it, this process reads on where it stopped.
"""

import marshal
import os
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import BytesIO
from itertools import chain, islice
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, NamedTuple, Self

from tracker.errors import ClaimError
from tracker.importing.claim_rows import ClaimRows
from tracker.importing.examining import Work
from tracker.importing.faults import RowError
from tracker.importing.readers import BadRow, Cells
from tracker.ledger import seal
from tracker.ledger.columns import claim_row
from tracker.model import Claim

FEWEST_BYTES = 2_000_000
"""Size of a file from which on a second process is worth its start."""
ROWS_AT_ONCE = 500
_SIZE = 4
"""Bytes that say how long the next rows are."""
_PIPE_BYTES = 1 << 20


class ReadRow(NamedTuple):
    """A row that is a plain claim, as it comes from the other process."""

    line: int
    cells: str
    """As they stand in the file, with `BETWEEN` between them."""
    incident: str
    """What the row calls its incident."""
    source: tuple[str, str]
    """What it calls its source, and the word for the source's kind."""
    content: bytes
    digest: bytes
    columns: tuple[Any, ...]
    """As in ClaimAsRow."""


Told = tuple[Any, ...]
"""The fields of a ReadRow, or a line, its cells and what is wrong with them: such a row is to
be read here. Plain tuples, because there is one for every row."""
FIELDS = len(ReadRow._fields)
BETWEEN = "\x1f"
"""Stands between cells that are handed over as one text; a row with a cell that holds it is
handed over as it stands."""


def to_be_read(told: Told) -> tuple[int, Cells | BadRow]:
    """The line and the cells of a row that is to be read here."""
    line, cells, problem = told
    return line, cells if problem is None else BadRow(RowError(*problem), cells)


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


def _size_of(path: Path) -> int:
    """Bytes of a file; 0 where it is gone, which whoever opens it will tell."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


class ReadAhead:
    """The rows of a file from a process of its own; the process ends with the `with` block."""

    def __init__(
        self, work: Work, rows: Callable[[Callable[[str], None]], ClaimRows], taken: int = 0
    ) -> None:
        """rows: makes what reads the rows, given what it is to tell its remarks. taken: so many
        rows were taken already, and are passed over."""
        self._work = work
        self._make = rows
        self._taken = taken
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
            _read_all(self._work, self._make, self._taken, writing)
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

    def __iter__(self) -> Iterator[Told]:
        return chain.from_iterable(self._together())

    def _together(self) -> Iterator[list[Told]]:
        """The rows as they come, many at once."""
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


def _read_all(
    work: Work, make: Callable[[Callable[[str], None]], ClaimRows], taken: int, writing: int
) -> None:
    """What the second process does; it never returns, and touches no database."""
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        with os.fdopen(writing, "wb", _PIPE_BYTES) as out:
            _hand_over(work, make, taken, out)
        code = 0
    finally:
        os._exit(code)


def _hand_over(
    work: Work, make: Callable[[Callable[[str], None]], ClaimRows], taken: int, out: BinaryIO
) -> None:
    remarks: list[str] = []
    rows = make(remarks.append)
    some: list[Told] = []
    with work.table() as table:
        for line, cells in islice(table.rows, taken, None):
            some.append(_told(line, cells, rows, remarks))
            if len(some) == ROWS_AT_ONCE:
                _send(some, None, out)
                some = []
        _send(some, table.noted, out)


def _send(some: list[Told], noted: list[str] | None, out: BinaryIO) -> None:
    """noted: what was noted of the rows, with the last of them; else None."""
    told = marshal.dumps((some, noted))
    out.write(len(told).to_bytes(_SIZE, "big"))
    out.write(told)


def _told(line: int, cells: Cells | BadRow, rows: ClaimRows, remarks: list[str]) -> Told:
    if isinstance(cells, BadRow):
        error = cells.error
        return line, cells.cells, (error.column, error.value, error.problem)
    as_it_stands = line, cells, None
    try:
        given = rows.read(line, cells)
        claim = given[0] if len(given) == 1 else None
        if remarks or type(claim) is not Claim:
            remarks.clear()
            return as_it_stands
        _, content, digest = seal(claim)
    except (RowError, ClaimError):
        remarks.clear()
        return as_it_stands
    told = BETWEEN.join(cells)
    if told.count(BETWEEN) >= len(cells):
        return as_it_stands
    incident, *source = rows.named
    return line, told, incident, tuple(source), content, digest, claim_row(0, claim, digest)[1:]
