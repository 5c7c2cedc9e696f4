"""What keeps a figure from being the toll of the whole incident: a place, a part, a level."""

from collections.abc import Sequence

from tracker.extract.found import Found, Way
from tracker.extract.kinds import Kind, Piece
from tracker.extract.places import is_of_doers
from tracker.extract.sentence import Sentence
from tracker.extract.wordlists import terms, words

_AT = words("in at on near outside inside by")
_PLACE = frozenset((Kind.WORD, Kind.DETERMINER, Kind.THING, Kind.OF, Kind.PEOPLE, Kind.TIME))
_LABEL = frozenset((Kind.WORD, Kind.PEOPLE, Kind.THING))
_JOINTS = frozenset((Kind.AND, Kind.COMMA))
_ANYBODY = words("people persons individuals others other victims more")
_MOST_PIECES = 7
_MOST_CHARACTERS = 100
_LEVELS = frozenset(
    terms(
        "in hospital|in hospitals|being treated|being cared for|in critical condition"
        "|in intensive care|in a critical condition|in serious condition|in stable condition"
        "|receiving treatment|being nursed|in a coma|on life support"
    )
)
"""States that people leave again, so that their number goes both ways."""


def mode_of(pieces: Sequence[Piece], found: Found) -> str:
    """stock for a level such as "still in hospital", else total."""
    cue = pieces[found.cue[0] : found.cue[1]]
    return "stock" if any(one.word in _LEVELS for one in cue) else "total"


def scope_of(sentence: Sentence, claims: Sequence[Found], found: Found) -> str:
    """What narrows a claim of a sentence; '' where it may be of the whole incident.

    Several figures of one count, not one of which replaces another, are of several places or
    times; the words after each say which. A part without a population of its own is "of 70".
    """
    whole = found.part_of
    if whole is not None and whole.metric == found.metric:
        is_same = found.population == whole.population
        return f"of {sentence.shown_pieces(whole.at, whole.at + 1)}" if is_same else ""
    if whole is None and found.way is Way.PART and found.population == "all":
        return _part_of_dead(sentence, found)
    if found.counted.is_of_harmed and found.population == "all":
        return _told(sentence, found.at + 1, found.counted.past)
    if found.way is Way.LIST or is_of_doers(sentence.pieces, found):
        return _before(sentence, found)
    others = [one for one in claims if one is not found]
    told = _after(sentence, found) if any(_is_alike(one, found) for one in others) else ""
    is_listed = any(_is_listed(sentence.pieces, one, found) for one in others)
    return told or (_kind_of_people(sentence, found) if is_listed else "")


def _is_listed(pieces: Sequence[Piece], one: Found, found: Found) -> bool:
    """Whether another is named beside it that would be the same count, or one person of them is:
    "nine Turks and 12 Germans", "a teacher and two of her pupils"."""
    first, last = sorted((one, found), key=lambda each: each.at)
    between = pieces[first.counted.past : last.at]
    joins = bool(between) and all(each.kind in _JOINTS or each.word == "all" for each in between)
    is_same = (one.metric, one.population) == (found.metric, found.population)
    is_anybody = found.population == "all" and not _is_everybody(pieces, found)
    is_part = one.part_of is not None or found.part_of is not None
    if not any(each.kind is Kind.AND for each in between):
        joins = joins and not (_is_everybody(pieces, one) or _is_everybody(pieces, found))
    return joins and not is_part and one.metric == found.metric and (is_same or is_anybody)


def _is_everybody(pieces: Sequence[Piece], found: Found) -> bool:
    """Whether no word says who they are, or only "people", "others"."""
    said = [one.word for one in pieces[found.at + found.is_number : found.counted.past]]
    return all(one in _ANYBODY for one in said)


def _kind_of_people(sentence: Sentence, found: Found) -> str:
    """The words for those it counts: "Turks", "teacher"."""
    first = found.at + found.is_number
    if first >= found.counted.past:
        return ""
    return _told(sentence, first, found.counted.past)


def _part_of_dead(sentence: Sentence, found: Found) -> str:
    """Which part of a number it is that stands elsewhere: "teachers", "among the dead"."""
    if not _is_everybody(sentence.pieces, found):
        return _kind_of_people(sentence, found)
    head = _told(sentence, *found.cue).lower()
    return head if head.startswith("among") else f"of {head}"


def _is_alike(one: Found, found: Found) -> bool:
    """Whether another is of the same count, and neither is a part."""
    is_same = (one.metric, one.population) == (found.metric, found.population)
    return is_same and one.part_of is None and Way.JOINED in (one.way, found.way)


def _after(sentence: Sentence, found: Found) -> str:
    """The place or day after an amount: "on the Orvale side", "Sunday"."""
    pieces = sentence.pieces
    at = max(found.counted.past, found.cue[1] if found.cue[0] >= found.counted.past else 0)
    if at >= len(pieces) or not (pieces[at].word in _AT or pieces[at].kind is Kind.TIME):
        return ""
    past = at + 1
    while past < len(pieces) and past - at < _MOST_PIECES and pieces[past].kind in _PLACE:
        past += 1
    first = at + (pieces[at].word in _AT)
    return _told(sentence, first, past) if past > first else ""


def _before(sentence: Sentence, found: Found) -> str:
    """The label before an amount in a list: "Kelmar 7"."""
    first = found.at
    while first > 0 and sentence.pieces[first - 1].kind in _LABEL:
        first -= 1
    return _told(sentence, first, found.at) if first < found.at else ""


def _told(sentence: Sentence, first: int, past: int) -> str:
    return " ".join(sentence.shown_pieces(first, past).split())[:_MOST_CHARACTERS]
