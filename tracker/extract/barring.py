"""Why an amount that counts the dead or hurt is still no claim."""

from collections.abc import Sequence

from tracker.extract.another_event import is_of_another_event
from tracker.extract.asides import is_event
from tracker.extract.compared import is_before_it, is_likened, is_rate, is_since, is_yearly
from tracker.extract.found import Bar, Found, Way
from tracker.extract.increments import adds
from tracker.extract.kinds import Kind, Piece
from tracker.extract.not_said import (
    is_exempt,
    is_level_of_bodies,
    is_limited_after,
    is_nobody_badly,
    is_nobody_of_those_who,
    is_of_each,
    is_of_whose,
    is_offspring,
    is_purpose,
    is_saved,
    is_unsure,
)
from tracker.extract.other_words import TWICE
from tracker.extract.superseded import is_superseded
from tracker.extract.whole_wars import is_of_whole_war
from tracker.extract.wordlists import words

_CLAUSE_ENDS = frozenset((Kind.SEMICOLON, Kind.STOP, Kind.BUT))
_NEAR = 7
_NEAR_TWICE = 9
_STOPS_MODAL = frozenset(
    (Kind.SAYING, Kind.COUNTING, Kind.SEMICOLON, Kind.BUT, Kind.STOP, Kind.WHO)
)
_IFS = words("if had were should unless")
_PRESENT = words("die dies drown drowns perish suffocate are is be")
_HAVING_SAID = words("spoken said put reported given listed announced counted estimated")
_BETWEEN_HAD = frozenset((Kind.PREPOSITION, Kind.TIME, Kind.ADVERB))


def bar(pieces: Sequence[Piece], found: Found, amounts: Sequence[Found]) -> None:
    """Notes on an amount that it is no claim, and why."""
    if found.bar is not None or not found.metric:
        return
    if found.counted.points_back and found.population == "all" and _is_open(found):
        found.bar = Bar.OPEN
    elif is_offspring(pieces, found.at) or is_of_whose(pieces, found):
        found.bar = Bar.THING
    elif _is_spared(pieces, found):
        found.bar = Bar.NEGATED
    elif _gives_none(pieces, found):
        found.bar = Bar.OPEN
    elif adds(pieces, found, amounts):
        found.bar = Bar.MORE
    elif is_superseded(pieces, found) or _is_former(pieces, found, amounts):
        found.bar = Bar.FORMER
    elif _may_be(pieces, found):
        found.bar = Bar.POSSIBLE
    elif is_of_another_event(pieces, found, amounts) or _is_compared(pieces, found):
        found.bar = Bar.OTHER_EVENT


def _gives_none(pieces: Sequence[Piece], found: Found) -> bool:
    return (
        is_level_of_bodies(pieces, found)
        or is_of_each(pieces, found)
        or is_limited_after(pieces, found)
        or is_nobody_badly(pieces, found)
    )


def _may_be(pieces: Sequence[Piece], found: Found) -> bool:
    return (
        _is_possible(pieces, found)
        or is_purpose(pieces, found)
        or is_unsure(pieces, found.at)
        or _is_of_such(pieces, found)
    )


def _is_spared(pieces: Sequence[Piece], found: Found) -> bool:
    return (
        is_exempt(pieces, found.at)
        or is_saved(pieces, found.at)
        or is_nobody_of_those_who(pieces, found)
    )


def _is_compared(pieces: Sequence[Piece], found: Found) -> bool:
    return (
        is_likened(pieces, found)
        or is_before_it(pieces, found)
        or is_since(pieces, found)
        or is_rate(pieces, found)
        or is_yearly(pieces, found)
        or is_of_whole_war(pieces, found)
    )


def _is_open(found: Found) -> bool:
    """Whether it is "some of them", of which neither number nor group can be said."""
    return found.amount.low is None and found.amount.high is None


def _is_former(pieces: Sequence[Piece], found: Found, amounts: Sequence[Found]) -> bool:
    """Whether another figure has taken its place: "up from 31", "not 131", "had listed 5,930"."""
    if _is_left_behind(pieces, found.at):
        return True
    if found.way is Way.TOLL and _is_left_behind(pieces, found.cue[0]):
        return True
    if any(one.word in TWICE for one in pieces[found.at :][:_NEAR_TWICE]):
        return True
    others = [one for one in amounts if one is not found and one.metric == found.metric]
    if _goes_with_former(pieces, found, amounts) and any(one.at > found.at for one in others):
        return True
    is_followed = any(one.at > found.at for one in others)
    if is_followed and (_is_in_aside(pieces, found.at) or _is_corrected(pieces, found.at)):
        return True
    return bool(others) and _is_told_as_earlier(pieces, found)


def _goes_with_former(pieces: Sequence[Piece], found: Found, amounts: Sequence[Found]) -> bool:
    """Whether it is joined to a former one: "rose from 12 dead and 30 wounded to 15 dead"."""
    before = next((one for one in reversed(amounts) if one.at < found.at), None)
    if before is None or before.bar is not Bar.FORMER:
        return False
    between = pieces[before.counted.past : found.at]
    return bool(between) and all(one.kind in (Kind.AND, Kind.HARM) for one in between)


def _is_left_behind(pieces: Sequence[Piece], place: int) -> bool:
    """Whether "up from", "against" leads to what stands there."""
    at = place - 1
    while at > 0 and (pieces[at].kind in (Kind.QUOTE, Kind.DETERMINER) or _is_official(pieces[at])):
        at -= 1
    if at < 0 or pieces[at].word == "initial":
        return False
    return pieces[at].kind is Kind.FROM or pieces[at].word == "against"


def _is_official(piece: Piece) -> bool:
    """Whether it is of "an official toll", in which nobody is counted."""
    return piece.word == "official" or piece.value == "one"


def _is_told_as_earlier(pieces: Sequence[Piece], found: Found) -> bool:
    first = found.at
    while first > 0 and pieces[first - 1].kind not in _CLAUSE_ENDS:
        if pieces[first - 1].kind is Kind.AMOUNT and first - 1 != found.at:
            break
        first -= 1
    before = pieces[first : found.at]
    return any(one.kind is Kind.EARLIER for one in before) or _had_said(before)


def _had_said(before: Sequence[Piece]) -> bool:
    """Whether somebody "had on Sunday spoken of" it."""
    for at, piece in enumerate(before):
        back = at - 1
        while back > 0 and before[back].kind in _BETWEEN_HAD:
            back -= 1
        if piece.word in _HAVING_SAID and back >= 0 and before[back].word == "had":
            return True
    return False


def _is_in_aside(pieces: Sequence[Piece], at: int) -> bool:
    """Whether those said it who now give another figure: ", who on Friday said 9,"."""
    for back in range(at - 1, max(-1, at - 14), -1):
        kind = pieces[back].kind
        if kind is Kind.WHO and back and pieces[back - 1].kind is Kind.COMMA:
            says = any(one.kind is Kind.SAYING for one in pieces[back:at])
            closes = any(one.kind is Kind.COMMA for one in pieces[at:])
            return says and closes and back < 8
        if kind in (Kind.SEMICOLON, Kind.STOP):
            return False
    return False


def _is_corrected(pieces: Sequence[Piece], at: int) -> bool:
    return any(one.word in ("correct", "corrected", "mistakenly", "wrongly") for one in pieces[at:])


def _is_possible(pieces: Sequence[Piece], found: Found) -> bool:
    start = min(found.at, found.cue[0])
    if found.way is Way.AFTER and _opens_clause(pieces, found) and not _is_condition(pieces):
        return False
    for back in range(start - 1, max(-1, start - 1 - _NEAR), -1):
        piece = pieces[back]
        if piece.kind is Kind.MODAL:
            return not _is_in_passing(pieces, back, start)
        if piece.kind in _STOPS_MODAL or piece.kind is Kind.AMOUNT:
            return False
    return start > 1 and _is_condition(pieces)


def _is_of_such(pieces: Sequence[Piece], found: Found) -> bool:
    """Whether no event is meant, but any like it: "deaths in such a quake"."""
    return any(
        pieces[at].word == "such" and pieces[at + 1].word in ("a", "an") and is_event(noun.word)
        for at, noun in enumerate(pieces[2:])
        if found.cue[0] <= at < found.at + _NEAR
    )


def _opens_clause(pieces: Sequence[Piece], found: Found) -> bool:
    """Whether who died opens a clause of its own, past what was feared: "likely, 19 people died",
    "they feared the worst, and 23 were found dead"; not "in the worst case, 500 people die"."""
    told = {one.word for one in pieces[found.cue[0] : found.cue[1]]}
    if not _PRESENT.isdisjoint(told):
        return False
    back = found.at - 1
    if back > 0 and pieces[back].kind is Kind.AND:
        back -= 1
    return back > 0 and pieces[back].kind is Kind.COMMA


def _is_in_passing(pieces: Sequence[Piece], modal: int, start: int) -> bool:
    """Whether it is an aside about something else: "the attack, planned for months, killed 15"."""
    opens = modal > 0 and pieces[modal - 1].kind is Kind.COMMA
    closes = any(one.kind is Kind.COMMA for one in pieces[modal:start])
    return opens and closes and pieces[modal].word.endswith("ed")


def _is_condition(pieces: Sequence[Piece]) -> bool:
    return pieces[0].word in _IFS
