"""What stands around an amount, as several rules ask it."""

from collections.abc import Sequence

from tracker.extract.found import Found, Way
from tracker.extract.harm_words import Place
from tracker.extract.kinds import Kind, Piece

_OF_ALL = frozenset((Kind.OF, Kind.AMONG))
_OPENS = frozenset((Kind.SAYING, Kind.SEMICOLON, Kind.COLON, Kind.COMMA, Kind.QUOTE, Kind.WHO))
JOINTS = frozenset((Kind.AND, Kind.COMMA))
"""What joins amounts to a list."""
_ENDINGS = frozenset(
    (
        *(Kind.COMMA, Kind.STOP, Kind.SEMICOLON, Kind.AND, Kind.PREPOSITION, Kind.TIME, Kind.MODAL),
        *(Kind.QUOTE, Kind.BUT, Kind.CLOSE, Kind.OPEN, Kind.DASH, Kind.FROM),
        *(Kind.ACCORDING, Kind.CITING),
    )
)
_MOST_OF_LABEL = 6
_MOST_TO_VERB = 10
_OF_SPEAKER = frozenset(
    (*(Kind.WORD, Kind.PREPOSITION, Kind.DETERMINER, Kind.OF, Kind.THING, Kind.PEOPLE), Kind.ADVERB)
)
"""What stands between a speaker and the verb: "a doctor at the hospital told"."""
_LABEL_ENDS = frozenset((Kind.SEMICOLON, Kind.COMMA, Kind.COLON, Kind.AND))
_LABEL = frozenset((Kind.WORD, Kind.PEOPLE, Kind.THING, Kind.DETERMINER, Kind.OF))


def ends(pieces: Sequence[Piece], found: Found) -> bool:
    """Whether nothing more is said of those an amount counts."""
    at = found.counted.past
    return at >= len(pieces) or pieces[at].kind in _ENDINGS


def is_labelled(pieces: Sequence[Piece], back: int) -> bool:
    """Whether a label ends with the piece `back`: "; the hospital 22", "Kelmar 7"."""
    for steps in range(_MOST_OF_LABEL):
        if back - steps < 0:
            return False
        kind = pieces[back - steps].kind
        if kind in _LABEL_ENDS:
            return steps > 0
        if kind not in _LABEL:
            return False
    return False


def opens_whole(pieces: Sequence[Piece], at: int) -> bool:
    """Whether only a part of an amount is spoken of after it: "Of the 40 passengers, 12 died"."""
    back = at - 1
    while back > 0 and pieces[back].kind is Kind.DETERMINER:
        back -= 1
    leads = back >= 0 and (pieces[back].kind in _OF_ALL or pieces[back].word == "out of")
    return leads and (back == 0 or pieces[back - 1].kind in _OPENS)


def is_of_doers(pieces: Sequence[Piece], found: Found) -> bool:
    """Whether those before a bare number killed as many, and say nothing: "the army killed 120 and
    rebels 80"."""
    verb, past = pieces[found.cue[0]], found.cue[1]
    if found.way is not Way.CARRIED or not 0 < past < found.at or found.cue[0] == 0:
        return False
    is_done = verb.stands(Place.BEFORE) and verb.word != "lost"
    is_done = is_done and pieces[past].kind is Kind.AMOUNT
    return is_done and not any(
        one.kind in (Kind.SAYING, Kind.COUNTING, Kind.LINK, Kind.BUT)
        for one in pieces[past : found.at]
    )


def speaks(pieces: Sequence[Piece], found: Found) -> bool:
    """Whether those an amount counts give the figures: "and wounding 80, an official said"."""
    for piece in pieces[found.counted.past : found.counted.past + _MOST_TO_VERB]:
        if piece.kind is Kind.SAYING:
            return True
        if piece.kind not in _OF_SPEAKER:
            return False
    return False
