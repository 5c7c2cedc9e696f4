"""An article's file to its text, read as the rows of an import are: nothing guessed in silence."""

from typing import BinaryIO, NamedTuple

from tracker.errors import DataError
from tracker.extract import Text, text_of
from tracker.importing.encodings import encoding_of
from tracker.importing.faults import FileError
from tracker.importing.inputs import input_named

MOST_BYTES = 20_000_000
"""Largest file that is read as an article."""


class Article(NamedTuple):
    """What a file holds."""

    text: Text
    remark: str
    """What a person should know of how it was read; '' for nothing."""


def read_article(name: str, stdin: BinaryIO, encoding: str | None = None) -> Article:
    """The article in the named file; `-` is standard input.

    Raises NotFoundError, OptionError for a folder, StorageError, and DataError for what is no
    text or holds more than 20 MB.
    """
    given = input_named(name, stdin)
    try:
        with given.reading() as stream:
            known = encoding_of(stream, encoding)
            stream.seek(0)
            content = stream.read(MOST_BYTES + 1)
    except FileError as problem:
        raise DataError(str(problem.at(name, problem.line)[0])) from None
    finally:
        given.close()
    if len(content) > MOST_BYTES:
        raise DataError(f"{name}: holds more than {MOST_BYTES:,} bytes; no article does, split it")
    written = content.decode(known.name)
    return Article(text_of(written, given.extension), known.remark)
