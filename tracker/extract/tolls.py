"""A count that has come to an amount: the death toll rose to 12, fatalities: 12."""

from collections.abc import Sequence

from tracker.extract.found import Bar, Found, Way
from tracker.extract.harm_words import Place
from tracker.extract.kinds import Kind, Piece
from tracker.extract.other_words import PASSING
from tracker.extract.wordlists import words

_MOST_BACK = 26
_MOST_AHEAD = 8
_LEADS = frozenset((Kind.LINK, Kind.MOVING, Kind.TOLL, Kind.HARM, Kind.COLON))
_TO_NUMBER = words("to at of is was are were now stands has as")
_ENDS = frozenset((Kind.SEMICOLON, Kind.STOP, Kind.BUT, Kind.SAYING))
_NO_COUNTERS = words("children women civilians elderly journalists foreign_nationals")
"""Populations before "toll" that are counted; the police toll may be the one that police give."""
_OVER = frozenset((Kind.QUOTE, Kind.ADVERB, Kind.DETERMINER))


def tell_by_toll(pieces: Sequence[Piece], found: Found) -> bool:
    """Notes what is counted where a count comes to the amount; False where none does."""
    at = found.at - 1
    while at > 0 and pieces[at].kind in _OVER:
        at -= 1
    is_verb = pieces[found.at].word in PASSING
    if at < 0 or not (is_verb or pieces[at].kind in _LEADS or pieces[at].word in _TO_NUMBER):
        return False
    head = _head_before(pieces, at, is_verb=is_verb)
    if head is None:
        return pieces[at].word == "to" and _by_toll_ahead(pieces, found, at)
    found.tell(pieces[head].value, Way.TOLL, (head, found.at))
    if found.population == "all":
        found.population = population_of(pieces, head)
    if any(one.kind is Kind.MODAL for one in pieces[head : found.at]):
        found.bar = Bar.POSSIBLE
    return True


def population_of(pieces: Sequence[Piece], head: int) -> str:
    """Of whom a toll is: "civilian deaths", "the number of injured children", "the toll among
    soldiers"; all where it does not say."""
    before = pieces[head - 1] if head else None
    if before is not None and before.kind is Kind.PEOPLE:
        is_counted = pieces[head].kind is Kind.HARM or before.value in _NO_COUNTERS
        return before.value if is_counted else "all"
    past = head + 1
    if past < len(pieces) and pieces[past].kind is Kind.AMONG:
        past += 1
    if past < len(pieces) and pieces[past].kind is Kind.PEOPLE:
        return pieces[past].value
    return "all"


def _head_before(pieces: Sequence[Piece], lead: int, *, is_verb: bool) -> int | None:
    """The toll, or the noun for a harm, that leads to the amount after the piece `lead`.

    is_verb: whether the amount itself tells of a move, as "passed 130"."""
    has_colon = pieces[lead].kind is Kind.COLON
    crosses = (
        is_verb
        or pieces[lead].word in ("to", "at")
        or (pieces[lead].kind in _LEADS and not has_colon)
    )
    for back in range(lead, max(-1, lead - _MOST_BACK), -1):
        piece = pieces[back]
        if piece.kind is Kind.TOLL:
            return back
        is_head = has_colon or _is_subject(pieces, back) or _goes_on(pieces, back)
        if piece.kind is Kind.HARM and is_head:
            return back
        if piece.kind in _ENDS or (piece.kind is Kind.AMOUNT and not crosses):
            return None
    return None


def _by_toll_ahead(pieces: Sequence[Piece], found: Found, at: int) -> bool:
    """By a toll that follows: "bringing to seven the number of police killed"."""
    if not at or pieces[at - 1].kind is not Kind.MOVING:
        return False
    for later in range(found.at + 1, min(found.at + 1 + _MOST_AHEAD, len(pieces))):
        piece = pieces[later]
        if piece.kind in (Kind.TOLL, Kind.HARM):
            found.tell(piece.value, Way.TOLL, (at - 1, later + 1))
            return True
        if piece.kind is Kind.PEOPLE:
            found.population = piece.value
        elif piece.kind in _ENDS or piece.kind in (Kind.COMMA, Kind.AMOUNT, Kind.AND):
            return False
    return False


def _goes_on(pieces: Sequence[Piece], at: int) -> bool:
    """Whether the next of several numbers is of that harm: "the number of injured at 230 and of
    dead at 41"."""
    if at < 2 or pieces[at - 1].kind is not Kind.OF:
        return False
    return pieces[at - 2].kind in (Kind.AND, Kind.COMMA)


def _is_subject(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a noun for a harm is what is counted, and no verb or part of another amount."""
    piece = pieces[at]
    if not piece.stands(Place.NOUN):
        return False
    before = pieces[at - 1] if at else None
    is_of = before is not None and before.kind is Kind.OF and not piece.word.startswith("the ")
    return before is None or not (
        is_of or before.kind is Kind.AMOUNT or before.word in ("his", "her", "their")
    )
