"""Whether a figure only sets the reported event beside another, or tells a rate."""

from collections.abc import Sequence
from itertools import pairwise

from tracker.extract.found import Found, Way
from tracker.extract.kinds import Kind, Piece
from tracker.extract.wordlists import words

_OPENERS = words("where when which whose who")
_ANCHORS = words(
    "since than like unlike recalled recalling recalls recall reminiscent echoed echoes echoing"
    " compared worse deadlier similar resembled resembles mirrored mirrors mirroring evoked evokes"
    " evoking surpassed surpasses surpassing"
    " inspired recovering memories memory"
)
"""Words before an event to which the reported one is likened."""
_PLACES = words("scene site")
"""What a place is called for another event: "the site of a siege in which 31 died"."""
_RECORDS = words("worst first only")
_NO_RECORDS = words(
    "west east north-west north-east south-west south-east midwest northwest northeast southwest"
    " southeast protest unrest arrest forest rest harvest guest interest request chest nest test"
    " priest conquest quest behest"
)
"""Words that only end as "deadliest" does: since 2022 in the West Bank."""
_UNITS = words("day days week weeks month months year years decade decades")
_SHORT = words("day days week weeks")
_OPENING = 3
_STOPS = frozenset((Kind.SEMICOLON, Kind.STOP, Kind.BUT, Kind.COLON))
_NOUNS = frozenset((Kind.WORD, Kind.THING, Kind.PEOPLE))
_VERBS = frozenset((Kind.HARM, Kind.LEAVING, Kind.AUX))
_ONE = words("a an another")
_STEPS = words("lower higher fewer less above below short more")
_NO_RATE = words("ago earlier later after before since into on")
_THEN = words("earlier before previously ago")
_MOST_TO_YEAR = 7
_MOST_BACK = 16


def is_likened(pieces: Sequence[Piece], found: Found) -> bool:
    """Whether it is of an event that serves to compare: "since the siege, where 90 died"."""
    opener = None
    for back in range(found.at - 1, max(-1, found.at - 1 - _MOST_BACK), -1):
        piece = pieces[back]
        first = piece.word.partition(" ")[0]
        if opener is not None and (first in _ANCHORS or _is_once_there(pieces, back)):
            return True
        if piece.kind in _STOPS or (
            piece.kind is Kind.AMOUNT and "one" not in (piece.word, piece.value)
        ):
            return False
        if first in _OPENERS or _tells_of_noun(pieces, back):
            opener = back
    return False


def is_record(piece: Piece) -> bool:
    """Whether an event is called the worst, the deadliest, the first: since some day it is
    compared, and not summed up."""
    word = piece.word
    return word in _RECORDS or (word.endswith("est") and word not in _NO_RECORDS)


def _tells_of_noun(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a "that" goes on with the noun before it: "the assault that left 31 dead"."""
    if pieces[at].word != "that" or not 0 < at < len(pieces) - 1:
        return False
    return pieces[at - 1].kind in _NOUNS and pieces[at + 1].kind in _VERBS


def _is_once_there(pieces: Sequence[Piece], at: int) -> bool:
    said = [one.word for one in pieces[at + 1 : at + 3]]
    return pieces[at].word in _PLACES and said[:1] == ["of"] and said[1:] != ["the"]


def is_since(pieces: Sequence[Piece], found: Found) -> bool:
    """Whether the reported event is the worst "since 17 officers were killed" elsewhere."""
    for back in range(found.at - 1, max(0, found.at - 1 - _MOST_BACK), -1):
        piece = pieces[back]
        is_break = piece.kind is Kind.COMMA and back + 1 != found.cue[0]
        if piece.kind in _STOPS or piece.kind is Kind.SAYING or is_break:
            return False
        if piece.word == "since":
            following = pieces[back + 1]
            is_clause = following.kind in (Kind.AMOUNT, Kind.AMONG) or following.word in _ONE
            return is_clause and any(map(is_record, pieces[:back]))
    return False


def is_before_it(pieces: Sequence[Piece], found: Found) -> bool:
    """Whether the reported event came "a day after 9 people were killed". A sentence that opens
    with "two days after a quake killed 300" may go on with what was done about it."""
    for back in range(found.at - 1, max(0, found.at - 1 - _MOST_BACK), -1):
        piece = pieces[back]
        if piece.kind in _STOPS or piece.kind in (Kind.COMMA, Kind.SAYING):
            return False
        if piece.word == "after" and pieces[back - 1].word in _UNITS:
            if pieces[back - 1].word in _SHORT and back < _OPENING:
                return False
            following = pieces[back + 1]
            return following.kind is Kind.AMOUNT or following.word in _ONE
    return False


def is_rate(pieces: Sequence[Piece], found: Found) -> bool:
    """Whether so many come to harm in each span of time: "kill 200 people a year"."""
    past = max(found.counted.past, found.cue[1])
    for at in (found.counted.past, past):
        said = [one.word for one in pieces[at : at + 2]]
        if said[:1] in (["a"], ["per"]) and said[1:] and said[1] in _UNITS:
            return len(pieces) <= at + 2 or pieces[at + 2].word not in _NO_RATE
    return False


def is_yearly(pieces: Sequence[Piece], found: Found) -> bool:
    """Whether it is set against the sum of another year: "2,760 from 3,010 a year earlier"."""
    opener = next((at for at in range(found.at, len(pieces)) if pieces[at].kind is Kind.FROM), None)
    if opener is None:
        return False
    return any(
        (one.word == "year" and other.word in _THEN)
        or (one.word == "last" and other.word == "year")
        for one, other in pairwise(pieces[opener : opener + _MOST_TO_YEAR])
    )


def is_step(pieces: Sequence[Piece], found: Found) -> bool:
    """Whether it says by how much one toll differs from another: "3 lower", "13 more than"."""
    following = pieces[found.at + 1].word if found.at + 1 < len(pieces) else ""
    past = max(found.counted.past, found.cue[1])
    is_than = any(one.word.startswith("than") for one in pieces[found.counted.past : past + 1])
    return (found.way is Way.TOLL and following in _STEPS) or (found.counted.is_more and is_than)
