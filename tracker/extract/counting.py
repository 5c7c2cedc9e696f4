"""The amounts of a sentence: what each counts, and whether it is a claim."""

from collections.abc import Sequence

from tracker.extract.barring import bar
from tracker.extract.carried import tell_by_heading
from tracker.extract.counted import counted_after
from tracker.extract.direct import tell_directly
from tracker.extract.found import Bar, Found
from tracker.extract.groups import share_population, tell_all_of_them
from tracker.extract.increments import bar_increments
from tracker.extract.joined import join
from tracker.extract.kinds import Kind, Piece
from tracker.extract.parts import narrowed, tell_parts_of_told
from tracker.extract.unreal import is_unreal
from tracker.extract.wordlists import words

_SHARES = frozenset(
    (
        *words("most half majority bulk third thirds quarter quarters fifth fifths tenth part"),
        *words("portion handful percent %"),
        "per cent",
    )
)
_NEARLY = words("nearly almost virtually practically")
_HARMED = frozenset((*words("killed injured wounded hurt dead"), "confirmed dead", "known dead"))


def amounts_of(pieces: Sequence[Piece], carried: str) -> list[Found]:
    """The amounts of a sentence, in order; [] for one that tells of a drill or a film.

    carried: the metric that the sentence before ended with; '' for none.
    """
    amounts = _found(pieces)
    if not amounts or is_unreal(pieces):
        return []
    for found in amounts:
        tell_directly(pieces, found)
        if pieces[found.at].value == "asked":
            found.bar = Bar.ASKED
        elif found.counted.is_of_harmed and found.population == "all":
            found.population = narrowed(pieces, found) or "all"
    tell_by_heading(pieces, amounts)
    join(pieces, amounts, carried)
    tell_parts_of_told(pieces, amounts)
    for found in amounts:
        bar(pieces, found, amounts)
    bar_increments(pieces, amounts)
    share_population(pieces, amounts)
    tell_all_of_them(pieces, amounts)
    _narrow_parts(pieces, amounts)
    return amounts


def _narrow_parts(pieces: Sequence[Piece], amounts: Sequence[Found]) -> None:
    """Notes of whom the parts are of "19 of the 40 injured were children"."""
    for found in amounts:
        if found.part_of is not None and found.part_of.metric and found.population == "all":
            found.population = narrowed(pieces, found, found.cue[1]) or "all"


def _found(pieces: Sequence[Piece]) -> list[Found]:
    amounts: list[Found] = []
    wholes: set[int] = set()
    for at, piece in enumerate(pieces):
        if piece.kind is not Kind.AMOUNT or piece.amount is None:
            continue
        counted = counted_after(pieces, at + 1)
        found = Found(at, piece.amount, counted, population=counted.population)
        is_told = _is_told_itself(pieces, found)
        found.is_whole = (at in wholes or _is_after_one_of(pieces, at)) and not is_told
        if at in wholes and is_told:
            amounts[-1].part_of = found
        found.is_number = piece.value != "one"
        wholes.update(counted.wholes)
        amounts.append(found)
    return amounts


def _is_after_one_of(pieces: Sequence[Piece], at: int) -> bool:
    """Whether only one of those counted is spoken of, or none, or a share: "one of the two gunmen",
    "neither of the two", "no one among the 120", "most of the 45"."""
    back = at - 1
    while back > 0 and pieces[back].kind in (Kind.DETERMINER, Kind.OF, Kind.AMONG):
        if pieces[back].word == "one of":
            return True
        back -= 1
    if back < 0 or back == at - 1:
        return back >= 0 and (pieces[back].word == "one of" or _is_share(pieces, back, is_of=False))
    if _is_share(pieces, back, is_of=pieces[back + 1].kind is Kind.OF):
        return True
    amount = pieces[back].amount
    return pieces[back].word in ("one of", "neither") or (amount is not None and amount.high == 0)


def _is_share(pieces: Sequence[Piece], at: int, *, is_of: bool) -> bool:
    """Whether not all of those counted are meant: "most of the 45", "nearly all 45"."""
    word = pieces[at].word
    if word == "all":
        return at > 0 and pieces[at - 1].word in _NEARLY
    is_ratio = pieces[at].kind is Kind.THING and at > 1 and pieces[at - 1].word in ("in", "out of")
    return is_of and (word.rpartition("-")[2] in _SHARES or is_ratio)


def _is_told_itself(pieces: Sequence[Piece], found: Found) -> bool:
    """Whether a whole is a count of the dead or hurt itself: "of the 204 wounded"."""
    past = found.counted.past
    following = pieces[past] if past < len(pieces) else None
    is_state = following is not None and following.word in _HARMED
    return found.counted.harm is not None or is_state or _is_who_died(pieces, past)


def _is_who_died(pieces: Sequence[Piece], at: int) -> bool:
    """Whether "who died", "who were killed" stands there."""
    verb = at + 1
    while verb < len(pieces) and pieces[verb].kind is Kind.AUX:
        verb += 1
    opens = at < len(pieces) and pieces[at].word == "who"
    return opens and verb < len(pieces) and pieces[verb].word in ("died", "killed", "injured")
