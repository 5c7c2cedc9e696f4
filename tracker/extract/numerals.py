"""Numbers that count no people by their own form: money, clocks, dates, decimals."""

from collections.abc import Sequence

from tracker.extract.asides import is_event
from tracker.extract.harm_words import Place
from tracker.extract.kinds import Kind, Piece
from tracker.extract.known_words import KNOWN
from tracker.extract.other_words import MONEY, MONTHS, NOT_PEOPLE_AFTER, NUMBERED, SHORT_MONTHS
from tracker.extract.phrases import phrase_at
from tracker.extract.tokens import Token
from tracker.extract.wordlists import words

_MONTHS = frozenset((*MONTHS, *SHORT_MONTHS))
_CLOCK = words("a.m. p.m. am pm o'clock gmt utc")
_BEFORE_MAY = words("since in of on by until early late last from during mid")
_BEFORE_YEAR = words("in since during until from of by after before")
_AFTER_COUNT = words("and , . ; or in by")
_HYPHENS = frozenset("-‑‐")
_CENTURIES = ("19", "20")
_NAMED = words(
    "patient case victim inmate prisoner player brigade battalion squadron regiment apollo"
)
"""Words for one, whose number is a name where no people follow."""
_FEW = words("one two three four five six seven eight nine 1 2 3 4 5 6 7 8 9")
"""Of how many a share such as "two in five" begins."""
_RATIO_WORDS = words("three four five six seven eight nine ten twenty hundred")


def numeral_at(tokens: Sequence[Token], at: int, before: Sequence[Piece]) -> Piece | None:
    """The piece of such a number that stands here; None where none does."""
    first = tokens[at]
    if first.text in MONEY:
        return Piece(Kind.THING, at, min(at + 2, len(tokens)), first.word)
    if first.text == "May":
        return _may(tokens, at, before)
    if not first.text[0].isdigit():
        return None
    if _is_named_day(tokens, at):
        return Piece(
            Kind.TIME, at, at + 3, "".join(one.word for one in tokens[at : at + 3]), "year"
        )
    value = _time(tokens, at, before)
    if value:
        return Piece(Kind.TIME, at, at + 1, first.word, value)
    return Piece(Kind.THING, at, at + 1, first.word) if _is_thing(tokens, at, before) else None


def _is_named_day(tokens: Sequence[Token], at: int) -> bool:
    """Whether an event is named by its day, as old ones are: "the 9/11 attacks"."""
    if at + 3 >= len(tokens) or tokens[at + 1].text != "/":
        return False
    return tokens[at + 2].text.isdecimal() and is_event(tokens[at + 3].word)


def _may(tokens: Sequence[Token], at: int, before: Sequence[Piece]) -> Piece | None:
    """The month, where it is not the verb at the beginning of a sentence."""
    beside = (at - 1, at + 1)
    is_dated = any(0 <= one < len(tokens) and tokens[one].text.isdecimal() for one in beside)
    is_month = is_dated or (bool(before) and before[-1].word in _BEFORE_MAY)
    return Piece(Kind.TIME, at, at + 1, "may") if is_month else None


def _time(tokens: Sequence[Token], at: int, before: Sequence[Piece]) -> str:
    """Which part of a time a number is: clock, day or year; '' for none."""
    first = tokens[at]
    following = _word(tokens, at + 1)
    if ":" in first.text or following in _CLOCK:
        return "clock"
    is_after_month = bool(before) and before[-1].kind is Kind.TIME and before[-1].word in _MONTHS
    is_short = first.text.isdecimal() and len(first.text) <= 2
    if is_short and (following in _MONTHS or is_after_month):
        return "day"
    is_year = len(first.text) == 4 and first.text.isdecimal() and first.text[:2] in _CENTURIES
    return "year" if is_year and not _is_of_people(tokens, at) else ""


def _is_of_people(tokens: Sequence[Token], at: int) -> bool:
    """Whether four digits count people and are no year: "2015 killed", but "in 2015 killed 31"."""
    if not counts_people(tokens, at + 1):
        return False
    known = phrase_at(tokens, at + 1, KNOWN)
    harm = known[0][2] if known else None
    if harm is None or known is None or not harm.place & Place.BEFORE:
        return True
    opened = at > 0 and tokens[at - 1].word in _BEFORE_YEAR | _MONTHS
    closes = known[1] >= len(tokens) or tokens[known[1]].word in _AFTER_COUNT
    return not opened or closes


def _is_thing(tokens: Sequence[Token], at: int, before: Sequence[Piece]) -> bool:
    """Whether it is a decimal, a share, a name's number, or the number of "34-year-old"."""
    first, following = tokens[at], _word(tokens, at + 1)
    if "." in first.text or following in NOT_PEOPLE_AFTER:
        return True
    if before and (before[-1].word in NUMBERED or _is_name(tokens, at)):
        return True
    if not following or tokens[at + 1].is_apart:
        return False
    if following in _HYPHENS:
        return at + 2 < len(tokens) and tokens[at + 2].text[0].isalpha()
    return following[0].isalpha() and following != "k"


def _is_name(tokens: Sequence[Token], at: int) -> bool:
    """Whether the number is somebody's name: "patient 31 died", "No. 12 was killed"."""
    last = tokens[at - 1]
    if last.text == "№" or [one.word for one in tokens[max(0, at - 2) : at]] == ["no", "."]:
        return True
    known = phrase_at(tokens, at + 1, KNOWN) if at + 1 < len(tokens) else None
    return last.word in _NAMED and not (known and known[0][0] is Kind.PEOPLE)


def _word(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].word if at < len(tokens) else ""


def counts_people(tokens: Sequence[Token], at: int) -> bool:
    """Whether words for people or for what happened to them stand here."""
    known = phrase_at(tokens, at, KNOWN) if at < len(tokens) else None
    return known is not None and known[0][0] in (Kind.PEOPLE, Kind.HARM)


def is_share(tokens: Sequence[Token], at: int, past: int) -> bool:
    """Whether what stands beside a number makes it a share: %, percent, one in four."""
    if _word(tokens, past) in NOT_PEOPLE_AFTER:
        return True
    before = [one.word for one in tokens[max(0, at - 2) : at]]
    if at > 2 and before == ["of", "every"]:
        return True
    if at > 2 and before == ["out", "of"] and tokens[at - 3].word in _FEW:
        return True
    if _is_so_many_out_of(tokens, at, past):
        return True
    if at > 1 and tokens[at - 1].word == "in" and tokens[at - 2].word in _FEW:
        return not _is_thing_soon(tokens, past)
    if _is_one_noun_in(tokens, at, past):
        return True
    if [one.word for one in tokens[past : past + 3]] == ["out", "of", "every"]:
        return True
    is_of_more = tokens[at].word in _FEW and past == at + 1 and _word(tokens, past) == "in"
    return (
        is_of_more and _is_number(_word(tokens, past + 1)) and not _is_thing_soon(tokens, past + 2)
    )


def _is_one_noun_in(tokens: Sequence[Token], at: int, past: int) -> bool:
    """Whether it is "one patient in three"; "one person in three attacks" is one."""
    is_ratio = tokens[at].word == "one" and _word(tokens, past + 1) == "in"
    return is_ratio and _is_number(_word(tokens, past + 2)) and not _is_thing_soon(tokens, past + 3)


def _is_so_many_out_of(tokens: Sequence[Token], at: int, past: int) -> bool:
    """Whether it is the four of "four out of five of the dead"; "12 out of 14 died" are twelve."""
    said = [one.word for one in tokens[past : past + 4]]
    is_whole = said[:2] == ["out", "of"] and said[3:] == ["of"] and _is_number(said[2])
    return is_whole and tokens[at].word in _FEW


def _is_number(word: str) -> bool:
    return word.isdecimal() or word in _RATIO_WORDS


def _is_thing_soon(tokens: Sequence[Token], at: int) -> bool:
    """Whether things are counted there, and no share of people: "killed two in three attacks"."""
    known = [phrase_at(tokens, one, KNOWN) for one in range(at, min(at + 3, len(tokens)))]
    return any(one is not None and one[0][0] is Kind.THING for one in known)
