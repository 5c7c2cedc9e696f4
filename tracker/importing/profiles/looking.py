"""Looking into a file without an import: for checking a profile and for drafting one."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from itertools import islice
from typing import BinaryIO

from tracker.errors import DataError, NotFoundError, OptionError
from tracker.importing.examining import Work, opened_work, profiles_for, recognised
from tracker.importing.faults import FileError
from tracker.importing.headers import FileKind
from tracker.importing.inputs import input_named
from tracker.importing.options import ImportOptions
from tracker.importing.packed import unpacked
from tracker.importing.profiles.applying import with_profile
from tracker.importing.profiles.binding import bound
from tracker.importing.profiles.checking import Check, checked
from tracker.importing.profiles.drafting import drafted
from tracker.importing.profiles.profile import Profile
from tracker.importing.readers import BadRow
from tracker.importing.refused import shape_of_list
from tracker.importing.report import Tally

ROWS_FOR_A_DRAFT = 500
"""Rows whose cells are looked at for what a column is."""


def check_file(name: str, stdin: BinaryIO | None, options: ImportOptions, most: int) -> Check:
    """What the profile of the options makes of a file's first rows; without one, the profile
    that fits the file best.

    Raises DataError for a file that cannot be read so, NotFoundError for one that is not
    there, or that no profile fits, OptionError for one with the tracker's own columns.
    """
    with _opened(name, stdin, with_profile(options)) as work:
        profile = options.profile or _best(work, options)
        if profile.is_canonical:
            raise OptionError(_OWN.format(what=f"profile {profile.name} is for"))
        options = with_profile(replace(options, profile=profile))
        with work.given.reading() as stream:
            shape = shape_of_list(stream, options.shape) or options.shape
        with replace(work, shape=shape).table() as table:
            return checked(name, table, bound(profile, table.header), options, most)


def draft_profile(name: str, stdin: BinaryIO | None, options: ImportOptions) -> str:
    """The TOML of a profile proposed for a file. Raises DataError or NotFoundError."""
    shape = replace(options.shape, verbatim=True)
    with (
        _opened(name, stdin, replace(options, shape=shape)) as work,
        work.table() as table,
    ):
        rows = islice(table.rows, ROWS_FOR_A_DRAFT)
        cells = [row for _, row in rows if not isinstance(row, BadRow)]
        return drafted(name, table.header, cells, options.shape)


_OWN = "{what} the tracker's own columns; tracker import --dry-run shows what they give"


def _best(work: Work, options: ImportOptions) -> Profile:
    found = profiles_for(work)
    if found:
        return found[0]
    if recognised(work, options).layout.kind is not FileKind.SKIPPED:
        raise OptionError(_OWN.format(what=f"{work.tally.file} has"))
    advice = "write one: tracker profiles draft proposes it"
    raise NotFoundError("profile that fits", work.tally.file, advice=advice)


@contextmanager
def _opened(name: str, stdin: BinaryIO | None, options: ImportOptions) -> Iterator[Work]:
    """The file, unpacked where it is packed. Raises DataError for what cannot be read."""
    with ExitStack() as stack:
        try:
            given = input_named(name, stdin)
            stack.callback(given.close)
            whole, _ = unpacked(given, options.shape.member)
            stack.callback(whole.close)
            yield opened_work(whole, options, Tally(name))
        except FileError as problem:
            raise DataError(str(problem.at(name, problem.line)[0])) from None
