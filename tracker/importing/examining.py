"""A first look at every file: its encoding, its format, and what it holds."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from typing import TextIO

from tracker.importing.encodings import Encoding, encoding_of, open_text
from tracker.importing.faults import FileError
from tracker.importing.headers import FileKind, Layout, is_header, layout_of
from tracker.importing.inputs import Input
from tracker.importing.options import ImportOptions
from tracker.importing.profiles.applying import foreign_layout
from tracker.importing.profiles.binding import Binding, bound
from tracker.importing.profiles.fitting import advice, fitting
from tracker.importing.profiles.profile import Profile
from tracker.importing.readers import BadRow, Seen, Table, is_export, table_of
from tracker.importing.readers.binary import binary_format, binary_table
from tracker.importing.readers.shape import PLAIN_SHAPE, Shape
from tracker.importing.readers.totals import without_totals
from tracker.importing.refused import shape_of_list
from tracker.importing.report import Tally

_ROWS_OF_TITLES = 20
"""Rows in which the header is looked for."""
_DRAFT = "; if there are figures in it, tracker profiles draft proposes how to read them"


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
    binding: Binding | None = None
    """The profile that the rows are read by, fitted to the header; None for our own columns."""
    origin: Input | None = None
    """The file as it was named, where it was not read before the call; None where nothing can
    have changed it."""
    state: tuple[int, ...] = ()
    """`Input.state` of that, before it was first read."""
    seen: Seen | None = None
    """What the first look told, so that the file is not looked through again."""

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
                is_chosen = bool(self.header)
                table = binary_table(stream, self.format, self.shape, is_chosen=is_chosen)
                yield self._judged(table)
        else:
            with self.text() as text:
                yield self._judged(table_of(text, self.given.extension, self.shape, self.seen))

    def _judged(self, table: Table) -> Table:
        return without_totals(table, are_known=self.shape.totals)


def examined(given: Input, options: ImportOptions, tally: Tally) -> Work | None:
    """What the file is; None, with the fault in its tally, where it cannot be read at all."""
    try:
        work = recognised(opened_work(given, options, tally), options)
    except FileError as problem:
        tally.fault(problem, problem.line)
        return None
    except UnicodeError:  # Its encoding was told from other bytes.
        tally.tear()
        return None
    tally.kind = work.layout.kind
    tally.remarks += [work.encoding.remark] if work.encoding.remark else []
    tally.remarks += work.layout.remarks
    return work


def looked_at(given: Input, tally: Tally, look: Callable[[], Work | None]) -> Work | None:
    """What a look at a file makes of it, and in its tally what its bytes are."""
    state = given.state()
    tally.fingerprint = given.fingerprint()
    work = look()
    return replace(work, origin=given, state=state) if work else None


def refuse_changed(works: Iterable[Work]) -> None:
    """Adds a fault to each file that is no longer the one of which its receipt would speak."""
    for work in works:
        if work.origin and work.origin.state() != work.state:
            work.tally.tear()


def opened_work(given: Input, options: ImportOptions, tally: Tally) -> Work:
    """The file with its format, and its encoding if it is text. Raises FileError."""
    unknown = Layout(FileKind.SKIPPED, ())
    with given.reading() as stream:
        own = shape_of_list(stream, options.shape)
        shape, named = (own, None) if own else (options.shape, options.encoding)
        stream.seek(0)
        form = binary_format(stream, shape.format)
        encoding = Encoding("") if form else encoding_of(stream, named)
    return Work(given, encoding, unknown, (), tally, shape, form)


def recognised(work: Work, options: ImportOptions) -> Work:
    """The file with its layout and header. Raises FileError."""
    if not work.format and options.profile is None:
        with work.text() as text:
            if is_export(text):
                return replace(work, layout=Layout(FileKind.EXPORT, ()))
    with work.table() as table:
        work.tally.sheet = table.sheet
        work.tally.remarks += table.remarks
        try:
            layout, binding = _layout(work, table, options)
        except FileError as problem:
            raise FileError(problem.problem, line=table.line, column=problem.column) from None
    shape = replace(work.shape, sheet=table.sheet or work.shape.sheet)
    known = replace(work, layout=layout, header=table.header, shape=shape, binding=binding)
    return replace(known, seen=table.seen)


def _layout(work: Work, table: Table, options: ImportOptions) -> tuple[Layout, Binding | None]:
    """What a header says, of a foreign file with the profile that fits it."""
    profile = options.profile
    if profile is not None and not profile.is_canonical:
        binding = bound(profile, table.header)
        return foreign_layout(binding), binding
    try:
        layout = layout_of(table.header, table.absent, has_incident=options.incident is not None)
    except FileError as problem:
        told = problem.problem + advice(profiles_for(work))
        raise FileError(told, line=problem.line, column=problem.column) from None
    if layout.kind is FileKind.SKIPPED:
        _refuse_header_below(table)
        ways = advice(profiles_for(work)) or (_DRAFT if len(table.header) > 1 else "")
        told = "".join(layout.remarks) + ways
        layout = replace(layout, remarks=(told,))
    return layout, None


def _refuse_header_below(table: Table) -> None:
    """Raises FileError where the columns are named further down, as under a title: passed over
    as a file of something else, all its rows would be missed."""
    for line, row in islice(table.rows, _ROWS_OF_TITLES):
        if is_header(row.cells if isinstance(row, BadRow) else row):
            problem = f"row {line} looks like the header, and this is no row of one"
            raise FileError(f"{problem}; name it with --header-row {line}")


def profiles_for(work: Work) -> tuple[Profile, ...]:
    """The profiles that fit a file, the best first."""

    def header_of(shape: Shape) -> tuple[str, ...]:
        with replace(work, shape=shape).table() as table:
            return table.header

    return fitting(header_of)
