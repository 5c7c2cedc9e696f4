"""Words for which a figure may be of another event, or a sum of many, though nothing says so for
certain. A draft with such a doubt is proposed with the words, and of no incident, so that a person
must say of which it is."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tracker.extract.asides import is_event, set_apart
from tracker.extract.compared import is_record
from tracker.extract.found import Found, Way
from tracker.extract.kinds import Kind, Piece
from tracker.extract.other_words import MONTHS, OF_THE_DAY, SHORT_MONTHS
from tracker.extract.sentence import Sentence
from tracker.extract.wordlists import words

_STARTS = frozenset((Kind.SEMICOLON, Kind.STOP, Kind.BUT, Kind.COLON, Kind.SAYING))
_ENDS = frozenset((*_STARTS, Kind.COMMA, Kind.ACCORDING, Kind.DASH))
_MONTHS = frozenset((*MONTHS, *SHORT_MONTHS))
_SEASONS = words("season summer winter spring autumn monsoon")
_UNITS = words(
    "hour hours day days week weeks month months year years season seasons summer winter monsoon"
)
_PAST = words("past last preceding previous recent coming")
_WHILE = words("in during over within throughout through for")
_ASIDE = words("elsewhere meanwhile separately")
_SHORT = words("dawn midnight noon then morning evening afternoon night hit struck began landfall")
"""What follows a "since" that goes back to the event itself."""
_BLAMED = words(
    "accused wanted convicted charged blamed guilty jailed sentenced indicted acquitted notorious"
    " infamous trial inquest"
)
"""Words of what somebody is known or tried for, which may be long ago."""
_ACTORS = words(
    "group movement militia gang cartel sect army unit brigade regime government company airline"
    " operator firm cult network"
)
"""What has a past: "the group, which killed 148 students"."""
_NOT_FIRST = words("first second third former latter last previous earlier other others")
_CLAUSES = words("after when as before while because until")
_NOUNS = frozenset((Kind.WORD, Kind.THING, Kind.PEOPLE))
_MOST_BACK = 14
_TO_SUBJECT = frozenset((Kind.AUX, Kind.AMOUNT, Kind.ADVERB, Kind.LEAVING))
Raised = tuple[int, int] | None
"""The pieces that raise a doubt, from and up to; None for none."""


class _Around(NamedTuple):
    """A figure in the pieces of its sentence."""

    pieces: Sequence[Piece]
    first: int
    """The first piece of its own words and of those that tell what is counted."""
    past: int
    start: int
    """Where its clause begins, asides before it included."""
    end: int
    apart: frozenset[int]
    """The pieces of asides, which tell of something else."""
    is_toll: bool
    """Whether a count comes to it, which brings the sum of its own event up to date."""


def doubt_of(sentence: Sentence, found: Found) -> str:
    """The words that raise a doubt, as they stand; '' where none do.

    A figure that is dated to a day of the week is of this event, but for "elsewhere".
    """
    around = _around(sentence.pieces, found)
    is_dated = any(sentence.pieces[at].word in OF_THE_DAY for at in _places(around))
    asked = _ALWAYS if is_dated else (*_ALWAYS, *_UNDATED)
    raised = next(filter(None, (doubted(around) for doubted in asked)), None)
    if raised is None and not is_dated:
        raised = _named_event(sentence, around)
    return " ".join(sentence.shown_pieces(*raised).split()) if raised else ""


def _around(pieces: Sequence[Piece], found: Found) -> _Around:
    first = min(found.at, found.cue[0]) if found.cue[1] else found.at
    past = max(found.counted.past, found.cue[1])
    start, end = first, past
    while start > 0 and not _starts(pieces, start - 1):
        start -= 1
    while end < len(pieces) and pieces[end].kind not in _ENDS:
        end += 1
    return _Around(pieces, first, past, start, end, set_apart(pieces, found.at), found.way is Way.TOLL)


def _starts(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a clause starts past it; a flood that "claimed 63 lives" says nothing."""
    return pieces[at].kind in _STARTS and not pieces[at].word.endswith(("claimed", "claims"))


def _places(around: _Around) -> Iterator[int]:
    """The pieces that tell of the figure: its clause but for asides."""
    return (at for at in range(around.start, around.end) if at not in around.apart)


def _elsewhere(around: _Around) -> Raised:
    said = range(around.start, around.end) if not around.is_toll else ()
    return next(((at, at + 1) for at in said if around.pieces[at].word in _ASIDE), None)


def _since(around: _Around) -> Raised:
    """Since when they are summed up: "since January", "since the rains began". Not since the
    event, or since it struck, nor of "the deadliest since January"."""
    pieces = around.pieces
    for at in _places(around):
        if pieces[at].word != "since" or not _sums_from(around, at):
            continue
        past = at + 1
        while past < len(pieces) and pieces[past].kind not in _ENDS and past < at + 6:
            if pieces[past].kind is Kind.AUX and past > at + 1:
                break
            past += 1
        following = pieces[at + 1 : past]
        is_event_itself = any(
            is_event(one.word) or one.word in _SHORT or one.word in OF_THE_DAY for one in following
        )
        if following and not is_event_itself:
            return (at, past)
    return None


def _sums_from(around: _Around, at: int) -> bool:
    """Whether a "since" at that piece tells of the figure, and compares nothing."""
    pieces = around.pieces
    if any(is_record(one) for one in pieces[around.start : at]):
        return False
    if at >= around.past or pieces[at - 1].kind in _STARTS or at == 0:
        return True
    between = pieces[at + 1 : around.first]
    return any(one.word in ("has", "have") for one in between) and not any(
        one.kind in (Kind.COMMA, Kind.WHO) for one in between
    )


def _in_period(around: _Around) -> Raised:
    """In what span they died: "over the past week", "in April and May", "this season"."""
    pieces = around.pieces
    for at in _places(around):
        if pieces[at].word not in _WHILE:
            continue
        past = at + 1
        while past < len(pieces) and pieces[past].kind in (Kind.DETERMINER, Kind.ADVERB):
            past += 1
        if past >= len(pieces) or not _is_beside(around, at):
            continue
        word = pieces[past].word
        following = pieces[past + 1].word if past + 1 < len(pieces) else None
        later = pieces[past + 2].word if past + 2 < len(pieces) else None
        is_past = word in _PAST and (following in _UNITS or later in _UNITS)
        is_month = word.rpartition("-")[2] in _MONTHS and not _is_dated(pieces, past)
        if is_past or is_month or (word in _SEASONS and _is_bare(pieces, past)):
            return (at, past + 1 + is_past)
    return None


def _is_beside(around: _Around, at: int) -> bool:
    """Whether a phrase is of the figure: after it, before its verb, or at the head of all."""
    between = around.pieces[at : around.first]
    return at == 0 or not any(one.kind is Kind.COMMA for one in between)


def _is_dated(pieces: Sequence[Piece], month: int) -> bool:
    """Whether a day or a year makes a date of a month."""
    beside = (*pieces[max(0, month - 2) : month], *pieces[month + 1 : month + 3])
    return any(one.value in ("day", "year") for one in beside)


def _is_bare(pieces: Sequence[Piece], at: int) -> bool:
    """Whether no noun follows: in spring, but not "in the spring rain"."""
    return at + 1 >= len(pieces) or pieces[at + 1].kind not in _NOUNS


def _by_season(around: _Around) -> Raised:
    """What a season has done: "the summer's wildfires", "killed 30 people this season"."""
    pieces = around.pieces
    for at in _places(around):
        word = pieces[at].word
        if word.endswith("'s") and word.removesuffix("'s") in _SEASONS:
            return (at, at + 1)
        if word in _SEASONS and at and pieces[at - 1].word == "this":
            return (at - 1, at + 1)
    return None


def _known_for(around: _Around) -> Raised:
    """What somebody is accused of or tried for: "accused of massacring 120", "on trial for"."""
    pieces = around.pieces
    for at in range(around.first - 1, max(around.start, around.first - _MOST_BACK) - 1, -1):
        if pieces[at].word in _CLAUSES:
            return None
        if pieces[at].word in _BLAMED:
            return (at, at + 2)
    return None


def _told_of_noun(around: _Around) -> Raised:
    """Of what noun it is told in passing: "the group, which killed 148", "Lagos, where 116 died",
    "whose dam burst and killed 19"."""
    pieces = around.pieces
    for at in range(around.first - 1, max(around.start, around.first - _MOST_BACK) - 1, -1):
        word = pieces[at].word
        if word in ("whose", "where"):
            return (at, at + 1)
        if pieces[at].kind is Kind.WHO:
            noun = at - 1
            while noun > 0 and pieces[noun].kind in (Kind.COMMA, Kind.PREPOSITION):
                noun -= 1
            is_actor = word != "that" and pieces[noun].word in _ACTORS
            return (noun, at + 1) if noun >= 0 and is_actor else None
        if pieces[at].kind is Kind.COMMA:
            return None
    return None


def _one_of_several(around: _Around) -> Raised:
    """Which of several events it was: "the first killed seven", "the previous two left 18"."""
    pieces = around.pieces
    at = around.first - 1
    while at > around.start and pieces[at].kind in _TO_SUBJECT:
        at -= 1
    leads = at >= 0 and pieces[around.first].kind in (Kind.HARM, Kind.AMOUNT)
    said = pieces[at].word.split() if leads else [""]
    is_of_event = said[-1] in _NOT_FIRST and (
        said[0] == "the" or (at > 0 and pieces[at - 1].word == "the")
    )
    return (at, at + 1) if is_of_event else None


def _after_another(around: _Around) -> Raised:
    """Long after or before what it was: "weeks after militants killed 30 villagers". Of a toll
    two days after the quake it says nothing."""
    pieces = around.pieces
    for at in range(around.first - 1, max(around.start, around.first - _MOST_BACK), -1):
        if pieces[at].kind is Kind.COMMA or _starts_anew(pieces, at):
            return None
        if pieces[at].word in ("after", "before") and pieces[at - 1].word in _UNITS:
            return None if around.is_toll else (at - 1, at + 1)
    return None


def _starts_anew(pieces: Sequence[Piece], at: int) -> bool:
    """Whether another noun follows an event: "two days after the quake officials counted"."""
    return is_event(pieces[at].word) and pieces[at + 1].kind in (*_NOUNS, Kind.DETERMINER)


def _named_event(sentence: Sentence, around: _Around) -> Raised:
    """What an event with a name was: "the Hillsborough disaster, in which 97 fans died". Of its
    own event a text speaks as "the disaster", or by its day."""
    pieces = around.pieces
    opener = around.first - 1
    while opener > around.start and pieces[opener].kind not in (Kind.WHO, Kind.COMMA):
        opener -= 1
    noun = opener - 1
    while noun > 0 and pieces[noun].kind in (Kind.COMMA, Kind.PREPOSITION):
        noun -= 1
    if noun < 1 or pieces[opener].kind is not Kind.WHO or not is_event(pieces[noun].word):
        return None
    first = noun
    while first > 0 and pieces[first - 1].kind in _NOUNS:
        first -= 1
    named = [at for at in range(max(first, 1), noun) if _is_name(sentence, at)]
    return (named[0], noun + 1) if named else None


def _is_name(sentence: Sentence, at: int) -> bool:
    return sentence.tokens[sentence.pieces[at].first].text[0].isupper()


_ALWAYS = (_elsewhere,)
_UNDATED = (
    *(_since, _in_period, _by_season, _known_for),
    *(_told_of_noun, _one_of_several, _after_another),
)
"""What is asked of a figure that no day of the week dates, in this order."""
