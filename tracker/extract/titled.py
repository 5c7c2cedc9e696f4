"""Whether a number stands in the title of a book, film or song: "the director of '40 Dead Men'"."""

from collections.abc import Sequence

from tracker.extract.tokens import Token
from tracker.extract.wordlists import words

_OPENS = frozenset("\"“„«'‘")
_CLOSES = frozenset("\"”“»'’")
_MOST_WORDS = 8
_LEAST_WORDS = 2
_NEAR = 4
_WORKS = words(
    "film movie novel book play album song series musical band documentary poem podcast opera"
)
_SMALL = words("a an the of in on at to for and or by with from but as")
"""Words that titles write small."""


def is_in_title(tokens: Sequence[Token], at: int) -> bool:
    """Whether the words between the quotation marks around a token are all written large, as
    titles are and what people say is not."""
    if _is_of_work(tokens, at):
        return True
    first = _mark(tokens, at, -1, _OPENS)
    past = _mark(tokens, at, 1, _CLOSES)
    if first is None or past is None:
        return False
    named = [one for one in tokens[first + 1 : past] if one.text[0].isalpha()]
    large = [one for one in named if one.word not in _SMALL]
    is_short = past - first - 1 <= _MOST_WORDS
    return is_short and len(large) >= _LEAST_WORDS and all(one.text[0].isupper() for one in large)


def _is_of_work(tokens: Sequence[Token], at: int) -> bool:
    """Whether a title without marks stands there: "their album, Nine Lives Lost,"."""
    first, past = at, at + 1
    while first > 0 and tokens[first - 1].text[0].isupper():
        first -= 1
    while past < len(tokens) and _is_large(tokens, past):
        past += 1
    if past - at < _LEAST_WORDS or past >= len(tokens) or tokens[past].text != ",":
        return False
    before = [one.word for one in tokens[max(0, first - 2) : first]]
    after = [one.word for one in tokens[past + 1 : past + 1 + _NEAR]]
    is_after = after[:1] in (["a"], ["an"], ["the"]) and not _WORKS.isdisjoint(after)
    return (before[1:] == [","] and before[0] in _WORKS) or is_after


def _is_large(tokens: Sequence[Token], at: int) -> bool:
    is_small = tokens[at].word in _SMALL and at + 1 < len(tokens)
    return tokens[at].text[0].isupper() or (is_small and tokens[at + 1].text[0].isupper())


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
