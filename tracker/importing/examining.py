"""A first look at every file: its encoding, its format, and what it holds."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TextIO

from tracker.importing.encodings import Encoding, encoding_of, open_text
from tracker.importing.faults import FileError
from tracker.importing.headers import FileKind, Layout, layout_of
from tracker.importing.inputs import Input
from tracker.importing.options import ImportOptions
from tracker.importing.readers import Table, is_export, table_of
from tracker.importing.readers.binary import binary_format, binary_table
from tracker.importing.readers.shape import PLAIN_SHAPE, Shape
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
    shape: Shape = PLAIN_SHAPE
    format: str = ""
    """One of BINARY, '' for text."""

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
        if self.format:
            with self.given.reading() as stream:
                yield binary_table(stream, self.format, self.shape)
        else:
            with self.text() as text:
                yield table_of(text, self.given.extension, self.shape)


def examined(given: Input, options: ImportOptions, tally: Tally) -> Work | None:
    """What the file is; None, with the fault in its tally, where it cannot be read at all."""
    try:
        work = _opened(given, options, tally)
        work = _recognised(work, options)
    except FileError as problem:
        tally.fault(problem, problem.line)
        return None
    tally.kind = work.layout.kind
    tally.remarks += [work.encoding.remark] if work.encoding.remark else []
    tally.remarks += work.layout.remarks
    return work


def _opened(given: Input, options: ImportOptions, tally: Tally) -> Work:
    """The file with its format, and its encoding if it is text. Raises FileError."""
    unknown = Layout(FileKind.SKIPPED, ())
    with given.reading() as stream:
        form = binary_format(stream, options.shape.format)
        encoding = Encoding("") if form else encoding_of(stream, options.encoding)
    return Work(given, encoding, unknown, (), tally, options.shape, form)


def _recognised(work: Work, options: ImportOptions) -> Work:
    """The file with its layout and header. Raises FileError."""
    if not work.format:
        with work.text() as text:
            if is_export(text):
                return replace(work, layout=Layout(FileKind.EXPORT, ()))
    with work.table() as table:
        work.tally.sheet = table.sheet
        work.tally.remarks += table.remarks
        has_incident = options.incident is not None
        try:
            layout = layout_of(table.header, table.absent, has_incident=has_incident)
        except FileError as problem:
            raise FileError(problem.problem, line=table.line, column=problem.column) from None
    shape = replace(work.shape, sheet=table.sheet or work.shape.sheet)
    return replace(work, layout=layout, header=table.header, shape=shape)
