"""Whether a figure adds to what was known, and is no number of all: "three more", "11 bodies,
bringing the toll to 236"."""

from collections.abc import Sequence

from tracker.extract.compared import is_step
from tracker.extract.found import Bar, Found, Way
from tracker.extract.kinds import Kind, Piece
from tracker.extract.later_deaths import is_later_death
from tracker.extract.wordlists import words

_BRINGING = words(
    "brought brings bringing taking takes took raising raises raised pushing pushed pushes lifting"
    " lifted driving drove"
)
_WHY = words("after as when")
"""What opens why a toll moved."""
_CLAUSE_ENDS = frozenset((Kind.SEMICOLON, Kind.STOP, Kind.BUT))
_NEAR = 7


def adds(pieces: Sequence[Piece], found: Found, amounts: Sequence[Found]) -> bool:
    """Whether it is a step of a toll, says "more", or is of hurt people who died."""
    return (
        is_step(pieces, found)
        or _is_more(pieces, found, amounts)
        or is_later_death(pieces, found, amounts)
    )


def _is_more(pieces: Sequence[Piece], found: Found, amounts: Sequence[Found]) -> bool:
    """Whether it adds to what was known. Thirty more hurt, after twelve killed, does not."""
    others = [one for one in amounts if one.at < found.at and one.metric and not one.bar]
    if others and others[-1].metric != found.metric:
        return False
    before = pieces[found.at - 1] if found.at else None
    leads = before is not None and before.word in ("another", "a further", "further", "additional")
    after = pieces[found.counted.past] if found.counted.past < len(pieces) else None
    trails = after is not None and after.kind is Kind.MORE and after.word == "more"
    return (found.counted.is_more or leads or trails) and not found.counted.points_back


def bar_increments(pieces: Sequence[Piece], amounts: Sequence[Found]) -> None:
    """Notes that "11 bodies, bringing the toll to 236", "rose to 236 after 11 bodies were found"
    add eleven to what was known."""
    for toll in amounts:
        is_total = toll.way is Way.CARRIED and pieces[toll.at - 1].word == "to"
        if not (toll.way is Way.TOLL or is_total) or toll.bar:
            continue
        start = toll.cue[0] - 3 if toll.way is Way.TOLL else toll.at - _NEAR
        leads = not _BRINGING.isdisjoint(one.word for one in pieces[max(0, start) : toll.at])
        moves = any(one.kind is Kind.MOVING for one in pieces[toll.cue[0] : toll.at])
        for other in amounts:
            if other.metric != toll.metric or other.bar:
                continue
            is_before = leads and other.at < toll.at
            if is_before or (moves and _is_why(pieces[toll.counted.past : other.at])):
                other.bar = Bar.MORE


def _is_why(between: Sequence[Piece]) -> bool:
    """Whether it tells why a toll moved: "after 11 bodies were found", "as two more died"."""
    if any(one.kind in _CLAUSE_ENDS for one in between):
        return False
    following = (*between[1:], None)
    return any(
        one.word in _WHY and (after is None or after.kind is not Kind.OF)
        for one, after in zip(between, following, strict=False)
    )
