"""The words right before or after an amount that say what has happened to the people counted."""

from collections.abc import Sequence

from tracker.extract.after import tell_after, tell_after_others
from tracker.extract.before import tell_before
from tracker.extract.found import Bar, Found, Way
from tracker.extract.harm_words import TAKING, WEAK, Place
from tracker.extract.kinds import Kind, Piece
from tracker.extract.other_words import SAFE
from tracker.extract.tolls import tell_by_toll
from tracker.extract.wordlists import words


def tell_directly(pieces: Sequence[Piece], found: Found) -> None:
    """Notes what is counted where a noun, a verb or a toll says so."""
    if found.counted.is_thing:
        found.bar = Bar.THING
        return
    any(way(pieces, found) for way in (_WAYS if found.is_number else _WAYS_FOR_ONE))
    if found.metric and (are_safe(pieces, found.counted.past) or are_safe(pieces, found.cue[1])):
        found.bar = Bar.NEGATED


def _tell_by_label(pieces: Sequence[Piece], found: Found) -> bool:
    """By a label without a colon: "Dead 12, injured 30, missing 4"."""
    at = found.at - 1
    if at < 0 or pieces[at].word not in _LABELS or not found.counted.is_empty:
        return False
    opens = at == 0 or pieces[at - 1].kind in (Kind.COMMA, Kind.SEMICOLON)
    past = found.counted.past
    closes = past >= len(pieces) or pieces[past].kind in (Kind.COMMA, Kind.SEMICOLON, Kind.STOP)
    if opens and closes:
        found.tell(pieces[at].value, Way.BEFORE, (at, found.at))
    return opens and closes


def _tell_by_noun(pieces: Sequence[Piece], found: Found) -> bool:
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


def are_safe(pieces: Sequence[Piece], at: int) -> bool:
    """Whether those people were found alive, freed or discharged."""
    for piece in pieces[at : at + 6]:
        if piece.word in SAFE:
            return True
        if piece.kind not in (Kind.AUX, Kind.ADVERB, Kind.WORD, Kind.WHO):
            return False
    return False


_LABELS = words("dead killed deaths injured wounded injuries hurt missing")
_WAYS = (_tell_by_label, _tell_by_noun, tell_after, tell_before, tell_by_toll, tell_after_others)
"""In the order in which they are asked; the first that answers counts."""
_WAYS_FOR_ONE = (tell_after, tell_before, tell_after_others)
"""Those for "a smuggler", who is no number: "a body" and "a toll" count nothing."""
