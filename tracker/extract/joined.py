"""Amounts that share the verb of a neighbour, are parts of it, or carry on from it."""

from collections.abc import Sequence

from tracker.extract.carried import answer, carry_on, is_deed
from tracker.extract.found import Bar, Found, Way
from tracker.extract.kinds import Kind, Piece
from tracker.extract.parts import tell_as_part, tell_under_head
from tracker.extract.places import JOINTS, ends, opens_whole, speaks

_MOST_BETWEEN = 14
_ELSEWHERE = frozenset((Kind.PREPOSITION, Kind.TIME))
_BREAKS = frozenset((Kind.SAYING, Kind.COUNTING, Kind.AUX, Kind.WHO, Kind.BUT))
_BEFORE_AMOUNT = frozenset((*JOINTS, Kind.SEMICOLON, Kind.PREPOSITION, Kind.THING, Kind.WORD))
_SHARED = frozenset((Way.BEFORE, Way.JOINED, Way.PART, Way.LIST))


def join(pieces: Sequence[Piece], amounts: Sequence[Found], carried: str) -> None:
    """Notes what is counted for amounts that no word of their own tells it for.

    carried: the metric that the sentence before ended with; '' for none.
    """
    for one, other in zip(reversed(amounts[:-1]), reversed(amounts[1:]), strict=True):
        _share_forward(pieces, one, other)
    _tell_bodies(pieces, amounts)
    answer(pieces, amounts)
    for at, found in enumerate(amounts):
        if found.bar is Bar.THING or found.is_whole or found.amount.high == 0:
            continue
        if speaks(pieces, found):
            continue
        if not found.metric:
            tell_under_head(pieces, found)
        if not found.metric:
            tell_as_part(pieces, amounts, at, carried)
        before = next((one for one in reversed(amounts[:at]) if not one.is_whole), None)
        if not found.metric and before is not None:
            _share_backward(pieces, before, found)
        if not found.metric:
            carry_on(pieces, found, amounts[:at], carried)


def _tell_bodies(pieces: Sequence[Piece], amounts: Sequence[Found]) -> None:
    """Notes the dead of "two climbers were swept off the face; their bodies were found"."""
    for at, piece in enumerate(pieces):
        if piece.kind is not Kind.HARM or not piece.word.startswith("their bodies"):
            continue
        for found in amounts:
            if not found.metric and not found.bar and found.counted.is_people and found.at < at:
                found.tell(piece.value, Way.AFTER, (at, at + 1))
                return


def _share_forward(pieces: Sequence[Piece], one: Found, other: Found) -> None:
    """The first amount of "14 guests and three policemen lost their lives"."""
    if one.metric or one.bar or not other.metric or other.way not in (Way.AFTER, Way.JOINED):
        return
    if opens_whole(pieces, one.at):
        return
    between = pieces[one.counted.past : other.at]
    is_list = bool(between) and between[0].kind in JOINTS
    is_list = is_list and all(one.word == "all" for one in between[1:])
    if is_list and one.counted.is_people and not other.counted.points_back:
        one.tell(other.metric, Way.JOINED, other.cue)


def _share_backward(pieces: Sequence[Piece], before: Found, found: Found) -> None:
    """The later amounts of "killed 14 guests and three policemen", "4 in Nerim, one in Varenz"."""
    is_said_after = before.way is Way.AFTER and before.cue[1] <= found.at
    start = before.cue[1] if is_said_after else before.counted.past
    between = pieces[start : found.at]
    is_counted = before.metric and before.bar not in (Bar.THING, Bar.NEGATED)
    if not is_counted or not 0 < len(between) <= _MOST_BETWEEN:
        return
    if before.way in _SHARED and _joins(between):
        if found.counted.is_people or (found.counted.is_empty and ends(pieces, found)):
            found.tell(before.metric, Way.JOINED, before.cue)
            found.bar, found.part_of = before.bar, before.part_of
    elif _is_elsewhere(pieces, between, found):
        found.tell(before.metric, Way.JOINED, before.cue)
        found.bar, found.population = before.bar, before.population


def _joins(between: Sequence[Piece]) -> bool:
    """Whether nothing but a joint, and whose they are, stands between: "and her two children"."""
    joints = [one for one in between if one.kind in JOINTS]
    return bool(joints) and all(
        one.kind in JOINTS or one.kind is Kind.DETERMINER for one in between
    )


def _is_elsewhere(pieces: Sequence[Piece], between: Sequence[Piece], found: Found) -> bool:
    """Whether a bare number is of another place or time: ", one in Varenz"."""
    past = found.counted.past
    is_placed = past < len(pieces) and pieces[past].kind in _ELSEWHERE
    has_joint = any(one.kind in JOINTS or one.kind is Kind.SEMICOLON for one in between)
    is_quiet = not any(one.kind in _BREAKS or is_deed(one) for one in between)
    is_bare = found.counted.is_empty and between[-1].kind in _BEFORE_AMOUNT
    return is_placed and has_joint and is_quiet and is_bare
