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
from tracker.importing.profiles.applying import foreign_layout, with_profile
from tracker.importing.profiles.binding import Binding, bound
from tracker.importing.profiles.fitting import advice, fitting
from tracker.importing.readers import Table, is_export, table_of
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
    binding: Binding | None = None
    """The profile that the rows are read by, fitted to the header; None for our own columns."""

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
            yield table_of(text, self.given.extension, self.shape)


def examined(given: Input, options: ImportOptions, tally: Tally) -> Work | None:
    """What the file is; None, with the fault in its tally, where it cannot be read at all."""
    options = with_profile(options)
    try:
        with given.reading() as stream:
            encoding = encoding_of(stream, options.encoding)
            text = open_text(stream, encoding)
            try:
                layout, header, binding = _recognised(text, given, options)
            finally:
                text.detach()
    except FileError as problem:
        tally.fault(problem, problem.line)
        return None
    tally.kind = layout.kind
    tally.remarks += [encoding.remark] if encoding.remark else []
    tally.remarks += layout.remarks
    return Work(given, encoding, layout, header, tally, options.shape, binding)


def _recognised(
    text: TextIO, given: Input, options: ImportOptions
) -> tuple[Layout, tuple[str, ...], Binding | None]:
    profile = options.profile
    if profile is None and is_export(text):
        return Layout(FileKind.EXPORT, ()), (), None
    table = table_of(text, given.extension, options.shape)
    if profile is None or profile.is_canonical:
        return _of_our_own(table, options, text, given.extension), table.header, None
    binding = bound(profile, table.header)
    return foreign_layout(binding), table.header, binding


def _of_our_own(table: Table, options: ImportOptions, text: TextIO, extension: str) -> Layout:
    """What a header of our own columns says; of one that is not, which profile fits it."""

    def header_of(shape: Shape) -> tuple[str, ...]:
        text.seek(0)
        return table_of(text, extension, shape).header

    try:
        layout = layout_of(table.header, table.absent, has_incident=options.incident is not None)
    except FileError as problem:
        told = problem.problem + advice(fitting(header_of))
        raise FileError(told, line=problem.line, column=problem.column) from None
    if layout.kind is not FileKind.SKIPPED:
        return layout
    told = "".join(layout.remarks) + advice(fitting(header_of))
    return replace(layout, remarks=(told,))
