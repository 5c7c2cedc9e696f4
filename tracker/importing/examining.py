"""A first look at every file: its encoding, its format, and what it holds."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TextIO

from tracker.importing.encodings import Encoding, encoding_of, open_text
from tracker.importing.faults import FileError
from tracker.importing.headers import FileKind, Layout, layout_of
from tracker.importing.inputs import Input
from tracker.importing.options import ImportOptions
from tracker.importing.readers import Table, is_export, table_of
from tracker.importing.report import Tally


@dataclass(frozen=True, slots=True)
class Work:
    """One file of the call, recognised."""

    given: Input
    encoding: Encoding
    layout: Layout
    header: tuple[str, ...]
    """Column names as the file writes them; () for an export."""
    tally: Tally
    state: tuple[int, ...] = ()
    """`Input.state` before it was first read."""

    @contextmanager
    def text(self) -> Iterator[TextIO]:
        """The file as text, from its start."""
        with self.given.reading() as stream:
            text = open_text(stream, self.encoding)
            try:
                yield text
            finally:
                text.detach()

    @contextmanager
    def table(self) -> Iterator[Table]:
        """The file's rows, from its start."""
        with self.text() as text:
            yield table_of(text, self.given.extension)


def examined(given: Input, options: ImportOptions, tally: Tally) -> Work | None:
    """What the file is; None, with the fault in its tally, where it cannot be read at all."""
    try:
        with given.reading() as stream:
            encoding = encoding_of(stream, options.encoding)
            text = open_text(stream, encoding)
            try:
                layout, header = _recognised(text, given, options)
            finally:
                text.detach()
    except FileError as problem:
        tally.fault(problem, problem.line)
        return None
    tally.kind = layout.kind
    tally.remarks += [encoding.remark] if encoding.remark else []
    tally.remarks += layout.remarks
    return Work(given, encoding, layout, header, tally)


def refuse_changed(works: Iterable[Work]) -> None:
    """Adds a fault to each file that is no longer the one of which its receipt would speak."""
    for work in works:
        if work.tally.fingerprint is not None and work.given.state() != work.state:
            work.tally.fingerprint = None
            work.tally.fault(FileError("the file changed while it was being read"), None)


def _recognised(
    text: TextIO, given: Input, options: ImportOptions
) -> tuple[Layout, tuple[str, ...]]:
    if is_export(text):
        return Layout(FileKind.EXPORT, ()), ()
    table = table_of(text, given.extension)
    has_incident = options.incident is not None
    return layout_of(table.header, table.absent, has_incident=has_incident), table.header
