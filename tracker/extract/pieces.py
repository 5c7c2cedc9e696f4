"""A sentence's tokens put together to pieces: amounts, harms, people, and what joins them."""

from collections.abc import Sequence

from tracker.extract.ages import age_at, is_age
from tracker.extract.amounts import amount_at, nobody_at
from tracker.extract.kinds import Amount, Kind, Piece
from tracker.extract.known_words import KNOWN, Known
from tracker.extract.moved import is_moved
from tracker.extract.numerals import counts_people, is_share, numeral_at
from tracker.extract.people_words import AGES
from tracker.extract.persons import is_one_person
from tracker.extract.phrases import phrase_at
from tracker.extract.resized import is_resized
from tracker.extract.tokens import Token
from tracker.extract.wordlists import words

_SUBJECTS = words("he she it they we i you who")
"""Words after which a verb stands and no noun."""
_ONE = Amount(1, 1, is_vague=False)
_OPEN = Amount(None, None, is_vague=True)
_TWO_MEANINGS = words(
    "found report reports count counts claim claims record records list lists names estimates"
    " show shows"
    " estimate puts identified documents document"
)
"""Words that are a noun or a verb of saying."""
_OPENS_CONTENT = frozenset(
    (Kind.AMOUNT, Kind.DETERMINER, Kind.ADVERB, Kind.HARM, Kind.WHO, Kind.QUOTE, Kind.TOLL)
)
_CLOSES = frozenset((Kind.STOP, Kind.COMMA, Kind.SEMICOLON, Kind.TIME))
_CLOSING_VERBS = words("shows show reports report records record estimates claims found")


_NOUN_AFTER = frozenset((Kind.DETERMINER, Kind.OF))


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
    numeral = age_at(tokens, at) or numeral_at(tokens, at, before)
    if numeral is not None:
        return numeral
    age = phrase_at(tokens, at, AGES)
    if age is not None and not _counts_others(tokens, age[1], before):
        return Piece(Kind.PEOPLE, at, age[1], tokens[at].word, age[0])
    known = _known(tokens, at)
    amount = _amount(tokens, at, before, known[1] if known else at)
    if amount is not None:
        return amount
    if known is None:
        return Piece(Kind.WORD, at, at + 1, tokens[at].word)
    (kind, value, harm), past = known
    is_former = kind is Kind.PREPOSITION and past < len(tokens) and is_moved(tokens, past)
    if is_former and amount_at(tokens, past):
        kind = Kind.FROM
    past = _without_at(tokens, at, past)
    return Piece(kind, at, past, " ".join(one.word for one in tokens[at:past]), value, harm)


def _known(tokens: Sequence[Token], at: int) -> tuple[Known, int] | None:
    """The longest known phrase that starts here; of "left 12 dead and wounded 30" only "dead"."""
    known = phrase_at(tokens, at, KNOWN)
    if known is None or known[0][1] != "casualties" or tokens[at].word != "dead":
        return known
    past = known[1]
    has_object = past < len(tokens) and (
        tokens[past].word == "another" or amount_at(tokens, past) is not None
    )
    alone = phrase_at(tokens[at : at + 1], 0, KNOWN)
    return (alone[0], at + 1) if has_object and alone else known


def _counts_others(tokens: Sequence[Token], at: int, before: Sequence[Piece]) -> bool:
    """Whether a number before is no age: "under five people", not "children under five died"."""
    known = phrase_at(tokens, at, KNOWN) if at < len(tokens) else None
    is_told_of = bool(before) and before[-1].kind is Kind.PEOPLE
    if is_told_of:
        return known is not None and known[0][0] is Kind.PEOPLE
    return counts_people(tokens, at)


def _amount(tokens: Sequence[Token], at: int, before: Sequence[Piece], known: int) -> Piece | None:
    """The amount that stands here; None where none does, or a longer phrase up to `known`."""
    word = tokens[at].word
    if word == "many" and at and tokens[at - 1].word == "how":
        return Piece(Kind.AMOUNT, at, at + 1, word, "asked", amount=_OPEN)
    found = amount_at(tokens, at)
    if found is None and is_one_person(tokens, at, before):
        return Piece(Kind.AMOUNT, at, at + 1, word, "one", amount=_ONE)
    if found is None and known <= at + 1:
        found = nobody_at(tokens, at)
    if found is None or known > found[1]:
        return None
    amount, past = found
    is_other = is_age(tokens, at, past) or is_share(tokens, at, past)
    if is_other or is_resized(tokens, at, past):
        return Piece(Kind.THING, at, past, word)
    return Piece(Kind.AMOUNT, at, past, word, amount=amount)


def _without_at(tokens: Sequence[Token], at: int, past: int) -> int:
    """The place past a phrase that leaves the "at" of "is at least 70" to the amount."""
    following = tokens[past].word if past < len(tokens) else ""
    takes_it = tokens[past - 1].word == "at" and following in ("least", "most")
    return past - 1 if takes_it and past - at > 1 else past


def _as_noun(pieces: Sequence[Piece], at: int) -> Piece:
    """The piece; a word of two meanings as a plain word where it is no verb."""
    piece = pieces[at]
    before = pieces[at - 1].kind if at else Kind.STOP
    if at and pieces[at - 1].word in _SUBJECTS:
        return piece
    is_saying = piece.kind in (Kind.SAYING, Kind.COUNTING)
    if is_saying and before is Kind.DETERMINER:
        return piece._replace(kind=Kind.WORD)
    if piece.word not in _TWO_MEANINGS:
        return piece
    if before in _NOUN_AFTER or not _is_verb(pieces, at):
        return piece._replace(kind=Kind.WORD)
    return piece


def _is_verb(pieces: Sequence[Piece], at: int) -> bool:
    """Whether what follows is what is said, or nothing after a verb that can close."""
    following = pieces[at + 1] if at + 1 < len(pieces) else None
    kind = following.kind if following else Kind.STOP
    if kind in _CLOSES and pieces[at].word in _CLOSING_VERBS:
        return True
    opens = kind in _OPENS_CONTENT or (following is not None and following.word == "to")
    return opens and pieces[at].word != "found"
