"""A file's text as the extractor reads it: the text to which all places refer."""

from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple

from tracker.extract.html_text import text_of_html

_OPENS_HTML = ("<!doctype html", "<html", "<?xml", "<article", "<body", "<head", "<div", "<p>")


class Form(StrEnum):
    """How a file is written."""

    PLAIN = "plain"
    """Read as it stands, and so is Markdown, whose signs are passed over."""
    HTML = "html"
    """Read as what the page shows."""


class Text(NamedTuple):
    """What was read, and how."""

    words: str
    """The text itself; a draft's `text_start` and `text_end` count its characters from 0."""
    form: Form

    @property
    def sha256(self) -> str:
        """The SHA-256 of the text in UTF-8, hexadecimal."""
        return sha256(self.words.encode("utf-8", "surrogatepass")).hexdigest()


def text_of(written: str, extension: str = "") -> Text:
    """The text of a file with that content and ending of its name (`.html`; '' for none).

    >>> text_of("<html><p>12 dead</p></html>").words
    '12 dead'
    """
    opening = written[:1_000].lstrip().lower()
    if extension in (".html", ".htm", ".xhtml") or opening.startswith(_OPENS_HTML):
        return Text(text_of_html(written), Form.HTML)
    return Text(written, Form.PLAIN)
