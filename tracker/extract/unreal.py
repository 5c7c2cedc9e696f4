"""Whether a sentence tells of a drill, a film, a game, in which nobody dies."""

from collections.abc import Sequence

from tracker.extract.kinds import Kind, Piece
from tracker.extract.other_words import FICTIONS, PRETENDING

_NOUNS = frozenset((Kind.WORD, Kind.THING, Kind.PEOPLE))
_OVER = frozenset((*_NOUNS, Kind.DETERMINER, Kind.TIME, Kind.QUOTE))
_IN = frozenset(("in", "for"))


def is_unreal(pieces: Sequence[Piece]) -> bool:
    """Whether somebody pretends, or the sentence opens with a film or drill: "the film shows", "in
    Thursday's drill". Who is killed during an exercise, or in a film studio, is dead."""
    if any(one.word in PRETENDING for one in pieces):
        return True
    at = 1 if pieces[0].word in _IN else 0
    while at < len(pieces) and pieces[at].kind in _OVER:
        if pieces[at].word in FICTIONS and not _is_of_noun(pieces, at + 1):
            return True
        at += 1
    return False


def _is_of_noun(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a noun follows, and no verb: "film studio", "film stars were", not "film shows"."""
    if at >= len(pieces) or pieces[at].kind not in _NOUNS:
        return False
    has_verb = at + 1 < len(pieces) and pieces[at + 1].kind is Kind.AUX
    return has_verb or not pieces[at].word.endswith(("s", "ed"))
