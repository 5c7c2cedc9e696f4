"""Words for which a figure may be of another event, or a sum of many, though nothing says so for
certain. A draft with such a doubt is proposed with the words, and of no incident, so that a person
must say of which it is."""

from collections.abc import Sequence

from tracker.extract.asides import is_event
from tracker.extract.found import Found, Way
from tracker.extract.kinds import Kind, Piece
from tracker.extract.other_words import OF_THE_DAY
from tracker.extract.passing import (
    done_in_all_its_time,
    known_for,
    long_ago_in_passing,
    named_event,
    told_by_study,
    told_of_noun,
    tried_or_remembered,
)
from tracker.extract.sentence import Sentence
from tracker.extract.sums import (
    UNITS,
    summed_by_season,
    summed_in_period,
    summed_over_events,
    summed_since,
)
from tracker.extract.surroundings import NOUNS, Around, Raised, around_figure, places_of
from tracker.extract.wordlists import words

_OPENING = 3
_ASIDE = words("elsewhere meanwhile separately comparison")
_NOT_FIRST = words("first second third former latter last previous earlier other others")
_MOST_BACK = 14
_VERBS = frozenset((Kind.HARM, Kind.LEAVING))
_EARLIER = words("earlier previously")
_TELLING = words("by after when until")
_QUOTING = frozenset((Kind.SAYING, Kind.ACCORDING, Kind.COUNTING))
_TO_SUBJECT = frozenset((Kind.AUX, Kind.AMOUNT, Kind.ADVERB, Kind.LEAVING))


def doubt_of(sentence: Sentence, found: Found) -> str:
    """The words that raise a doubt, as they stand; '' where none do.

    A figure that is dated to a day of the week is of this event, but for "elsewhere".
    """
    around = around_figure(sentence.pieces, found)
    is_dated = any(sentence.pieces[at].word in OF_THE_DAY for at in places_of(around))
    asked = _ALWAYS if is_dated else (*_ALWAYS, *_UNDATED)
    raised = next(filter(None, (doubted(around) for doubted in asked)), None)
    raised = raised or _summed_beside_day(around, found)
    if raised is None and not is_dated:
        raised = named_event(sentence, around)
    return " ".join(sentence.shown_pieces(*raised).split()) if raised else ""


def _summed_beside_day(around: Around, found: Found) -> Raised:
    """Since when a figure is summed that stands beside one of a day: "12 on Monday and 40,000
    since October"."""
    raised = summed_since(around) or summed_in_period(around)
    is_own = raised is not None and raised[0] > found.at and found.way is Way.JOINED
    return raised if is_own else None


def _elsewhere(around: Around) -> Raised:
    said = range(around.start, around.end) if not around.is_toll else ()
    return next(((at, at + 1) for at in said if around.pieces[at].word in _ASIDE), None)


def _one_of_several(around: Around) -> Raised:
    """Which of several events it was: "the first killed seven", "the previous two left 18"."""
    pieces = around.pieces
    at = around.first - 1
    while at > around.start and pieces[at].kind in _TO_SUBJECT:
        at -= 1
    has_verb = any(one.kind in _VERBS for one in pieces[at + 1 : around.first + 1])
    leads = at >= 0 and has_verb
    said = pieces[at].word.split() if leads else [""]
    is_of_event = said[-1] in _NOT_FIRST and (
        said[0] == "the" or (at > 0 and pieces[at - 1].word == "the")
    )
    return (at, at + 1) if is_of_event else None


def _after_another(around: Around) -> Raised:
    """Long after or before what it was: "weeks after militants killed 30 villagers". Of a toll
    two days after the quake it says nothing."""
    pieces = around.pieces
    for at in range(around.first - 1, max(around.start, around.first - _MOST_BACK), -1):
        if pieces[at].kind is Kind.COMMA or _starts_anew(pieces, at):
            return None
        if pieces[at].word in ("after", "before") and pieces[at - 1].word in UNITS:
            return None if around.is_toll else (at - 1, at + 1)
    return None


def _before_something(around: Around) -> Raised:
    """What came before: "Days before the vote, four were killed", "Before Tuesday's crash, the
    deadliest had been"."""
    pieces = around.pieces
    at = next((k for k in range(min(_OPENING, around.first)) if pieces[k].word == "before"), None)
    is_opening = at == 0 or (at is not None and pieces[at - 1].word in UNITS)
    is_phrase = at is not None and any(one.kind is Kind.COMMA for one in pieces[at : around.first])
    return (0, at + 1) if at is not None and is_opening and is_phrase else None


def _earlier(around: Around) -> Raised:
    """What happened "earlier in the day", "twelve hours earlier", which may be another event."""
    if around.start > 0:
        return None
    opening = around.pieces[: min(_OPENING, around.first)]
    for at, piece in enumerate(opening):
        if piece.word in _EARLIER and (at == 0 or opening[at - 1].word in UNITS):
            return (0, at + 1)
    return None


def _had_done(around: Around) -> Raised:
    """What somebody "had killed" by the time that is told of, where nobody is quoted: "militants
    had killed 16 tourists on the same beach", not "by dusk the fire had killed nine"."""
    pieces, first = around.pieces, around.first
    is_done = first > 0 and pieces[first].kind is Kind.HARM and pieces[first - 1].word == "had"
    is_told = around.start > 0 or any(
        one.kind is Kind.WHO or one.word in _TELLING
        for one in (*pieces[:first], *pieces[around.past :])
    )
    is_quoted = any(one.kind in _QUOTING for one in pieces)
    return (first - 1, first + 1) if is_done and not (is_told or is_quoted) else None


def _starts_anew(pieces: Sequence[Piece], at: int) -> bool:
    """Whether another noun follows an event: "two days after the quake officials counted"."""
    return is_event(pieces[at].word) and pieces[at + 1].kind in (*NOUNS, Kind.DETERMINER)


_ALWAYS = (_elsewhere, _before_something, tried_or_remembered)
_UNDATED = (
    *(long_ago_in_passing, summed_since, summed_in_period, summed_by_season, known_for),
    *(summed_over_events, done_in_all_its_time, told_by_study),
    *(told_of_noun, _one_of_several, _after_another, _earlier, _had_done),
)
"""What is asked of a figure that no day of the week dates, in this order."""
