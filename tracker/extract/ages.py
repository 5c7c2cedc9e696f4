"""How old people are, which is no number of people: "aged 12, 15 and 40", "a 40-year-old man"."""

from collections.abc import Sequence

from tracker.extract.kinds import Kind, Piece
from tracker.extract.known_words import KNOWN
from tracker.extract.phrases import phrase_at
from tracker.extract.tokens import Token
from tracker.extract.wordlists import words

_AGED = words("aged ages age")
_BETWEEN = words("between from to and or - – , under over : of the dead victims")
_LEADING = words("between from under over about just only around")
_JOINING = words("to and or - – ,")
_OLD = words("year-old month-old week-old day-old years-old months-old")
_OPEN = words("over older above under younger more up")
"""How the last of the ages may be left open: "aged 60 and over"."""
_YEARS = words(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
)
_HYPHENS = frozenset("-‑‐")


def is_age(tokens: Sequence[Token], at: int, past: int) -> bool:
    """Whether a number is an age: "ages 12, 15 and 40", "Nadia Orsel, 61, walked"."""
    back = at - 1
    while back > 0 and (tokens[back].word in _BETWEEN or tokens[back].text.isdecimal()):
        back -= 1
    if back >= 0 and tokens[back].word in _AGED:
        return back == at - 1 or not _counts_somebody(tokens, past)
    if at < 2 or tokens[at - 1].word != "," or past != at + 1 or not tokens[at].text.isdecimal():
        return False
    following = tokens[past].text if past < len(tokens) else "."
    return following in (",", ".", ")") and tokens[at - 2].text[0].isalpha()


def age_at(tokens: Sequence[Token], at: int) -> Piece | None:
    """The piece of an age that tells more of the people beside it, and changes nothing: "aged
    20, 25 and 31", the "12-year-old" of "two 12-year-old girls"; None for anything else."""
    opened = _past_opening(tokens, at)
    if opened:
        past = _past_ages(tokens, opened)
        return Piece(Kind.ADVERB, at, past, "aged") if past > opened else None
    past = _past_years_old(tokens, at)
    if past == at or not _is_person(tokens, past):
        return None
    return Piece(Kind.WORD, at, past, "".join(one.word for one in tokens[at:past]))


def _past_years_old(tokens: Sequence[Token], at: int) -> int:
    """The place past the "12-year-old" that starts here; the same place where none does."""
    if at + 2 >= len(tokens) or not tokens[at].text.isdecimal():
        return at
    is_old = tokens[at + 1].text in _HYPHENS and tokens[at + 2].word in _OLD
    return at + 3 if is_old else at


def _past_opening(tokens: Sequence[Token], at: int) -> int:
    """Past "aged" or "the ages of"; 0 where neither stands here."""
    if tokens[at].word == "aged":
        return at + 1
    if tokens[at].word != "the":
        return 0
    said = [one.word for one in tokens[at : at + 3]]
    return at + 3 if said in (["the", "ages", "of"], ["the", "age", "of"]) else 0


def _past_ages(tokens: Sequence[Token], at: int) -> int:
    """Past the ages of a list that begins here, up to the first number of people; the same place
    where none does."""
    past = at
    while past < len(tokens) and tokens[past].word in _LEADING:
        past += 1
    if past >= len(tokens) or not _is_years(tokens[past]):
        return at
    past += 1
    while past + 1 < len(tokens) and tokens[past].word in _JOINING:
        later = past + 1
        while later < len(tokens) - 1 and tokens[later].word in _JOINING:
            later += 1
        if tokens[later].word in _OPEN:
            return later + 1
        if not _is_years(tokens[later]) or _counts_somebody(tokens, later + 1):
            return past
        past = later + 1
    return past


def _is_years(token: Token) -> bool:
    return token.text.isdecimal() or token.word in _YEARS


def _counts_somebody(tokens: Sequence[Token], at: int) -> bool:
    """Whether people are counted by the number before: "a man aged 34 and two children"."""
    known = phrase_at(tokens, at, KNOWN) if at < len(tokens) else None
    return known is not None and known[0][0] in (Kind.PEOPLE, Kind.OF)


def _is_person(tokens: Sequence[Token], at: int) -> bool:
    known = phrase_at(tokens, at, KNOWN) if at < len(tokens) else None
    return known is not None and known[0][0] is Kind.PEOPLE
