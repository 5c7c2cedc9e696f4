"""Who speaks by a verb of saying or counting: before it, after it, or beyond an aside."""

from collections.abc import Sequence
from typing import NamedTuple

from tracker.extract.harm_words import Place
from tracker.extract.kinds import Kind, Piece
from tracker.extract.naming import PAPERS, Span, aside_name, name_after, name_before, outlet_after
from tracker.extract.source_words import BODIES, DOCUMENTS, HEARERS, HEARING, TITLES
from tracker.extract.tokens import Token
from tracker.extract.wordlists import words

_OVER = frozenset((Kind.ADVERB, Kind.TIME, Kind.AUX, Kind.EARLIER, Kind.MODAL, Kind.NOT))
_PASSIVE = words("was were been being be is are")
_AFTER_TAG = frozenset(
    (
        *(Kind.STOP, Kind.COMMA, Kind.SEMICOLON, Kind.TIME, Kind.PREPOSITION, Kind.AND, Kind.BUT),
        *(Kind.QUOTE, Kind.CITING, Kind.OPEN, Kind.CLOSE, Kind.DASH, Kind.COLON, Kind.ADVERB),
    )
)
"""What can follow a speaker who is appended: ", police said on Friday"."""
_AFTER_INVERTED = frozenset(
    (
        *(Kind.COMMA, Kind.STOP, Kind.SEMICOLON, Kind.QUOTE, Kind.WHO, Kind.TIME),
        *(Kind.PREPOSITION, Kind.COLON, Kind.OPEN, Kind.DASH, Kind.AND, Kind.BUT),
    )
)
_BREAKS_TAG = frozenset(
    (Kind.COMMA, Kind.QUOTE, Kind.SEMICOLON, Kind.COLON, Kind.DASH, Kind.AND, Kind.BUT)
)
_OPENS_TAG = frozenset((Kind.COMMA, Kind.QUOTE, Kind.DASH, Kind.COLON))
_STOPS_ROUNDABOUT = frozenset((Kind.COMMA, Kind.SAYING, Kind.SEMICOLON, Kind.QUOTE))
_MOST_ASIDE = 16
_OF_SEVERAL = frozenset((Kind.WORD, Kind.PEOPLE, Kind.DETERMINER, Kind.AMOUNT, Kind.AND))


class Voice(NamedTuple):
    """One who says something in a sentence."""

    at: int
    """The piece that says so."""
    source: Span
    via: Span | None = None
    """The outlet through which it is known."""
    is_trailing: bool = False
    """Whether what is said comes before: ", police said"."""
    is_counting: bool = False
    """Whether it only reaches to the end of its clause."""
    covers_all: bool = False
    """Whether it is of the whole sentence: according to."""
    is_citing: bool = False
    """Whether it is cited by another who speaks."""


def speaker(
    tokens: Sequence[Token], pieces: Sequence[Piece], at: int, counted: frozenset[int]
) -> Voice | None:
    """Who says something by the verb at that piece; None where nobody is named."""
    piece = pieces[at]
    if _says_nothing(pieces, at):
        return None
    is_counting = piece.kind in (Kind.COUNTING, Kind.MOVING)
    subject, start = _subject(tokens, pieces, at, counted)
    if subject is None:
        follows = name_after(tokens, pieces, at + 1)
        if follows is None or is_counting or not _is_inverted(pieces, at, follows):
            return None
        return Voice(at, follows, None, is_trailing=True, is_counting=False)
    several = _several(pieces, at, counted)
    if several is not None:
        return Voice(at, several, _hearer(tokens, pieces, at), not is_counting, is_counting)
    is_relative = start < len(pieces) and any(one.kind is Kind.WHO for one in pieces[start:at])
    named = next(k for k, one in enumerate(pieces) if one.past > subject[0])
    is_trailing = not (is_counting or is_relative) and _is_tag(pieces, min(start, named), at)
    return Voice(at, subject, _hearer(tokens, pieces, at), is_trailing, is_counting)


def _says_nothing(pieces: Sequence[Piece], at: int) -> bool:
    """Whether the verb is passive, or means something else: a hospital that admitted patients,
    a storm that claimed lives."""
    if at and pieces[at - 1].word in _PASSIVE:
        return True
    if pieces[at].word in ("claimed", "claims", "has claimed"):
        return any(one.stands(Place.LIFE) for one in pieces[at + 1 : at + 5])
    is_intake = pieces[at].word in ("admitted", "has admitted")
    return is_intake and at + 1 < len(pieces) and pieces[at + 1].kind is Kind.AMOUNT


def _is_inverted(pieces: Sequence[Piece], at: int, follows: Span) -> bool:
    """Whether the speaker comes after the verb: ", said the governor"."""
    before = pieces[at - 1].kind if at else Kind.STOP
    past = next((k for k, one in enumerate(pieces) if one.first >= follows[1]), len(pieces))
    closes = past >= len(pieces) or pieces[past].kind in _AFTER_INVERTED
    return before in (Kind.COMMA, Kind.QUOTE, Kind.STOP, Kind.DASH) and closes


def _subject(
    tokens: Sequence[Token], pieces: Sequence[Piece], at: int, counted: frozenset[int]
) -> tuple[Span | None, int]:
    """Who stands before a verb of saying, and the piece at which the verb's group begins."""
    past = _group_start(pieces, at)
    if past and pieces[past - 1].kind is Kind.CLOSE:
        past = _before_brackets(pieces, past - 1)
    before = pieces[past - 1].kind if past else Kind.STOP
    if before is Kind.AND and past > 1:
        return None, past
    if before is Kind.WHO:
        past -= 1 + (past > 1 and pieces[past - 2].kind is Kind.COMMA)
    elif before is Kind.COMMA:
        opening = _opening(pieces, past - 1, counted)
        if opening is None:
            return None, past
        named = aside_name(tokens, pieces, opening + 1, past - 1)
        if named:
            return named, opening
        past = _before_age(pieces, opening)
    named = name_before(tokens, pieces, past, counted)
    if named and tokens[named[1] - 1].word in PAPERS and pieces[at].word == "saying":
        verb = next(k for k, one in enumerate(pieces) if one.past > named[0]) - 1
        return name_before(tokens, pieces, verb, counted) or named, past
    if named:
        return _who_is_quoted(tokens, pieces, named, counted), past
    return _roundabout(tokens, pieces, past, at, counted), past


def quoted_by(pieces: Sequence[Piece], at: int) -> int | None:
    """Past whom another quotes: "a doctor quoted by the Courier", "Dr Aziz, quoted by it,"; None
    where nobody is, or only a document: "figures quoted by the Courier"."""
    if at < 1 or at + 1 >= len(pieces) or pieces[at + 1].word != "by":
        return None
    if at > 1 and pieces[at - 1].kind is Kind.COMMA:
        said = pieces[at - 2]
        is_somebody = said.kind in (Kind.WORD, Kind.PEOPLE) and said.word not in DOCUMENTS
        return at - 1 if is_somebody else None
    said = pieces[at - 1]
    is_body = said.word in BODIES | TITLES and said.word not in DOCUMENTS
    return at if is_body or said.kind is Kind.PEOPLE else None


def _who_is_quoted(
    tokens: Sequence[Token], pieces: Sequence[Piece], named: Span, counted: frozenset[int]
) -> Span:
    """Who speaks where the one before the verb only quotes: "officials quoted by Interfax said"."""
    by = next(at for at, one in enumerate(pieces) if one.past > named[0]) - 1
    quoted = quoted_by(pieces, by - 1) if by > 0 and pieces[by - 1].kind is Kind.CITING else None
    return named if quoted is None else name_before(tokens, pieces, quoted, counted) or named


def _before_age(pieces: Sequence[Piece], past: int) -> int:
    """Past, or before the age that stands there: "Bako Limmar, 54, a farmer, said"."""
    has_age = past > 2 and pieces[past - 2].kind is Kind.COMMA
    return past - 2 if has_age and pieces[past - 1].word.isdecimal() else past


def _before_brackets(pieces: Sequence[Piece], closing: int) -> int:
    """Where the bracket opens that is closed there: "Akeed Ibrahim (Red Crescent) said"."""
    for back in range(closing - 1, max(-1, closing - _MOST_ASIDE), -1):
        if pieces[back].kind is Kind.OPEN:
            return back
    return closing


def _group_start(pieces: Sequence[Piece], at: int) -> int:
    """Where the verb's group begins: "on Monday also said"."""
    past = at
    while past > 0 and pieces[past - 1].kind in _OVER:
        past -= 1
        if past and pieces[past].kind is Kind.TIME and pieces[past - 1].kind is Kind.PREPOSITION:
            past -= 1
    return past


def _roundabout(
    tokens: Sequence[Token],
    pieces: Sequence[Piece],
    past: int,
    at: int,
    counted: frozenset[int],
) -> Span | None:
    """Who speaks where more stands between: "a nurse who asked not to be named said"."""
    for back in range(past - 1, max(0, past - 10), -1):
        if pieces[back].kind is Kind.WHO:
            return name_before(tokens, pieces, back, counted)
        if pieces[back].kind in _STOPS_ROUNDABOUT:
            return None
    if pieces[at].word in ("saying", "adding"):
        return name_after(tokens, pieces, 0)
    return None


def _opening(pieces: Sequence[Piece], closing: int, counted: frozenset[int]) -> int | None:
    """The comma that opens the aside which this one closes."""
    for back in range(closing - 1, max(-1, closing - _MOST_ASIDE), -1):
        if pieces[back].kind is Kind.COMMA:
            return back
        if pieces[back].kind in (Kind.SEMICOLON, Kind.QUOTE) or back in counted:
            return None
    return None


def _several(pieces: Sequence[Piece], at: int, counted: frozenset[int]) -> Span | None:
    """Those who are appended together: ", two officials and a resident said"; None for one."""
    past = _group_start(pieces, at)
    following = pieces[at + 1].kind if at + 1 < len(pieces) else Kind.STOP
    has_joint = False
    for back in range(past - 1, max(0, past - _MOST_ASIDE), -1):
        piece = pieces[back]
        if piece.kind is Kind.COMMA:
            has_said = any(one < back for one in counted)
            is_end = has_joint and has_said and following in _AFTER_TAG
            return (pieces[back + 1].first, pieces[past - 1].past) if is_end else None
        if piece.kind is Kind.AND:
            has_joint = True
        if back in counted or piece.kind not in _OF_SEVERAL or pieces[back - 1].kind is Kind.HARM:
            return None
    return None


def _is_tag(pieces: Sequence[Piece], start: int, at: int) -> bool:
    """Whether a speaker is appended to what is said: ", police said"."""
    following = pieces[at + 1].kind if at + 1 < len(pieces) else Kind.STOP
    if following not in _AFTER_TAG and pieces[at].word not in ("told", "tells"):
        return False
    back = start - 1
    while back >= 0 and pieces[back].kind not in _BREAKS_TAG:
        back -= 1
    has_said = any(one.kind is Kind.AMOUNT and one.amount for one in pieces[: max(back, 0)])
    return back > 0 and has_said and pieces[back].kind in _OPENS_TAG


def _hearer(tokens: Sequence[Token], pieces: Sequence[Piece], at: int) -> Span | None:
    """The outlet that was told: "told Radio Tarkmuir"."""
    if pieces[at].word not in ("told", "tells", "tell", "informed"):
        return None
    span = outlet_after(tokens, pieces, at + 1)
    if span is None:
        return None
    told = {one.word for one in tokens[span[0] : span[1]]}
    return None if told & HEARERS or told & HEARING else span
