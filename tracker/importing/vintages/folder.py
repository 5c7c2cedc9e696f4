"""Versions that lie side by side as files: a folder, a pattern of names, or their names."""

import glob
from collections.abc import Iterable, Iterator
from functools import partial
from os import PathLike
from pathlib import Path

from tracker.errors import NotFoundError, OptionError, StorageError
from tracker.importing.inputs import input_named, names_of
from tracker.importing.vintages.name_times import time_in_name
from tracker.importing.vintages.version import Version, in_order

HIDDEN = "."


def versions_named(
    names: Iterable[str | PathLike[str]], pattern: str = "", usual: str = ""
) -> tuple[Version, ...]:
    """The versions that folders, patterns such as `data/*.json` and files give, oldest first.

    Of a folder every file counts, folders in it and hidden files do not. pattern, usual: where
    the time stands in their names, as `time_in_name` takes them. Raises OptionError for files whose
    order nothing tells, NotFoundError where a pattern finds none, or a link leads nowhere.
    """
    files = dict.fromkeys(file for name in names_of(names) for file in _files(name))
    return in_order([_version(file, pattern, usual) for file in files])


def _files(name: str) -> Iterator[str]:
    path = Path(name)
    try:
        if path.is_dir():
            found = sorted(str(file) for file in path.iterdir() if file.name[:1] != HIDDEN)
        elif path.exists():
            found = [name]
        else:
            found = sorted(glob.glob(name))  # noqa: PTH207 - the pattern may be absolute
    except OSError as problem:
        raise StorageError(f"{name}: {problem.strerror or problem}") from problem
    except ValueError:
        raise NotFoundError("version", name, advice="check the path") from None
    for file in found:
        if Path(file).is_symlink() and not Path(file).exists():  # As git-annex leaves them.
            advice = "it is a link that leads nowhere; fetch what it stands for, or leave it out"
            raise NotFoundError("version", file, advice=advice)
    files = [file for file in found if Path(file).is_file()]
    if not files:
        raise NotFoundError("version", name, advice="no file there; check the folder or pattern")
    yield from files


def _version(file: str, pattern: str, usual: str) -> Version:
    own = Path(file).name
    if not own.isprintable():
        raise OptionError(f"{file!r}: the name of a version must be text that can be printed")
    return Version(
        name=file,
        short=own,
        published_at=time_in_name(file, pattern, usual),
        opened=partial(input_named, file, None),
    )
