"""Who says what in a sentence: voices, and how far each reaches."""

from collections.abc import Sequence
from typing import NamedTuple

from tracker.extract.found import Found, Way
from tracker.extract.kinds import Kind, Piece
from tracker.extract.naming import PAPERS, Span, aside_name, name_after, name_before
from tracker.extract.source_words import BODIES, HEARERS, HEARING, RECKONINGS, TITLES
from tracker.extract.tokens import Token
from tracker.extract.wordlists import words

_SPEAKING = frozenset((Kind.SAYING, Kind.COUNTING, Kind.DENIAL))
_OVER = frozenset((Kind.ADVERB, Kind.TIME, Kind.AUX, Kind.EARLIER, Kind.MODAL, Kind.NOT))
_PASSIVE = words("was were been being be is are")
_BREAKS = frozenset((Kind.SEMICOLON, Kind.STOP, Kind.BUT))
_LABEL = frozenset((Kind.WORD, Kind.PEOPLE, Kind.THING, Kind.DETERMINER, Kind.OF))
_AFTER_TAG = frozenset(
    (
        *(Kind.STOP, Kind.COMMA, Kind.SEMICOLON, Kind.TIME, Kind.PREPOSITION, Kind.AND, Kind.BUT),
        *(Kind.QUOTE, Kind.CITING, Kind.OPEN, Kind.CLOSE, Kind.DASH, Kind.COLON, Kind.ADVERB),
    )
)
_MOST_ASIDE = 16


class Voice(NamedTuple):
    """One who says something in a sentence."""

    at: int
    """The piece that says so."""
    source: Span
    via: Span | None
    is_trailing: bool
    """Whether what is said comes before: ", police said"."""
    is_counting: bool
    """Whether it only reaches to the end of its clause."""
    covers_all: bool = False
    """Whether it is of the whole sentence: according to."""
    is_citing: bool = False
    """Whether it is cited by another who speaks."""


def voices_of(
    tokens: Sequence[Token], pieces: Sequence[Piece], counted: frozenset[int]
) -> list[Voice]:
    """The voices of a sentence, in order. counted: pieces that are figures."""
    voices = []
    for at, piece in enumerate(pieces):
        voice = None
        if piece.kind is Kind.MOVING and _moves_own(pieces, at):
            voice = _speaker(tokens, pieces, at, counted)
        elif piece.kind in _SPEAKING or (piece.kind is Kind.EARLIER and piece.word[:4] == "had "):
            voice = _speaker(tokens, pieces, at, counted) or _goes_on(pieces, at, voices)
        elif piece.kind is Kind.ACCORDING:
            source = name_after(tokens, pieces, at + 1)
            voice = source and Voice(at, source, None, at > 0, False, True)
        elif piece.kind is Kind.CITING:
            voice = _cited(tokens, pieces, at, counted)
        elif piece.word in RECKONINGS or piece.kind is Kind.TOLL:
            voice = _reckoner(tokens, pieces, at)
        if voice:
            voices.append(voice)
    return _merged(voices) or _headline_voice(tokens, pieces)


def _moves_own(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a body moves its own figure: "the ministry raised its tally", "the number of dead"."""
    later = pieces[at + 1 : at + 4]
    owns = any(one.kind is Kind.TOLL or one.word in RECKONINGS for one in later)
    is_body = any(one.word in BODIES or one.word in TITLES for one in pieces[max(0, at - 4) : at])
    return (
        owns
        and is_body
        and bool(later)
        and later[0].kind is Kind.DETERMINER
        or (owns and is_body and later[0].kind is Kind.TOLL)
    )


def _goes_on(pieces: Sequence[Piece], at: int, voices: Sequence[Voice]) -> Voice | None:
    """The one who spoke before and says more: "raised the number and said"."""
    if not (at and voices and pieces[at - 1].kind is Kind.AND):
        return None
    return voices[-1]._replace(at=at, is_trailing=False, is_counting=False)


def _speaker(
    tokens: Sequence[Token], pieces: Sequence[Piece], at: int, counted: frozenset[int]
) -> Voice | None:
    piece = pieces[at]
    if at and pieces[at - 1].word in _PASSIVE:
        return None
    following = pieces[at + 1] if at + 1 < len(pieces) else piece
    if piece.word in ("admitted", "has admitted") and following.kind is Kind.AMOUNT:
        return None
    is_counting = piece.kind in (Kind.COUNTING, Kind.MOVING)
    subject, start = _subject(tokens, pieces, at, counted)
    if subject is None:
        follows = name_after(tokens, pieces, at + 1)
        if follows is None or (is_counting and piece.word != "read"):
            return None
        if not _is_inverted(pieces, at, follows):
            return None
        return Voice(at, follows, None, is_trailing=True, is_counting=False)
    is_relative = start < len(pieces) and any(one.kind is Kind.WHO for one in pieces[start:at])
    named = next(k for k, one in enumerate(pieces) if one.past > subject[0])
    is_trailing = not (is_counting or is_relative) and _is_tag(pieces, min(start, named), at)
    return Voice(at, subject, _hearer(tokens, pieces, at), is_trailing, is_counting)


def _is_inverted(pieces: Sequence[Piece], at: int, follows: Span) -> bool:
    """Whether the speaker comes after the verb: ", said the governor"."""
    before = pieces[at - 1].kind if at else Kind.STOP
    past = next((k for k, one in enumerate(pieces) if one.first >= follows[1]), len(pieces))
    closes = past >= len(pieces) or pieces[past].kind in (
        *(Kind.COMMA, Kind.STOP, Kind.SEMICOLON, Kind.QUOTE, Kind.WHO, Kind.TIME),
        *(Kind.PREPOSITION, Kind.COLON, Kind.OPEN, Kind.DASH, Kind.AND, Kind.BUT),
    )
    return before in (Kind.COMMA, Kind.QUOTE, Kind.STOP, Kind.DASH) and closes


def _subject(
    tokens: Sequence[Token], pieces: Sequence[Piece], at: int, counted: frozenset[int]
) -> tuple[Span | None, int]:
    """Who stands before a verb of saying, and the piece at which the verb's group begins."""
    past = at
    while past > 0 and pieces[past - 1].kind in _OVER:
        past -= 1
        if past and pieces[past].kind is Kind.TIME and pieces[past - 1].kind is Kind.PREPOSITION:
            past -= 1
    if past and pieces[past - 1].kind is Kind.WHO:
        past -= 1
        if past and pieces[past - 1].kind is Kind.COMMA:
            past -= 1
    elif past and pieces[past - 1].kind is Kind.COMMA:
        opening = _opening(pieces, past - 1, counted)
        if opening is None:
            return None, past
        named = aside_name(tokens, pieces, opening + 1, past - 1)
        if named:
            return named, opening
        past = opening
    elif past and pieces[past - 1].kind is Kind.AND and past > 1:
        return None, past
    named = name_before(tokens, pieces, past, counted)
    if named and tokens[named[1] - 1].word in PAPERS and pieces[at].word == "saying":
        verb = next(k for k, one in enumerate(pieces) if one.past > named[0]) - 1
        return name_before(tokens, pieces, verb, counted) or named, past
    return named or _roundabout(tokens, pieces, past, at, counted), past


def _roundabout(
    tokens: Sequence[Token],
    pieces: Sequence[Piece],
    past: int,
    at: int,
    counted: frozenset[int],
) -> Span | None:
    """Who speaks where more stands between: "a nurse who asked not to be named said"."""
    for back in range(past - 1, max(0, past - 10), -1):
        if pieces[back].kind is Kind.WHO:
            return name_before(tokens, pieces, back, counted)
        if pieces[back].kind in (Kind.COMMA, Kind.SAYING, Kind.SEMICOLON, Kind.QUOTE):
            return None
    if pieces[at].word in ("saying", "adding"):
        return name_after(tokens, pieces, 0)
    return None


def _opening(pieces: Sequence[Piece], closing: int, counted: frozenset[int]) -> int | None:
    """The comma that opens the aside which this one closes."""
    for back in range(closing - 1, max(-1, closing - _MOST_ASIDE), -1):
        if pieces[back].kind is Kind.COMMA:
            return back
        if pieces[back].kind in (Kind.SEMICOLON, Kind.QUOTE) or back in counted:
            return None
    return None


def _is_tag(pieces: Sequence[Piece], start: int, at: int) -> bool:
    """Whether a speaker is appended to what is said: ", police said."""
    if (
        at + 1 < len(pieces)
        and pieces[at + 1].kind not in _AFTER_TAG
        and pieces[at].word not in ("told", "tells")
    ):
        return False
    back = start - 1
    while back >= 0 and pieces[back].kind not in (
        *(Kind.COMMA, Kind.QUOTE, Kind.SEMICOLON, Kind.COLON, Kind.DASH, Kind.AND, Kind.BUT),
    ):
        back -= 1
    if back < 1 or pieces[back].kind in (Kind.SEMICOLON, Kind.BUT):
        return False
    if any(one.kind is Kind.AMOUNT and one.amount for one in pieces[:back]):
        return pieces[back].kind in (Kind.COMMA, Kind.QUOTE, Kind.DASH, Kind.COLON)
    return False


def _hearer(tokens: Sequence[Token], pieces: Sequence[Piece], at: int) -> Span | None:
    """The outlet that was told: "told Radio Tarkmuir"."""
    if pieces[at].word not in ("told", "tells", "tell", "informed"):
        return None
    span = name_after(tokens, pieces, at + 1)
    if span is None:
        return None
    words = {one.word for one in tokens[span[0] : span[1]]}
    return None if words & HEARERS or words & HEARING else span


def _cited(
    tokens: Sequence[Token], pieces: Sequence[Piece], at: int, counted: frozenset[int]
) -> Voice | None:
    if at and pieces[at - 1].word in _PASSIVE:
        past = at - 1
        while past > 0 and pieces[past - 1].kind is Kind.AUX:
            past -= 1
        subject = name_before(tokens, pieces, past, counted)
        if subject is None:
            return None
        via = None
        if at + 1 < len(pieces) and pieces[at + 1].word == "by":
            via = name_after(tokens, pieces, at + 2)
        return Voice(at, subject, via, is_trailing=False, is_counting=False)
    source = name_after(tokens, pieces, at + 1)
    if source is None:
        return None
    return Voice(at, source, None, at > 0, is_counting=False, covers_all=True, is_citing=True)


def _reckoner(tokens: Sequence[Token], pieces: Sequence[Piece], at: int) -> Voice | None:
    """Whose reckoning it is: "the ministry's toll", "by the mayor's reckoning"."""
    for back in range(at - 1, max(-1, at - 4), -1):
        word = pieces[back].word
        if word.endswith("'s"):
            if word.removesuffix("'s") not in BODIES:
                return None
            first = back
            while first > 0 and pieces[first - 1].kind in (Kind.WORD, Kind.PEOPLE, Kind.DETERMINER):
                first -= 1
            by = first > 0 and pieces[first - 1].word == "by"
            span = (pieces[first].first, pieces[back].past)
            return Voice(at, span, None, is_trailing=by, is_counting=not by, covers_all=bool(by))
        if pieces[back].kind not in (Kind.WORD, Kind.ADVERB, Kind.PEOPLE):
            return None
    return None


def _merged(voices: list[Voice]) -> list[Voice]:
    """The voices, a speaker who cites another being that other's outlet."""
    cited = [one for one in voices if one.is_citing]
    speaking = [one for one in voices if not one.covers_all]
    kept = {one.at: one for one in voices}
    for citing in cited:
        near = min(speaking, key=lambda one: abs(one.at - citing.at), default=None)
        if near is not None and abs(near.at - citing.at) < _MOST_ASIDE:
            del kept[citing.at]
            kept[near.at] = near._replace(source=citing.source, via=near.source)
    return [kept[at] for at in sorted(kept)]


def _headline_voice(tokens: Sequence[Token], pieces: Sequence[Piece]) -> list[Voice]:
    """The source that a headline puts after a colon or dash, or before a colon."""
    for at, piece in enumerate(pieces):
        if piece.kind not in (Kind.COLON, Kind.DASH):
            continue
        if at <= 4 and _is_label(pieces, 0, at):
            return [Voice(at, (pieces[0].first, pieces[at].first), None, False, False)]
        rest = len(pieces) - (pieces[-1].kind is Kind.STOP)
        if 1 <= rest - at - 1 <= 5 and _is_label(pieces, at + 1, rest):
            span = (pieces[at + 1].first, pieces[rest - 1].past)
            return [Voice(at, span, None, True, False)]
    return []


def _is_label(pieces: Sequence[Piece], first: int, past: int) -> bool:
    """Whether these pieces name a body that gives figures, and nothing else."""
    label = pieces[first:past]
    return bool(label) and all(one.kind in _LABEL for one in label) and label[-1].word in BODIES


def voice_for(
    tokens: Sequence[Token], pieces: Sequence[Piece], voices: Sequence[Voice], found: Found
) -> Voice | None:
    """The voice that gives a figure; None where the sentence does not say."""
    is_listed = found.way in (Way.CARRIED, Way.LIST) and pieces[found.cue[0]].word != "lost"
    label = _label(pieces, found) if is_listed else None
    if label:
        return Voice(found.at, label, None, is_trailing=False, is_counting=True)
    before = [one for one in voices if one.at < found.at and not one.is_trailing]
    near = before[-1] if before else None
    if near and near.is_counting and _is_broken(pieces, near.at, found.at):
        speaking = [one for one in before if not one.is_counting]
        near = (
            speaking[-1] if speaking and not _is_broken(pieces, speaking[-1].at, found.at) else None
        )
    after = [one for one in voices if one.at > found.at and (one.is_trailing or one.covers_all)]
    following = next((one for one in after if not _is_cut(pieces, found.at, one.at)), None)
    if near and following and _is_broken(pieces, near.at, found.at):
        return following
    if near or following:
        return near or following
    covering = [one for one in voices if one.covers_all or one.is_trailing]
    return covering[-1] if covering and covering[-1].at < found.at else None


def _label(pieces: Sequence[Piece], found: Found) -> Span | None:
    """Who stands right before a bare number: "the hospital 22"."""
    past = found.at
    while past > 0 and pieces[past - 1].kind in (Kind.QUOTE, Kind.ADVERB):
        past -= 1
    first = past
    while first > 0 and pieces[first - 1].kind in _LABEL:
        first -= 1
    if first == past or pieces[past - 1].word not in BODIES:
        return None
    return pieces[first].first, pieces[past - 1].past


def _is_broken(pieces: Sequence[Piece], at: int, later: int) -> bool:
    return any(one.kind in _BREAKS for one in pieces[at:later])


def _is_cut(pieces: Sequence[Piece], at: int, later: int) -> bool:
    """Whether a semicolon parts a figure from a voice after it."""
    return any(one.kind is Kind.SEMICOLON for one in pieces[at:later])
