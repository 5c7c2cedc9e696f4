"""Whether a "from" opens no range but leads to a former number, which another has replaced: "the
toll rose from 31 to 40"."""

from collections.abc import Sequence

from tracker.extract.other_words import MOVES
from tracker.extract.tokens import Token
from tracker.extract.wordlists import words

_COUNTS = words(
    "toll tolls number numbers count tally total figure figures estimate deaths fatalities"
    " casualties injuries dead injured wounded missing"
)
"""What moves from one number to another."""
_LEADS = ("from", "against")
_CLAUSE_ENDS = frozenset(".;:")
_MOST_BACK = 14


def is_moved(tokens: Sequence[Token], at: int) -> bool:
    """Whether a count is said to have moved from the number that starts here to another."""
    if at < 1 or tokens[at - 1].word not in _LEADS:
        return False
    has_move = has_count = False
    for back in range(at - 2, max(-1, at - 2 - _MOST_BACK), -1):
        word = tokens[back].word
        if word in _CLAUSE_ENDS:
            return False
        has_move = has_move or word in MOVES
        has_count = has_count or word in _COUNTS
        if has_move and has_count:
            return True
    return False
