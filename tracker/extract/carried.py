"""Numbers without words of their own that carry on from others, answer or stand in a list."""

from collections.abc import Sequence

from tracker.extract.found import Bar, Found, Way
from tracker.extract.harm_words import Place
from tracker.extract.kinds import Kind, Piece
from tracker.extract.places import ends, is_labelled
from tracker.extract.wordlists import words

_NUMBER_NOUNS = words("number figure count total tally toll estimate figures")
_ANSWERS = frozenset((Kind.COLON, Kind.COMMA, Kind.AND))
_LEADS = words("or spoke acknowledging")
_TO_NUMBER = words("to at is was as")
_DONE = words("made sent drove set sank saw took forced destroys displaces displace destroy")
_NEAR = 6


def carry_on(pieces: Sequence[Piece], found: Found, earlier: Sequence[Found], carried: str) -> None:
    """A bare number that carries on: "the hospital 22", "the mayor gave 11", "or 58 if"."""
    if not found.is_number:
        return
    last = next((one for one in reversed(earlier) if one.metric and not one.bar), None)
    former = next((one for one in reversed(earlier) if one.metric), None)
    source = last or former
    metric = source.metric if source else carried
    if not metric or not (found.counted.is_empty and ends(pieces, found)):
        return
    if pieces[found.at].word == "one" or not _is_led(pieces, found.at):
        return
    found.tell(metric, Way.CARRIED, source.cue if source else (found.at, found.at))


def _is_led(pieces: Sequence[Piece], at: int) -> bool:
    """Whether what stands before a bare number lets it carry on."""
    back = at - 1
    while back >= 0 and pieces[back].kind in (Kind.QUOTE, Kind.ADVERB):
        back -= 1
    if back < 0 or pieces[back].kind is Kind.OF:
        return False
    piece = pieces[back]
    if piece.kind in (Kind.SAYING, Kind.COUNTING) or piece.word in _LEADS:
        return True
    if piece.kind in (Kind.LINK, Kind.MOVING) or piece.word in _TO_NUMBER:
        return any(one.word in _NUMBER_NOUNS for one in pieces[max(0, back - _NEAR) : back])
    return is_labelled(pieces, back) and not is_deed(piece)


def is_deed(piece: Piece) -> bool:
    """Whether a word tells what was done, and is no label: "killed 12 and destroyed 300"."""
    return piece.kind is Kind.WORD and (piece.word.endswith(("ed", "ing")) or piece.word in _DONE)


def answer(pieces: Sequence[Piece], amounts: Sequence[Found]) -> None:
    """Notes the numbers that answer "how many": "Fewer than ten, he said when asked how many"."""
    asked = next((one for one in amounts if one.bar is Bar.ASKED and one.metric), None)
    if asked is None:
        return
    for at, found in enumerate(amounts):
        if found is asked or found.metric or found.bar:
            continue
        leads = found.at > 0 and pieces[found.at - 1].kind in _ANSWERS
        answered = found.at < asked.at and found.counted.is_empty
        if answered or (found.at > asked.at and leads and (at == 0 or amounts[at - 1].metric)):
            found.tell(asked.metric, Way.CARRIED, asked.cue)
            if found.population == "all":
                found.population = asked.population


def tell_by_heading(pieces: Sequence[Piece], amounts: Sequence[Found]) -> None:
    """Notes what is counted in "Confirmed deaths so far: Kelmar 7, Nerim 12, Varenz 3"."""
    colon = next((at for at, one in enumerate(pieces) if one.kind is Kind.COLON), None)
    if colon is None:
        return
    heads = [one for one in pieces[:colon] if one.kind is Kind.TOLL or one.stands(Place.NOUN)]
    if not heads or any(one.kind is Kind.AMOUNT for one in pieces[:colon]):
        return
    for found in amounts:
        is_bare = found.counted.is_empty and ends(pieces, found) and not found.metric
        if found.at > colon and is_bare and is_labelled(pieces, found.at - 1):
            found.tell(heads[-1].value, Way.LIST, (0, colon))
