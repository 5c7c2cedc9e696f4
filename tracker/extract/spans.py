"""Spans of time that put a figure long before the event, or make it a rate: "three years ago",
"every year"."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from tracker.extract.found import Found
from tracker.extract.kinds import Kind, Piece
from tracker.extract.other_words import OF_THE_DAY
from tracker.extract.wordlists import words

_UNITS = words(
    "day days week weeks month months year years decade decades century centuries winter winters"
    " summer summers season seasons monsoon monsoons"
)
_RECENT = words("moments minute minutes hour hours day days week")
"""Spans of which so many "ago" may still be the event itself."""
_PASSED = words("earlier previously")
_EACH = words("every each")
_EACH_OF = _UNITS | {"night", "hour", "morning", "weekend"}
_YEARLY = words("daily weekly monthly annual yearly")
_FIXED = (("so far", "this"), ("past", "decade"), ("on", "average"))
_ENDS = frozenset((Kind.STOP, Kind.COMMA, Kind.SEMICOLON, Kind.QUOTE, Kind.CLOSE))
_TURNS = frozenset((Kind.SEMICOLON, Kind.BUT, Kind.COLON))
_NUMBERING = frozenset((Kind.AMOUNT, Kind.DETERMINER, Kind.ADVERB))


def is_long_past(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a year or a span before the event stands at a piece: "in 2015", "two years ago"."""
    is_year = pieces[at].kind is Kind.TIME and pieces[at].value == "year"
    following = pieces[at + 1].word.removesuffix("'s") if at + 1 < len(pieces) else ""
    return is_year or _is_past(pieces, at) or (pieces[at].word == "last" and following in _UNITS)


def is_of_span(pieces: Sequence[Piece], found: Found, apart: AbstractSet[int]) -> bool:
    """Whether such a span tells of a figure.

    apart: pieces of asides, which tell of something else.
    """
    return any(
        at not in apart
        and (_is_past(pieces, at) or _is_rate(pieces, at))
        and _reaches(pieces, at, found.at)
        for at in range(len(pieces))
    )


def _is_past(pieces: Sequence[Piece], at: int) -> bool:
    """Whether "years ago", "months earlier", "a decade before" stands there."""
    word = pieces[at].word
    following = pieces[at + 1].word if at + 1 < len(pieces) else ""
    if following == "before" and word in _UNITS:
        closing = pieces[at + 2] if at + 2 < len(pieces) else None
        return closing is None or closing.kind in _ENDS or closing.word == "last"
    return (word in _UNITS and following in _PASSED) or (following == "ago" and word not in _RECENT)


def _is_rate(pieces: Sequence[Piece], at: int) -> bool:
    """Whether "every year", "on average", "annual deaths", "so far this" stands there."""
    word = pieces[at].word
    following = pieces[at + 1] if at + 1 < len(pieces) else None
    if word in _YEARLY:
        return following is not None and following.kind in (Kind.HARM, Kind.TOLL)
    said = following.word if following else ""
    return (word, said) in _FIXED or (word in _EACH and said in _EACH_OF) or word == "annually"


def _reaches(pieces: Sequence[Piece], at: int, found: int) -> bool:
    """Whether nothing turns to another time or matter between a span and a figure: "came three
    months ago and on Sunday shot dead nine"."""
    if at > found:
        return not any(one.kind in (*_TURNS, Kind.FROM) for one in pieces[found:at]) and (
            _is_bare(pieces, at) or not any(one.kind is Kind.COMMA for one in pieces[found:at])
        )
    between = pieces[at + 1 : found]
    turns = any(one.kind in _TURNS for one in between)
    is_dated = any(one.word in OF_THE_DAY for one in between)
    return not (turns or (is_dated and any(one.kind is Kind.AND for one in between)))


def _is_bare(pieces: Sequence[Piece], at: int) -> bool:
    """Whether nothing but its number stands between a comma and a span: ", three years ago"."""
    back = at - 1
    while back > 0 and pieces[back].kind in _NUMBERING:
        back -= 1
    return back > 0 and pieces[back].kind is Kind.COMMA
