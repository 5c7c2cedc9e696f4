"""All who say something in a sentence, one way or another."""

from collections.abc import Sequence

from tracker.extract.hedged_words import CLAIMING
from tracker.extract.kinds import Kind, Piece
from tracker.extract.naming import name_after, name_before, outlet_after
from tracker.extract.source_words import BODIES, RECKONINGS, TITLES
from tracker.extract.speakers import Voice, quoted_by, speaker
from tracker.extract.tokens import Token
from tracker.extract.wordlists import words

LABEL = frozenset((Kind.WORD, Kind.PEOPLE, Kind.THING, Kind.DETERMINER, Kind.OF))
"""What a name without a verb is made of: "town hall 14"."""
_SPEAKING = frozenset((Kind.SAYING, Kind.COUNTING))
_DENYING = words(
    "denied denies deny denying rejected rejects rejecting dismissed dismisses dismissing disputed"
    " disputes disputing refuted refutes"
)
"""Verbs of denying; of the other words for it, such as propaganda, nobody is the subject."""
_TO_ADDING = frozenset((Kind.COMMA, Kind.TIME, Kind.PREPOSITION, Kind.QUOTE))
_PASSIVE = words("was were been being be is are")
_NEAR = 16
_MOST_OF_LABEL = 4


def voices_of(
    tokens: Sequence[Token], pieces: Sequence[Piece], counted: frozenset[int]
) -> list[Voice]:
    """The voices of a sentence, in order. counted: pieces that are figures."""
    voices: list[Voice] = []
    for at in range(len(pieces)):
        voice = (
            _adds(pieces, at, voices)
            or _voice(tokens, pieces, at, counted)
            or _goes_on(pieces, at, voices)
        )
        if voice:
            voices.append(voice)
    voices = [one for one in voices if pieces[one.at].word not in CLAIMING]
    return _through_outlet(_merged(voices)) or _headline_voice(pieces)


def _voice(
    tokens: Sequence[Token], pieces: Sequence[Piece], at: int, counted: frozenset[int]
) -> Voice | None:
    """Who says something at that piece; None where it is no word for saying."""
    piece = pieces[at]
    if piece.kind is Kind.ACCORDING:
        source = name_after(tokens, pieces, at + 1)
        return Voice(at, source, is_trailing=at > 0, covers_all=True) if source else None
    if piece.kind is Kind.CITING:
        return _cited(tokens, pieces, at, counted)
    if _speaks(piece) or (piece.kind is Kind.MOVING and _moves_own(pieces, at)):
        return speaker(tokens, pieces, at, counted)
    if piece.word in RECKONINGS or piece.kind is Kind.TOLL:
        return _reckoner(pieces, at)
    return None


def _speaks(piece: Piece) -> bool:
    if piece.kind is Kind.DENIAL:
        return piece.word in _DENYING
    return piece.kind in _SPEAKING or (piece.kind is Kind.EARLIER and piece.word[:4] == "had ")


def _moves_own(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a body moves its own figure: "the ministry raised its tally"."""
    later = pieces[at + 1 : at + 4]
    owns = any(one.kind is Kind.TOLL or one.word in RECKONINGS for one in later)
    is_body = any(one.word in BODIES or one.word in TITLES for one in pieces[max(0, at - 4) : at])
    return owns and is_body and later[0].kind in (Kind.DETERMINER, Kind.TOLL)


def _adds(pieces: Sequence[Piece], at: int, voices: Sequence[Voice]) -> Voice | None:
    """The one who is appended and says more: ", an official said, adding that two"."""
    if pieces[at].word not in ("adding", "saying") or not voices or not voices[-1].is_trailing:
        return None
    between = pieces[voices[-1].at + 1 : at]
    if voices[-1].covers_all or any(one.kind not in _TO_ADDING for one in between):
        return None
    return voices[-1]._replace(at=at, is_trailing=False, is_counting=False)


def _goes_on(pieces: Sequence[Piece], at: int, voices: Sequence[Voice]) -> Voice | None:
    """The one who spoke before and says more: "raised the number and said"."""
    if not (at and voices and _speaks(pieces[at]) and pieces[at - 1].kind is Kind.AND):
        return None
    return voices[-1]._replace(at=at, is_trailing=False, is_counting=False)


def _cited(
    tokens: Sequence[Token], pieces: Sequence[Piece], at: int, counted: frozenset[int]
) -> Voice | None:
    """Who is cited: "citing the governor", "was quoted by the Courier"."""
    if at and pieces[at - 1].word in _PASSIVE:
        past = at - 1
        while past > 0 and pieces[past - 1].kind is Kind.AUX:
            past -= 1
        subject = name_before(tokens, pieces, past, counted)
        if subject is None:
            return None
        via = None
        if at + 1 < len(pieces) and pieces[at + 1].word == "by":
            via = outlet_after(tokens, pieces, at + 2)
        return Voice(at, subject, via)
    quoted = quoted_by(pieces, at)
    subject = None if quoted is None else name_before(tokens, pieces, quoted, counted)
    if subject is not None:
        return Voice(at, subject, outlet_after(tokens, pieces, at + 2))
    source = name_after(tokens, pieces, at + 1)
    if source is None:
        return None
    return Voice(at, source, is_trailing=at > 0, covers_all=True, is_citing=True)


def _through_outlet(voices: Sequence[Voice]) -> list[Voice]:
    """The voices, who is quoted by an outlet being known through it wherever they speak."""
    outlets = {one.source: one.via for one in voices if one.via}
    return [one if one.via else one._replace(via=outlets.get(one.source)) for one in voices]


def _reckoner(pieces: Sequence[Piece], at: int) -> Voice | None:
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
            return Voice(at, span, is_trailing=by, is_counting=not by, covers_all=by)
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
        if near is not None and abs(near.at - citing.at) < _NEAR:
            del kept[citing.at]
            kept[near.at] = near._replace(source=citing.source, via=near.source)
    return [kept[at] for at in sorted(kept)]


def _headline_voice(pieces: Sequence[Piece]) -> list[Voice]:
    """The source that a headline puts after a colon or dash, or before a colon."""
    rest = len(pieces) - bool(pieces and pieces[-1].kind is Kind.STOP)
    for at, piece in enumerate(pieces):
        if piece.kind not in (Kind.COLON, Kind.DASH):
            continue
        if at <= _MOST_OF_LABEL and _is_label(pieces, 0, at):
            return [Voice(at, (pieces[0].first, piece.first))]
        if rest - at - 1 <= _MOST_OF_LABEL + 1 and _is_label(pieces, at + 1, rest):
            return [Voice(at, (pieces[at + 1].first, pieces[rest - 1].past), is_trailing=True)]
    return []


def _is_label(pieces: Sequence[Piece], first: int, past: int) -> bool:
    """Whether these pieces name a body that gives figures, and nothing else."""
    label = pieces[first:past]
    return bool(label) and all(one.kind in LABEL for one in label) and label[-1].word in BODIES
