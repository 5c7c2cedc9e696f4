"""Looking into a file without an import: for checking a profile and for drafting one."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from typing import BinaryIO

from tracker.errors import DataError, NotFoundError
from tracker.importing.encodings import encoding_of, open_text
from tracker.importing.faults import FileError
from tracker.importing.inputs import Input, input_named
from tracker.importing.options import ImportOptions
from tracker.importing.profiles.applying import with_profile
from tracker.importing.profiles.binding import bound
from tracker.importing.profiles.checking import Check, checked
from tracker.importing.profiles.drafting import drafted
from tracker.importing.profiles.fitting import fitting
from tracker.importing.profiles.profile import Profile
from tracker.importing.readers import BadRow, Table, table_of
from tracker.importing.readers.shape import Shape

ROWS_FOR_A_DRAFT = 500
"""Rows whose cells are looked at for what a column is."""


def check_file(name: str, stdin: BinaryIO | None, options: ImportOptions, most: int) -> Check:
    """What the profile of the options makes of a file's first rows; without one, the profile
    that fits the file best.

    Raises DataError for a file that cannot be read so, NotFoundError for one that is not
    there, or that no profile fits.
    """
    with _input(name, stdin) as given:
        profile = options.profile or _best(given, options)
        options = with_profile(replace(options, profile=profile))
        try:
            with _table(given, options.shape, options.encoding) as table:
                return checked(name, table, bound(profile, table.header), options, most)
        except FileError as problem:
            raise DataError(str(problem.at(name, problem.line)[0])) from None


def draft_profile(name: str, stdin: BinaryIO | None, options: ImportOptions) -> str:
    """The TOML of a profile proposed for a file. Raises DataError or NotFoundError."""
    shape = Shape(verbatim=True)
    with _input(name, stdin) as given:
        try:
            with _table(given, shape, options.encoding) as table:
                rows = islice(table.rows, ROWS_FOR_A_DRAFT)
                cells = [row for _, row in rows if not isinstance(row, BadRow)]
                return drafted(name, table.header, cells)
        except FileError as problem:
            raise DataError(str(problem.at(name, problem.line)[0])) from None


def _best(given: Input, options: ImportOptions) -> Profile:
    def header_of(shape: Shape) -> tuple[str, ...]:
        with _table(given, shape, options.encoding) as table:
            return table.header

    found = fitting(header_of)
    if not found:
        advice = "write one: tracker profiles draft proposes it"
        raise NotFoundError("profile that fits", given.name, advice=advice)
    return found[0]


@contextmanager
def _input(name: str, stdin: BinaryIO | None) -> Iterator[Input]:
    given = input_named(name, stdin)
    try:
        yield given
    finally:
        given.close()


@contextmanager
def _table(given: Input, shape: Shape, encoding: str | None) -> Iterator[Table]:
    """The file's rows. Raises FileError."""
    with given.reading() as stream:
        text = open_text(stream, encoding_of(stream, encoding))
        try:
            yield table_of(text, given.extension, shape)
        finally:
            text.detach()
