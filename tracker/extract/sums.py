"""Whether a figure may be the sum of many events: "since January", "over the past week", "this
season"."""

from collections.abc import Sequence

from tracker.extract.asides import is_event
from tracker.extract.compared import is_record
from tracker.extract.kinds import Kind, Piece
from tracker.extract.other_words import MONTHS, SHORT_MONTHS
from tracker.extract.surroundings import (
    CLAUSE_ENDS,
    CLAUSE_STARTS,
    NOUNS,
    Around,
    Raised,
    places_of,
)
from tracker.extract.wordlists import words

_MONTHS = frozenset((*MONTHS, *SHORT_MONTHS))
_SEASONS = words("season summer winter spring autumn monsoon")
UNITS = words(
    "hour hours day days week weeks month months year years season seasons summer winter monsoon"
    " decade decades century centuries"
)
_PAST = words("past last preceding previous recent coming")
_MANY = words("weeks months years decades centuries seasons")
_LONG = words("months years decades centuries")
"""Spans too long to be those of one event, whoever died "in nine months"."""
_ORDINALS = words("second third fourth fifth sixth seventh tenth latest such")
_MANY_EVENTS = 10
"""From so many on, events are of more than a day."""
_MOST_OF_TIME = 4
_WHILE = words("between in during over within throughout through for")
_ITSELF = words("dawn midnight noon then morning evening afternoon night hit struck landfall")
"""What follows a "since" that goes back to the event itself."""
_STARTED = words("start beginning onset outbreak")
_LONG_EVENTS = words(
    "violence unrest protest protests riots outbreak fighting offensive siege clashes"
)
"""Events of months, of which the reported one may be a single day."""


def summed_since(around: Around) -> Raised:
    """Since when they are summed up: "since January", "since the rains began". Not since the
    event, or since it struck, nor of "the deadliest since January"."""
    pieces = around.pieces
    for at in places_of(around):
        if pieces[at].word != "since" or not _sums_from(around, at):
            continue
        past = at + 1
        while past < len(pieces) and pieces[past].kind not in CLAUSE_ENDS and past < at + 6:
            if pieces[past].kind is Kind.AUX and past > at + 1:
                break
            past += 1
        following = pieces[at + 1 : past]
        if following and not _is_of_event(following):
            return (at, past)
    return None


def summed_over_events(around: Around) -> Raised:
    """Of how many events they are the sum: "40 accidents and 90 deaths", "in 16 attacks"."""
    pieces = around.pieces
    for at in places_of(around):
        amount = pieces[at].amount
        if amount is None or (amount.low or 0) < _MANY_EVENTS or around.first <= at < around.past:
            continue
        noun = next(
            (k for k in range(at + 1, at + 4) if k < len(pieces) and _ends_noun(pieces, k)), at
        )
        if noun > at and is_event(pieces[noun].word):
            return (at, noun + 1)
    return None


def _ends_noun(pieces: Sequence[Piece], at: int) -> bool:
    return at + 1 >= len(pieces) or pieces[at + 1].kind not in NOUNS


def _is_of_event(since: Sequence[Piece]) -> bool:
    """Whether somebody counts since the event itself: "since the quake", "since it struck"."""
    said = [one.word for one in since]
    if not (_STARTED | _LONG_EVENTS).isdisjoint(said):
        return False
    return any(is_event(one) or one in _ITSELF for one in said)


def _sums_from(around: Around, at: int) -> bool:
    """Whether a "since" at that piece tells of the figure, and compares nothing."""
    pieces = around.pieces
    if any(is_record(one) for one in pieces[around.start : at]):
        return False
    if at >= around.past or pieces[at - 1].kind in CLAUSE_STARTS or at == 0:
        return True
    between = pieces[at + 1 : around.first]
    return any(one.word in ("has", "have") for one in between) and not any(
        one.kind in (Kind.COMMA, Kind.WHO) for one in between
    )


def summed_in_period(around: Around) -> Raised:
    """In what span they died: "over the past week", "in April and May", "during the spring"."""
    pieces = around.pieces
    for at in places_of(around):
        if pieces[at].word not in _WHILE:
            continue
        past = at + 1
        while past < len(pieces) and pieces[past].kind in (Kind.DETERMINER, Kind.ADVERB):
            past += 1
        if past >= len(pieces) or not _is_beside(around, at):
            continue
        word = pieces[past].word
        if unit := _unit_of_span(pieces, past):
            return (at, unit + 1)
        is_month = word.rpartition("-")[2] in _MONTHS and not _is_dated(pieces, past)
        if is_month or (word in _SEASONS and _is_bare(pieces, past)):
            return (at, past + 1)
    return None


def _is_beside(around: Around, at: int) -> bool:
    """Whether a phrase is of the figure: after it, before its verb, or at the head of all."""
    to_verb = around.pieces[at : max(at, around.first - 1)]
    if at < 2 or not any(one.kind is Kind.COMMA for one in to_verb):
        return True
    closing = next(k for k in range(at, around.first) if around.pieces[k].kind is Kind.COMMA)
    return around.pieces[at - 1].kind is Kind.COMMA and closing - at <= _MOST_OF_TIME


def _unit_of_span(pieces: Sequence[Piece], at: int) -> int | None:
    """The unit of "past week", "preceding 24 hours", "the four months", "the years"; None for none.
    Three days may be the event's own."""
    following = [one.word for one in pieces[at + 1 : at + 3]]
    if pieces[at].word in _PAST:
        return next((at + 1 + k for k, word in enumerate(following) if word in UNITS), None)
    if pieces[at].word in _MANY:
        is_over = pieces[at - 1].kind is Kind.AMOUNT and pieces[at].word in _LONG
        return at if is_over or pieces[at - 1].word == "the" else None
    is_many = pieces[at].kind is Kind.AMOUNT and following[:1] and following[0] in _MANY
    is_sum = pieces[at - 1].word == "the" or (following[:1] and following[0] in _LONG)
    return at + 1 if is_many and is_sum and not _is_compared(pieces, at) else None


def _is_compared(pieces: Sequence[Piece], at: int) -> bool:
    """Whether an event is the worst, or one of several, in so many months: "the third attack in
    two months"."""
    lead = at - 1
    while lead > 0 and pieces[lead].kind in (Kind.DETERMINER, Kind.ADVERB):
        lead -= 1
    before = pieces[max(0, lead - _MOST_OF_TIME) : lead]
    return any(is_record(one) or one.word.split()[-1] in _ORDINALS for one in before)


def _is_dated(pieces: Sequence[Piece], month: int) -> bool:
    """Whether a day or a year makes a date of a month."""
    beside = (*pieces[max(0, month - 2) : month], *pieces[month + 1 : month + 3])
    return any(one.value in ("day", "year") for one in beside)


def _is_bare(pieces: Sequence[Piece], at: int) -> bool:
    """Whether no noun follows: in spring, but not "in the spring rain"."""
    return at + 1 >= len(pieces) or pieces[at + 1].kind not in NOUNS


def summed_by_season(around: Around) -> Raised:
    """What a season has done: "the summer's wildfires", "killed 30 people this season"."""
    pieces = around.pieces
    for at in places_of(around):
        word = pieces[at].word
        if word.endswith("'s") and word.removesuffix("'s") in _SEASONS:
            return (at, at + 1)
        before = pieces[at - 1].word if at else ""
        following = pieces[at + 1].word if at + 1 < len(pieces) else ""
        if word == "last" and following == "week's" and not around.is_toll:
            return (at, at + 2)
        is_doer = following in ("has", "have", "had")
        if word in _SEASONS and (before == "this" or is_doer):
            return (at - 1, at + 1) if at else (at, at + 1)
    return None
