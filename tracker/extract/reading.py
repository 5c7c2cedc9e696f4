"""A text to drafts, sentence by sentence."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from tracker.errors import FigureError
from tracker.extract.amounts import may_count
from tracker.extract.attribution import voice_for
from tracker.extract.background import doubt_of
from tracker.extract.counting import amounts_of
from tracker.extract.days import said_on
from tracker.extract.denials import is_denied
from tracker.extract.draft import Draft
from tracker.extract.found import Found, Way
from tracker.extract.groups import side_of
from tracker.extract.kinds import Kind, Piece
from tracker.extract.naming import STAND_INS, Span
from tracker.extract.narrowing import mode_of, scope_of
from tracker.extract.pieces import pieces_of
from tracker.extract.sentence import Sentence
from tracker.extract.speakers import Voice
from tracker.extract.titled import is_in_title
from tracker.extract.tokens import sentences_of
from tracker.extract.voices import voices_of
from tracker.extract.wordlists import words
from tracker.figures import read_figure

CONFIDENCE = {
    Way.NOUN: 0.95,
    Way.AFTER: 0.95,
    Way.BEFORE: 0.95,
    Way.TOLL: 0.95,
    Way.LIST: 0.8,
    Way.JOINED: 0.85,
    Way.PART: 0.85,
    Way.CARRIED: 0.7,
}
"""How often drafts told in a way are right, roughly."""
DOUBTED = 0.5
"""The confidence of a draft that may be of another event."""
_QUOTES = frozenset('"“”„«»')
_REPORTING = words("reported recorded known reports")
_NEAR = 5
_LONGEST_CUE = 60


class _Told(NamedTuple):
    """What one sentence gives."""

    drafts: list[Draft]
    speaker: str | None
    """The last who speaks in it."""
    is_open: bool
    """Whether a quotation begins in it and does not end."""


def extract(text: str, *, published: date | None = None) -> tuple[Draft, ...]:
    """The figures of a text, in the order in which they stand in it.

    published: the day of publication, from which "on Friday" is told; None where unknown.

    >>> [(one.metric, one.figure, one.attributed_to) for one in extract(
    ...     "The blast killed at least 12 people and wounded 30, police said.")]
    [('killed', 'at least 12', 'police'), ('injured', '30', 'police')]
    """
    return tuple(_drafts(text, published))


def _drafts(text: str, published: date | None) -> Iterator[Draft]:
    carried = ""
    before: str | None = None
    """Who spoke last, for "he said"."""
    waiting: list[Draft] = []
    """What stands in a quotation of which only a later sentence says by whom."""
    for tokens in sentences_of(text):
        if not (waiting or may_count(tokens)):
            carried = ""
            continue
        sentence = Sentence(text, tokens, pieces_of(tokens))
        amounts = amounts_of(sentence.pieces, carried)
        carried = next((one.metric for one in reversed(amounts) if one.metric), "")
        told = _told_by(sentence, amounts, published, before)
        before = told.speaker or before
        yield from (
            one if one.attributed_to else replace(one, attributed_to=told.speaker)
            for one in waiting
        )
        waits = told.is_open and not waiting and told.speaker is None
        waiting = told.drafts if waits else []
        yield from () if waits else told.drafts
    yield from waiting


def _told_by(
    sentence: Sentence, amounts: Sequence[Found], published: date | None, before: str | None
) -> _Told:
    """before: who spoke last in the sentences before, for whom "he" stands."""
    tokens, pieces = sentence.tokens, sentence.pieces
    claims = [
        one
        for one in amounts
        if one.metric and not (one.bar or one.is_whole or is_in_title(tokens, pieces[one.at].first))
    ]
    voices = voices_of(tokens, pieces, frozenset(one.at for one in claims))
    drafts = []
    for found in claims:
        voice = voice_for(pieces, _heard(pieces, voices, found), found)
        draft = _draft(sentence, found, voice, scope_of(sentence, claims, found))
        day = said_on(tokens, pieces, voice.at, published) if voice else None
        if draft.attributed_to and draft.attributed_to.lower() in STAND_INS:
            draft = replace(draft, attributed_to=_spoken_before(sentence, voices, voice, before))
        drafts.append(replace(draft, said_on=day))
    named = [_named(sentence, one.source) for one in voices]
    speaker = next((one for one in reversed(named) if one.lower() not in STAND_INS), None)
    return _Told(drafts, speaker, sum(one.text in _QUOTES for one in tokens) % 2 == 1)


def _heard(pieces: Sequence[Piece], voices: Sequence[Voice], found: Found) -> Sequence[Voice]:
    """Those who may give a figure: who denies anything gives none, and only denials are theirs."""
    deniers = [one for one in voices if pieces[one.at].kind is Kind.DENIAL]
    if is_denied(pieces, found.at):
        return deniers or voices
    return [one for one in voices if one not in deniers] if deniers else voices


def _spoken_before(
    sentence: Sentence, voices: Sequence[Voice], voice: Voice | None, before: str | None
) -> str | None:
    """For whom "he" stands: who spoke last in the sentence, else in those before."""
    named = [_named(sentence, one.source) for one in voices if voice and one.at < voice.at]
    return next((one for one in reversed(named) if one.lower() not in STAND_INS), before)


def _draft(sentence: Sentence, found: Found, voice: Voice | None, scope: str) -> Draft:
    """The draft of a claim; a label that names its source is no scope."""
    pieces = sentence.pieces
    first, past = _wording(sentence, found)
    figure = sentence.shown(first, past)
    low = found.amount.low
    high = None if _is_only_unreported(sentence, found) else found.amount.high
    source = _named(sentence, voice.source) if voice else None
    way = found.way or Way.CARRIED
    doubt = doubt_of(sentence, found)
    return Draft(
        metric=found.metric,
        population=_population(sentence, found),
        scope="" if way is Way.LIST and scope == source else scope,
        mode=mode_of(pieces, found),
        figure=figure,
        low=low,
        high=high,
        attributed_to=source,
        via=_named(sentence, voice.via) if voice and voice.via else None,
        said_on=None,
        text_start=sentence.tokens[first].start,
        text_end=sentence.tokens[past - 1].end,
        sentence_start=sentence.tokens[0].start,
        sentence_end=sentence.tokens[-1].end,
        confidence=DOUBTED if doubt else CONFIDENCE[way],
        why=_why(sentence, found, way, doubt),
        doubt=doubt,
        act="dispute" if is_denied(pieces, found.at) else "assert",
        is_read=_reads_as(figure, found.metric) == (low, high),
    )


def _why(sentence: Sentence, found: Found, way: Way, doubt: str) -> str:
    """How the metric was told, with the words that told it, and what raises a doubt."""
    first, past = found.cue
    words_said = " ".join(sentence.shown_pieces(first, past).split()) if first < past else ""
    if len(words_said) > _LONGEST_CUE:
        words_said = f"{words_said[:_LONGEST_CUE]}…"
    told = f"{way.value}: {words_said}" if words_said else way.value
    return f"{told}; perhaps another event or a sum: {doubt}" if doubt else told


def _wording(sentence: Sentence, found: Found) -> tuple[int, int]:
    """The tokens of a figure; of "a smuggler" and "no deaths" the noun is one."""
    piece = sentence.pieces[found.at]
    if found.is_number and piece.word != "no":
        return piece.first, piece.past
    return piece.first, sentence.pieces[found.counted.past - 1].past


def _reads_as(figure: str, metric: str) -> tuple[int | None, int | None] | None:
    """The bounds that the reader of figures gives a wording; None where it refuses it."""
    try:
        read = read_figure(figure, metric=metric)
    except FigureError:
        return None
    return read.low, read.high


def _population(sentence: Sentence, found: Found) -> str:
    """Of whom, a side that lost its own men being of its own kind."""
    is_open = found.population in ("all", "men")
    if is_open and sentence.pieces[found.cue[0]].word == "lost":
        return side_of(sentence.pieces, found) or found.population
    return found.population


def _is_only_unreported(sentence: Sentence, found: Found) -> bool:
    """Whether nobody is known of, which sets no ceiling: "no deaths were reported"."""
    near = sentence.pieces[found.at : found.counted.past + _NEAR]
    return found.amount.high == 0 and any(one.word in _REPORTING for one in near)


def _named(sentence: Sentence, span: Span) -> str:
    return sentence.shown(*span).removesuffix("'s").removesuffix("’s")
