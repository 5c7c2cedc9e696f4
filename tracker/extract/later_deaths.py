"""Whether a figure is of hurt people who died afterwards, which adds to a toll and is none."""

from collections.abc import Sequence

from tracker.extract.found import Bar, Found
from tracker.extract.kinds import Kind, Piece
from tracker.extract.wordlists import terms, words

_DIED = frozenset(
    terms(
        "died|die|dies|succumbed|perished|found dead|dead|were dead|did not survive|did not make it"
        "|pronounced dead|declared dead|confirmed dead|dying"
    )
)
_LATER = frozenset((*words("later since subsequently eventually afterwards"), "have since"))
_ENDS = frozenset((Kind.SEMICOLON, Kind.STOP, Kind.BUT, Kind.AMOUNT, Kind.AND, Kind.SAYING))
_CLAUSES = words("which that when where whose after as while before")
"""Words that open a clause about others: "12 were hurt in the crash in which the driver died"."""
_BEFORE_VERB = frozenset((Kind.ADVERB, Kind.AUX))
_ELSEWHERE = ("later", "in hospital", "to hospital", "their wounds", "their injuries")
"""Where and of what those die who were hurt first."""
_AT_ONCE = frozenset(("at the scene", "on the spot", "instantly", "outright"))
_NEAR = 14


def is_later_death(pieces: Sequence[Piece], found: Found, amounts: Sequence[Found]) -> bool:
    """Whether they were counted as hurt and then died: "three of the wounded later died".

    They are no toll of the hurt, and to the dead they only add; so do those of them who are named.
    amounts: all of the sentence, those before this one already barred or not.
    """
    before = next((one for one in reversed(amounts) if one.at < found.at), None)
    if before is not None and before.bar is Bar.MORE and before.counted.is_of_harmed:
        between = pieces[before.counted.past : found.at]
        if between and all(one.kind is Kind.COMMA for one in between):
            return True
    if found.metric == "killed":
        told = pieces[found.counted.past : found.cue[1]]
        if _died_elsewhere(pieces, found, amounts):
            return True
        is_of_hurt = found.counted.points_back or pieces[0].kind is Kind.OF
        return is_of_hurt and any(one.word in _LATER for one in told)
    if found.metric not in ("injured", "missing"):
        return False
    if _is_beside_those_at_once(pieces, found, before):
        return True
    if found.metric == "missing" and _are_bodies(pieces, found.at):
        return True
    start = max(found.counted.past, found.cue[1])
    for at in range(start, min(start + _NEAR, len(pieces))):
        piece = pieces[at]
        if piece.word in _DIED:
            return True
        if piece.kind is Kind.COMMA:
            return found.counted.is_of_harmed and _died_past_aside(pieces, at)
        if piece.kind in _ENDS or piece.word in _CLAUSES:
            return False
    return False


def _died_elsewhere(pieces: Sequence[Piece], found: Found, amounts: Sequence[Found]) -> bool:
    """Whether they died past those who were killed at once, to whom they add: "twelve were killed
    at the scene and three died later in hospital"."""
    others = [one for one in amounts if one.at < found.at and one.metric == "killed"]
    if not others or others[-1].bar or found.cue[0] < found.at:
        return False
    past = found.cue[1]
    while past < len(pieces) and pieces[past].kind not in (*_ENDS, Kind.COMMA):
        past += 1
    said = " ".join(one.word for one in pieces[found.counted.past : past])
    return any(one in said for one in _ELSEWHERE)


def _is_beside_those_at_once(pieces: Sequence[Piece], found: Found, before: Found | None) -> bool:
    """Whether the verb of those before is meant: "12 died at the scene and three in hospital"."""
    if before is None or before.metric != "killed" or not found.counted.is_empty:
        return False
    between = {one.word for one in pieces[before.at : found.at]}
    told = [one.word for one in pieces[found.counted.past : found.cue[1]]]
    return told == ["in hospital"] and not between.isdisjoint(_AT_ONCE)


def _are_bodies(pieces: Sequence[Piece], at: int) -> bool:
    """Whether the missing were found dead: "the bodies of five of the seven missing"."""
    back = at - 1
    while back > 0 and pieces[back].kind in (Kind.OF, Kind.DETERMINER, Kind.AMOUNT):
        back -= 1
    return back >= 0 and "bodies" in pieces[back].word.split()


def _died_past_aside(pieces: Sequence[Piece], opening: int) -> bool:
    """Whether an aside closes before the verb: "two of the injured, a boy and his aunt, died"."""
    for at in range(opening + 1, min(opening + _NEAR, len(pieces) - 1)):
        if pieces[at].kind in (Kind.SEMICOLON, Kind.STOP, Kind.BUT):
            return False
        if pieces[at].kind is Kind.COMMA:
            following = pieces[at + 1 : at + 4]
            verb = next((one for one in following if one.kind not in _BEFORE_VERB), None)
            return verb is not None and verb.word in _DIED
    return False
