"""A text cut into words, numbers and signs, and these into sentences."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tracker.extract.headlines import is_headline
from tracker.extract.wordlists import words

MOST_TOKENS = 150
"""Longest sentence that is read as one; a longer one is cut, so that no text costs more than
its length."""

_PIECE = re.compile(
    r"\d+(?:[.,:]\d+|['’]\d{3}(?!\d))*"
    r"|(?:[A-Za-z]\.){2,}"
    r"|[^\W\d_]+?(?=(?<=[a-z])(?<!Mc)(?<!Mac)[A-Z][a-z])"
    r"|[^\W\d_]+s['’](?=\s[a-z])"
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*(?:[-‐‑][^\W\d_]+(?:['’][^\W\d_]+)*)*"
    r"|\n[ \t\r]*\n\s*|\s+|."
    r"",
    re.DOTALL,
)
"""A number with its separators, letters with stops (U.N.), a word that another was glued to
(yearRescuers), a word with its hyphens, a blank line, blanks, one sign."""

_LONGEST_WORD = 100
_ENDS = frozenset(".!?…")
_CLOSERS = frozenset("\"'”’»)]")
_SHORTENED = words(
    "mr mrs ms dr col lt gen capt maj sgt brig prof rev st sen rep gov no vs approx est al jr sr"
    " jan feb mar apr jun jul aug sept sep oct nov dec"
)
"""Words whose full stop ends no sentence."""


class Token(NamedTuple):
    """One word, number or sign."""

    text: str
    """As it stands."""
    word: str
    """In lower case, with a plain apostrophe."""
    start: int
    end: int
    is_apart: bool
    """Whether a blank stands before it."""


def sentences_of(text: str) -> Iterator[list[Token]]:
    """The sentences, in order, each a list of tokens; no list is empty.

    >>> [[token.text for token in one] for one in sentences_of("Dr. Amiri left. 9 died.")]
    [['Dr', '.', 'Amiri', 'left', '.'], ['9', 'died', '.']]
    """
    tokens: list[Token] = []
    is_apart = is_over = False
    is_first_line = True
    for piece in _PIECE.finditer(text):
        found = piece.group()
        if found.isspace():
            is_apart = True
            lines = found.count("\n")
            if lines == 1 and is_first_line and tokens:
                is_over = is_over or _heads(text, tokens, piece.end())
            is_first_line = lines > 1 or (is_first_line and not lines)
            if tokens and (is_over or lines > 1):
                yield tokens
                tokens, is_over = [], False
            continue
        if len(tokens) >= MOST_TOKENS or (tokens and not is_apart and _is_glued(tokens[-1], found)):
            yield tokens
            tokens, is_over = [], False
        word = found[:_LONGEST_WORD].lower().replace("’", "'")
        tokens.append(Token(found, word, piece.start(), piece.end(), is_apart))
        is_over = _is_over(tokens, is_over=is_over)
        is_apart = False
    if tokens:
        yield tokens


def _heads(text: str, tokens: Sequence[Token], following: int) -> bool:
    return is_headline(text, tokens[0].start, tokens[-1].end, following)


def _is_glued(last: Token, found: str) -> bool:
    """Whether a heading ran into the next word: "deadliest this yearRescuers"."""
    return found[0].isupper() and last.text.islower() and last.text.isalpha() and len(last.text) > 2


def _is_over(tokens: list[Token], *, is_over: bool) -> bool:
    """Whether a blank after the last token would end the sentence."""
    last = tokens[-1]
    if last.text in _CLOSERS:
        return is_over
    if last.text not in _ENDS:
        return False
    before = tokens[-2] if len(tokens) > 1 else None
    if last.text != "." or before is None:
        return True
    is_initial = len(before.text) == 1 and before.text.isupper()
    return before.word not in _SHORTENED and not is_initial
