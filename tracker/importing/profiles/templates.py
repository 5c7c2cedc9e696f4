"""Texts with columns in them: `noaa-{I_D}`, filled from one row at a time."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_TOKEN = re.compile(r"\{\{|\}\}|\[\[|\]\]|\{([^{}]*)\}|[\[\]{}]")
_DOUBLED = {"{{": "{", "}}": "}", "[[": "[", "]]": "]"}
_BLANKS = re.compile(r"\s{2,}")


class TemplateError(ValueError):
    """A template that cannot be read; its text is the reason."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a template that is left out as a whole, or not."""

    words: tuple[str, ...]
    """What stands before, between and after the columns; one more than there are columns."""
    columns: tuple[str, ...]
    is_optional: bool
    """True for what stands in square brackets: it goes where one of its columns is blank."""


@dataclass(frozen=True, slots=True)
class Template:
    """A text that names columns of a row in braces.

    `[…]` is left out where a column in it is blank; a brace or bracket that is meant is
    doubled. Blanks that a blank column leaves behind are drawn together; a column alone is
    taken as it stands.
    """

    text: str
    """As it is written in the profile."""
    pieces: tuple[Piece, ...]
    constant: str | None = None
    """The text itself where no column is named; None where one is."""
    column: str | None = None
    """The column where the text is one and nothing else; None for any other."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it names, each once."""
        return tuple(dict.fromkeys(name for piece in self.pieces for name in piece.columns))

    @property
    def naming(self) -> tuple[str, ...]:
        """The columns that stand in no square brackets, each once: without any of them a text
        that is to name something names nothing."""
        needed = (name for piece in self.pieces if not piece.is_optional for name in piece.columns)
        return tuple(dict.fromkeys(needed))

    def fill(self, cell: Callable[[str], str]) -> str:
        """The text for a row. cell: gives the row's text under a column.

        >>> read_template("{place}[, at {hour} h]").fill({"place": "Homs", "hour": ""}.get)
        'Homs'
        """
        if self.column is not None:
            return cell(self.column)
        if self.constant is not None:
            return self.constant
        filled = "".join(_filled(piece, cell) for piece in self.pieces)
        return _BLANKS.sub(" ", filled).strip()


def read_template(text: str) -> Template:
    """The template that a text of a profile is. Raises TemplateError."""
    pieces: list[Piece] = []
    words, columns, is_optional = [""], list[str](), False
    for kind, value in _tokens(text):
        if kind == "words":
            words[-1] += value
        elif kind == "column":
            columns.append(value)
            words.append("")
        else:
            if (value == "[") == is_optional:
                told = "opens inside another" if is_optional else "closes what was not opened"
                raise TemplateError(f"a square bracket {told}; write it twice if it is meant")
            pieces.append(Piece(tuple(words), tuple(columns), is_optional))
            words, columns, is_optional = [""], [], value == "["
    if is_optional:
        raise TemplateError("a square bracket is never closed; write it twice if it is meant")
    pieces.append(Piece(tuple(words), tuple(columns), is_optional=False))
    kept = tuple(piece for piece in pieces if piece.words != ("",))
    made = Template(text, kept)
    if not made.columns:
        return Template(text, kept, constant=made.fill(str))
    if len(kept) == 1 and kept[0].words == ("", ""):
        return Template(text, kept, column=kept[0].columns[0])
    return made


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    at = 0
    for found in _TOKEN.finditer(text):
        yield "words", text[at : found.start()]
        at = found.end()
        sign = found[0]
        if sign in _DOUBLED:
            yield "words", _DOUBLED[sign]
        elif found[1] is not None:
            if not found[1].strip():
                raise TemplateError("{} names no column")
            yield "column", found[1].strip()
        elif sign in "{}":
            raise TemplateError(f"a lone {sign}; write it twice if it is meant")
        else:
            yield "bracket", sign
    yield "words", text[at:]


def _filled(piece: Piece, cell: Callable[[str], str]) -> str:
    values = [cell(name) for name in piece.columns]
    if piece.is_optional and not all(values):
        return ""
    between = zip(values, piece.words[1:], strict=True)
    return piece.words[0] + "".join(value + words for value, words in between)
