"""Which of a sentence's voices gives a figure."""

from collections.abc import Sequence
from itertools import pairwise

from tracker.extract.found import Found, Way
from tracker.extract.kinds import Kind, Piece
from tracker.extract.naming import Span
from tracker.extract.places import is_of_doers
from tracker.extract.source_words import BODIES
from tracker.extract.speakers import Voice
from tracker.extract.voices import LABEL

_SUBJECTS = frozenset((Kind.DETERMINER, Kind.WORD, Kind.PEOPLE))
_BREAKS = frozenset((Kind.SEMICOLON, Kind.STOP, Kind.BUT))


def voice_for(pieces: Sequence[Piece], voices: Sequence[Voice], found: Found) -> Voice | None:
    """The voice that gives a figure; None where the sentence does not say."""
    is_listed = found.way in (Way.CARRIED, Way.LIST) and pieces[found.cue[0]].word != "lost"
    is_listed = is_listed and not is_of_doers(pieces, found)
    label = _label(pieces, found) if is_listed else None
    if label:
        return Voice(found.at, label, is_counting=True)
    near = _before(pieces, voices, found)
    if near and found.way is Way.CARRIED and _turns(pieces, near.at, found.at):
        near = None  # "He spoke of 9 dead, while the police count is 12."
    following = _after(pieces, voices, found)
    if near and following and _is_broken(pieces, near.at, found.at):
        return following
    if near or following:
        return near or following
    covering = [one for one in voices if one.covers_all or one.is_trailing]
    return covering[-1] if covering and covering[-1].at < found.at else None


def _before(pieces: Sequence[Piece], voices: Sequence[Voice], found: Found) -> Voice | None:
    """Who began to speak last before a figure, and still does."""
    before = [one for one in voices if one.at < found.at and not one.is_trailing]
    near = before[-1] if before else None
    if near is None or not (near.is_counting and _is_broken(pieces, near.at, found.at)):
        return near
    speaking = [one for one in before if not one.is_counting]
    last = speaking[-1] if speaking else None
    return None if last is None or _is_broken(pieces, last.at, found.at) else last


def _after(pieces: Sequence[Piece], voices: Sequence[Voice], found: Found) -> Voice | None:
    """Who is appended to a figure: ", police said"."""
    after = [one for one in voices if one.at > found.at and (one.is_trailing or one.covers_all)]
    return next((one for one in after if not _is_cut(pieces, found.at, one.at)), None)


def _label(pieces: Sequence[Piece], found: Found) -> Span | None:
    """Who stands right before a bare number: "the hospital 22"."""
    past = found.at
    while past > 0 and pieces[past - 1].kind in (Kind.QUOTE, Kind.ADVERB):
        past -= 1
    first = past
    while first > 0 and pieces[first - 1].kind in LABEL:
        first -= 1
    if first == past or pieces[past - 1].word not in BODIES:
        return None
    return pieces[first].first, pieces[past - 1].past


def _is_broken(pieces: Sequence[Piece], at: int, later: int) -> bool:
    return any(one.kind in _BREAKS for one in pieces[at:later])


def _turns(pieces: Sequence[Piece], at: int, later: int) -> bool:
    """Whether others are spoken of after a "but": "while the police count is", not "but later
    revised it to"."""
    return any(
        one.kind is Kind.BUT and following.kind in _SUBJECTS
        for one, following in pairwise(pieces[at:later])
    )


def _is_cut(pieces: Sequence[Piece], at: int, later: int) -> bool:
    """Whether a semicolon parts a figure from a voice after it."""
    return any(one.kind is Kind.SEMICOLON for one in pieces[at:later])
