"""A verb before an amount whose object the people are: killed 12, the bodies of 12."""

from collections.abc import Sequence

from tracker.extract.found import Found, Way
from tracker.extract.harm_words import WEAK, Place
from tracker.extract.kinds import Kind, Piece
from tracker.extract.tolls import population_of
from tracker.extract.wordlists import words

_MOST_SKIPPED = 6
_SKIPPED = frozenset((Kind.QUOTE, Kind.ADVERB, Kind.TIME, Kind.DETERMINER, Kind.COLON))
_TOTALS = words(
    "a an the total of in all estimated combined further at family group party crew team"
)
_LISTED = frozenset(
    (
        *(Kind.DETERMINER, Kind.WORD, Kind.PEOPLE, Kind.THING, Kind.COMMA, Kind.AND, Kind.OF),
        Kind.AMOUNT,
    )
)
_MOST_OTHERS = 14
_SELVES = words("himself herself themselves itself")
"""Those who died with the others: "killing himself and 12 others"."""
_PASSIVE = words("was were been being is are be")


def tell_before(pieces: Sequence[Piece], found: Found) -> bool:
    """By a verb whose object they are: "killing at least 12 people", "the bodies of 12"."""
    at = _back_over(pieces, found.at - 1)
    if at > 1 and pieces[at].kind is Kind.AND and pieces[at - 1].word in _SELVES:
        at -= 2
    is_somebody = found.counted.is_people or not found.is_number
    if is_somebody and found.amount.high != 0 and not _goes_on(pieces, found):
        at = _back_over_things(pieces, at)
    if at >= 0 and pieces[at].kind is not Kind.HARM and found.counted.is_empty:
        at = _back_over_others(pieces, found)
    if at < 0 or pieces[at].kind is not Kind.HARM:
        return _before_of(pieces, found)
    piece = pieces[at]
    has_colon = pieces[found.at - 1].kind is Kind.COLON
    if not (piece.stands(Place.BEFORE) or has_colon) or piece.harm is None:
        return False
    if at and pieces[at - 1].word in _PASSIVE and piece.stands(Place.AFTER):
        return False
    if piece.word in WEAK and not (found.counted.is_people or found.counted.is_empty):
        return False
    following = [one.word for one in pieces[found.counted.past : found.counted.past + 2]]
    metric = "killed" if following == ["to", "death"] else piece.harm.metric
    found.tell(metric, Way.BEFORE, (at, found.at))
    if has_colon and found.population == "all":
        found.population = population_of(pieces, at)
    return True


def _before_of(pieces: Sequence[Piece], found: Found) -> bool:
    """By "the deaths of", "the killing of"."""
    at = found.at - 1
    while at > 0 and pieces[at].kind in (Kind.DETERMINER, Kind.QUOTE, Kind.ADVERB):
        at -= 1
    if at < 1 or pieces[at].kind is not Kind.OF:
        return False
    harm = pieces[at - 1]
    if harm.kind is not Kind.HARM or harm.stands(Place.LIFE):
        return False
    found.tell(harm.value, Way.BEFORE, (at - 1, found.at))
    return True


def _back_over_others(pieces: Sequence[Piece], found: Found) -> int:
    """The verb before a list that ends with others: "killed the chief, his wife and six others"."""
    if pieces[found.counted.past - 1].word != "others":
        return -1
    for back in range(found.at - 1, max(-1, found.at - 1 - _MOST_OTHERS), -1):
        if pieces[back].kind is Kind.HARM:
            return back
        if pieces[back].kind not in _LISTED:
            return -1
    return -1


def _goes_on(pieces: Sequence[Piece], found: Found) -> bool:
    """Whether a verb of their own follows: "killed 16 sheep and 12 people were freed"."""
    following = pieces[found.counted.past : found.counted.past + 1]
    return any(one.kind in (Kind.WHO, Kind.AUX) for one in following)


def _back_over_things(pieces: Sequence[Piece], at: int) -> int:
    """The verb before things that are named with the people: "killed 16 sheep and 12 people"; the
    same piece where none are."""
    if at < 2 or pieces[at].kind is not Kind.AND or pieces[at - 1].kind is not Kind.THING:
        return at
    back = at - 1
    while back > 0 and pieces[back].kind in (Kind.THING, Kind.WORD):
        back -= 1
    return _back_over(pieces, back - 1) if pieces[back].kind is Kind.AMOUNT else at


def _back_over(pieces: Sequence[Piece], at: int) -> int:
    """The first piece before `at` that says something: not "a total of", "on Monday"."""
    for _ in range(_MOST_SKIPPED):
        if at < 0 or not _says_nothing(pieces, at):
            return at
        at -= 1
    return at


def _says_nothing(pieces: Sequence[Piece], at: int) -> bool:
    piece = pieces[at]
    if piece.kind is Kind.PREPOSITION and pieces[at + 1].kind is Kind.TIME:
        return True
    return piece.kind in _SKIPPED or piece.word in _TOTALS or piece.word == "a further"
