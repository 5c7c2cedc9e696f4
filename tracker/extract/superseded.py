"""Whether another figure has taken the place of one, even if the sentence does not give it."""

from collections.abc import Sequence
from itertools import pairwise

from tracker.extract.found import Found
from tracker.extract.kinds import Kind, Piece
from tracker.extract.other_words import PASSING
from tracker.extract.wordlists import words

_FORMER = words("earlier previous initial first original prior interim")
_COUNTS = words("toll figure count tally estimate total number statement report bulletin version")
_LEADING = frozenset((Kind.QUOTE, Kind.DETERMINER, Kind.OF, Kind.LINK, Kind.AUX, Kind.ADVERB))
_NAMING = frozenset((Kind.WORD, Kind.FROM, Kind.PEOPLE, Kind.EARLIER, Kind.THING))
_CLAUSE_ENDS = frozenset((Kind.SEMICOLON, Kind.STOP, Kind.BUT, Kind.COLON, Kind.COMMA))
_BEFORE_NOW = words("earlier initially previously first originally")
_AT_FIRST = frozenset((*_BEFORE_NOW - {"first"}, "at first"))
_ITEMS = words("item story article post tweet message claim remark")
_WHAT = frozenset((Kind.OF, Kind.WHO, Kind.AMOUNT))
_WITHDRAWING = words("retracted retracts withdrew withdraws withdrawn recanted retracting")
_MOST_WORDS = 4
_NEAR = 20


def is_superseded(pieces: Sequence[Piece], found: Found) -> bool:
    """Whether it is told as a former figure: "an earlier toll of 12", "had earlier put it at 70".

    That it no longer holds is said by these words alone; the newer figure may stand in another
    sentence, or in none.
    """
    return (
        _is_of_former_count(pieces, found.at)
        or _is_said_by_former(pieces, found.at)
        or _stood_before(pieces, found.at)
        or _is_withdrawn(pieces, found.at)
    )


def _is_withdrawn(pieces: Sequence[Piece], at: int) -> bool:
    """Whether who gave it takes it back: "retracted his statement that 14 had died"."""
    for back in range(at - 1, max(-1, at - _NEAR), -1):
        if pieces[back].kind in _CLAUSE_ENDS:
            return False
        if pieces[back].word in _WITHDRAWING:
            return any(
                (_is_count(one) or one.word in _ITEMS) and after.kind in _WHAT
                for one, after in pairwise(pieces[back + 1 : back + 2 + _MOST_WORDS])
            )
    return False


def _is_of_former_count(pieces: Sequence[Piece], at: int) -> bool:
    """Whether "an earlier toll of", "its first count was" leads to the amount."""
    back = at - 1
    while back > 0 and (pieces[back].kind in _LEADING or pieces[back].word in ("at", "as", ":")):
        back -= 1
    return back >= 0 and _is_count(pieces[back]) and _is_former(pieces, back)


def _is_count(piece: Piece) -> bool:
    return piece.kind is Kind.TOLL or piece.word.rpartition(" ")[2].removesuffix("s") in _COUNTS


def _is_former(pieces: Sequence[Piece], noun: int) -> bool:
    """Whether the noun is called former: "an earlier navy statement"."""
    if not _FORMER.isdisjoint(pieces[noun].word.split()):
        return True
    for back in range(noun - 1, max(-1, noun - 1 - _MOST_WORDS), -1):
        if not _FORMER.isdisjoint(pieces[back].word.split()):
            return True
        if pieces[back].kind not in _NAMING:
            return False
    return False


def _is_said_by_former(pieces: Sequence[Piece], at: int) -> bool:
    """Whether an earlier statement gave it, or somebody "had earlier put" it so."""
    for back in range(at - 1, max(-1, at - _NEAR), -1):
        piece = pieces[back]
        if piece.kind in _CLAUSE_ENDS or (piece.kind is Kind.AMOUNT and piece.amount is not None):
            return False
        said = piece.word.split()
        if said[0] == "had" and not _BEFORE_NOW.isdisjoint(said):
            return True
        if said[0] == "had" and piece.kind is Kind.EARLIER and pieces[0].word in _AT_FIRST:
            return True
        is_verb = piece.kind in (Kind.SAYING, Kind.COUNTING)
        if is_verb and back and pieces[back - 1].word in _AT_FIRST:
            return True
        gives = piece.kind in (Kind.SAYING, Kind.COUNTING, Kind.EARLIER)
        if gives and back and _is_count(pieces[back - 1]) and _is_former(pieces, back - 1):
            return True
    return False


def _stood_before(pieces: Sequence[Piece], at: int) -> bool:
    """Whether it stands in an aside before a move: "which stood at 150, was revised to 163"."""
    back = at - 1
    while back > 0 and pieces[back].kind in (Kind.LINK, Kind.AUX, Kind.ADVERB, Kind.EARLIER):
        back -= 1
    if back < 1 or pieces[back].kind is not Kind.WHO or pieces[back - 1].kind is not Kind.COMMA:
        return False
    closing = next((k for k in range(at, len(pieces)) if pieces[k].kind is Kind.COMMA), None)
    later = pieces[closing : closing + 6] if closing is not None else ()
    return any(one.kind is Kind.MOVING or one.word in PASSING for one in later)
