"""Whether a figure is of a whole war, in which the reported event is one of many."""

from collections.abc import Sequence

from tracker.extract.compared import is_record
from tracker.extract.found import Found, Way
from tracker.extract.kinds import Kind, Piece
from tracker.extract.other_words import OF_THE_DAY
from tracker.extract.wordlists import words

_WARS = words(
    "war wars conflict conflicts hostilities insurgency insurgencies rebellion invasion genocide"
)
_TRUCES = words("ceasefire truce armistice coup takeover")
"""Since these began, sums are told: of all that happened in spite of them."""
_CAMPAIGNS = words("offensive campaign")
"""What they "have killed" is the sum of months, what they "killed" may be that of a day."""
_GROUPS = words("group movement organisation organization sect cartel militants insurgents")
_LONG = words("months year years decade decades")
"""Spans before an "of": "a decade of war", "eleven months of bombardment"."""
_PERFECT = words("has have")
_BEGAN = words("began begin started erupted broke resumed escalated")
_BEGINNINGS = words("start beginning outbreak onset")
_WITHIN = words("in during throughout")
_COMPOUND = frozenset((Kind.WORD, Kind.PEOPLE, Kind.THING, Kind.TOLL, Kind.OF, Kind.DASH))
_CLAUSE_ENDS = frozenset((Kind.COMMA, Kind.SEMICOLON, Kind.STOP, Kind.BUT, Kind.SAYING, Kind.COLON))
_ARTICLES = words("the a an this that its their our his her")
_OF_NOUN = frozenset(
    (*(Kind.WORD, Kind.PEOPLE, Kind.THING, Kind.AMOUNT), *(Kind.DETERMINER, Kind.ADVERB, Kind.TIME))
)
_DOING = frozenset((Kind.HARM, Kind.LEAVING, Kind.SAYING))
_OVER = frozenset((Kind.DETERMINER, Kind.ADVERB, Kind.AUX))
_NEAR = 12


def is_of_whole_war(pieces: Sequence[Piece], found: Found) -> bool:
    """Whether it is what a war "has killed", or who died "since the war began", "in the civil
    war". A figure with a day of the week is of that day."""
    first, past = found.at, max(found.counted.past, found.cue[1])
    while first > 0 and pieces[first - 1].kind not in _CLAUSE_ENDS:
        first -= 1
    closing = past
    while closing < len(pieces) and pieces[closing].kind not in _CLAUSE_ENDS:
        closing += 1
    said = {one.word for one in pieces[first:closing]}
    if not OF_THE_DAY.isdisjoint(said):
        return False
    of_toll = range(found.cue[0], found.at) if found.way is Way.TOLL else ()
    opening = range(0) if _PERFECT.isdisjoint(said) else _opening(pieces)
    places = (*opening, *of_toll, *range(past, closing))
    return _is_of_doer(pieces, found) or any(_is_time_of_war(pieces, first, at) for at in places)


def _opening(pieces: Sequence[Piece]) -> range:
    """The pieces of "Since the war began," at the head of a sentence, without a day."""
    if pieces[0].word != "since":
        return range(0)
    ends = (at for at, one in enumerate(pieces) if one.kind is Kind.COMMA)
    past = next(ends, 0)
    return range(0 if any(one.word in OF_THE_DAY for one in pieces[:past]) else past)


def _is_of_doer(pieces: Sequence[Piece], found: Found) -> bool:
    """Whether a war, or a group in all its time, is what killed or left them dead."""
    verb = found.at - 1
    while verb > 0 and pieces[verb].kind in _OVER:
        verb -= 1
    if pieces[verb].kind not in _DOING and pieces[verb].word != "cost":
        return False
    said = (
        pieces[verb].word.partition(" ")[0],
        *(one.word for one in pieces[max(0, verb - 2) : verb]),
    )
    if _PERFECT.isdisjoint(said):
        war = _subject_before(pieces, verb)
        return war is not None and _is_war(pieces[war]) and _is_subject(pieces, war)
    for at in range(verb - 1, max(-1, verb - 1 - _NEAR), -1):
        word, kind = pieces[at].word, pieces[at].kind
        if kind in _CLAUSE_ENDS and kind is not Kind.COMMA:
            return False
        if _is_war(pieces[at]) or word in _CAMPAIGNS:
            return _is_subject(pieces, at)
        if word in _GROUPS and pieces[at + 2].kind is Kind.WHO:
            return True
        if word in _LONG and pieces[at + 1].kind is Kind.OF:
            return _is_subject(pieces, at)
    return False


def _subject_before(pieces: Sequence[Piece], verb: int) -> int | None:
    """The noun that a verb goes with, maybe with where it was: "the drug war under his rule"."""
    at = verb - 1
    while at > 0 and not _is_war(pieces[at]):
        if pieces[at].kind not in (*_OF_NOUN, Kind.PREPOSITION):
            return None
        at -= 1
    return at if at >= 0 else None


def _is_war(piece: Piece) -> bool:
    return piece.word in _WARS


def _is_subject(pieces: Sequence[Piece], noun: int) -> bool:
    """Whether a noun opens its clause, maybe behind a span: "nine years of war"."""
    if pieces[noun + 1].kind in _COMPOUND - {Kind.OF} and pieces[noun].word not in _LONG:
        return False
    at = _lead(pieces, noun)
    if at > 0 and pieces[at].kind is Kind.OF:
        return pieces[at - 1].word in _LONG
    return at < 0 or pieces[at].kind in (*_CLAUSE_ENDS, Kind.QUOTE, Kind.WHO, Kind.AND)


def _lead(pieces: Sequence[Piece], noun: int) -> int:
    """The piece before the words of a noun; -1 where it opens the sentence."""
    at = noun - 1
    while at >= 0 and (pieces[at].kind in _OF_NOUN or pieces[at].word.startswith("the ")):
        at -= 1
    return at


def _is_time_of_war(pieces: Sequence[Piece], first: int, noun: int) -> bool:
    """Whether a war is when it was: "since the war began", "in the civil war"."""
    is_truce = pieces[noun].word in _TRUCES
    if not (_is_war(pieces[noun]) or is_truce):
        return False
    at = _lead(pieces, noun)
    if is_truce:
        return pieces[at].word == "since" and not any(map(is_record, pieces[:at]))
    if any(map(is_record, pieces[first : at + 1])):
        return False
    following = pieces[noun + 1] if noun + 1 < len(pieces) else None
    lead = pieces[at].word
    if lead == "since":
        return following is not None and following.word in _BEGAN
    if lead == "of":
        of_what = pieces[at - 1]
        if of_what.word in _LONG:
            return True
        is_since = any(one.word == "since" for one in pieces[max(0, at - 3) : at])
        return of_what.kind is Kind.TOLL or (of_what.word in _BEGINNINGS and is_since)
    is_compound = following is not None and following.kind in _COMPOUND
    has_article = any(one.word.split()[0] in _ARTICLES for one in pieces[at + 1 : noun])
    return lead in _WITHIN and has_article and not is_compound
