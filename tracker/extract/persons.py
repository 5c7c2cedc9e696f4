"""One person without a number: a smuggler, an elderly woman, his brother."""

from collections.abc import Sequence

from tracker.extract.harm_words import Place
from tracker.extract.kinds import Piece
from tracker.extract.other_words import OTHERS
from tracker.extract.people_words import DEMONYMS, ENDINGS_OF_ONE, SINGULAR
from tracker.extract.tokens import Token
from tracker.extract.wordlists import words

_ARTICLES = words("a an his her")
_MOST_WORDS = 3
_NO_ADJECTIVES = words(
    "a an the his her its their for of in to who that by and or with on at from group list"
    " second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
)
_NO_PERSON = words(
    "number shelter tower computer helicopter tiger deer spider river water centre weather corner"
    " letter matter border barrier paper power shower summer winter quarter order harbour corridor"
    " sector motor mirror error horror terror tractor reactor generator elevator minor major former"
    " further another newer older larger greater higher lower later earlier either neither other"
    " similar particular popular regular ever never over under after human german roman"
)
_AFTER_PERSON = words("was were is has had and or who in at on with by when as after died")


def is_one_person(tokens: Sequence[Token], at: int, before: Sequence[Piece]) -> bool:
    """Whether an article with words for one person stands here.

    before: the pieces up to here. His brother is one of the dead only right after the verb.
    """
    if tokens[at].word not in _ARTICLES:
        return False
    if tokens[at].word in ("his", "her") and not (before and before[-1].stands(Place.BEFORE)):
        return False
    for start in range(at + 1, min(at + 1 + _MOST_WORDS, len(tokens))):
        past = _past_person(tokens, start)
        if past:
            return past >= len(tokens) or not tokens[past].text.startswith(("'", "’", "-"))
        if not tokens[start].text.isalpha() or tokens[start].word in _NO_ADJECTIVES:
            return False
    return False


def _past_person(tokens: Sequence[Token], start: int) -> int:
    """The place past the words for one person that stand here; 0 where none do."""
    for past in range(min(start + _MOST_WORDS, len(tokens)), start, -1):
        named = " ".join(one.word for one in tokens[start:past])
        if named in SINGULAR and (named not in DEMONYMS or _closes(tokens, past)):
            return past
    word = tokens[start].word
    is_thing = word in OTHERS or word in _NO_PERSON
    is_person = word.endswith(ENDINGS_OF_ONE) and not is_thing and _closes(tokens, start + 1)
    return start + 1 if is_person else 0


def _closes(tokens: Sequence[Token], past: int) -> bool:
    """Whether no further noun follows: a Swiss died, and not a Swiss engineer."""
    if past >= len(tokens) or not tokens[past].text[0].isalpha():
        return True
    return tokens[past].word in _AFTER_PERSON
