"""What keeps a figure from being the toll of the whole incident: a place, a part, a level."""

from collections.abc import Sequence

from tracker.extract.found import Found, Way
from tracker.extract.kinds import Kind, Piece
from tracker.extract.tokens import Token
from tracker.extract.wordlists import terms, words

_AT = words("in at on near outside inside")
_PLACE = frozenset((Kind.WORD, Kind.DETERMINER, Kind.THING, Kind.OF, Kind.PEOPLE, Kind.TIME))
_MOST_PIECES = 7
_LEVELS = frozenset(
    terms(
        "in hospital|in hospitals|being treated|being cared for|in critical condition|in intensive care"
        "|in a critical condition|in serious condition|in stable condition|receiving treatment"
        "|being nursed|in a coma|on life support"
    )
)
"""States that people leave again, so that their number goes both ways."""


def mode_of(pieces: Sequence[Piece], found: Found) -> str:
    """stock for a level such as "still in hospital", else total."""
    cue = pieces[found.cue[0] : found.cue[1]]
    return "stock" if any(one.word in _LEVELS for one in cue) else "total"


def scopes(
    text: str, tokens: Sequence[Token], pieces: Sequence[Piece], claims: Sequence[Found]
) -> list[str]:
    """The scope of each claim of a sentence: '' where it may be of the whole incident.

    Several figures of one count, not one of which replaces another, are of several places or
    times; the words after each say which. A part without a population of its own is "of 70".
    """
    return [_scope(text, tokens, pieces, claims, one) for one in claims]


def _scope(
    text: str,
    tokens: Sequence[Token],
    pieces: Sequence[Piece],
    claims: Sequence[Found],
    found: Found,
) -> str:
    whole = found.part_of
    if whole is not None and whole.metric == found.metric:
        if found.population == whole.population:
            piece = pieces[whole.at]
            return f"of {text[tokens[piece.first].start : tokens[piece.past - 1].end]}"
        return ""
    if found.counted.is_of_harmed and found.population == "all":
        return _words(text, tokens, pieces, found.at + 1, found.counted.past)
    if found.way is Way.LIST:
        return _before(text, tokens, pieces, found)
    beside = [
        one
        for one in claims
        if (one.metric, one.population) == (found.metric, found.population)
        and one.part_of is None
        and (one is found or Way.JOINED in (one.way, found.way))
    ]
    return _after(text, tokens, pieces, found) if len(beside) > 1 else ""


def _after(text: str, tokens: Sequence[Token], pieces: Sequence[Piece], found: Found) -> str:
    """The place or day after an amount: "on the Orvale side", "Sunday"."""
    at = max(found.counted.past, found.cue[1] if found.cue[0] >= found.counted.past else 0)
    if at >= len(pieces) or not (pieces[at].word in _AT or pieces[at].kind is Kind.TIME):
        return ""
    past = at + 1
    while past < len(pieces) and past - at < _MOST_PIECES and pieces[past].kind in _PLACE:
        past += 1
    first = at + (pieces[at].word in _AT)
    return _words(text, tokens, pieces, first, past) if past > first else ""


def _before(text: str, tokens: Sequence[Token], pieces: Sequence[Piece], found: Found) -> str:
    """The label before an amount in a list: "Kelmar 7"."""
    first = found.at
    while first > 0 and pieces[first - 1].kind in (Kind.WORD, Kind.PEOPLE, Kind.THING):
        first -= 1
    return _words(text, tokens, pieces, first, found.at) if first < found.at else ""


def _words(
    text: str, tokens: Sequence[Token], pieces: Sequence[Piece], first: int, past: int
) -> str:
    said = text[tokens[pieces[first].first].start : tokens[pieces[past - 1].past - 1].end]
    return " ".join(said.split())[:100]
