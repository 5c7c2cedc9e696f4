"""A text to drafts, sentence by sentence."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from tracker.extract.attribution import Voice, voice_for, voices_of
from tracker.extract.barring import bar, bar_increments, is_denied, is_unreal
from tracker.extract.counted import counted_after
from tracker.extract.days import said_on
from tracker.extract.direct import tell_directly
from tracker.extract.draft import Draft
from tracker.extract.found import Bar, Found, Way
from tracker.extract.joined import (
    all_of_them,
    join,
    list_of_labels,
    narrowed,
    share_population,
    side_of,
)
from tracker.extract.kinds import Kind, Piece
from tracker.extract.narrowing import mode_of, scopes
from tracker.extract.pieces import pieces_of
from tracker.extract.tokens import Token, sentences_of

QUOTES = frozenset('"“”„«»')
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
    waiting: list[Draft] = []
    """What stands in a quotation that a later sentence says by whom."""
    for tokens in sentences_of(text):
        pieces = pieces_of(tokens)
        amounts = amounts_of(pieces, carried)
        told = [one for one in amounts if one.metric]
        carried = told[-1].metric if told else carried
        drafts, speaker = _of_sentence(text, tokens, pieces, amounts, published)
        yield from _now_attributed(waiting, speaker)
        is_open = sum(one.text in QUOTES for one in tokens) % 2 == 1 and not waiting
        waiting = drafts if is_open and not speaker else []
        if not waiting:
            yield from drafts
    yield from waiting


def _now_attributed(waiting: Sequence[Draft], speaker: str | None) -> Iterator[Draft]:
    return (replace(one, attributed_to=speaker) for one in waiting)


def amounts_of(pieces: Sequence[Piece], carried: str) -> list[Found]:
    """The amounts of a sentence, each with what it counts and whether it is a claim."""
    amounts = []
    wholes: set[int] = set()
    for at, piece in enumerate(pieces):
        if piece.kind is not Kind.AMOUNT or piece.amount is None:
            continue
        counted = counted_after(pieces, at + 1)
        found = Found(at, piece.amount, counted, population=counted.population)
        found.is_whole = at in wholes and not _is_told_itself(pieces, found)
        found.is_number = piece.value != "one"
        wholes.update(counted.wholes)
        amounts.append(found)
    if not amounts or is_unreal(pieces):
        return []
    for found in amounts:
        tell_directly(pieces, found)
        if pieces[found.at].value == "asked":
            found.bar = Bar.ASKED
        elif found.counted.is_of_harmed and found.population == "all":
            found.population = narrowed(pieces, found) or "all"
    list_of_labels(pieces, amounts)
    join(pieces, amounts, carried)
    for found in amounts:
        bar(pieces, found, amounts)
    bar_increments(pieces, amounts)
    share_population(pieces, amounts)
    all_of_them(pieces, amounts)
    return amounts


def _is_told_itself(pieces: Sequence[Piece], found: Found) -> bool:
    """Whether a whole is a count of the dead or hurt itself: "of the 204 wounded"."""
    past = found.counted.past
    following = pieces[past] if past < len(pieces) else None
    state = following is not None and following.word in ("killed", "injured", "wounded", "hurt")
    return found.counted.harm is not None or state


def _of_sentence(
    text: str,
    tokens: Sequence[Token],
    pieces: Sequence[Piece],
    amounts: Sequence[Found],
    published: date | None,
) -> tuple[list[Draft], str | None]:
    """The drafts of a sentence, and the last who speaks in it; None where nobody does."""
    claims = [one for one in amounts if one.metric and not one.bar and not one.is_whole]
    voices = voices_of(tokens, pieces, frozenset(one.at for one in claims))
    drafts = []
    for found, scope in zip(claims, scopes(text, tokens, pieces, claims), strict=True):
        voice = voice_for(tokens, pieces, voices, found)
        day = said_on(tokens, pieces, voice.at, published) if voice else None
        draft = _draft(text, tokens, pieces, found, voice)
        is_source = voice is not None and found.way is Way.LIST and scope == draft.attributed_to
        drafts.append(replace(draft, said_on=day, scope="" if is_source else scope))
    return drafts, _named(text, tokens, voices[-1].source) if voices else None


def _draft(
    text: str, tokens: Sequence[Token], pieces: Sequence[Piece], found: Found, voice: Voice | None
) -> Draft:
    piece = pieces[found.at]
    is_worded = found.is_number and piece.word != "no"
    past = piece.past if is_worded else pieces[found.counted.past - 1].past
    start, end = tokens[piece.first].start, tokens[past - 1].end
    population = found.population
    if population in ("all", "men") and pieces[found.cue[0]].word == "lost":
        population = side_of(pieces, found) or population
    way = found.way or Way.CARRIED
    return Draft(
        metric=found.metric,
        population=population,
        scope="",
        mode=mode_of(pieces, found),
        figure=text[start:end],
        low=found.amount.low,
        high=None if _is_only_unreported(pieces, found) else found.amount.high,
        attributed_to=_named(text, tokens, voice.source) if voice else None,
        via=_named(text, tokens, voice.via) if voice and voice.via else None,
        said_on=None,
        text_start=start,
        text_end=end,
        sentence_start=tokens[0].start,
        sentence_end=tokens[-1].end,
        confidence=CONFIDENCE[way],
        why=way.value,
        act="dispute" if is_denied(pieces, found.at) else "assert",
        is_read=found.amount.is_read,
    )


def _is_only_unreported(pieces: Sequence[Piece], found: Found) -> bool:
    """Whether nobody is known of, which sets no ceiling: "no deaths were reported"."""
    if found.amount.high != 0:
        return False
    near = pieces[found.at : found.counted.past + 5]
    return any(one.word in ("reported", "recorded", "known", "reports") for one in near)


def _named(text: str, tokens: Sequence[Token], span: tuple[int, int]) -> str:
    named = text[tokens[span[0]].start : tokens[span[1] - 1].end]
    return named.removesuffix("'s").removesuffix("’s")
