"""Telling an article from rows on the import screen, and what is given with it."""

import re
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from tracker.extract import Text
from tracker.importing.articles import read_article
from tracker.importing.encodings import encoding_of
from tracker.importing.faults import FileError
from tracker.importing.headers import KNOWN_COLUMNS, column_name
from tracker.tui.import_words import PASTED, words_of

_TEXTS = frozenset(("", ".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml"))
"""Endings that a file of prose may have; any other is one of rows."""
_HEAD_BYTES = 20_000
_BETWEEN = re.compile(r"[,;|\t]")


@dataclass(frozen=True, slots=True)
class GivenArticle:
    """An article, and what its line says of where it comes from."""

    text: Text
    name: str
    """Of its file; - where it was pasted."""
    given: dict[str, str] = field(default_factory=dict)
    """incident, via, published_at, url, keep_text: as typed, '' for what was not."""
    remark: str = ""
    """How it was read, where a person should know."""


def article_given(line: str, pasted: str) -> GivenArticle | None:
    """The article that a line names or that was pasted; None where they speak of rows.

    Reads the file, so for a worker. Raises what `read_article` raises.
    """
    words = words_of(line, pasted)
    if len(words.files) != 1 or "--profile" in words.given:
        return None
    (name,) = words.files
    if not words.of_articles and not _is_prose(name, pasted):
        return None
    read = read_article(name, BytesIO(pasted.encode()), words.given.get("--encoding"))
    options = ("incident", "via", "published-at", "url")
    given = {one.replace("-", "_"): words.given.get(f"--{one}", "") for one in options}
    given["keep_text"] = "yes" if "--keep-text" in words.flags else ""
    return GivenArticle(read.text, name, given, read.remark)


def _is_prose(name: str, pasted: str) -> bool:
    if name == PASTED:
        return reads_as_prose(pasted)
    path = Path(name)
    if path.suffix.lower() not in _TEXTS:
        return False
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            encoding = encoding_of(file, None).name
            file.seek(0)
            return reads_as_prose(file.read(_HEAD_BYTES).decode(encoding, "replace"))
    except (OSError, FileError):  # What speaks against reading it is said by the import.
        return False


def reads_as_prose(text: str) -> bool:
    """False for JSON, and for rows: text under a line with two of our columns in it.

    >>> reads_as_prose("source,killed\\nAsayish,44"), reads_as_prose("At least 44 died, he said.")
    (False, True)
    """
    lines = text.removeprefix("\ufeff").splitlines()
    first = next((line.strip() for line in lines if line.strip()), "")
    if not first or first[0] in "{[":
        return False
    columns = {column_name(cell.strip().strip("\"'")) for cell in _BETWEEN.split(first)}
    return len(columns & KNOWN_COLUMNS) < 2
