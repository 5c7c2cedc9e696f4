"""A sentence's tokens put together to pieces: amounts, harms, people, and what joins them."""

from collections.abc import Sequence

from tracker.extract.amounts import amount_at, nobody_at
from tracker.extract.harm_words import HARMS, TOLLS, Harm, Place
from tracker.extract.kinds import Amount, Kind, Piece
from tracker.extract.other_words import (
    MONEY,
    MONTHS,
    NOT_PEOPLE_AFTER,
    NUMBERED,
    OTHERS,
    SHORT_MONTHS,
)
from tracker.extract.people_words import AGES, DEMONYMS, ENDINGS_OF_ONE, PEOPLE, SINGULAR
from tracker.extract.phrases import phrase_at, phrases_of
from tracker.extract.tokens import Token
from tracker.extract.wordlists import words

_Meaning = tuple[Kind, str, Harm | None]
_KNOWN = phrases_of(
    {text: (kind, "", None) for text, kind in OTHERS.items()}
    | {text: (Kind.PEOPLE, "foreign_nationals", None) for text in DEMONYMS}
    | {text: (Kind.PEOPLE, group, None) for text, group in PEOPLE.items()}
    | {text: (Kind.TOLL, metric, None) for text, metric in TOLLS.items()}
    | {text: (Kind.HARM, harm.metric, harm) for text, harm in HARMS.items()}
)
_ONE = Amount(1, 1, is_vague=False, is_read=False)
_OPEN = Amount(None, None, is_vague=True, is_read=False)
_BEFORE_MAY = words("since in of on by until early late last from during mid")
_MONTHS = frozenset((*MONTHS, *SHORT_MONTHS))
_CLOCK = frozenset(("a.m.", "p.m.", "am", "pm", "o'clock", "gmt", "utc"))
_NO_ADJECTIVES = words("for of in to who that by and or with on at from group list")
_NO_PERSON = words(
    "number shelter tower computer helicopter tiger deer spider river water centre weather corner"
    " letter matter border barrier paper power shower summer winter quarter order harbour corridor"
    " sector motor mirror error horror terror tractor reactor generator elevator minor major former"
    " further another newer older larger greater higher lower later earlier either neither other"
    " similar particular popular regular ever never over under after human german roman"
)
_AFTER_PERSON = words("was were is has had and or who in at on with by when as after died")
_TWO_MEANINGS = words(
    "found report reports count counts claim claims record records list lists names estimates show shows"
    " estimate puts identified documents document"
)
"""Words that are a noun or a verb of saying."""
_OPENS_CONTENT = frozenset(
    (Kind.AMOUNT, Kind.DETERMINER, Kind.ADVERB, Kind.HARM, Kind.WHO, Kind.QUOTE, Kind.TOLL)
)
_CLOSES = frozenset((Kind.STOP, Kind.COMMA, Kind.SEMICOLON, Kind.TIME))
_CLOSING_VERBS = words("shows show reports report records record estimates claims found")


def pieces_of(tokens: Sequence[Token]) -> list[Piece]:
    """The pieces of a sentence, in order; every token is in exactly one."""
    pieces: list[Piece] = []
    at = 0
    while at < len(tokens):
        piece = _piece(tokens, at, pieces)
        pieces.append(piece)
        at = piece.past
    return [_as_noun(pieces, at) for at in range(len(pieces))]


def _piece(tokens: Sequence[Token], at: int, before: Sequence[Piece]) -> Piece:
    thing = _past_number_of_things(tokens, at, before)
    if thing is not None:
        return thing
    known = phrase_at(tokens, at, _KNOWN)
    found = amount_at(tokens, at)
    is_asked = at > 0 and tokens[at].word == "many" and tokens[at - 1].word == "how"
    age = phrase_at(tokens, at, AGES)
    if age is not None and not _counts_people(tokens, age[1]):
        return Piece(Kind.PEOPLE, at, age[1], tokens[at].word, age[0])
    if found is None and is_one_person(tokens, at) and _may_be_one(tokens, at, before):
        return Piece(Kind.AMOUNT, at, at + 1, tokens[at].word, "one", amount=_ONE)
    if is_asked:
        return Piece(Kind.AMOUNT, at, at + 1, tokens[at].word, "asked", amount=_OPEN)
    if found is None and not (known and known[1] > at + 1):
        found = nobody_at(tokens, at)
    if found is not None and not (known and known[1] > found[1]):
        amount, past = found
        is_age = _is_age(tokens, at, past)
        kind = Kind.THING if is_age or _is_of_things(tokens, past) else Kind.AMOUNT
        return Piece(kind, at, past, tokens[at].word, amount=None if is_age else amount)
    if known is not None:
        (kind, value, harm), past = known
        past = _without_at(tokens, at, past)
        word = " ".join(one.word for one in tokens[at:past])
        return Piece(kind, at, past, word, value, harm)
    return Piece(Kind.WORD, at, at + 1, tokens[at].word)


def _without_at(tokens: Sequence[Token], at: int, past: int) -> int:
    """The place past a phrase that leaves the "at" of "is at least 70" to the amount."""
    following = tokens[past].word if past < len(tokens) else ""
    takes_it = tokens[past - 1].word == "at" and following in ("least", "most")
    return past - 1 if takes_it and past - at > 1 else past


def _past_number_of_things(
    tokens: Sequence[Token], at: int, before: Sequence[Piece]
) -> Piece | None:
    """A number that counts no people by its own form: money, a clock, a date, a decimal."""
    first = tokens[at]
    if first.text in MONEY:
        return Piece(Kind.THING, at, min(at + 2, len(tokens)), first.word)
    if not first.text[0].isdigit() and first.text != "May":
        return None
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    word = following.word if following else ""
    previous = before[-1].word if before else ""
    is_short = first.text.isdecimal() and len(first.text) <= 2
    if ":" in first.text or word in _CLOCK:
        return Piece(Kind.TIME, at, at + 1, first.word, "clock")
    if is_short and (word in _MONTHS or (previous in _MONTHS and before[-1].kind is Kind.TIME)):
        return Piece(Kind.TIME, at, at + 1, first.word, "day")
    if first.text == "May" and (previous in _BEFORE_MAY or _is_day(tokens, at - 1, at + 1)):
        return Piece(Kind.TIME, at, at + 1, first.word)
    if _is_year(first.text) and not _counts_people(tokens, at + 1):
        return Piece(Kind.TIME, at, at + 1, first.word, "year")
    if first.text == "May":
        return None
    is_glued = following is not None and not following.is_apart
    after = tokens[at + 2] if at + 2 < len(tokens) else None
    joined = is_glued and word in ("-", "‑", "‐") and after is not None and after.text.isalpha()
    glued = is_glued and word[:1].isalpha() and word != "k"
    decimal = "." in first.text
    if joined or glued or decimal or previous in NUMBERED or word in NOT_PEOPLE_AFTER:
        return Piece(Kind.THING, at, at + 1, first.word)
    return None


def _is_day(tokens: Sequence[Token], *places: int) -> bool:
    return any(0 <= at < len(tokens) and tokens[at].text.isdecimal() for at in places)


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdecimal() and text[:2] in ("19", "20")


def _counts_people(tokens: Sequence[Token], at: int) -> bool:
    known = phrase_at(tokens, at, _KNOWN) if at < len(tokens) else None
    return known is not None and known[0][0] in (Kind.PEOPLE, Kind.HARM) and known[0][1] != ""


def _is_of_things(tokens: Sequence[Token], past: int) -> bool:
    """Whether what follows a number makes it a share: %, percent, in eight."""
    following = tokens[past].word if past < len(tokens) else ""
    return following in NOT_PEOPLE_AFTER


def _is_age(tokens: Sequence[Token], at: int, past: int) -> bool:
    """Whether a number stands between commas after a name: "Nadia Orsel, 61, walked"."""
    if at > 2 and tokens[at - 1].word == "and" and tokens[at - 3].word == "aged":
        return True
    if at < 2 or tokens[at - 1].word != "," or past != at + 1 or not tokens[at].text.isdecimal():
        return False
    following = tokens[past].text if past < len(tokens) else "."
    return following in (",", ".", ")") and tokens[at - 2].text[0].isalpha()


def is_one_person(tokens: Sequence[Token], at: int) -> bool:
    """Whether "a" with words for one person stands here: a smuggler, an elderly woman."""
    if tokens[at].word not in ("a", "an", "his", "her"):
        return False
    for start in range(at + 1, min(at + 4, len(tokens))):
        for past in range(min(start + 3, len(tokens)), start, -1):
            words = " ".join(one.word for one in tokens[start:past])
            if words in DEMONYMS and past < len(tokens) and tokens[past].text[0].isalpha():
                if tokens[past].word not in _AFTER_PERSON:
                    continue
            if words in SINGULAR:
                return past >= len(tokens) or not tokens[past].text.startswith(("'", "’", "-"))
        word = tokens[start].word
        if word.endswith(ENDINGS_OF_ONE) and not (OTHERS.get(word) or word in _NO_PERSON):
            return (
                start + 1 >= len(tokens)
                or not tokens[start + 1].text[0].isalpha()
                or (tokens[start + 1].word in _AFTER_PERSON)
            )
        if not tokens[start].text.isalpha() or tokens[start].word in _NO_ADJECTIVES:
            return False
    return False


def _may_be_one(tokens: Sequence[Token], at: int, before: Sequence[Piece]) -> bool:
    """His brother is one more of the dead only right after the verb; a soldier always."""
    return tokens[at].word in ("a", "an") or (bool(before) and before[-1].stands(Place.BEFORE))


def _as_noun(pieces: Sequence[Piece], at: int) -> Piece:
    """The piece; a word of two meanings as a plain word where it is no verb."""
    piece = pieces[at]
    before = pieces[at - 1].kind if at else Kind.STOP
    if piece.kind in (Kind.SAYING, Kind.COUNTING) and before is Kind.DETERMINER:
        return piece._replace(kind=Kind.WORD)
    if piece.word not in _TWO_MEANINGS:
        return piece
    after = pieces[at + 1].kind if at + 1 < len(pieces) else Kind.STOP
    opens = after in _OPENS_CONTENT or pieces[at + 1 : at + 2] and pieces[at + 1].word == "to"
    if piece.word == "found":
        opens = False
    opens = opens or (after in _CLOSES and piece.word in _CLOSING_VERBS)
    if before in (Kind.DETERMINER, Kind.OF) or not opens:
        return piece._replace(kind=Kind.WORD)
    return piece
