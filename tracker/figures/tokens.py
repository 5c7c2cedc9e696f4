"""A wording cut into words, digits and signs, and the place a reader has reached in it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NoReturn, TypeVar
from unicodedata import category

from tracker.errors import FigureError

Meaning = TypeVar("Meaning")
Phrases = Mapping[str, tuple[tuple[tuple[str, ...], Meaning], ...]]
"""Phrases by their first word, longest first, each with what it means."""

SPACES = " \u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f"
OUTER_SPACES = SPACES + "\t\r\n"
"""What may stand around a wording; inside it, a tab or line break is refused."""

_PIECE = re.compile(r"\s+|\d+|[^\W\d_]+(?:['’][^\W\d_]+)*|.", re.DOTALL)


@dataclass(slots=True)
class Token:
    """One word, run of digits, or sign."""

    text: str
    """A word in lower case, digits and signs as they stand; empty at the end."""
    start: int
    end: int
    gap: str
    """The space before it; empty where it touches what comes before."""
    is_digits: bool


def tokens_of(wording: str) -> list[Token]:
    """The tokens, the last of them an empty one that marks the end.

    Raises FigureError for a character that is neither letter, digit, space nor sign.
    """
    tokens: list[Token] = []
    gap = ""
    first = len(wording) - len(wording.lstrip(OUTER_SPACES))
    last = len(wording.rstrip(OUTER_SPACES))
    for piece in _PIECE.finditer(wording, first, max(first, last)):
        text = piece.group()
        if text.isspace():
            gap = text if text == " " else _checked_space(wording, text)
            continue
        if not text.isascii() and not text.isalnum():
            _refuse_hidden(wording, text, piece.start())
        word = text.lower() if text.isascii() else text
        tokens.append(Token(word, piece.start(), piece.end(), gap, is_digits=text.isdecimal()))
        gap = ""
    tokens.append(Token("", last, last, gap, is_digits=False))
    return tokens


def _checked_space(wording: str, text: str) -> str:
    for character in text:
        if character not in SPACES:
            raise FigureError(wording, character, "is a control character or line break")
    return text


def _refuse_hidden(wording: str, piece: str, at: int) -> None:
    for sign in piece:
        kind = category(sign)
        if kind[0] == "M":
            start = wording.rfind(" ", 0, at) + 1
            whole = wording[start:].split(" ", 1)[0].rstrip(OUTER_SPACES)
            raise FigureError(wording, whole, "is not a word I know")
        if kind[0] in "CZ":
            raise FigureError(wording, sign, "is a control or invisible character")


class Cursor:
    """The place reached in a wording."""

    __slots__ = ("at", "is_recorded", "tokens", "wording")

    def __init__(self, wording: str, *, is_recorded: bool = False) -> None:
        self.wording = wording
        self.is_recorded = is_recorded
        """Whether the wording was read and recorded once, so that what earlier editions of
        the grammar took is taken."""
        self.tokens = tokens_of(wording)
        self.at = 0
        """Index of the token to read next."""

    @property
    def token(self) -> Token:
        """The token to read next."""
        return self.tokens[self.at]

    def ahead(self, steps: int) -> Token:
        """The token so many steps on; the end token where there are fewer."""
        return self.tokens[min(self.at + steps, len(self.tokens) - 1)]

    def is_at_end(self) -> bool:
        """Whether everything has been read."""
        return self.at == len(self.tokens) - 1

    def took(self, *words: str) -> bool:
        """Whether these words come next; if so they are read."""
        past = self.at + len(words)
        if past >= len(self.tokens):
            return False
        for token, word in zip(self.tokens[self.at : past], words, strict=True):
            if token.text != word:
                return False
        self.at = past
        return True

    def match(self, phrases: Phrases[Meaning]) -> Meaning | None:
        """What the longest phrase here means, which is read; None where none stands here."""
        known = phrases.get(self.tokens[self.at].text)
        if known is None:
            return None
        second = self.tokens[self.at + 1].text if known[0][0][1:] else ""
        for words, meaning in known:
            if len(words) == 1:
                self.at += 1
                return meaning
            if words[1] == second and self.took(*words):
                return meaning
        return None

    def stands(self, phrases: Phrases[Meaning]) -> bool:
        """Whether one of the phrases comes next; nothing is read."""
        at = self.at
        is_here = self.match(phrases) is not None
        self.at = at
        return is_here

    def shown(self, first: int, past: int) -> str:
        """The wording from one token up to another, as published."""
        return self.wording[self.tokens[first].start : self.tokens[max(first, past - 1)].end]

    def refuse(
        self, first: int, past: int, problem: str, advice: str = "write low and high"
    ) -> NoReturn:
        """Raises FigureError naming the tokens from one up to another."""
        raise FigureError(self.wording, self.shown(first, past), problem, advice)
