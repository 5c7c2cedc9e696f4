"""What is typed on the import screen: files and options, the same words as `tracker import` and,
for an article, as `tracker extract`."""

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from glob import glob
from io import BytesIO
from pathlib import Path

from tracker.errors import OptionError, suggestion
from tracker.importing import ImportOptions, OnError, RowOutcomes
from tracker.importing.profiles.shipped import profile_named
from tracker.typed.moments import order_given, stamp_given

PASTED = "-"
"""The name of a text that was pasted, as standard input has on the command line."""
MOST_ROWS = 2_000
"""Rows that are listed of each kind; nobody looks through more."""
_VALUED = ("--incident", "--published-at", "--on-error", "--encoding", "--profile")
_OF_ARTICLES = ("--via", "--url")
_DAY_FIRST, _MONTH_FIRST = _ORDERS = ("--dayfirst", "--monthfirst")
_KEEP_TEXT = "--keep-text"


@dataclass(frozen=True, slots=True)
class Words:
    """A line taken apart."""

    files: tuple[str, ...]
    given: Mapping[str, str]
    """Options with the word after them."""
    flags: frozenset[str]
    """Options without one."""

    @property
    def of_articles(self) -> tuple[str, ...]:
        """Those of its options that only an article takes."""
        return tuple(
            one for one in (*_OF_ARTICLES, _KEEP_TEXT) if one in self.flags | set(self.given)
        )


@dataclass(frozen=True, slots=True)
class ImportCall:
    """What is to be imported, and how."""

    files: tuple[str, ...]
    options: ImportOptions
    pasted: str = ""
    """A text that was pasted; read where a file is named -."""

    @property
    def stdin(self) -> BytesIO:
        """The pasted text, from its beginning."""
        return BytesIO(self.pasted.encode())


def import_call(text: str, pasted: str, *, dry_run: bool) -> ImportCall:
    """The call that a line stands for; with a pasted text, the line holds options alone. A dry
    run notes what each row would do.

    Raises OptionError for what `tracker import` would refuse.
    """
    words = words_of(text, pasted)
    if not words.files:
        raise OptionError("name a file, or paste rows with their header")
    if words.of_articles:
        raise OptionError(f"{words.of_articles[0]} goes with one article, not with rows")
    given = words.given
    order = order_given(dayfirst=_DAY_FIRST in words.flags, monthfirst=_MONTH_FIRST in words.flags)
    options = ImportOptions(
        incident=given.get("--incident"),
        published_at=stamp_given(given.get("--published-at"), "--published-at", order),
        order=order,
        encoding=given.get("--encoding"),
        profile=profile_named(given["--profile"]) if "--profile" in given else None,
        on_error=_on_error(given.get("--on-error", "stop")),
        dry_run=dry_run,
        outcomes=RowOutcomes(MOST_ROWS) if dry_run else None,
    )
    return ImportCall(words.files, options, pasted)


def words_of(text: str, pasted: str) -> Words:
    """The line taken apart; a pasted text is a file more. Raises OptionError."""
    files: list[str] = []
    given: dict[str, str] = {}
    flags: set[str] = set()
    try:
        rest = shlex.split(text)
    except ValueError:
        raise OptionError("a quotation mark is not closed") from None
    while rest:
        word = rest.pop(0)
        name, joined, value = word.partition("=")
        if word in _ORDERS or word == _KEEP_TEXT:
            flags.add(word)
        elif name in (*_VALUED, *_OF_ARTICLES):
            if not joined and not rest:
                raise OptionError(f"{name} asks for a word after it")
            given[name] = value if joined else rest.pop(0)
        elif word.startswith("--"):
            known = (*_VALUED, *_OF_ARTICLES, *_ORDERS, _KEEP_TEXT)
            raise OptionError(f"no option {name} here{suggestion(name, known)}")
        else:
            files += _named(word)
    more = (PASTED,) if pasted else ()
    return Words((*files, *more), given, frozenset(flags))


def marks_of(files: Sequence[str]) -> tuple[tuple[object, ...], ...]:
    """What tells whether files are still those that were read: their names, which they are, how
    long, and when they were last written."""
    return tuple((one, *_mark(one)) for one in files)


def _mark(name: str) -> tuple[int, ...]:
    try:
        found = Path(name).stat()
    except (OSError, ValueError):  # What is no file, or can be none, has nothing to change.
        return ()
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def _named(word: str) -> list[str]:
    """The files of a path; of a pattern, all that fit it, as a shell would have it."""
    try:
        path = str(Path(word).expanduser())
    except RuntimeError:  # Nobody here is called ~that: no file either, which the import says.
        path = word
    found = sorted(glob(path)) if any(sign in path for sign in "*?[") else []  # noqa: PTH207
    return found or [path]


def _on_error(text: str) -> OnError:
    try:
        return OnError(text)
    except ValueError:
        raise OptionError(f"--on-error is stop or skip, not {text!r}") from None
