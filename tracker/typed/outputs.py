"""Where no output may go: over the ledger, over what it signs by, or to the name of a folder."""

import os
from os import PathLike
from pathlib import Path

from tracker.errors import OptionError, shown, shown_value
from tracker.typed.signing import identity_of, is_in_memory


def name_given(named: str, output: object) -> str:
    """The name of an output as a text. Raises OptionError for what is neither a text nor a path,
    and for what no file can be called: nothing, or what holds a NUL or half a character."""
    if not isinstance(output, str | PathLike):
        raise OptionError(f"{named} takes a text or a path, not {shown_value(output)}")
    text = str(output)
    try:
        os.fsencode(text)
    except UnicodeEncodeError:
        raise OptionError(f"{named} {shown(text)} is the name of no file") from None
    if not text.strip() or "\0" in text:
        raise OptionError(f"{named} {shown(text)} is the name of no file")
    return text


def refuse_own_files(named: str, output: str, where: str) -> None:
    """Raises OptionError for an output that would be written over the ledger kept `where`, or
    over what it signs by. named: what the output is called, `--output` or `path`."""
    from tracker.ledger.own_files import is_of_ledger  # noqa: PLC0415

    if is_of_ledger(output, where):
        raise OptionError(f"{named} {output} is the ledger or part of it; name another file")
    if not is_in_memory(where) and identity_of(where).owns(Path(output)):
        raise OptionError(f"{named} {output} is what the ledger signs by; name another file")


def refuse_folder(named: str, output: str) -> None:
    """Raises OptionError for an output that names a folder, also one that is not there: `reports/`
    is no file `reports`."""
    if output.endswith(("/", os.sep)) or (output != "-" and Path(output).is_dir()):
        raise OptionError(f"{named} {output} names a folder; name a file in it")
