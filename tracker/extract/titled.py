"""Whether a number stands in the title of a book, film or song: "the director of '40 Dead Men'"."""

from collections.abc import Sequence

from tracker.extract.tokens import Token
from tracker.extract.wordlists import words

_OPENS = frozenset("\"“„«'‘")
_CLOSES = frozenset("\"”“»'’")
_MOST_WORDS = 8
_LEAST_WORDS = 2
_SMALL = words("a an the of in on at to for and or by with from but as")
"""Words that titles write small."""


def is_in_title(tokens: Sequence[Token], at: int) -> bool:
    """Whether the words between the quotation marks around a token are all written large, as
    titles are and what people say is not."""
    first = _mark(tokens, at, -1, _OPENS)
    past = _mark(tokens, at, 1, _CLOSES)
    if first is None or past is None:
        return False
    named = [one for one in tokens[first + 1 : past] if one.text[0].isalpha()]
    large = [one for one in named if one.word not in _SMALL]
    is_short = past - first - 1 <= _MOST_WORDS
    return is_short and len(large) >= _LEAST_WORDS and all(one.text[0].isupper() for one in large)


def _mark(tokens: Sequence[Token], at: int, step: int, marks: frozenset[str]) -> int | None:
    """The nearest quotation mark on one side; None where none stands near."""
    place = at + step
    for _ in range(_MOST_WORDS):
        if not 0 <= place < len(tokens):
            return None
        if tokens[place].text in marks:
            return place
        place += step
    return None
