"""What is typed on the import screen: files and options, the same words as `tracker import`."""

import shlex
from dataclasses import dataclass
from glob import glob
from io import BytesIO
from pathlib import Path

from tracker.errors import OptionError, StampError, suggestion
from tracker.importing import DateOrder, ImportOptions, OnError, read_stamp
from tracker.model import Stamp

PASTED = "-"
"""The name of a text that was pasted, as standard input has on the command line."""
_VALUED = ("--incident", "--published-at", "--on-error", "--encoding")
_FLAGS = {"--dayfirst": DateOrder.DAY_FIRST, "--monthfirst": DateOrder.MONTH_FIRST}


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
    """The call that a line stands for; with a pasted text, the line holds options alone.

    Raises OptionError for what `tracker import` would refuse.
    """
    files, given, order = _sorted_words(text)
    if pasted:
        files.append(PASTED)
    if not files:
        raise OptionError("name a file, or paste rows with their header")
    options = ImportOptions(
        incident=given.get("--incident"),
        published_at=_published(given.get("--published-at"), order),
        order=order,
        encoding=given.get("--encoding"),
        on_error=_on_error(given.get("--on-error", "stop")),
        dry_run=dry_run,
    )
    return ImportCall(tuple(files), options, pasted)


def _sorted_words(text: str) -> tuple[list[str], dict[str, str], DateOrder | None]:
    files: list[str] = []
    given: dict[str, str] = {}
    order: DateOrder | None = None
    try:
        rest = shlex.split(text)
    except ValueError:
        raise OptionError("a quotation mark is not closed") from None
    while rest:
        word = rest.pop(0)
        name, joined, value = word.partition("=")
        if word in _FLAGS:
            order = _FLAGS[word]
        elif name in _VALUED:
            if not joined and not rest:
                raise OptionError(f"{name} asks for a word after it")
            given[name] = value if joined else rest.pop(0)
        elif word.startswith("--"):
            known = (*_VALUED, *_FLAGS)
            raise OptionError(f"no option {name} here{suggestion(name, known)}")
        else:
            files += _named(word)
    return files, given, order


def _named(word: str) -> list[str]:
    """The files of a path; of a pattern, all that fit it, as a shell would have it."""
    path = str(Path(word).expanduser())
    found = sorted(glob(path)) if any(sign in path for sign in "*?[") else []  # noqa: PTH207
    return found or [path]


def _published(text: str | None, order: DateOrder | None) -> Stamp | None:
    if text is None:
        return None
    try:
        return read_stamp(text, order=order)
    except StampError as problem:
        raise OptionError(f"--published-at: {problem}") from None


def _on_error(text: str) -> OnError:
    try:
        return OnError(text)
    except ValueError:
        raise OptionError(f"--on-error is stop or skip, not {text!r}") from None
