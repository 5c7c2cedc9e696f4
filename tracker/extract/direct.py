"""The words right before or after an amount that say what has happened to the people counted."""

from collections.abc import Sequence

from tracker.extract.found import Bar, Found, Way
from tracker.extract.harm_words import CARRIED, HOSPITALS, SUFFERING, TAKING, WEAK, WOUNDS, Place
from tracker.extract.kinds import Kind, Piece
from tracker.extract.other_words import SAFE
from tracker.extract.wordlists import words

_MOST_STEPS = 22
_MOST_BACK = 26
_SKIPPED_AFTER = frozenset((Kind.ADVERB, Kind.WHO, Kind.QUOTE, Kind.TIME))
_IN_PHRASE = frozenset(
    (Kind.DETERMINER, Kind.WORD, Kind.PEOPLE, Kind.THING, Kind.OF, Kind.TIME, Kind.PREPOSITION)
)
_OBJECTS = frozenset((Kind.AMOUNT, Kind.DETERMINER, Kind.PEOPLE))
_SKIPPED_BEFORE = frozenset((Kind.QUOTE, Kind.ADVERB, Kind.TIME))
_TOTALS = words(
    "a an the total of in all estimated combined further at family group party crew team"
)
_PASSIVE = words("was were been being is are be")
_AMONG_DEAD = frozenset(("among the dead", "among those killed"))
_REMAINING = words("remain remained remains stay stayed stays")
_AIMED = words("to for anyone everyone those")
_NUMBERS = words("number figure count total tally estimate figures")
_TO_NUMBER = frozenset(
    ("to", "at", "of", "is", "was", "are", "were", "now", "stands", ":", "has", "as")
)
_CLAUSE_ENDS = frozenset((Kind.SEMICOLON, Kind.STOP, Kind.BUT))


def tell_directly(pieces: Sequence[Piece], found: Found) -> None:
    """Notes what is counted where a noun, a verb or a toll says so."""
    if found.counted.is_thing:
        found.bar = Bar.THING
        return
    ways = (_by_noun, _after, _before, _by_toll, _after_others)
    any(way(pieces, found) for way in ways if way not in _NOT_FOR_ONE or found.is_number)
    if found.metric and _are_safe(pieces, found.counted.past):
        found.bar = Bar.NEGATED


def _by_noun(pieces: Sequence[Piece], found: Found) -> bool:
    harm = found.counted.harm
    if harm is None:
        return False
    if harm.place & Place.LIFE and not _is_taken(pieces, found):
        found.bar = Bar.THING
        return True
    if pieces[found.counted.past - 1].word in WEAK and not _is_body_count(pieces, found):
        return False
    if found.amount.high == 0 and not _denies(pieces, found):
        return False
    found.tell(harm.metric, Way.NOUN, (found.at + 1, found.counted.past))
    return True


def _denies(pieces: Sequence[Piece], found: Found) -> bool:
    """Whether "no" with a noun says that there are none; no bodies does not."""
    noun = pieces[found.counted.past - 1]
    following = pieces[found.counted.past] if found.counted.past < len(pieces) else None
    is_whole = following is None or following.kind not in (Kind.WORD, Kind.TOLL, Kind.THING)
    is_plain = noun.kind is Kind.HARM and not found.counted.is_of_harmed
    return is_whole and is_plain and noun.word not in ("bodies", "body", "corpses", "graves")


def _is_body_count(pieces: Sequence[Piece], found: Found) -> bool:
    return pieces[found.counted.past - 1].word in ("body", "injuries", "injury")


def _is_taken(pieces: Sequence[Piece], found: Found) -> bool:
    """Whether the lives are lost: "claimed 30 lives", "30 lives were lost"."""
    near = (*pieces[max(0, found.at - 3) : found.at], *pieces[found.counted.past :][:3])
    return any(one.word in TAKING or one.word.startswith("lost") for one in near) or (
        "lost" in pieces[found.counted.past - 1].word
    )


def _are_safe(pieces: Sequence[Piece], at: int) -> bool:
    """Whether those people were found alive, freed or discharged."""
    for piece in pieces[at : at + 6]:
        if piece.word in SAFE:
            return True
        if piece.kind not in (Kind.AUX, Kind.ADVERB, Kind.WORD, Kind.WHO):
            return False
    return False


def _after_others(pieces: Sequence[Piece], found: Found) -> bool:
    """By what befell them and others: "seven firefighters and a police dog died"."""
    at = found.counted.past
    has_others = at + 2 < len(pieces) and pieces[at].kind is Kind.AND
    if not (has_others and found.counted.is_people):
        return False
    if pieces[at + 1].kind is not Kind.DETERMINER and pieces[at + 1].value != "one":
        return False
    past = at + 2
    while past < len(pieces) and pieces[past].kind in (Kind.WORD, Kind.PEOPLE, Kind.THING):
        past += 1
    return _after(pieces, found, past)


def _after(pieces: Sequence[Piece], found: Found, start: int = 0) -> bool:
    """By what the people did or suffered: "12 people were killed", "leaving 12 dead"."""
    at, is_passive, in_phrase = start or found.counted.past, False, False
    has_aside = needs_verb = False
    for _ in range(_MOST_STEPS):
        if at >= len(pieces):
            return False
        piece = pieces[at]
        if piece.kind is Kind.HARM:
            if needs_verb and not is_passive:
                return False
            return _take_after(pieces, found, at, is_passive=is_passive)
        if piece.kind is Kind.INCLUDING and is_passive and piece.word in _AMONG_DEAD:
            found.tell("killed", Way.AFTER, (found.counted.past, at + 1))
            return True
        if piece.kind is Kind.AUX or piece.word in _REMAINING:
            is_passive, in_phrase = True, False
        elif piece.kind is Kind.MODAL:
            return _bar_after(pieces, found, at)
        elif piece.kind is Kind.NOT:
            return _bar_negated(pieces, found, at)
        elif piece.kind is Kind.AMONG:
            return _take_among(pieces, found, at)
        elif piece.kind is Kind.COMMA:
            past = at + 1 if _closes_apposition(pieces, found, at) else _past_aside(pieces, at)
            if has_aside or past is None:
                return False
            at, has_aside = past, True
            continue
        elif piece.kind is Kind.OPEN:
            at = _past_brackets(pieces, at)
            continue
        elif piece.word in SUFFERING and _has_wound(pieces, at):
            found.tell("injured", Way.AFTER, (at, at + 1))
            return True
        elif piece.word in CARRIED and any(one.word in HOSPITALS for one in pieces[at : at + 7]):
            found.tell("injured", Way.AFTER, (at, at + 1))
            return True
        elif piece.word in _AIMED:
            return False
        elif piece.kind in (Kind.PREPOSITION, Kind.OF):
            in_phrase = True
        elif piece.kind is Kind.WORD and piece.word.endswith(("ed", "ing")) and not needs_verb:
            needs_verb = in_phrase = True
        elif piece.kind not in _SKIPPED_AFTER and not (in_phrase and piece.kind in _IN_PHRASE):
            return False
        at += 1
    return False


def _closes_apposition(pieces: Sequence[Piece], found: Found, at: int) -> bool:
    """Whether the amount was an aside: "the crew of the boat, six men, drowned"."""
    is_aside = found.at > 0 and pieces[found.at - 1].kind is Kind.COMMA and found.counted.is_people
    return is_aside and at + 1 < len(pieces) and pieces[at + 1].kind in (Kind.HARM, Kind.AUX)


def _has_wound(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a wound comes soon after: "suffered broken limbs", "with crush wounds"."""
    for piece in pieces[at + 1 : at + 5]:
        if piece.word in WOUNDS:
            return True
        if piece.kind not in (Kind.WORD, Kind.HARM, Kind.DETERMINER, Kind.AND, Kind.ADVERB):
            return False
    return False


def _take_after(pieces: Sequence[Piece], found: Found, at: int, *, is_passive: bool) -> bool:
    piece, following = pieces[at], pieces[at + 1] if at + 1 < len(pieces) else None
    if piece.harm is None or not piece.stands(Place.AFTER):
        return False
    is_verb = piece.stands(Place.BEFORE) and not is_passive
    if is_verb and following is not None and following.kind in _OBJECTS:
        return False
    if piece.word in WEAK and not (found.counted.is_people or found.counted.is_empty):
        return False
    if _is_of_things(pieces, at):
        return False
    is_to_death = [one.word for one in pieces[at + 1 : at + 3]] == ["to", "death"]
    metric = "killed" if is_to_death else piece.harm.metric
    found.tell(metric, Way.AFTER, (found.counted.past, at + 1))
    return True


def _is_of_things(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a state belongs to things that follow it: "5 dead sheep"."""
    following = pieces[at + 1] if at + 1 < len(pieces) else None
    return following is not None and following.kind is Kind.THING and pieces[at].word == "dead"


def _bar_after(pieces: Sequence[Piece], found: Found, at: int) -> bool:
    for later in range(at + 1, min(at + 7, len(pieces))):
        if pieces[later].kind is Kind.HARM:
            metric = pieces[later].value
            found.tell(metric, Way.AFTER, (at, later + 1))
            found.bar = Bar.POSSIBLE
            return True
    return False


def _bar_negated(pieces: Sequence[Piece], found: Found, at: int) -> bool:
    if any(one.kind is Kind.HARM for one in pieces[at + 1 : at + 4]):
        found.bar = Bar.NEGATED
        return True
    return False


def _take_among(pieces: Sequence[Piece], found: Found, at: int) -> bool:
    """By whom they were among: "were among the hundreds injured"."""
    for later in range(at + 1, min(at + 9, len(pieces))):
        piece = pieces[later]
        if piece.kind is Kind.HARM and piece.stands(Place.AFTER | Place.NOUN):
            found.tell(piece.value, Way.AFTER, (found.counted.past, later + 1))
            return True
        if piece.kind in _CLAUSE_ENDS or piece.kind is Kind.COMMA:
            return False
    return False


def _past_aside(pieces: Sequence[Piece], at: int) -> int | None:
    """Past the comma that closes what this one opens, where the sentence goes on after it."""
    for later in range(at + 1, min(at + 18, len(pieces) - 1)):
        kind = pieces[later].kind
        if kind in _CLAUSE_ENDS:
            return None
        if kind is Kind.COMMA and pieces[later + 1].kind in (Kind.AUX, Kind.HARM, Kind.MODAL):
            return later + 1
    return None


def _past_brackets(pieces: Sequence[Piece], at: int) -> int:
    for later in range(at + 1, min(at + 14, len(pieces))):
        if pieces[later].kind is Kind.CLOSE:
            return later + 1
    return len(pieces)


def _before(pieces: Sequence[Piece], found: Found) -> bool:
    """By a verb whose object they are: "killing at least 12 people", "the bodies of 12"."""
    at = _back_over(pieces, found.at - 1)
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
    found.tell(piece.harm.metric, Way.BEFORE, (at, found.at))
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


def _back_over(pieces: Sequence[Piece], at: int) -> int:
    """The first piece before `at` that says something: not "a total of", "on Monday"."""
    for _ in range(6):
        if at < 0:
            return at
        piece = pieces[at]
        is_skipped = piece.kind in _SKIPPED_BEFORE or piece.word in _TOTALS
        is_skipped = is_skipped or piece.kind is Kind.DETERMINER or piece.word == "a further"
        is_skipped = is_skipped or (
            piece.kind is Kind.PREPOSITION and pieces[at + 1].kind is Kind.TIME
        )
        if not is_skipped and piece.kind is not Kind.COLON:
            return at
        at -= 1
    return at


def _by_toll(pieces: Sequence[Piece], found: Found) -> bool:
    """By a count that has come to it: "the death toll rose to 12", "fatalities: 12"."""
    at = found.at - 1
    while at > 0 and pieces[at].kind in (Kind.QUOTE, Kind.ADVERB, Kind.DETERMINER):
        at -= 1
    if at < 0:
        return False
    leads = pieces[at].kind in (Kind.LINK, Kind.MOVING, Kind.TOLL, Kind.HARM, Kind.COLON)
    if not (leads or pieces[at].word in _TO_NUMBER):
        return False
    has_colon = pieces[at].kind is Kind.COLON
    if pieces[at].word == "to" and _by_toll_ahead(pieces, found, at):
        return True
    leads = leads and not has_colon
    for back in range(at, max(-1, at - _MOST_BACK), -1):
        piece = pieces[back]
        is_head = piece.kind is Kind.HARM and (has_colon or _is_subject(pieces, back))
        if piece.kind is Kind.TOLL or is_head:
            found.tell(piece.value, Way.TOLL, (back, found.at))
            if any(one.kind is Kind.MODAL for one in pieces[back : found.at]):
                found.bar = Bar.POSSIBLE
            return True
        if piece.kind in _CLAUSE_ENDS or piece.kind is Kind.SAYING:
            return False
        if piece.kind is Kind.AMOUNT and not leads and pieces[at].word not in ("to", "at"):
            return False
    return False


def _by_toll_ahead(pieces: Sequence[Piece], found: Found, at: int) -> bool:
    """By a toll that follows: "bringing to seven the number of police killed"."""
    if not at or pieces[at - 1].kind is not Kind.MOVING:
        return False
    for later in range(found.at + 1, min(found.at + 9, len(pieces))):
        piece = pieces[later]
        if piece.kind is Kind.TOLL or (piece.kind is Kind.HARM and piece.harm):
            found.tell(piece.value, Way.TOLL, (at - 1, later + 1))
            return True
        if piece.kind is Kind.PEOPLE:
            found.population = piece.value
        elif piece.kind in (*_CLAUSE_ENDS, Kind.COMMA):
            return False
    return False


def _is_subject(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a noun for a harm is what is counted, and no verb or part of another amount."""
    piece = pieces[at]
    if not piece.stands(Place.NOUN):
        return False
    before = pieces[at - 1] if at else None
    is_of = before is not None and before.kind is Kind.OF and not piece.word.startswith("the ")
    return before is None or not (
        is_of or before.kind is Kind.AMOUNT or before.word in ("his", "her", "their")
    )


_NOT_FOR_ONE = (_by_noun, _by_toll)
"""Ways that ask for a number: "a body" and "a toll" count nothing."""
