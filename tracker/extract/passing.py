"""Whether a figure is told in passing of somebody or something known: "the group, which killed
148", "accused of massacring 120", "the Hillsborough disaster, in which 97 died"."""

from collections.abc import Sequence

from tracker.extract.asides import is_event
from tracker.extract.kinds import Kind, Piece
from tracker.extract.sentence import Sentence
from tracker.extract.spans import is_long_past
from tracker.extract.surroundings import NOUNS, Around, Raised, places_of
from tracker.extract.wordlists import words

_BLAMED = words(
    "accused wanted convicted charged blamed guilty jailed sentenced indicted acquitted notorious"
    " infamous memorial compensation defendant defendants jury jurors indictment"
    " pleaded"
)
"""Words of what somebody is known or tried for, or what is commemorated, which may be long ago."""
_HEARINGS = words("trial inquest anniversary tribunal plaque retrial")
_CHARGES = words("indictment verdict lawsuit prosecution judgment")
_STUDIES = words("study studies review researchers research")
_ACTORS = words(
    "group movement militia gang cartel sect army unit brigade regime government company airline"
    " operator firm cult network"
)
"""What has a past: "the group, which killed 148 students"."""
_PERFECT = ("has", "have")
_GROUPS = words("group movement gang cartel sect network insurgents militants jihadists")
_MADE = words(
    "built rebuilt constructed completed opened launched commissioned bought manufactured"
    " registered renovated repaired restored inspected"
)
_CLAUSES = words("after when as before while because until")
_MOST_BACK = 14


def tried_or_remembered(around: Around) -> Raised:
    """What is tried or remembered, of which a day of the week is that of the hearing: "an inquest
    into the deaths of 22 resumes on Monday"; or what an indictment says."""
    pieces = around.pieces
    first = around.start
    if first > 1 and pieces[first - 1].kind is Kind.SAYING and pieces[first - 2].word in _CHARGES:
        return (first - 2, first)
    for at in range(around.first - 1, max(first, around.first - _MOST_BACK) - 1, -1):
        if pieces[at].word in _CLAUSES:
            return None
        if pieces[at].word in _HEARINGS:
            return (at, at + 1)
    return None


def told_by_study(around: Around) -> Raised:
    """What a study found, which sums up: "61,000 people died, a study found"."""
    pieces = around.pieces
    for at, piece in enumerate(pieces[:-1]):
        is_told = pieces[at + 1].kind is Kind.SAYING
        is_cited = at > 1 and Kind.ACCORDING in (pieces[at - 1].kind, pieces[at - 2].kind)
        if piece.word in _STUDIES and (is_told or is_cited):
            return (at, at + 1 + is_told)
    return None


def known_for(around: Around) -> Raised:
    """What somebody is accused of or tried for: "accused of massacring 120", "on trial for"."""
    pieces = around.pieces
    for at in range(around.first - 1, max(around.start, around.first - _MOST_BACK) - 1, -1):
        if pieces[at].word in _CLAUSES:
            return None
        if pieces[at].word in _BLAMED and at not in around.apart:
            return (at, at + 2)
    return None


def long_ago_in_passing(around: Around) -> Raised:
    """What is said in passing of a time long past, where the figure has none of its own: "the
    militants, who overran the town in 2014, killed 700"; when a thing was made says nothing."""
    pieces = around.pieces
    for at in sorted(around.apart):
        if not is_long_past(pieces, at):
            continue
        first = past = at
        while first - 1 in around.apart:
            first -= 1
        while past in around.apart:
            past += 1
        if not any(pieces[one].word in _MADE for one in range(first, past)):
            return (first, past)
    return None


def told_of_noun(around: Around) -> Raised:
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
            if noun >= 0 and word != "that" and _has_past(pieces, noun, at):
                return (noun, at + 1)
            also = next((k for k in places_of(around) if k < at and pieces[k].word == "also"), None)
            return (also, at + 1) if also is not None else None
        if pieces[at].kind is Kind.COMMA:
            return None
    return None


def done_in_all_its_time(around: Around) -> Raised:
    """What a group of long standing "has killed": "the insurgents have killed 35,000"."""
    pieces, verb = around.pieces, around.first
    if verb < 2 or pieces[verb].kind is not Kind.HARM or pieces[verb - 1].word not in _PERFECT:
        return None
    is_named = verb > 2 and pieces[verb - 3].word == "the"
    return (verb - 2, verb + 1) if is_named and pieces[verb - 2].word in _GROUPS else None


def _has_past(pieces: Sequence[Piece], noun: int, opener: int) -> bool:
    """Whether somebody's past is told: "the group, which killed 148", "Boko Haram, which has
    killed thousands"; what an event has killed is its own toll."""
    if pieces[noun].word in _ACTORS:
        return True
    is_in_passing = pieces[opener].word == "which" and pieces[opener - 1].kind is Kind.COMMA
    is_perfect = any(one.word in ("has", "have") for one in pieces[opener + 1 : opener + 2])
    return is_in_passing and is_perfect and not is_event(pieces[noun].word)


def named_event(sentence: Sentence, around: Around) -> Raised:
    """What an event with a name was: "the Hillsborough disaster, in which 97 fans died". Of its
    own event a text speaks as "the disaster", or by its day."""
    pieces = around.pieces
    opener = around.first - 1
    while opener > around.start and pieces[opener].kind not in (Kind.WHO, Kind.COMMA):
        opener -= 1
    noun = opener - 1
    while noun > 0 and pieces[noun].kind in (Kind.COMMA, Kind.PREPOSITION):
        noun -= 1
    if noun < 1 or pieces[opener].kind is not Kind.WHO:
        return None
    if not is_event(pieces[noun].word):
        return _of_name(pieces, noun, opener) if _is_name(sentence, noun) else None
    first = noun
    while first > 0 and pieces[first - 1].kind in NOUNS:
        first -= 1
    named = [at for at in range(max(first, 1), noun) if _is_name(sentence, at)]
    return (named[0], noun + 1) if named else None


def _of_name(pieces: Sequence[Piece], noun: int, opener: int) -> Raised:
    """What somebody with a name did: "the Taliban, who killed 149 people", or an event with a name
    after it was: "the sinking of the Estonia, in which 852 died"."""
    event = _event_of(pieces, noun)
    if event is not None:
        return (event, noun + 1)
    is_doer = opener == noun + 2 and pieces[noun].kind is Kind.WORD
    return (noun, opener + 1) if is_doer and pieces[opener + 1].kind is Kind.HARM else None


def _event_of(pieces: Sequence[Piece], name: int) -> int | None:
    """The event that has a name after it: "the sinking of the Estonia"; None for none."""
    at = name - 1
    while at > 0 and pieces[at].kind in (*NOUNS, Kind.DETERMINER):
        at -= 1
    is_named = at > 0 and pieces[at].kind is Kind.OF and is_event(pieces[at - 1].word)
    return at - 1 if is_named else None


def _is_name(sentence: Sentence, at: int) -> bool:
    return sentence.tokens[sentence.pieces[at].first].text[0].isupper()
